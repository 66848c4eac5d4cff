"""What RFC 8617 asks of a chain, and RFC 9989 of a policy's discovery, clause by clause.

Written from the text by somebody who had not written the checks.
"""

from __future__ import annotations

import re

import pytest

from honmono.mail.auth.own.dmarc import discover, evaluate
from tests.mail.auth.own.test_seals import DNS, LETTER, ONE, THREE, TWO, chain, sealed
from tests.sign import RECORD
from tests.verify import run


def without(mail: bytes, name: str, number: int) -> bytes:
    """The mail without one field of one set."""
    head = rb"(?m)^" + name.encode() + rb": i=" + str(number).encode() + rb";.*\r\n"
    changed = re.sub(head, b"", mail, count=1)
    assert changed != mail
    return changed


def again(mail: bytes, name: str, number: int) -> bytes:
    """The mail with one of its fields twice."""
    field = re.search(
        rb"(?m)^" + name.encode() + rb": i=" + str(number).encode() + rb";.*\r\n", mail
    )
    assert field
    return field[0] + mail


AAR, AMS, AS = "ARC-Authentication-Results", "ARC-Message-Signature", "ARC-Seal"


@pytest.mark.parametrize("name", [AAR, AMS, AS])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_field_that_is_missing_or_double_breaks_the_chain(
    name: str, number: int
) -> None:
    assert chain(without(THREE, name, number)) == "fail"
    assert chain(again(THREE, name, number)) == "fail"


@pytest.mark.parametrize(
    ("mail", "expected"),
    [
        # order in the header says nothing, the numbers do
        (b"".join(sorted(TWO.partition(b"From:")[0].splitlines(keepends=True))) + LETTER, "pass"),
        (re.sub(rb"(?m)^ARC-", b"arc-", TWO), "pass"),
        # numbers
        (ONE.replace(b"i=1;", b"i=0;"), "fail"),
        (ONE.replace(b"i=1;", b"i=2;"), "fail"),
        (ONE.replace(b"i=1;", b"i=51;"), "fail"),
        (ONE.replace(b"i=1;", b"i=a;"), "fail"),
        (ONE.replace(b"i=1;", b"i=;"), "fail"),
        (ONE.replace(b"i=1; ", b""), "fail"),
        (ONE.replace(b"i=1; ", b"i=1; i=1; "), "fail"),
        # cv=
        (sealed(LETTER, 1, status="fail"), "fail"),
        (sealed(LETTER, 1, status="invalid"), "fail"),
        (ONE.replace(b" cv=none;", b""), "fail"),
        (sealed(sealed(ONE, 2, status="fail"), 3), "fail"),
        # tags of a seal
        (ONE.replace(b"cv=none; ", b"cv=none; h=from; "), "fail"),
        (ONE.replace(b"cv=none; d=example.co.jp; ", b"cv=none; "), "fail"),
        (ONE.replace(b"cv=none; d=example.co.jp; s=arc; ", b"cv=none; d=example.co.jp; "), "fail"),
        (ONE.replace(b"i=1; a=ed25519-sha256; cv=", b"i=1; cv="), "fail"),
        (ONE.replace(b"a=ed25519-sha256; cv=", b"a=ed25519-sha1; cv="), "fail"),
        (ONE.replace(b"a=ed25519-sha256; cv=", b"a=rsa-sha1; cv="), "fail"),
        # the message's signature
        (ONE.replace(b"h=from:subject:to", b"h=from:subject:to:arc-seal"), "fail"),
        (ONE.replace(b"c=relaxed/relaxed", b"c=relaxed/other"), "fail"),
        (ONE.replace(b" bh=", b" bx="), "fail"),
        # only the last host's signature must still fit
        (sealed(TWO.replace(b"Hello", b"Hello\r\n-- \r\nlist"), 3), "pass"),
        (TWO.replace(b"Hello", b"Hello\r\n-- \r\nlist"), "fail"),
        # what no seal covers
        (b"Received: from a by b; x\r\n" + TWO, "pass"),
        (TWO.replace(b"To: a@", b"X-Note: new\r\nTo: a@"), "pass"),
    ],
)  # fmt: skip
def test_a_chain(mail: bytes, expected: str) -> None:
    assert chain(mail) == expected


def test_keys_of_a_chain() -> None:
    ours = "arc._domainkey.example.co.jp"

    assert chain(TWO, {**DNS, ours: "v=DKIM1; p="}) == "fail"
    assert chain(TWO, {ours: RECORD}) == "fail"
    assert chain(TWO, {**DNS, ours: RECORD.replace("k=", "t=y; k=")}) == "pass"


PLAIN = "v=DMARC1; p=reject"


def asked(author: str, dkim: str = "", spf: str = "", **records: str) -> str:
    """The verdict with these records; `_` in a name stands for a dot."""
    table = {f"_dmarc.{n.replace('_', '.')}": text for n, text in records.items()}
    passed = (dkim,) if dkim else ()
    return run(evaluate(author, passed, spf, undecided=False), table).value


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("v=DMARC1; p=none", "fail"),
        ("v=DMARC1; p=none;;", "fail"),
        ("v=DMARC1;; p=none; ; rua=mailto:a@example.jp", "fail"),
        ("v=DMARC1; p=none; p=reject", "permerror"),
        ("v=DMARC1;p=reject;", "fail"),
        ("v = DMARC1 ; p = reject ; pct=0", "fail"),
        ("v=DMARC1; P=reject", "none"),
        ("v=DMARC1; p=REJECT", "fail"),
        ("v=DMARC1; p=nonsense; rua=mailto:a@example.jp", "fail"),
        ("v=DMARC1; rua=mailto:a@example.jp", "fail"),
        ("v=DMARC1; p=nonsense", "none"),
        ("v=DMARC1", "none"),
        ("v=dmarc1; p=reject", "none"),
        ("v=DMARC12; p=reject", "none"),
        ("p=reject; v=DMARC1", "none"),
        ("v=DMARC1; p=reject; unknown=x; fo=1:d:s; rf=afrf; ri=86400; t=y", "fail"),
        ("", "none"),
    ],
)
def test_a_record_of_dmarc(record: str, expected: str) -> None:
    assert asked("example.jp", example_jp=record) == expected


@pytest.mark.parametrize(
    ("author", "passed", "modes", "expected"),
    [
        ("example.jp", "example.jp", "", "pass"),
        ("a.example.jp", "example.jp", "", "pass"),
        ("example.jp", "a.example.jp", "", "pass"),
        ("a.example.jp", "b.example.jp", "", "pass"),
        ("a.example.jp", "a.example.jp", "; adkim=s; aspf=s", "pass"),
        ("a.example.jp", "example.jp", "; adkim=s; aspf=s", "fail"),
        ("a.example.jp", "example.jp", "; adkim=S; aspf=S", "fail"),
        ("example.jp", "a.example.jp", "; adkim=x; aspf=x", "pass"),
        ("example.jp", "badexample.jp", "", "fail"),
        ("example.jp", "example.jp.example.net", "", "fail"),
        ("example.jp", "jp", "", "fail"),
    ],
)
def test_alignment(author: str, passed: str, modes: str, expected: str) -> None:
    assert asked(author, dkim=passed, example_jp=PLAIN + modes) == expected
    assert asked(author, spf=passed, example_jp=PLAIN + modes) == expected


def test_each_mode_is_for_its_own_kind() -> None:
    assert (
        asked("example.jp", dkim="a.example.jp", example_jp=PLAIN + "; aspf=s")
        == "pass"
    )
    assert (
        asked("example.jp", spf="a.example.jp", example_jp=PLAIN + "; aspf=s") == "fail"
    )


@pytest.mark.parametrize(
    ("author", "passed", "records", "expected"),
    [
        # a subdomain's own record ends nothing without psd=
        ("a.example.jp", "example.jp", {"a_example_jp": PLAIN, "example_jp": PLAIN}, "pass"),
        # psd=n: it is an organization of its own
        ("a.example.jp", "example.jp", {"a_example_jp": PLAIN + "; psd=n", "example_jp": PLAIN}, "fail"),
        # psd=y: one label below it
        ("a.firm.co.jp", "b.firm.co.jp", {"co_jp": PLAIN + "; psd=y"}, "pass"),
        ("firm.co.jp", "other.co.jp", {"co_jp": PLAIN + "; psd=y"}, "fail"),
        ("firm.co.jp", "co.jp", {"co_jp": PLAIN + "; psd=y", "firm_co_jp": PLAIN}, "fail"),
        # psd=u is as if it were not said
        ("a.example.jp", "example.jp", {"example_jp": PLAIN + "; psd=u"}, "pass"),
        # without any record nobody knows
        ("example.jp", "example.net", {}, "none"),
    ],
)  # fmt: skip
def test_the_walk_up(
    author: str, passed: str, records: dict[str, str], expected: str
) -> None:
    assert asked(author, dkim=passed, **records) == expected


def test_long_names_are_walked_in_eight_steps() -> None:
    deep = ".".join("abcdefghijkl") + ".example.jp"
    records = {"_dmarc.example.jp": PLAIN}

    assert run(discover(deep), records).organization == "example.jp"
