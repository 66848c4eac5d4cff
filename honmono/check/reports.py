"""A report judged: the mails inside it, each with a word on who reported it.

    order.eml        From: 佐藤 <sato@kita.example>         the reporter: via
    order.eml!1      From: 山田 太郎 <xk3@mail.example.net>   what he asks about: judged

Who reports is believed to be honest, except where his own mail shows itself as us and may
be forged: a forger may write "please see the forwarded invoice" as well.  Then the report
is judged, too, beside what it holds.

The header of a copy is believed where a colleague attached it, which is proved.  One that
comes from outside, or lay in a mail that is reported, may be invented from its first line
to its last: there only a signature that we verify ourselves proves.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from honmono.check.history import Past
from honmono.check.org import Organization
from honmono.check.org.portrait import Portrait
from honmono.check.pipeline import (
    Judgement,
    OwnVerifier,
    judge_message,
    own_look_at,
)
from honmono.check.record import (
    FAILED,
    Record,
    Via,
    record,
    record_of_failed,
    record_of_unreadable,
)
from honmono.check.standing import Standing, standing_of
from honmono.check.verdict import Answer
from honmono.check.verdict.explain import (
    BESIDE_A_QUOTE,
    BESIDE_ITS_MAILS,
    OF_A_COPY,
    OF_A_HEAD,
    OF_THE_REPORT,
    OR_A_QUOTE,
    with_limit,
)
from honmono.mail.message import Defect, Message
from honmono.mail.message.parse import parse
from honmono.mail.reports import Known, Reported, ShowsUs, reported
from honmono.mail.source import RawMail, Unreadable

log = logging.getLogger(__name__)


class Row(NamedTuple):
    """One mail of a report, judged."""

    record: Record
    message: Message | None = None
    """None where it could not be read."""

    raw: RawMail | None = None
    """Its bytes, where it has bytes of its own."""


class Rows(NamedTuple):
    """A report, and what is judged of it."""

    report: Row
    """The report itself, judged like a mail."""

    mails: tuple[Row, ...]
    """The mails that it is about, in their order."""

    asked: bool
    """May the report itself be a mail that somebody asks about?"""

    def records(self) -> tuple[Record, ...]:
        """What the answer about a report consists of."""
        own = (self.report.record,) if self.asked else ()
        return (*(row.record for row in self.mails), *own)


def records_of_report(
    raw: RawMail,
    us: Portrait,
    *,
    prior: float,
    verifier: OwnVerifier | None = None,
    past: Past | None = None,
) -> tuple[Record, ...]:
    """Judge what a report is about; a mail that holds no other is judged as itself."""
    return rows_of_report(raw, us, prior=prior, verifier=verifier, past=past).records()


def rows_of_report(
    raw: RawMail,
    us: Portrait,
    *,
    prior: float,
    verifier: OwnVerifier | None = None,
    past: Past | None = None,
) -> Rows:
    """The same, with what was read of each mail, and the report whatever it is."""

    def judged(
        message: Message, data: RawMail | None, *, second_hand: bool = False
    ) -> Judgement:
        own_look = own_look_at(data, us, verifier)
        return judge_message(
            message,
            us,
            prior=prior,
            past=past,
            own_look=own_look,
            second_hand=second_hand,
        )

    report = parse(raw)
    own = judged(report, raw)
    via = Via(report.source, report.sha256, _reporter(report))
    known = known_about(own, us, prior=prior)
    found = tuple(reported(raw, report, known))
    rows: list[Row] = []
    for each in found:
        if isinstance(each.mail, Unreadable):
            rows.append(Row(record_of_unreadable(each.mail, via)))
            continue
        strange = each.nested or not known.by_colleague
        try:
            copy = judged(each.mail, each.raw, second_hand=strange)
        except Exception:  # one mail of a report may not stop the others
            log.exception(FAILED, each.mail.source, each.mail.sha256)
            failed = record_of_failed(each.mail.source, each.mail.sha256, via)
            rows.append(Row(failed, None, each.raw))
            continue
        row = record(_limited(copy, each, strange=strange), via)
        rows.append(Row(row, each.mail, each.raw))
    limit, asked = _of_the_report(own, found, [row.record for row in rows])
    whole = record(_with(limit, own) if limit else own)
    return Rows(Row(whole, report, raw), tuple(rows), asked)


def _of_the_report(
    own: Judgement, found: Sequence[Reported], rows: Sequence[Record]
) -> tuple[str, bool]:
    """What is said of an answer about the report itself, and is it asked about?"""
    if not any(isinstance(each.mail, Message) for each in found):
        proved = own.verdict.answer is Answer.OURS
        return (OF_THE_REPORT if proved else ""), True
    if _is_asked_about(own, found, rows):
        sure = all(each.sure for each in found)
        return (BESIDE_ITS_MAILS if sure else BESIDE_A_QUOTE), True
    return "", False


def _limited(judged: Judgement, found: Reported, *, strange: bool) -> Judgement:
    """Say what an answer about a reported mail rests on: a copy, or a head in a text."""
    answer = judged.verdict.answer
    if not found.sure:
        return _with(OR_A_QUOTE, judged)
    if answer is Answer.OURS and not strange:
        return _with(OF_A_COPY, judged)
    if found.inline and answer is Answer.FORGED:
        return _with(OF_A_HEAD, judged, if_room=True)
    return judged


def _with(limit: str, judged: Judgement, *, if_room: bool = False) -> Judgement:
    verdict = judged.verdict
    reasons = with_limit(verdict.reasons, limit, if_room=if_room)
    return replace(judged, verdict=replace(verdict, reasons=reasons))


def _reporter(report: Message) -> str:
    """His address, else his name; empty where the report has neither."""
    return str(report.authors[0]) if report.authors else ""


def known_about(own: Judgement, us: Portrait, *, prior: float = 0.5) -> Known:
    """Tell the readers of reports what they cannot know: who we are."""
    return Known(
        by_colleague=_is_by_colleague(own, us.org),
        to_us=_may_be_sent_to_us(own.message, us.org),
        shows_us=lambda mail: _shows_us(judge_message(mail, us, prior=prior)),
    )


def _is_by_colleague(own: Judgement, org: Organization) -> bool:
    """Is it proved that one of us wrote it?

    A list of ours proves where a mail came through, and passes on what any member wrote.
    """
    if own.verdict.answer is not Answer.OURS:
        return False
    return standing_of(own.message.authors[0], org) is not Standing.OWN_LIST


def _may_be_sent_to_us(report: Message, org: Organization) -> bool:
    """Was it sent to an address of ours?  True where it names no recipient."""
    recipients = (*report.to, *report.cc)
    return not recipients or any(org.holds(who.domain) for who in recipients)


def _shows_us(judged: Judgement) -> ShowsUs:
    """Does the sender show himself as us?"""
    if "From" not in judged.claims.where:
        return ShowsUs.NO
    if judged.verdict.answer is Answer.FORGED:
        return ShowsUs.FALSELY
    gone = Defect.ADDRESS_GONE in judged.message.defects
    return ShowsUs.BY_NAME if gone else ShowsUs.NO


def _is_asked_about(
    own: Judgement, found: Sequence[Reported], rows: Sequence[Record]
) -> bool:
    """May the report itself be the mail that somebody asks about?

    It may be where it is forged: its sender shows himself as us; or its own words do, and
    a report with attachments alone signs its own; or whatever does is not explained by a
    forged mail in it.  And it may be where its sender shows himself as us, nobody can
    tell, and what stands in it may as well be a quote.
    """
    where, answer = set(own.claims.where), own.verdict.answer
    if answer is Answer.FORGED:
        inline = any(each.inline for each in found)
        own_words = {"From"} if inline else {"From", "Reply-To", "signature"}
        explained = any(row["answer"] == Answer.FORGED.value for row in rows)
        return not own_words.isdisjoint(where) or not explained
    doubtful = not all(each.sure for each in found)
    return "From" in where and doubtful and answer is Answer.UNPROVEN
