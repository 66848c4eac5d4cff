"""DKIM and DMARC against the test messages and keys of others, verdict by verdict.

Messages that are signed already are verified as they are.  Messages that a suite signs
first are signed with the suite's private key by the plain signer of our tests, in every
form that the suite goes through, and verified with the key record of the suite.  Samples
whose keys lived in the DNS of their time (SpamAssassin's) cannot be verified by anybody.
"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from honmono.mail.auth.model import Outcome
from honmono.mail.auth.own import dkim, dmarc
from honmono.mail.auth.own.dkim import Signed
from honmono.mail.auth.own.questions import (
    Answer,
    FixedResolver,
    Kind,
    Question,
    State,
    settle,
)
from honmono.mail.auth.own.wire import on_the_wire
from honmono.mail.message.parse import parse
from honmono.mail.source import RawMail
from tests.sign import PrivateKey, signed

Row = tuple[str, str, tuple[str, ...], str]

NOW: Final = datetime(2026, 11, 25, tzinfo=UTC)

_RFC_8463: Final = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
_ED25519: Final = "brisbane._domainkey.football.example.com"
_RSA: Final = "test._domainkey.football.example.com"
_GMAIL: Final = "20120113._domainkey.gmail.com"

_NO: Final = ("fail", "permerror", "policy", "none")
"""What a suite calls "does not verify"."""

_FORMS: Final = tuple(product(("simple", "relaxed"), repeat=2))


def verdict(mail: bytes, keys: dict[str, str], which: int | None = None) -> str:
    """The best outcome of all signatures; of one by its place from the top."""
    resolver = FixedResolver(
        {Question(n, Kind.TXT): Answer(State.FOUND, (k,)) for n, k in keys.items()}
    )
    found = asyncio.run(settle(dkim.verify(Signed(on_the_wire(mail)), NOW), resolver))
    if which is not None:
        return found[which].outcome.value
    outcomes = [one.outcome for one in found]
    if Outcome.PASS in outcomes:
        return "pass"
    return outcomes[0].value if outcomes else "none"


def dkim_cases(folder: Path) -> Iterator[Row]:
    """Yield suite, name, the outcomes that are right, and ours."""
    yield from _as_they_are(folder)
    yield from _dmarc(folder)
    yield from _signed_first(folder)
    yield from _of_formats(folder)


def _as_they_are(folder: Path) -> Iterator[Row]:
    data = folder / "dkimpy"
    rsa = _text(data / "test.txt")
    keys = {_ED25519: _RFC_8463, _RSA: rsa}
    broken = {_ED25519: _RFC_8463, _RSA: _text(data / "test_bad.txt")}
    for name, which, expected, known in (
        ("rfc6376.signed.msg", 0, ("pass",), keys),
        ("rfc6376.signed.msg", 1, ("pass",), keys),
        ("rfc6376.signed.rsa.msg", None, ("pass",), keys),
        ("rfc6376.signed.rsa.msg", None, _NO, broken),
        ("rfc6376.signed.no_t.msg", None, _NO, keys),
        ("rfc6376.msg", None, _NO, keys),
        ("rfc6376.w1258.msg", None, _NO, keys),
        ("test.message", None, _NO, keys),
        ("test2.message", None, ("pass",), {_GMAIL: _gmail(folder)}),
        ("ed25519test2.msg", None, ("pass",), _exim(data)),
        ("test.message.baddomain", None, _NO, keys),
    ):
        if (data / name).exists() and all(known.values()):
            ours = verdict((data / name).read_bytes(), known, which)
            place = "" if which is None else f" #{which}"
            bad = " with a broken key" if known is broken else ""
            yield "dkimpy", f"{name}{place}{bad}", expected, ours
    data = folder / "authheaders"
    names = {"test._domainkey.example.com": _text(data / "test.txt")}
    for name in ("test.message_signed", "testcomma.message"):
        if (data / name).exists():
            ours = verdict((data / name).read_bytes(), names)
            yield "dkimpy-authheaders", name, ("pass",), ours


_DMARC: Final = {
    "example.com": "v=DMARC1; p=reject; rua=mailto:dmarc.domain@example.com",
    "example.org": "v=DMARC1; p=none",
    "example.net": "v=DMARC1; p=none; sp=reject",
    "example.biz": "v=DMARC1; p=none; sp=quarantine; np=reject",
    "nop.example.org": "v=DMARC1; sp=quarantine; np=reject",
    "bad.example.com": "v=DMARC1; p=none; reject",
    "gov": "v=DMARC1; p=reject; sp=none; np=reject; rua=mailto:a@b.example; psd=y",
}
"""The DNS of authheaders' own tests."""

_DMARC_TESTS: Final = (
    ("test.message_signed", "example.com", "pass"),
    ("testcomma.message", "example.com", "pass"),
    ("test.message", "", "fail"),
    ("test.message_multi", "example.org", "fail"),
    ("test.message_multi2", "example.org", "fail"),
    ("test.message_sub", "", "fail"),
    ("test.message_np1", "", "fail"),
    ("test.message_np2", "", "fail"),
    ("test_nop.message", "", "none"),
    ("test.bad.message", "", "permerror"),
    ("test.nofrom.message", "", "permerror"),
    ("test.gov.message", "", "fail"),
)
"""Message, domain of the DKIM pass that the test brings along, verdict."""


def _dmarc(folder: Path) -> Iterator[Row]:
    table = {
        Question(f"_dmarc.{name}", Kind.TXT): Answer(State.FOUND, (record,))
        for name, record in _DMARC.items()
    }
    for name, passed, expected in _DMARC_TESTS:
        path = folder / "authheaders" / name
        if not path.exists():
            continue
        authors = parse(RawMail(path.read_bytes(), name)).authors
        author = authors[0].domain if authors else ""
        domains = (passed,) if passed else ()
        asking = dmarc.evaluate(author, domains, "", undecided=False)
        ours = asyncio.run(settle(asking, FixedResolver(table))).value
        yield "dmarc-authheaders", name, (expected,), ours


def _exim(data: Path) -> dict[str, str]:
    return {"sed._domainkey.test.ex": _text(data / "eximtest.dns")}


def _signed_first(folder: Path) -> Iterator[Row]:
    """What the suite signs itself, in all four forms, whole and with `l=`."""
    data = folder / "dkimpy"
    for private, record, right in (
        ("test.private", "test.txt", True),
        ("test2.private", "test2.txt", True),
        ("test.private", "badversion.txt", False),
        ("test.private", "badk.txt", False),
        ("test.private", "test_bad.txt", False),
        ("test.private", "test_tlsrpt.txt", False),
        ("1024_testkey.key", "1024_testkey_wo_markers.pub.txt", True),
        ("1024_testkey.key", "1024_testkey_wo_markers.pub.rsa.txt", True),
        ("2048_testkey.key", "2048_testkey_wo_markers.pub.txt", True),
        ("2048_testkey.key", "2048_testkey_wo_markers.pub.rsa.txt", True),
        ("2048_testkey_PKCS8.key", "2048_testkey_PKCS8.key.pub.txt", True),
        ("ed25519test.key", "ed25519test.dns", True),
    ):
        if not ((data / private).exists() and (data / record).exists()):
            continue
        key, public = _key(data / private), _text(data / record)
        for mail in (
            "test.message",
            "message.mbox",
            "rfc6376.msg",
            "rfc6376.w1258.msg",
        ):
            if (data / mail).exists():
                yield from _in_all_forms(data / mail, key, record, public, right=right)


def _in_all_forms(
    mail: Path, key: PrivateKey, record: str, public: str, *, right: bool
) -> Iterator[Row]:
    text = _without_from_line(mail.read_bytes())
    names = {"test._domainkey.example.com": public}
    expected = ("pass",) if right else _NO
    for head, body in _FORMS:
        made = signed(
            text, key, domain="example.com", selector="test", head=head, body=body
        )
        what = f"{mail.name}, {record}, {head}/{body}"
        yield "dkimpy-signed", what, expected, verdict(made, names)
        lf = made.replace(b"\r\n", b"\n")
        yield "dkimpy-signed", f"{what}, LF", expected, verdict(lf, names)
        if right:
            more = verdict(made + b"foo", names)
            yield "dkimpy-signed", f"{what}, body altered", _NO, more


def _of_formats(folder: Path) -> Iterator[Row]:
    """Signed mails of the parsers' suites whose keys are known."""
    samples = _samples(folder)
    gmail = samples / "mimekit_mbox" / "dkim"
    keys = {_GMAIL: _gmail(folder)}
    for path in sorted(gmail.glob("*.msg")) if keys[_GMAIL] else ():
        yield "dkimpy-mimekit", path.name, ("pass",), verdict(path.read_bytes(), keys)
    rsa = _text(folder / "dkimpy" / "test.txt")
    both = {_ED25519: _RFC_8463, _RSA: rsa}
    for name, expected in (("ed25519.eml", ("pass",)), ("ed25519-broken.eml", _NO)):
        path = samples / "rspamd" / name
        if path.exists():
            yield "dkimpy-rspamd", name, expected, verdict(path.read_bytes(), both, 0)


def _samples(folder: Path) -> Path:
    """The suites of the parsers, unpacked beside those of authentication."""
    beside = folder.parent / "format_samples"
    within = folder.parent.parent / "format_samples" / "format_samples"
    return beside if beside.exists() else within


def _gmail(folder: Path) -> str:
    """Google's key of 2012, which stands in the suites; empty where it is missing."""
    samples = _samples(folder)
    pem = samples / "mimekit_mbox" / "dkim" / "gmail.pub"
    lines = _text(pem).split("-----")
    return f"k=rsa; p={''.join(lines[2].split())}" if len(lines) > 2 else ""


def _key(path: Path) -> PrivateKey:
    data = path.read_bytes()
    if not data.startswith(b"-----"):
        return Ed25519PrivateKey.from_private_bytes(base64.b64decode(data))
    key = load_pem_private_key(data, None)
    assert isinstance(key, RSAPrivateKey)
    return key


def _text(path: Path) -> str:
    return path.read_text("ascii").replace("\n", "") if path.exists() else ""


def _without_from_line(mail: bytes) -> bytes:
    return mail.partition(b"\n")[2] if mail.startswith(b"From ") else mail
