"""honmono org add: put into the organization file what was missing for a right answer.

Shows the change and which past answers change, and asks before it writes.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from typing import Annotated, Final

import typer

from honmono.check.difference import Compared, compare
from honmono.check.org import Organization
from honmono.check.org.additions import (
    Addition,
    Kind,
    RefusedError,
    cautions,
    understand,
)
from honmono.check.record import Record
from honmono.cli._core import (
    INTERRUPTED,
    SOME_UNREAD,
    USAGE,
    home_folder,
    organization_file,
    stop,
)
from honmono.cli.check import Language
from honmono.cli.printers import Progress
from honmono.config import (
    ConfigError,
    load_settings,
    parse_organization,
    read_text,
    save_organization,
)
from honmono.config_edit import LayoutError, edited, line_of
from honmono.mail.source import RawMail, Unreadable, read
from honmono.text import harmless, say

_COLOURS: Final = {"+": "green", "-": "red", "@": "cyan"}

app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")


@app.callback()
def org() -> None:
    """The organization file: add what was missing when an answer was wrong."""


@app.command("add")
def add(
    kind: Annotated[
        Kind,
        typer.Argument(
            metavar="KIND",
            help="What is added.",
            show_default=False,
        ),
    ],
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS...",
            help="`service NAME DOMAIN…`, `list DOMAIN…`, `partner NAME DOMAIN…`, "
            "`private-address PERSON ADDRESS…`, `person NAME [ADDRESS…]`, "
            "`domain DOMAIN…`, `phone NUMBER…`.",
            show_default=False,
        ),
    ],
    *,
    org: Annotated[
        Path | None,
        typer.Option(
            help="The file. Default: ./honmono.toml, then the home's.",
            show_default=False,
        ),
    ] = None,
    mail: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SOURCE",
            help="Mails whose answers are compared, before and after; anything that "
            "`check` reads. May be given several times.",
            show_default=False,
        ),
    ] = None,
    kana: Annotated[str, typer.Option(help="Reading of a new person.")] = "",
    romaji: Annotated[str, typer.Option(help="The same in Latin letters.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    lang: Annotated[
        Language | None,
        typer.Option(help="Default: the organization's.", show_default=False),
    ] = None,
    home: Annotated[
        Path | None,
        typer.Option(
            envvar="HONMONO_HOME",
            help="Folder of settings.toml. Default: ~/.local/share/honmono.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Add a service, list, partner, address … to the organization file.

    Shows the change, what it weakens, and with `--mail` which past answers change; then
    asks. Comments and layout stay, and the file as it was is kept beside it as `.bak`.

    For instance:

    * `honmono org add service Backlog backlog.example`
    * `honmono org add list lists.example.org --mail ~/Maildir`
    * `honmono org add partner 北浜電機 kitahama.example`
    * `honmono org add private-address 山田太郎 taro.home@example.org`

    Exit status: 0 written, or you said no; 1 something in `--mail` could not be read
    (the rest was compared); 2 refused, or nobody could be asked: nothing was written.

    """
    folder = home_folder(home)
    path = organization_file(org, folder)
    try:
        text = read_text(path)
        before = parse_organization(text, path)
        prior = load_settings(folder).prior
        language = lang.value if lang else before.language
        addition = _understood(kind, words, before, text, path, kana, romaji, language)
        new = edited(text, addition)
        after = parse_organization(new, path)
    except ConfigError as error:
        stop(str(error))
    except LayoutError as error:
        layout = say("org", "layout", language, where=path)
        stop(f"{layout}\n\n{error.by_hand}")

    _print_difference(text, new, path, language)
    _print_cautions(addition, before, language)
    try:
        unread = _print_answers(mail or [], before, after, prior, language)
        wanted = yes or _asked(path, language)
    except (KeyboardInterrupt, typer.Abort):
        typer.echo(say("org", "interrupted", language), err=True)
        raise typer.Exit(INTERRUPTED) from None
    if wanted:
        try:
            backup = save_organization(path, text, new)
        except ConfigError as error:
            stop(str(error))
        typer.echo(say("org", "written", language, where=path, shown=backup.name))
    else:
        typer.echo(say("org", "not-written", language))
    if unread:
        raise typer.Exit(SOME_UNREAD)


def _understood(
    kind: Kind,
    words: list[str],
    org: Organization,
    text: str,
    path: Path,
    kana: str,
    romaji: str,
    language: str,
) -> Addition:
    """Understand the words, or end with the sentence that says why not."""
    try:
        return understand(kind, words, org, kana=kana, romaji=romaji)
    except RefusedError as error:
        line = line_of(text, error.place) if error.place else 0
        where = f"{path}:{line}" if line else str(path)
        stop(say("org", error.reason, language, where=where, **error.values))


def _print_difference(old: str, new: str, path: Path, language: str) -> None:
    """The lines that change, as `diff -u` shows them."""
    typer.echo(say("org", "difference-head", language, where=path))
    lines = unified_diff(
        old.splitlines(), new.splitlines(), str(path), str(path), lineterm=""
    )
    for line in lines:
        typer.secho(f"  {line}", fg=_COLOURS.get(line[:1]))
    typer.echo()


def _print_cautions(addition: Addition, org: Organization, language: str) -> None:
    found = list(cautions(addition, org))
    if not found:
        return
    typer.secho(say("org", "caution-head", language), bold=True)
    for sentence, value, near in found:
        typer.echo(f"  ・{say('org', sentence, language, value=value, near=near)}")
    typer.echo()


def _print_answers(
    sources: list[str],
    before: Organization,
    after: Organization,
    prior: float,
    language: str,
) -> int:
    """Each mail that is answered differently, then the counts; how many are unread."""
    if not sources:
        typer.echo(say("org", "no-mail-given", language))
        return 0
    counts: Counter[str] = Counter()
    ways: Counter[tuple[str, str]] = Counter()
    typer.secho(say("org", "answers-head", language), bold=True)
    with Progress(sources, language) as progress:
        items = progress.watch(_read_all(sources))
        for pair in compare(items, before, after, prior=prior):
            if pair.after["error"] is not None:
                counts["unread"] += 1
                where = harmless(str(pair.after["source"]), 300)
                error = harmless(str(pair.after["error"]), 300)
                typer.echo(f"honmono: {where}: {error}", err=True)
            elif pair.changed:
                counts["changed"] += 1
                ways[pair.before["answer"], pair.after["answer"]] += 1
                for line in _lines_of(pair, language):
                    typer.echo(line)
            else:
                counts["stayed"] += 1
    numbers = {key: counts[key] for key in ("changed", "stayed")}
    typer.echo(say("org", "counts", language, **numbers))
    for (old, new), count in ways.most_common():
        shown = " → ".join(
            say("cli", f"answer-{each}", language) for each in (old, new)
        )
        line = say("org", "counts-one", language, shown=shown, count=count)
        typer.echo(f"  {line}")
    if unread := counts["unread"]:
        typer.echo(f"  {say('org', 'counts-unread', language, count=unread)}")
    typer.echo()
    return unread


def _read_all(sources: list[str]) -> Iterator[RawMail | Unreadable]:
    for source in sources:
        yield from read(source)


def _lines_of(pair: Compared, language: str) -> Iterator[str]:
    """One mail: both answers, who and what, and the reasons of both."""
    before, after = pair
    sender = after["from"] or {"name": "", "address": ""}
    who = harmless(f"{sender['name']} <{sender['address']}>")
    answers = " → ".join(_answer(each, language) for each in pair)
    yield f"  {answers}  {harmless(str(after['source']), 200)}"
    yield f"    {who}  {harmless(after['subject'] or '')}"
    for label, each in (("before", before), ("after", after)):
        for number, reason in enumerate(each["reasons"][language]):
            head = say("org", label, language)
            yield f"    {head if not number else ' ' * _columns(head)}  {reason}"


def _columns(text: str) -> int:
    """How wide it is printed: a kanji takes two columns."""
    return sum(1 if letter.isascii() else 2 for letter in text)


def _answer(record: Record, language: str) -> str:
    """`偽物 97.6 %`."""
    label = say("cli", f"answer-{record['answer']}", language)
    return f"{label} {100 * record['probability']:.1f} %"


def _asked(path: Path, language: str) -> bool:
    """May it be written?  Without a terminal nobody can say so, and that is an error."""
    if not sys.stdin.isatty():
        typer.echo(say("org", "no-terminal", language), err=True)
        raise typer.Exit(USAGE)
    return typer.confirm(say("org", "ask", language, where=path))
