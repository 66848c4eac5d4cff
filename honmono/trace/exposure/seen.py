"""Seen: what the fakes themselves show to be in the thief's hands.

    From: "Sato Hanako" <info@harbor-travel.example>     that there is a Sato Hanako
    To: ito@partner.example                              his address, if a suspect knows it
    Subject: RE: 見積書の件                               the subject, if it is one of ours
    In-Reply-To: <5ef75c@partner.example>                the message, and all in its thread

Left alone on purpose: reports that may have nothing to do with the theft; a name that
several people share; subjects that many of our messages have (`RE: 請求書` is no theft);
our desks, whose addresses stand on web pages.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from honmono.mail.message.thread import subject as take_apart
from honmono.trace.archive._core import Archive, Match, Note, Way
from honmono.trace.exposure._core import Certainty, Finding, Reason, Risk
from honmono.trace.forgery import Forgery
from honmono.trace.traced import Case, Evidence, Traced

SURE: Final = 0.9
"""From here on a probability is called established, as in `Traced.decided`."""

_STRAY: Final = 0.1
"""A report that is stray with more than this proves nothing about the theft."""

_LEAST_SHARE: Final = 0.5
"""Of a quote's fingerprints that must stand in our message; damaged quotes keep more,
and quotes of mail that we never had share up to 0.3 with some message of ours."""

_LEAST_PRINTS: Final = 5
"""Fingerprints of the quote; a line of greeting has fewer."""

_FEW: Final = 3
"""A subject that more messages have than this may be the thief's own idea."""


@dataclass(slots=True)
class Seen:
    """What reports show, each with the reports that show it."""

    addresses: dict[str, list[tuple[Reason, str]]] = field(default_factory=dict)
    persons: dict[str, list[tuple[Reason, str]]] = field(default_factory=dict)
    correspondents: dict[str, list[tuple[Reason, str]]] = field(default_factory=dict)
    subjects: dict[str, list[tuple[Reason, str]]] = field(default_factory=dict)
    messages: dict[str, list[tuple[Reason, str]]] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)


def finding_of(traced: Traced) -> Finding:
    """Was a mailbox stolen?  An abused server alone is no stolen mailbox."""
    theft = theft_of(traced)
    if theft >= SURE:
        return Finding.THEFT
    return Finding.NONE_SEEN if theft <= 1 - SURE else Finding.UNDECIDED


def theft_of(traced: Traced) -> float:
    """Probability that at least one mailbox was stolen."""
    stolen = (Case.OWN, Case.PARTNER, Case.BOTH)
    return min(1.0, sum(traced.cases.get(case, 0.0) for case in stolen))


def of_the_theft(traced: Traced) -> tuple[Evidence, ...]:
    """The reports that belong to the theft; without an established theft, none does."""
    if finding_of(traced) is not Finding.THEFT:
        return ()
    return tuple(each for each in traced.evidence if each.stray <= _STRAY)


def seen_in(
    traced: Traced,
    forgeries: Sequence[Forgery],
    archive: Archive,
    suspects: Collection[str],
    until: int,
) -> Seen:
    """Collect what the reports of the theft show."""
    seen = Seen()
    desks = {box.person for box in archive.mailboxes() if box.role}
    by_source = {forgery.source: forgery for forgery in forgeries}
    reports = of_the_theft(traced)
    known = _known(archive, reports, suspects, until)
    for report in reports:
        forgery = by_source.get(report.source)
        _add_shown(seen, report, forgery, desks)
        _add_recipients(seen, report, forgery, known - desks, archive)
        _add_subject(seen, report)
        for match in _matches(report):
            if is_made_from(match):
                _add_message(seen, report.source, match.note)
    return seen


def is_made_from(match: Match) -> bool:
    """Is it sure that the fake was made from this very message?"""
    if match.alike != 1 or match.way is Way.SUBJECT:
        return False
    return match.way is Way.ID or (
        match.share >= _LEAST_SHARE and match.prints >= _LEAST_PRINTS
    )


def risk(sources: Iterable[tuple[Reason, str]]) -> Risk:
    """The risk of what was seen: none is surer."""
    reasons, reports = zip(*sources, strict=True)
    return Risk(
        Certainty.SEEN,
        1.0,
        tuple(dict.fromkeys(reasons)),
        tuple(dict.fromkeys(reports)),
    )


def same_subject(text: str) -> str:
    """The form in which two subjects are one: without prefixes, case and tags."""
    return take_apart(text).base.casefold()


def _known(
    archive: Archive,
    reports: Iterable[Evidence],
    suspects: Collection[str],
    until: int,
) -> set[str]:
    """The recipients whom a suspect knows."""
    wanted = {person for report in reports for person in report.recipients}
    knowing = archive.acquaintances(wanted, until)
    return {
        person
        for suspect in suspects
        for person in knowing.get(suspect, {})
        if person in wanted
    }


def _add_shown(
    seen: Seen, report: Evidence, forgery: Forgery | None, desks: Collection[str]
) -> None:
    if len(report.shown) != 1 or report.shown[0] in desks:
        return
    person = report.shown[0]
    why = (Reason.SHOWN, report.source)
    seen.persons.setdefault(person, []).append(why)
    if forgery and person in forgery.shown.lower():
        seen.addresses.setdefault(person, []).append(why)


def _add_recipients(
    seen: Seen,
    report: Evidence,
    forgery: Forgery | None,
    known: Collection[str],
    archive: Archive,
) -> None:
    why = (Reason.RECIPIENT, report.source)
    for person in report.recipients:
        if person in known:
            seen.persons.setdefault(person, []).append(why)
    for address in forgery.recipients if forgery else ():
        if archive.person_of(address) in known:
            seen.addresses.setdefault(address, []).append(why)


def _add_subject(seen: Seen, report: Evidence) -> None:
    whole = any(
        match.way is Way.SUBJECT and match.share == 1 and match.alike <= _FEW
        for match in _matches(report)
    )
    if whole and (key := same_subject(report.subject)):
        seen.subjects.setdefault(key, []).append((Reason.QUOTED, report.source))


def _add_message(seen: Seen, source: str, note: Note) -> None:
    quoted, thread = (Reason.QUOTED, source), (Reason.THREAD, source)
    if note.key not in seen.notes:
        seen.notes[note.key] = note
    seen.messages.setdefault(note.key, []).append(quoted)
    if key := same_subject(note.subject):
        seen.subjects.setdefault(key, []).append(quoted)
    for person in note.participants:
        for where in (seen.persons, seen.addresses, seen.correspondents):
            where.setdefault(person, []).append(thread)


def _matches(report: Evidence) -> tuple[Match, ...]:
    """The messages that fit a report, each once, whoever held them."""
    found: Mapping[tuple[str, Way], Match] = {
        (clue.match.note.key, clue.match.way): clue.match
        for clue in report.clues
        if clue.match
    }
    return tuple(found.values())
