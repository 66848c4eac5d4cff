"""What `honmono init` does: read, ask, show, write.

Everything that is there is read before anybody is asked, so that the questions can offer
answers; and nothing is written before the last of them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import typer

from honmono.check.org import Organization
from honmono.check.org.additions.model import Kind, RefusedError
from honmono.check.org.additions.understand import understand
from honmono.check.org.model import Office
from honmono.cli._core import INTERRUPTED, SOME_UNREAD, stop
from honmono.cli.changed_lines import print_difference
from honmono.cli.init.questions import Questions
from honmono.cli.init.reading import mails_of
from honmono.cli.init.showing import (
    complaints,
    print_by_hand,
    print_export,
    print_proposals,
)
from honmono.cli.paragraphs import tell
from honmono.config import (
    ConfigError,
    create_organization,
    parse_organization,
    read_text,
    save_organization,
)
from honmono.mail.message.addresses import domain_of
from honmono.setup.archive import Tally, propose
from honmono.setup.archive.proposals import Sort
from honmono.setup.draft import Draft, domains_of, drafted, with_proposals
from honmono.setup.exports import Export, read_people
from honmono.setup.mail_systems import SYSTEMS, WRITES_RESULTS
from honmono.setup.merging import NotMergedError, merged
from honmono.setup.writing import written
from honmono.text import say

_OFFICE: Final = re.compile(r"([\w-]{1,40})\s*=\s*(\S.{0,80})")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the command line says."""

    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    people: tuple[Path, ...] = ()
    archive: tuple[str, ...] = ()
    mail_system: str = ""
    authserv_ids: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _There:
    """The file that is there already."""

    text: str
    org: Organization


def run(wishes: Wishes, path: Path, *, language: str, yes: bool) -> None:
    """Do it, or end with the status that `honmono init --help` tells."""
    questions = Questions(language, silent=yes)
    questions.begin()
    try:
        there = _there(path)
        unread: list[str] = []
        draft = _asked(wishes, there, questions, unread)
        if wishes.archive:
            draft = _with_archive(draft, there, wishes.archive, questions, unread)
        _write(draft, there, path, questions, searched=bool(wishes.archive))
    except ConfigError as error:
        stop(error.told(language))
    except (KeyboardInterrupt, typer.Abort):
        typer.echo(f"\n{say('org', 'interrupted', language)}", err=True)
        raise typer.Exit(INTERRUPTED) from None
    if unread:
        raise typer.Exit(SOME_UNREAD)


def _complain(lines: Iterable[str], unread: list[str]) -> None:
    """Say what could not be read, and remember it for the exit status."""
    for line in lines:
        sys.stderr.write(f"{line}\n")
        unread.append(line)


def _there(path: Path) -> _There | None:
    if not path.exists():
        if not path.absolute().parent.is_dir():  # said before anybody has typed answers
            raise ConfigError(path, 0, "no-folder")
        return None
    text = read_text(path)
    return _There(text, parse_organization(text, path))


def _asked(
    wishes: Wishes, there: _There | None, questions: Questions, unread: list[str]
) -> Draft:
    """The five questions; options and the file that is there answer them first."""
    language = questions.language
    known = there.org if there else None
    exports = _lists(wishes.people, questions, unread)
    # 1. names
    names = wishes.names
    if not names:
        names = questions.several("names", known.names if known else ())
    # 2. people, before the domains, which their addresses tell
    if not wishes.people:
        for path in questions.files("people"):
            lost: list[str] = []
            lists = _lists([path], questions, lost)
            exports += lists
            unread += lost if lists else []  # a slip of the fingers is no loss
    # 3. domains
    found, others = domains_of(exports)
    domains = _domains(wishes.domains, known, found, questions)
    if not names:
        names = domains[:1]
        typer.echo(say("setup", "no-names", language, name=names[0]), err=True)
    # 4. mail system
    system = wishes.mail_system or questions.choice("system", SYSTEMS, "other")
    ids = wishes.authserv_ids or WRITES_RESULTS[system]
    if not ids and not questions.silent and not wishes.archive:
        ids = questions.several("authserv-ids", ())
    # 5. offices
    offices = _offices(wishes.offices, questions)
    draft = drafted(
        names,
        domains,
        exports,
        offices=offices,
        authserv_ids=[host.lower().rstrip(".") for host in ids],
        language=language,
    )
    if draft.outsiders:
        at = ", ".join(draft.outsiders_at)
        tell(say("setup", "outsiders", language, count=draft.outsiders, domains=at))
    seen = tuple((d, n) for d, n in others.most_common(5) if d not in domains and n > 1)
    return replace(draft, other_domains=seen)


def _domains(
    given: tuple[str, ...],
    known: Organization | None,
    found: tuple[str, ...],
    questions: Questions,
) -> tuple[str, ...]:
    """Given, known or found, then asked for; none at which everybody has an address."""
    there = known.domains if known else ()
    domains = (*there, *given)
    while True:
        if not given:
            domains = questions.several("domains", there or found)
        refusal = _refusal([d for d in domains if d not in there], questions.language)
        if not domains:
            refusal = say("setup", "no-domains", questions.language)
        if not refusal:
            return tuple(dict.fromkeys(domain_of(f"x@{domain}") for domain in domains))
        _again(refusal, questions, given)


def _refusal(domains: Sequence[str], language: str) -> str:
    """Why one of them cannot be ours; empty when all can."""
    nobody = Organization(names=("",), domains=())
    try:
        for domain in domains:
            understand(Kind.DOMAIN, [domain], nobody)
    except RefusedError as error:
        return say("org", error.reason, language, where="", **error.values)
    return ""


def _again(refusal: str, questions: Questions, given: tuple[str, ...]) -> None:
    """Say what was wrong; end, unless it was typed and can be typed again."""
    if given or questions.silent:
        stop(refusal)
    tell(refusal)


def _lists(
    paths: Sequence[Path], questions: Questions, unread: list[str]
) -> list[Export]:
    """The lists that were read and are right, as somebody says who looks at them."""
    exports = []
    for path in paths:
        export = read_people(path)
        print_export(export, questions.language)
        _complain(complaints(export, questions.language), unread)
        if not export.accounts:
            continue
        if questions.agreed("ask-columns"):
            exports.append(export)
        else:
            tell(say("setup", "list-skipped", questions.language))
    return exports


def _offices(given: tuple[str, ...], questions: Questions) -> list[Office]:
    while True:
        texts = given or questions.several("offices", ())
        matches = [_OFFICE.fullmatch(text.strip()) for text in texts]
        found = [Office(m[1], m[2].strip()) for m in matches if m]
        if len(found) == len(texts):
            return found
        wrong = texts[matches.index(None)]
        refusal = say("setup", "no-office", questions.language, value=wrong)
        _again(refusal, questions, given)


def _with_archive(
    draft: Draft,
    there: _There | None,
    sources: Sequence[str],
    questions: Questions,
    unread: list[str],
) -> Draft:
    """What our own mail says; each kind may be refused."""
    known = draft.organization()
    if there:
        old = there.org
        known = replace(
            old,
            domains=tuple(dict.fromkeys((*old.domains, *known.domains))),
            authserv_ids=tuple(dict.fromkeys((*old.authserv_ids, *known.authserv_ids))),
            people=(*old.people, *known.people),
        )
    tally = Tally(known.domains)
    lost: list[str] = []
    for message in mails_of(sources, questions.language, lost):
        tally.add(message)
    _complain(lost, unread)
    proposals = propose(tally, known)
    print_proposals(proposals, questions.language)
    refused = {
        sort
        for sort in (Sort.BORDER, Sort.PERSON, Sort.PARTNER, Sort.LIST)
        if (found := proposals.of(sort, taken=True))
        and not questions.agreed(f"ask-take-{sort.value}", count=len(found))
    }
    return with_proposals(draft, proposals, refused)


def _write(
    draft: Draft,
    there: _There | None,
    path: Path,
    questions: Questions,
    *,
    searched: bool,
) -> None:
    """Show what will be written, ask, and write."""
    language = questions.language
    if there is None:
        new = written(draft)
        parse_organization(new, path)
        people = len(draft.people) + sum(p.sort is Sort.PERSON for p in draft.taken)
        domains = ", ".join(draft.domains)
        typer.echo()
        tell(say("setup", "summary", language, people=people, domains=domains))
        if not questions.agreed("ask-write", where=path):
            tell(say("org", "not-written", language))
            return
        create_organization(path, new)
        tell(say("setup", "written", language, where=path))
        if not searched:
            tell(say("setup", "hint-archive", language))
        return
    try:
        result = merged(there.text, there.org, draft)
    except NotMergedError:
        stop(say("setup", "not-merged", language, where=path))
    print_by_hand(result.by_hand, language)
    if result.text == there.text:
        tell(say("setup", "nothing-new", language, where=path))
        return
    tell(say("org", "difference-head", language, where=path))
    print_difference(there.text, result.text)
    if not questions.agreed("ask-write", where=path):
        tell(say("org", "not-written", language))
        return
    backup = save_organization(path, there.text, result.text)
    tell(say("org", "written", language, where=path, shown=backup.name))
