"""A report judged: the mails inside it, each with a word on who reported it.

    order.eml        From: 佐藤 <sato@kita.example>         the reporter: via
    order.eml!1      From: 山田 太郎 <xk3@mail.example.net>   what he asks about: judged

Who reports is believed to be honest, except where his own mail is forged as ours: a
forger may write "please see the forwarded invoice" as well.  Then the report is judged,
too, beside what it holds.

The header of a copy is believed where a colleague attached it, which is proved.  One that
comes from outside, or lay in a mail that is reported, may be invented from its first line
to its last: there only a signature that we verify ourselves proves.
"""

from __future__ import annotations

from dataclasses import replace

from honmono.check.org.portrait import Portrait
from honmono.check.pipeline import (
    Judgement,
    OwnVerifier,
    judge_message,
    own_look_at,
)
from honmono.check.record import Record, Via, record, record_of_unreadable
from honmono.check.verdict import Answer
from honmono.check.verdict.explain import OF_A_COPY, OF_THE_REPORT, with_limit
from honmono.mail.message import Message
from honmono.mail.message.parse import parse
from honmono.mail.reports import reported
from honmono.mail.source import RawMail, Unreadable


def records_of_report(
    raw: RawMail, us: Portrait, *, prior: float, verifier: OwnVerifier | None = None
) -> tuple[Record, ...]:
    """Judge what a report is about; a mail that holds no other is judged as itself."""

    def judged(
        message: Message, data: RawMail | None, *, second_hand: bool = False
    ) -> Judgement:
        own_look = own_look_at(data, us, verifier)
        return judge_message(
            message, us, prior=prior, own_look=own_look, second_hand=second_hand
        )

    report = parse(raw)
    own = judged(report, raw)
    by_colleague = own.verdict.answer is Answer.OURS
    via = Via(report.source, report.sha256, _reporter(report))
    rows: list[Record] = []
    read = inline = False
    for found in reported(raw, report, by_colleague=by_colleague):
        if isinstance(found.mail, Unreadable):
            rows.append(record_of_unreadable(found.mail, via))
            continue
        read, inline = True, inline or found.inline
        strange = found.nested or not by_colleague
        copy = judged(found.mail, found.raw, second_hand=strange)
        if not strange:  # else nothing but a signature can have proved it
            copy = _with_limit(copy, OF_A_COPY)
        rows.append(record(copy, via))
    if not read:
        rows.append(record(_with_limit(own, OF_THE_REPORT)))
    elif _is_forged(own, holds_another_s_words=inline):
        rows.append(record(own))
    return tuple(rows)


def _with_limit(judged: Judgement, limit: str) -> Judgement:
    """Say what a proof does not prove here.

    The header of a copy may be invented, and that a colleague reports a mail says
    nothing about that mail.
    """
    verdict = judged.verdict
    if verdict.answer is not Answer.OURS:
        return judged
    reasons = with_limit(verdict.reasons, limit)
    return replace(judged, verdict=replace(verdict, reasons=reasons))


def _reporter(report: Message) -> str:
    """His address, else his name; empty where the report has neither."""
    return str(report.authors[0]) if report.authors else ""


def _is_forged(own: Judgement, *, holds_another_s_words: bool) -> bool:
    """Does the report show itself as us, and is not?

    Of one that forwards in its text the sender alone is looked at: what it says is the
    mail that it reports.  One with attachments alone signs its own words, and a forger
    may attach a genuine mail to his.  What a report quotes and links is another's always.
    """
    own_words = () if holds_another_s_words else ("Reply-To", "signature")
    shown = not {"From", *own_words}.isdisjoint(own.claims.where)
    return shown and own.verdict.answer is Answer.FORGED
