"""What `honmono org add` does: change, cautions, answers that change; ask; write."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple, NoReturn

import typer

from honmono.check.difference import Compared, compare
from honmono.check.org import Organization
from honmono.check.org.additions.cautions import cautions
from honmono.check.org.additions.model import Addition, Kind, RefusedError
from honmono.check.org.additions.understand import understand
from honmono.check.record import Record
from honmono.cli._core import INTERRUPTED, SOME_UNREAD, USAGE, stop
from honmono.cli.asking import agreed
from honmono.cli.changed_lines import print_difference
from honmono.cli.configuration import Configuration
from honmono.cli.output.lines import columns
from honmono.cli.paragraphs import tell
from honmono.config import (
    ConfigError,
    parse_organization,
    read_text,
    save_organization,
)
from honmono.config_edit import LayoutError, edited, line_of
from honmono.mail.source import RawMail, Unreadable, read
from honmono.text import harmless, say

_EVERY: Final = 50
"""Mails between two movements of the counter."""


class Wish(NamedTuple):
    """What somebody asked for on the command line."""

    kind: Kind
    words: tuple[str, ...]
    kana: str = ""
    romaji: str = ""


@dataclass(frozen=True, slots=True)
class _Plan:
    """The file as it is and as it would be."""

    path: Path
    old: str
    new: str
    before: Organization
    after: Organization
    addition: Addition
    language: str

    def say(self, key: str, **values: object) -> str:
        return say("org", key, self.language, **values)


def run(
    wish: Wish, configuration: Configuration, *, sources: list[str], yes: bool
) -> None:
    """Do it, or end with the status that `honmono org add --help` tells.

    Args:
        wish: what is added.
        configuration: the file to which it is added, and how to speak.
        sources: mails to judge with the old file and the new one.
        yes: write without asking.

    """
    prior = configuration.settings.prior
    try:
        plan = _plan(wish, configuration.file, configuration.language)
    except ConfigError as error:
        configuration.end_with(error)
    _print_difference(plan)
    _print_cautions(plan)
    try:
        unread = _print_answers(plan, sources, prior)
        wanted = yes or _asked(plan)
    except (KeyboardInterrupt, typer.Abort):
        typer.echo(f"\n{plan.say('interrupted')}", err=True)
        raise typer.Exit(INTERRUPTED) from None
    if wanted:
        _save(plan)
    else:
        tell(plan.say("not-written"))
    if unread:
        raise typer.Exit(SOME_UNREAD)


def _plan(wish: Wish, path: Path, language: str) -> _Plan:
    """Understand the wish and make the new file, or end with the reason why not."""
    old = read_text(path)
    before = parse_organization(old, path)
    try:
        addition = understand(
            wish.kind, list(wish.words), before, kana=wish.kana, romaji=wish.romaji
        )
        new = edited(old, addition)
    except RefusedError as error:
        _refuse(error, old, path, language)
    except LayoutError as error:
        stop(f"{say('org', 'layout', language, where=path)}\n\n{error.by_hand}")
    after = parse_organization(new, path)
    return _Plan(path, old, new, before, after, addition, language)


def _refuse(error: RefusedError, text: str, path: Path, language: str) -> NoReturn:
    """End with the sentence that says why, and where it stands already."""
    line = line_of(text, error.place) if error.place else 0
    where = f"{path}:{line}" if line else str(path)
    stop(say("org", error.reason, language, where=where, **error.values))


def _print_difference(plan: _Plan) -> None:
    """The lines that change, as `diff -u` shows them."""
    tell(plan.say("difference-head", where=plan.path))
    print_difference(plan.old, plan.new)


def _print_cautions(plan: _Plan) -> None:
    found = list(cautions(plan.addition, plan.before))
    if not found:
        return
    tell(plan.say("caution-head"), bold=True)
    for sentence, value, near in found:
        tell(plan.say(sentence, value=value, near=near), head="  - ", indent=4)
    typer.echo()


def _print_answers(plan: _Plan, sources: list[str], prior: float) -> int:
    """Each mail that is answered differently, then the counts; how many are unread."""
    if not sources:
        tell(plan.say("no-mail-given"))
        return 0
    tell(plan.say("answers-head"), bold=True)
    counter = _Counter(plan.say("counting"))
    changed: Counter[tuple[str, str]] = Counter()
    stayed = unread = 0
    for pair in compare(_read_all(sources), plan.before, plan.after, prior=prior):
        counter.count()
        if broken := next((each for each in pair if each["error"]), None):
            unread += 1
            counter.hide()
            source, error = (harmless(str(broken[k]), 300) for k in ("source", "error"))
            typer.echo(f"honmono: {source}: {error}", err=True)
        elif pair.changed:
            changed[pair.before["answer"], pair.after["answer"]] += 1
            counter.hide()
            _print_pair(plan, pair)
        else:
            stayed += 1
    counter.hide()
    _print_counts(plan, changed, stayed, unread)
    return unread


def _print_counts(
    plan: _Plan, changed: Counter[tuple[str, str]], stayed: int, unread: int
) -> None:
    """How many changed in which way; a forgery that is let go is worth a line."""
    tell(plan.say("counts", changed=changed.total(), stayed=stayed))
    for (old, new), count in changed.most_common():
        before, after = (say("cli", f"answer-{a}", plan.language) for a in (old, new))
        shown = f"{before} → {after}"
        if old == new:
            shown = plan.say("counts-same", shown=before)
        tell(plan.say("counts-one", shown=shown, count=count), indent=2)
    if unread:
        tell(plan.say("counts-unread", count=unread), indent=2)
    released = sum(
        count for (old, new), count in changed.items() if old == "forged" != new
    )
    if released:
        tell(plan.say("no-longer-forged", count=released), bold=True)
    typer.echo()


def _read_all(sources: list[str]) -> Iterator[RawMail | Unreadable]:
    for source in sources:
        yield from read(source)


def _print_pair(plan: _Plan, pair: Compared) -> None:
    """One mail: both answers, who and what, and the reasons of both."""
    after = pair.after
    who = plan.say("no-sender")
    if sender := after["from"]:
        who = f"{harmless(sender['name'])} <{harmless(sender['address'])}>".lstrip()
    answers = " → ".join(_answer(each, plan.language) for each in pair)
    tell(f"{answers}  {harmless(str(after['source']), 200)}", indent=2)
    tell(f"{who}  {harmless(after['subject'] or '')}", indent=4)
    for label, record in (("before", pair.before), ("after", after)):
        head = f"    {plan.say(label)}  "
        for reason in record["reasons"][plan.language]:
            tell(reason, head=head, indent=columns(head))
            head = " " * columns(head)


def _answer(record: Record, language: str) -> str:
    """`偽物 97.6 %`."""
    label = say("cli", f"answer-{record['answer']}", language)
    return f"{label} {100 * record['probability']:.1f} %"


def _asked(plan: _Plan) -> bool:
    """May it be written?  Without a terminal nobody can say so, and that is an error."""
    if not sys.stdin.isatty():
        typer.echo(plan.say("no-terminal"), err=True)
        raise typer.Exit(USAGE)
    question = plan.say("ask", where=plan.path)
    return agreed(question, plan.language, enter=False)


def _save(plan: _Plan) -> None:
    try:
        backup = save_organization(plan.path, plan.old, plan.new)
    except ConfigError as error:
        stop(error.told(plan.language))
    tell(plan.say("written", where=plan.path, shown=backup.name))


class _Counter:
    """How many mails were judged, on standard error while that is a terminal."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.shown = 0
        self.mails = 0
        self.terminal = sys.stderr.isatty()

    def count(self) -> None:
        """Count one mail; show the number now and then."""
        self.mails += 1
        if self.terminal and self.mails % _EVERY == 0:
            line = f"{self.label} {self.mails:,}"
            sys.stderr.write(f"\r{line}")
            sys.stderr.flush()
            self.shown = columns(line)

    def hide(self) -> None:
        """Take it away, before something is printed."""
        if self.shown:
            sys.stderr.write(f"\r{' ' * self.shown}\r")
            sys.stderr.flush()
            self.shown = 0
