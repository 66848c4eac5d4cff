"""Attacks by the ways on which mail comes to us: copies, containers, seals, signatures.

Somebody outside wrote every byte that is handed in here, and knows this program.  He may
have genuine mail of ours, which he sends again with something on top.  `ours` is
forbidden everywhere.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from typing import Final

import pytest

from honmono.check.pipeline import judge
from honmono.check.reports import records_of_report
from honmono.mail.auth.own.verifier import Verifier
from honmono.mail.outlook import jobs
from honmono.mail.source import RawMail
from tests.mail.auth.own.test_seals import DNS, sealed
from tests.mail.outlook.make_msg import file, msg
from tests.mail.outlook.make_msg import mail as values
from tests.mail.reports.make import part, report
from tests.make import BORDER, INSIDE, US, mail
from tests.sign import (
    KEY,
    OTHER,
    canonical_body,
    canonical_field,
    chosen_fields,
    record_of,
    rsa,
    signed,
)
from tests.verify import LATER, NOW, OURS, judged, texts

PASSED: Final = mail(results="dkim=pass header.d=example.co.jp")
BY_OUR_HOST: Final = mail(received=INSIDE)
BY_ENVELOPE: Final = (
    b"Return-Path: <tanaka@example.co.jp>\r\n"
    + mail(results="spf=pass smtp.mailfrom=example.co.jp; dmarc=pass header.from=example.co.jp")
)  # fmt: skip
HEAD: Final = PASSED.partition(b"\r\nContent-Type")[0] + b"\r\n"
LETTER: Final = b"From: <tanaka@example.co.jp>\r\nTo: a@forum.example\r\nSubject: hi\r\n\r\nHello\r\n"
GENUINE: Final = signed(LETTER)


# what an outsider attaches


def zipped(data: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("a.eml", data)
    return kept.getvalue()


def outlook(data: bytes) -> bytes:
    head = data.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    return msg(values(SUBJECT="s", TRANSPORT_MESSAGE_HEADERS=head.decode()))


ATTACHED: Final[dict[str, Callable[[bytes], bytes]]] = {
    "as a mail": lambda data: part(data, "message/rfc822"),
    "as a mail in base64": lambda data: part(data, "message/rfc822", encode=True),
    "as a file": lambda data: part(data, "a/b", name="a.eml", encode=True),
    "in a zip": lambda data: part(
        zipped(data), "application/zip", name="a.zip", encode=True
    ),
    "as a .msg": lambda data: part(outlook(data), "a/b", name="a.msg", encode=True),
}
INVENTED: Final = {
    "our border's result": PASSED,
    "our border's line": BY_OUR_HOST,
    "our border's envelope": BY_ENVELOPE,
}


def by(sender: str, *parts: bytes, boundary: bytes = b"b") -> bytes:
    """A report from there; proved to be a colleague's when it is one's."""
    data = report(*parts).partition(b"\r\n")[2].replace(b"boundary=b", b"boundary=" + boundary)  # fmt: skip
    data = data.replace(b"--b\r\n", b"--" + boundary + b"\r\n").replace(b"--b--", b"--" + boundary + b"--")  # fmt: skip
    top = f"From: {sender}\r\n".encode()
    if sender.endswith("@example.co.jp>"):
        results = "dkim=pass header.d=example.co.jp"
        top = mail(sender, results=results).partition(b"Subject:")[0]
    return top + data


def answers(data: bytes, *, own: bool = False) -> list[str]:
    resolver = texts(OURS | {"example.co.jp": "v=spf1 +all", "_dmarc.example.co.jp": "v=DMARC1; p=reject"})  # fmt: skip
    verifier = Verifier(resolver, now=lambda: NOW) if own else None
    rows = records_of_report(RawMail(data, "r.eml"), US, prior=0.5, verifier=verifier)
    if verifier:
        verifier.close()
    return [row["answer"] for row in rows]


@pytest.mark.parametrize("own", [False, True], ids=["off", "dns"])
@pytest.mark.parametrize("header", INVENTED)
@pytest.mark.parametrize("way", ATTACHED)
def test_an_invented_header_in_a_report_proves_nothing(
    way: str, header: str, *, own: bool
) -> None:
    data = by("<x@evil.example>", ATTACHED[way](INVENTED[header]))

    assert "ours" not in answers(data, own=own)


@pytest.mark.parametrize("way", ATTACHED)
@pytest.mark.parametrize("outer", ["as a mail", "as a mail in base64", "as a file"])
def test_what_lies_in_a_reported_mail_is_its_author_s(outer: str, way: str) -> None:
    """A colleague reports a mail in which the forger has put another one."""
    forged = by("<x@evil.example>", ATTACHED[way](PASSED), boundary=b"c")
    data = by("<tanaka@example.co.jp>", ATTACHED[outer](forged))

    found = answers(data)
    assert len(found) == 2
    assert "ours" not in found


def test_what_a_colleague_attaches_may_be_ours() -> None:
    """Without this the tests above could not fail."""
    for way in ATTACHED.values():
        assert answers(by("<tanaka@example.co.jp>", way(PASSED))) == ["ours"]


def test_a_signature_of_ours_proves_in_every_hand() -> None:
    data = by("<x@evil.example>", part(GENUINE, "message/rfc822"))

    assert answers(data, own=True) == ["ours"]
    assert answers(data.replace(b"Hello", b"Pay now"), own=True) == ["unproven"]


def test_a_genuine_mail_attached_to_a_forged_one_hides_nothing() -> None:
    block = (
        "Please pay.\n--\n例示株式会社 経理部 田中 花子\n"
        "東京都千代田区例示町1-2-3\nTEL 03-5555-0100"
    )
    data = report(part(GENUINE, "message/rfc822"), text=block)

    assert answers(data, own=True) == ["ours", "forged"]


def test_a_hundred_dummies_hide_no_forward() -> None:
    dummy = part(b"From: a@b.example\r\nSubject: x\r\n\r\nhi\r\n", "message/rfc822")
    forward = (
        "---------- Forwarded message ---------\nFrom: 田中 花子 <xk3@mail.example.net>\n"
        "Date: 2026-06-08 10:15\nSubject: Invoice\nTo: sato@kita.example\n\nPay.\n"
    )
    found = answers(report(*[dummy] * 101, text=forward))

    assert found[-2:] == ["unproven", "forged"]


def test_a_bomb_before_a_mail_in_a_zip_hides_it_from_nobody() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a", "b", "c"):
            archive.writestr(name, b"\0" * (100 * 2**20))
        archive.writestr("d.eml", mail('"田中 花子" <xk3@mail.example.net>'))
    data = report(part(kept.getvalue(), "application/zip", name="a.zip", encode=True))
    rows = records_of_report(RawMail(data, "r.eml"), US, prior=0.5)

    assert any("rest is not read" in (row["error"] or "") for row in rows)


def test_what_cannot_be_read_does_not_stand_for_the_report() -> None:
    """Somebody attaches rubbish that is called a mail, and is not asked about himself."""
    rubbish = part(b"\0\1", "a/b", name="a.eml", encode=True)
    data = by("<tanaka@example.co.jp>", rubbish).replace(b"dkim=pass", b"dkim=none")

    assert answers(data) == ["unproven", "forged"]


# what Outlook keeps


def of_msg(data: bytes) -> str:
    notes, _, mail = jobs.mail_of_msg(data).partition(b"\n")
    raw = RawMail(mail, "a.msg", notes=tuple(notes.decode().split()))
    return judge(raw, US).verdict.answer.value


@pytest.mark.parametrize("end", [b"\r\n", b""])
def test_the_content_of_a_signed_mail_brings_no_header(end: bytes) -> None:
    top = b"\r\n".join(
        line for line in HEAD.split(b"\r\n") if not line.startswith(b"From")
    )
    content = b"Content-Type: text/plain\r\n" + top + end + b"Pay.\r\n"
    data = msg(
        values(
            SUBJECT="s",
            MESSAGE_CLASS="IPM.Note.SMIME",
            SENDER_NAME="田中 花子",
            SENDER_SMTP_ADDRESS="tanaka@example.co.jp",
        ),
        files=[file("smime.p7m", content)],
    )

    assert of_msg(data) == "unproven"


# seals (RFC 8617)

LINE: Final = (
    f"Received: from evil.example (evil.example [203.0.113.9]) by {BORDER};"
    " Mon, 6 Apr 2026 09:00:00 +0900\r\n"
).encode()
ARC_PASS: Final = f"Authentication-Results: {BORDER}; arc=pass\r\n".encode()
SIGNED: Final = b"DKIM-Signature: v=1; d=example.co.jp; b=x\r\n"
SEALS: Final = DNS | {"arc._domainkey.evil.example": record_of(OTHER)}


def sealed_by_stranger(mail: bytes, number: int, seal: str, results: str) -> bytes:
    """One more set by evil.example, whose ARC-Seal begins as it likes."""
    head, _, body = mail.partition(b"\r\n\r\n")
    fields = re.split(rb"\r\n(?![ \t])", head)
    before = [f for f in fields if f.lower().startswith(b"arc-")][::-1]
    bh = base64.b64encode(hashlib.sha256(canonical_body(body, "relaxed")).digest())
    noted = f"ARC-Authentication-Results: i={number}; {results}".encode()
    own = (
        f"ARC-Message-Signature: i={number}; a=ed25519-sha256; c=relaxed/relaxed;"
        f" d=evil.example; s=arc; h=from:subject:to; bh={bh.decode()}; b="
    ).encode()
    data = chosen_fields(head, ["from", "subject", "to"], "relaxed")
    message = own + _by_stranger(data + canonical_field(own, "relaxed"))
    status = "none" if number == 1 else "pass"
    last = f"ARC-Seal: {seal} a=ed25519-sha256; cv={status}; d=evil.example; s=arc; b="
    chain = [*before, noted, message, last.encode()]
    data = b"\r\n".join(canonical_field(field, "relaxed") for field in chain)
    return b"\r\n".join([last.encode() + _by_stranger(data), message, noted, mail])


def _by_stranger(data: bytes) -> bytes:
    return base64.b64encode(OTHER.sign(hashlib.sha256(data).digest()))


@pytest.mark.parametrize("seal", ["i=1;", "i=1; D=example.co.jp;", "D=example.co.jp; i=1;"])  # fmt: skip
def test_a_stranger_s_seal_is_not_taken_for_ours(seal: str) -> None:
    results = f"{BORDER}; dkim=pass header.d=example.co.jp"
    mail = SIGNED + sealed_by_stranger(LETTER, 1, seal, results)

    assert judged(mail, SEALS).verdict.answer.value == "unproven"
    for raw in (LINE + ARC_PASS + mail, ARC_PASS + LINE + mail):
        assert judge(RawMail(raw, "a"), US).verdict.answer.value != "ours"
        assert judged(raw, SEALS).verdict.answer.value != "ours"


@pytest.mark.parametrize("seal", ["i=2;", "c=x; i=2;", "I=1; i=2;", "i = 2 ;"])
def test_a_stranger_s_seal_is_not_passed_over(seal: str) -> None:
    """He changed what we had sealed, and sealed it himself."""
    changed = sealed(LETTER, 1).replace(b"Hello", b"Pay now")
    mail = SIGNED + sealed_by_stranger(changed, 2, seal, "evil.example; none")

    assert judged(mail, SEALS).verdict.answer.value == "unproven"
    for raw in (LINE + ARC_PASS + mail, ARC_PASS + LINE + mail):
        assert judge(RawMail(raw, "a"), US).verdict.answer.value != "ours"


@pytest.mark.parametrize("top", [b"Subject: pay now\r\n", b"Reply-To: x@evil.example\r\n", b"Subject: hi\r\nTo: you\r\n"])  # fmt: skip
def test_what_was_put_on_top_of_a_sealed_mail_is_not_ours(top: bytes) -> None:
    mail = top + sealed(LETTER, 1)

    assert judged(mail, SEALS).verdict.answer.value == "unproven"
    assert judged(ARC_PASS + LINE + mail, SEALS).verdict.answer.value != "ours"


# signatures (RFC 6376)

ELSEWHERE: Final = {
    f"s1._domainkey.{domain}": record_of(OTHER)
    for domain in (
        "evil.example",
        "co.jp",
        "jp",
        "example-parked.jp",
        "lists.example.co.jp",
        "example.co.jp.evil.example",
        "tickets.example",
        "kita.example",
        "xexample.co.jp",
    )
}


def with_tag(mail: bytes, old: bytes, new: bytes) -> bytes:
    head, _, body = mail.partition(b"\r\n\r\n")
    return head.replace(old, new, 1) + b"\r\n\r\n" + body


SIGNATURES: Final = {
    **{
        f"another's: {name.removeprefix('s1._domainkey.')}": signed(
            LETTER, OTHER, domain=name.removeprefix("s1._domainkey.")
        )
        for name in ELSEWHERE
    },
    "two domains": with_tag(signed(LETTER, OTHER, domain="evil.example"), b" d=", b" d=example.co.jp; d="),
    "a domain in capitals": signed(LETTER, OTHER, domain="evil.example", more=" D=example.co.jp;"),
    "i= of ours": signed(LETTER, OTHER, domain="evil.example", more=" i=@example.co.jp;"),
    "a genuine one below a stranger's": signed(GENUINE.replace(b"hi", b"pay"), OTHER, domain="evil.example"),
    "eleventh": b"DKIM-Signature: v=1; d=example.co.jp\r\n" * 10 + GENUINE,
    "l=0": signed(LETTER, more=" l=0;").replace(b"Hello", b"Pay now"),
    "l= with an end": signed(LETTER, more=" l=7;") + b"Pay now\r\n",
    "a longer body": GENUINE + b"Pay now\r\n",
    "a second Subject": b"Subject: pay\r\n" + GENUINE,
    "a second Subject, blanks before the colon": b"Subject : pay\r\n" + GENUINE,
    "a second Subject, capitals": b"SUBJECT: pay\r\n" + GENUINE,
    "a second Subject behind a lone CR": b"X-A: b\rSubject: pay\r\n" + GENUINE,
    "a second From": b"From: <x@evil.example>\r\n" + GENUINE,
    "a second From below": GENUINE.replace(b"\r\n\r\n", b"\r\nFrom: <x@evil.example>\r\n\r\n", 1),
    "a Reply-To": b"Reply-To: x@evil.example\r\n" + GENUINE,
    "a folded name": b"Subject\r\n : pay\r\n" + GENUINE,
    "a body in the header": GENUINE.replace(b"\r\n\r\n", b"\r\nX-A: b\r\n \r\nPay now\r\n\r\n", 1),
    "LF LF in the header": GENUINE.replace(b"\r\n\r\n", b"\r\nX-A: b\n\nPay now\r\n\r\n", 1),
    "CR CR LF in the header": GENUINE.replace(b"\r\n\r\n", b"\r\nX-A: b\r\r\n\r\r\nPay now\r\n\r\n", 1),
    "From without a signature of it": signed(LETTER, names="to:subject"),
    "Subject without a signature of it": signed(LETTER, names="from:to"),
    "no version": with_tag(GENUINE, b"v=1; ", b""),
    "an unknown algorithm": with_tag(GENUINE, b"ed25519-sha256", b"none"),
    "an empty signature": re.sub(rb"\tb=[^\r]+", b"\tb=", GENUINE),
    "a signature over nothing": signed(b"From: <tanaka@example.co.jp>\r\n\r\n", more=" l=0;") + b"Pay now\r\n",
}  # fmt: skip


@pytest.mark.parametrize("name", SIGNATURES)
def test_a_signature_that_is_not_ours_or_not_over_this_is_no_proof(name: str) -> None:
    found = judged(SIGNATURES[name], OURS | ELSEWHERE)

    assert found.verdict.answer.value != "ours"


def test_the_genuine_mail_is_ours() -> None:
    """Without this the tests above could not fail."""
    assert judged(GENUINE, OURS).verdict.answer.value == "ours"
    assert judged(sealed(LETTER, 1), SEALS).verdict.answer.value == "ours"


SHORT: Final = rsa(1024)
KEYS: Final = {
    "for another hash": (GENUINE, record_of(KEY, " h=sha1;")),
    "for another service": (GENUINE, record_of(KEY, " s=other;")),
    "for another algorithm": (GENUINE, record_of(KEY).replace("k=ed25519", "k=rsa")),
    "revoked": (GENUINE, "v=DKIM1; k=ed25519; p="),
    "another version": (GENUINE, record_of(KEY).replace("DKIM1", "DKIM2")),
    "for the domain alone": (
        signed(LETTER, more=" i=@news.example.co.jp;"),
        record_of(KEY, " t=s;"),
    ),
    "an old hash": (signed(LETTER, SHORT, sha1=True), record_of(SHORT)),
    "expired": (signed(LETTER, more=" t=5; x=6;"), record_of(KEY)),
    "from the future": (signed(LETTER, more=" t=9999999999;"), record_of(KEY)),
}


@pytest.mark.parametrize("name", KEYS)
def test_a_key_that_may_not_be_used_so_proves_nothing(name: str) -> None:
    raw, record = KEYS[name]
    found = judged(raw, {"s1._domainkey.example.co.jp": record}, now=LATER)

    assert found.verdict.answer.value != "ours"


# an answer of ours that quotes the attacker, with a Content-Type of his

QUOTED: Final = (
    b"> <div style='position:fixed'>Pay</div>\r\n--his\r\nContent-Type: text/html\r\n\r\n"
    b"<b>Pay</b>\r\n--his--\r\n"
)
ANSWER: Final = b"What do you mean?\r\n" + QUOTED
PARTS: Final = (
    b"--0001\r\nContent-Type: text/plain\r\n\r\n" + ANSWER + b"--0001\r\n"
    b"Content-Type: text/html\r\n\r\n<p>What?</p>\r\n--0001--\r\n"
)
SAID: Final = b"This is a multi-part message in MIME format.\r\n\r\n"


def answered(kind: bytes, body: bytes) -> str:
    """As Google signs it: without Content-Type."""
    field = b"Content-Type: " + kind + b"\r\n" if kind else b""
    head = LETTER.partition(b"\r\n\r\n")[0]
    mail = signed(head + b"\r\n" + field + b"\r\n" + body)
    return judged(mail).verdict.answer.value


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (b"text/html", ANSWER),
        (b"text/html", PARTS),
        (b"TEXT/HTML; charset=utf-8", PARTS),
        (b"application/xhtml+xml", PARTS),
        (b"multipart/mixed; boundary=his", ANSWER),
        (b"multipart/mixed; boundary=his", PARTS),
        (b"multipart/mixed; boundary=0001; boundary=his", PARTS),
        (b"multipart/mixed; boundary=his; boundary=0001", PARTS),
        (b"multipart/mixed; boundary*0=hi; boundary*1=s", PARTS),
        (b"multipart/mixed; boundary=00", PARTS),
        (b"multipart/mixed", PARTS),
        (b"multipart/mixed; boundary=his", b"What is MIME?\r\n" + QUOTED[43:]),
        (b"message/external-body; access-type=URL", ANSWER),
        (b"application/octet-stream; name=a.exe", ANSWER),
    ],
)
def test_an_exchanged_form_is_no_proof(kind: bytes, body: bytes) -> None:
    assert answered(kind, body) != "ours"


@pytest.mark.parametrize(("body", "answer"), [(b"What? UGxlYXNlIHBheQ==", "unproven"), (b"UGxlYXNl\r\nIHBheQ==\r\n", "ours"), (PARTS, "unproven")])  # fmt: skip
def test_an_exchanged_encoding_is_no_proof(body: bytes, answer: str) -> None:
    kind = b"text/plain\r\nContent-Transfer-Encoding: base64"
    assert answered(kind, body) == answer


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (b"", ANSWER),
        (b"text/plain; charset=utf-8", ANSWER),
        (b"text/html; charset=utf-8", b"\r\n<!doctype html><p>What?"),
        (b'multipart/alternative;\r\n boundary="0001"', PARTS),
        (b"multipart/alternative; boundary=0001", SAID + PARTS),
        (
            b"multipart/mixed; boundary=--boundary_8",
            PARTS.replace(b"--0001", b"----boundary_8"),
        ),
    ],
)
def test_an_unsigned_form_that_fits_is_ours(kind: bytes, body: bytes) -> None:
    assert answered(kind, body) == "ours"


def test_another_letter_that_becomes_ours_in_lower_case_is_another_mailbox() -> None:
    results = "dkim=pass header.d=example.org"

    def answer(address: str) -> str:
        raw = RawMail(mail(f"<{address}>", results=results), "a")
        return judge(raw, US).verdict.answer.value

    assert answer("HANAKO.home@example.org") == "ours"
    assert answer("hana\N{KELVIN SIGN}o.home@example.org") != "ours"
