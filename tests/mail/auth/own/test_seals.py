"""ARC: chains made by a plain sealer of our own."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Final

import pytest

from honmono.check.pipeline import judge
from honmono.mail.auth.own import seals
from honmono.mail.auth.own.dkim import Signed
from honmono.mail.auth.own.wire import on_the_wire
from honmono.mail.source import RawMail
from tests.make import BORDER, US
from tests.sign import (
    KEY,
    OTHER,
    RECORD,
    canonical_body,
    canonical_field,
    chosen_fields,
    record_of,
)
from tests.verify import judged, run

LETTER: Final = b"From: <tanaka@example.co.jp>\r\nSubject: hi\r\nTo: a@forum.example\r\n\r\nHello\r\n"
DNS: Final = {
    "arc._domainkey.example.co.jp": RECORD,
    "arc._domainkey.lists.example": record_of(OTHER),
}


def sealed(
    mail: bytes,
    number: int,
    *,
    domain: str = "example.co.jp",
    results: str = f"{BORDER}; dkim=pass header.d=example.co.jp",
    status: str = "",
) -> bytes:
    """The mail with one more set on top."""
    key = KEY if domain == "example.co.jp" else OTHER
    head, _, body = mail.partition(b"\r\n\r\n")
    before = [
        f for f in re.split(rb"\r\n(?![ \t])", head) if f.lower().startswith(b"arc-")
    ]
    said = f"ARC-Authentication-Results: i={number}; {results}".encode()
    bh = base64.b64encode(
        hashlib.sha256(canonical_body(body, "relaxed")).digest()
    ).decode()
    own = (
        f"ARC-Message-Signature: i={number}; a=ed25519-sha256; c=relaxed/relaxed;"
        f" d={domain}; s=arc; h=from:subject:to; bh={bh}; b="
    ).encode()
    data = chosen_fields(head, ["from", "subject", "to"], "relaxed") + canonical_field(
        own, "relaxed"
    )
    message = own + base64.b64encode(key.sign(hashlib.sha256(data).digest()))
    status = status or ("none" if number == 1 else "pass")
    seal = f"ARC-Seal: i={number}; a=ed25519-sha256; cv={status}; d={domain}; s=arc; b=".encode()
    order: list[bytes] = []
    for at in range(0, len(before), 3):  # the newest set stands on top
        order = [before[at + 2], before[at + 1], before[at], *order]
    fields = [*order, said, message, seal]
    data = b"\r\n".join(canonical_field(field, "relaxed") for field in fields)
    seal += base64.b64encode(key.sign(hashlib.sha256(data).digest()))
    return b"\r\n".join([seal, message, said, mail])


ONE: Final = sealed(LETTER, 1)
TWO: Final = sealed(ONE, 2, domain="lists.example")
THREE: Final = sealed(TWO, 3)


def chain(mail: bytes, table: dict[str, str] | None = None) -> str:
    signed = Signed(on_the_wire(mail))
    return run(seals.verify(signed), DNS if table is None else table).outcome.value


@pytest.mark.parametrize(
    ("mail", "outcome"),
    [
        (LETTER, "none"),
        (ONE, "pass"),
        (TWO, "pass"),
        (THREE, "pass"),
        (b"X-New: 1\r\n" + THREE.replace(b"\r\n", b"\n"), "pass"),
        (THREE.replace(b"Hello", b"Hallo"), "fail"),
        (THREE.replace(b"Subject: hi", b"Subject: ho"), "fail"),
        (THREE.replace(b"i=2; mx.", b"i=2; my."), "fail"),
        (THREE.replace(b"i=1; a=", b"i=4; a="), "fail"),
        (TWO.partition(b"\r\n")[2], "fail"),
        (TWO.partition(b"\r\n")[0] + b"\r\n" + TWO, "fail"),
        (sealed(ONE, 2, status="fail"), "fail"),
        (sealed(ONE, 2, status="none"), "fail"),
        (sealed(LETTER, 1, status="pass"), "fail"),
        (sealed(ONE, 3), "fail"),
        (b"ARC-Seal: junk\r\n" + LETTER, "fail"),
    ],
)
def test_chains(mail: bytes, outcome: str) -> None:
    assert chain(mail) == outcome


def test_a_chain_as_long_as_allowed_and_longer() -> None:
    mail = LETTER
    for number in range(1, 51):
        mail = sealed(mail, number)

    assert chain(mail) == "pass"
    assert chain(sealed(mail, 51)) == "fail"


def test_no_key_breaks_and_no_answer_does_not_tell() -> None:
    assert chain(ONE, {}) == "fail"
    assert chain(ONE, {"arc._domainkey.example.co.jp": record_of(OTHER)}) == "fail"


def test_what_our_own_sealer_noted_is_believed_when_the_chain_holds() -> None:
    """A list that changed the mail after us: its border says nothing of ARC."""
    border = f"Received: from x (x [203.0.113.9]) by {BORDER}; Mon, 6 Apr 2026 09:00:00 +0900\r\n"
    mail = border.encode() + b"DKIM-Signature: v=1; d=example.co.jp; b=x\r\n" + ONE

    assert judged(mail, DNS).verdict.answer.value == "ours"
    assert judge(RawMail(mail, "a"), US).verdict.answer.value != "ours"
    assert judged(mail.replace(b"Hello", b"Pay"), DNS).verdict.answer.value != "ours"
    opened = ONE.replace(b"Hello", b"Pay")
    again = border.encode() + sealed(opened, 2, domain="lists.example")
    assert chain(again) == "pass"
    assert judged(again, DNS).verdict.answer.value != "ours"
    theirs = border.encode() + sealed(LETTER, 1, domain="lists.example")
    assert judged(theirs, DNS).verdict.answer.value != "ours"
