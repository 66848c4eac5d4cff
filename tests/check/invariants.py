"""What holds of every mail whatever its bytes are, for the tests that make mails up."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator
from pathlib import Path
from time import process_time
from typing import Final

from honmono.check.org.portrait import Portrait
from honmono.check.pipeline import judge
from honmono.check.record import Record, record
from honmono.check.reports import records_of_report
from honmono.check.signals import ALL, Role
from honmono.config import load_organization
from honmono.mail.auth.own.questions import (
    Answer,
    FixedResolver,
    Kind,
    Question,
    State,
)
from honmono.mail.auth.own.verifier import Verifier
from honmono.mail.source import RawMail
from tests.sign import RECORD

EXAMPLE: Final = Path(__file__).parents[2] / "examples" / "hoshimine"
ORG: Final = load_organization(EXAMPLE / "honmono.toml")
US: Final = Portrait(ORG)

VERIFIER: Final = Verifier(
    FixedResolver(
        {
            Question(f"{selector}._domainkey.hoshimine-sr.example", Kind.TXT): Answer(
                State.FOUND, (RECORD,)
            )
            for selector in ("s", "s1", "default")
        }
    )
)
"""Knows a key of ours; the made-up mails have no signature of it."""

CPU_SECONDS: Final = 10.0
LARGE: Final = 2**20
"""Bytes up to which a mail is judged within `CPU_SECONDS`."""

OUTSIDE: Final = (
    b"Return-Path: <x@evil.example>\r\n"
    b"Received: from evil.example (unknown [203.0.113.9])\r\n"
    b"\tby mx.hoshimine-sr.example (Postfix) with ESMTPS id 4F1;\r\n"
    b"\tMon, 6 Apr 2026 09:00:00 +0900 (JST)\r\n"
    b"Authentication-Results: mx.hoshimine-sr.example; dkim=none;\r\n"
    b"\tspf=fail smtp.mailfrom=evil.example;\r\n"
    b"\tdmarc=fail header.from=hoshimine-sr.example\r\n"
)
"""What our border writes above a mail that comes from outside and has no proof."""

OUTSIDER: Final = (
    b"From: <x@evil.example>\r\nContent-Type: multipart/mixed; boundary=outsider\r\n\r\n"
    b"--outsider\r\nContent-Type: message/rfc822\r\n\r\n%s\r\n--outsider--\r\n"
)
"""A report by somebody whom we do not know."""

_PROOFS: Final = frozenset(s.name for s in ALL if s.role is Role.PROOF)
_REDRAWS: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)


def broken(data: bytes) -> Iterator[str]:
    """Judge a mail as it is and as one from outside; yield what does not hold."""
    row = yield from _judged(data)
    if _judged_again(data) != row:
        yield "the same mail, another record"
    below = yield from _judged(OUTSIDE + data)
    if below["answer"] == "ours":
        yield "ours, below the lines with which our border says no"
    looked = judge(RawMail(OUTSIDE + data, "made-up.eml"), US, verifier=VERIFIER)
    if looked.verdict.answer.value == "ours":
        yield "ours, verified by ourselves without a signature"
    yield from _wrong_as_report(data)


def _wrong_as_report(data: bytes) -> Iterator[str]:
    """Take the mail for a report; what stands in its text can prove nothing."""
    for row in records_of_report(RawMail(data, "made-up.eml"), US, prior=0.5):
        yield from _wrong(row)
        inline = row["via"] is not None and row["source"] == "made-up.eml"
        if inline and row["answer"] == "ours":
            yield "ours, forwarded inline"
    for row in records_of_report(RawMail(OUTSIDER % data, "r.eml"), US, prior=0.5):
        if row["answer"] == "ours":
            yield "ours, attached by somebody outside"


def _judged(data: bytes) -> Generator[str, None, Record]:
    start = process_time()
    row = _judged_again(data)
    seconds = process_time() - start
    if seconds > CPU_SECONDS and len(data) <= LARGE:
        yield f"{seconds:.1f} s of CPU"
    yield from _wrong(row)
    return row


def _judged_again(data: bytes) -> Record:
    return record(judge(RawMail(data, "made-up.eml"), US))


def _wrong(row: Record) -> Iterator[str]:
    try:
        json.dumps(row, ensure_ascii=False, allow_nan=False).encode()
    except (TypeError, ValueError) as error:
        yield f"no JSON: {error}"
    proofs = _PROOFS & {finding["signal"] for finding in row["findings"]}
    if row["answer"] == "ours" and not proofs:
        yield "ours without a proof"
    ja, en = row["reasons"]["ja"], row["reasons"]["en"]
    if not 1 <= len(ja) == len(en) <= 3:
        yield f"{len(ja)} and {len(en)} reasons"
    for reason in (*ja, *en):
        if _REDRAWS.search(reason):
            yield f"a reason that draws: {reason!a}"
