"""A report judged: the mails inside it, each with a word on who reported it.

    order.eml        From: 佐藤 <sato@kita.example>         the reporter: via
    order.eml!1      From: 山田 太郎 <xk3@mail.example.net>   what he asks about: judged

Who reports is believed to be honest, except where his own sender is forged as ours: a
forger may write "please see the forwarded invoice" as well.  Then the report is judged,
too, beside what it holds.
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
from honmono.mail.source import RawMail


def records_of_report(
    raw: RawMail, us: Portrait, *, prior: float, verifier: OwnVerifier | None = None
) -> tuple[Record, ...]:
    """Judge what a report is about; a mail that holds no other is judged as itself."""

    def judged(message: Message, data: RawMail | None) -> Judgement:
        own_look = own_look_at(data, us, verifier)
        return judge_message(message, us, prior=prior, own_look=own_look)

    report = parse(raw)
    own = judged(report, raw)

    def is_forged(mail: Message) -> bool:
        return _is_forged(judged(mail, None))

    by_colleague = own.verdict.answer is Answer.OURS
    via = Via(report.source, report.sha256, _reporter(report))
    rows = [
        record(_with_limit(judged(found.mail, found.raw), OF_A_COPY), via)
        if isinstance(found.mail, Message)
        else record_of_unreadable(found.mail, via)
        for found in reported(
            raw, report, by_colleague=by_colleague, is_forged=is_forged
        )
    ]
    if not rows:
        return (record(_with_limit(own, OF_THE_REPORT)),)
    if _is_forged(own):
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


def _is_forged(own: Judgement) -> bool:
    """Does the report's sender show himself as us, and is not?

    What its text quotes, shows and links is the mail that it reports.
    """
    shown = "From" in own.claims.where
    return shown and own.verdict.answer is Answer.FORGED
