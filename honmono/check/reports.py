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
from honmono.check.pipeline import Judgement, judge_message
from honmono.check.record import Record, Via, record, record_of_unreadable
from honmono.check.verdict import Answer
from honmono.check.verdict.explain import of_a_copy
from honmono.mail.message import Message
from honmono.mail.message.parse import parse
from honmono.mail.reports import reported
from honmono.mail.source import RawMail


def records_of_report(
    raw: RawMail, us: Portrait, *, prior: float
) -> tuple[Record, ...]:
    """Judge what a report is about; nothing where no mail is in it."""
    report = parse(raw)
    own = judge_message(report, us, prior=prior)
    by_colleague = own.verdict.answer is Answer.OURS
    via = Via(report.source, report.sha256, _reporter(report))
    rows = [
        record(_as_a_copy(judge_message(found.mail, us, prior=prior)), via)
        if isinstance(found.mail, Message)
        else record_of_unreadable(found.mail, via)
        for found in reported(raw, report, by_colleague=by_colleague)
    ]
    if rows and _is_forged(own):
        rows.append(record(own))
    return tuple(rows)


def _as_a_copy(judged: Judgement) -> Judgement:
    """A proof stands in header fields, which whoever attaches a mail may have written."""
    verdict = judged.verdict
    if verdict.answer is not Answer.OURS:
        return judged
    return replace(judged, verdict=replace(verdict, reasons=of_a_copy(verdict.reasons)))


def _reporter(report: Message) -> str:
    """His address, else his name; empty where the report has neither."""
    return str(report.authors[0]) if report.authors else ""


def _is_forged(own: Judgement) -> bool:
    """Does the report's sender show himself as us, and is not?

    What its text quotes, shows and links is the mail that it reports.
    """
    shown = "From" in own.claims.where
    return shown and own.verdict.answer is Answer.FORGED
