"""DKIM: real signatures, made by a plain signer of our own, and what breaks them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from honmono.mail.auth.own.dkim import MAX_SIGNATURES, Why
from tests.sign import KEY, OTHER, RECORD, record_of, rsa, signed
from tests.verify import NOW, OURS, checked, read

MAIL = (
    b"From: Yamada <yamada@example.co.jp>\r\n"
    b"To: sato@kita.example\r\n"
    b"Subject: =?UTF-8?B?5aSn5LqL?=\r\n"
    b"\t=?UTF-8?B?44Gq6Kmx?=\r\n"
    b"Date: Mon, 6 Apr 2026 09:00:00 +0900\r\n"
    b"\r\n"
    b"Hello  world \r\n\r\nBye\r\n\r\n\r\n"
)


def why(raw: bytes, records: dict[str, str] | None = None) -> Why:
    (one,) = checked(raw, records)
    return one.why


@pytest.mark.parametrize("head", ["simple", "relaxed"])
@pytest.mark.parametrize("body", ["simple", "relaxed"])
@pytest.mark.parametrize(
    "content",
    [b"Hi", b"", b"\r\n\r\n", b" \t \r\n", b"a\r\rb\r\r\n", b"\xe9 \r\n x\t\t y"],
)
def test_every_form_verifies(head: str, body: str, content: bytes) -> None:
    mail = (
        MAIL.partition(b"\r\n\r\n")[0]
        + b"\r\n\r\n"
        + content.replace(b"\r\r\n", b"\r\n")
    )

    assert why(signed(mail, head=head, body=body)) is Why.GOOD


def test_a_file_with_other_line_ends_is_the_same_mail() -> None:
    mail = signed(MAIL)

    for saved in (
        mail.replace(b"\r\n", b"\n"),
        mail.replace(b"\r\n", b"\r\r\n"),
        b"From x Mon Apr  6 09:00:00 2026\n" + mail,
    ):
        assert why(saved) is Why.GOOD


def test_what_an_mbox_quoted_is_the_same_mail() -> None:
    mail = signed(MAIL + b"From here on\r\n>From there\r\n", body="simple")
    kept = mail.replace(b"\nFrom here", b"\n>From here").replace(
        b"\n>From t", b"\n>>From t"
    )

    assert why(kept) is Why.GOOD
    assert why(kept.replace(b"here", b"herr")) is Why.BODY_CHANGED


@pytest.mark.parametrize(
    ("change", "into", "expected"),
    [
        (b"Hello", b"Hallo", Why.BODY_CHANGED),
        (b"Bye\r\n", b"Bye\r\n-- \r\nscanned\r\n", Why.BODY_CHANGED),
        (b"From: Yamada", b"From: Tanaka", Why.WRONG),
        (b"Subject: ", b"Subject: [EXTERNAL] ", Why.TAGGED),
        (b"Subject: ", b"Subject: Pay now ", Why.WRONG),
        (b"s=s1", b"s=s2", Why.NO_KEY),
        (b"d=example.co.jp", b"d=example.net", Why.NO_KEY),
        (b"a=ed25519-sha256", b"a=rsa-sha256", Why.KEY_UNUSABLE),
        (b"a=ed25519-sha256", b"a=ed25519-sha512", Why.MALFORMED),
        (b"v=1", b"v=2", Why.MALFORMED),
        (b"bh=", b"bx=", Why.MALFORMED),
        (b"bh=", b"bh=!", Why.MALFORMED),
        (b"h=from:", b"h=", Why.MALFORMED),
        (b"; h=", b";; h=", Why.MALFORMED),
        (b"c=relaxed/relaxed", b"c=relaxed/loose", Why.MALFORMED),
        (b"d=example.co.jp;", b"d=example.co.jp; i=@example.net;", Why.MALFORMED),
        (b"d=example.co.jp;", b"d=example.co.jp; x=5; t=9;", Why.MALFORMED),
        (b"d=example.co.jp;", b"d=example.co.jp; q=smoke;", Why.MALFORMED),
        (b"d=example.co.jp;", b"d=example.co.jp; l=x;", Why.MALFORMED),
        (b"d=example.co.jp;", b"d=example.co.jp; d=example.co.jp;", Why.MALFORMED),
        (b"d=example.co.jp", b"d=example.co.jp(.evil.example", Why.MALFORMED),
        (b"s=s1", b"s=../s1", Why.MALFORMED),
    ],
)  # fmt: skip
def test_what_was_changed_is_told_apart(
    change: bytes, into: bytes, expected: Why
) -> None:
    mail = signed(MAIL)
    assert change in mail or change == b"; h="
    mail = mail.replace(b";\r\n\th=", b"; h=") if change == b"; h=" else mail

    assert why(mail.replace(change, into, 1)) is expected


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (RECORD, Why.GOOD),
        (RECORD.removeprefix("v=DKIM1; "), Why.GOOD),
        (RECORD + ";", Why.GOOD),
        (RECORD.replace("; p=", "; n=a note; p="), Why.GOOD),
        (RECORD.replace("; p=", "; s=email:web; h=sha1:sha256; t=y; p="), Why.GOOD),
        (record_of(OTHER), Why.WRONG),
        ("v=DKIM1; k=ed25519; p=", Why.REVOKED),
        ("v=DKIM2; k=ed25519; p=abcd", Why.NO_KEY),
        (RECORD.replace("v=DKIM1; ", "") + "; v=DKIM1", Why.NO_KEY),
        (RECORD.replace("p=", "p=A"), Why.KEY_UNUSABLE),
        (RECORD.replace("; p=", "; s=web; p="), Why.KEY_UNUSABLE),
        (RECORD.replace("; p=", "; h=sha1; p="), Why.KEY_UNUSABLE),
        (RECORD.replace("ed25519", "ed448"), Why.KEY_UNUSABLE),
        ("v=spf1 -all", Why.NO_KEY),
        ("", Why.NO_KEY),
        ("p=" + "A" * 100_000, Why.NO_KEY),
    ],
)
def test_keys_as_domains_publish_them(record: str, expected: Why) -> None:
    assert why(signed(MAIL), {"s1._domainkey.example.co.jp": record}) is expected


def test_a_strict_key_allows_no_subdomain() -> None:
    strict = {"s1._domainkey.example.co.jp": RECORD.replace("; p=", "; t=s; p=")}

    assert why(signed(MAIL, more=" i=@example.co.jp;"), strict) is Why.GOOD
    assert why(signed(MAIL, more=" i=@a.example.co.jp;"), strict) is Why.KEY_UNUSABLE
    assert why(signed(MAIL, more=" i=@a.example.co.jp;")) is Why.GOOD


@pytest.mark.parametrize(
    ("bits", "sha1", "expected"),
    [(1024, False, Why.GOOD), (2048, False, Why.GOOD), (1024, True, Why.WEAK)],
)
def test_rsa(bits: int, *, sha1: bool, expected: Why) -> None:
    key = rsa(bits)
    records = {"s1._domainkey.example.co.jp": record_of(key)}
    mail = signed(MAIL, key, sha1=sha1)

    assert why(mail, records) is expected
    assert why(mail.replace(b"Yamada", b"Tanaka"), records) is Why.WRONG


def test_a_key_that_only_costs_time_is_none() -> None:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    numbers = rsa(1024).public_key().public_numbers()
    giant = RSAPublicNumbers(2**63 + 1, numbers.n).public_key()
    data = giant.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    import base64

    record = f"v=DKIM1; k=rsa; p={base64.b64encode(data).decode()}"
    mail = signed(MAIL, rsa(1024))

    assert why(mail, {"s1._domainkey.example.co.jp": record}) is Why.KEY_UNUSABLE


def test_a_signature_has_its_time() -> None:
    at = int(NOW.timestamp())

    for more, expected in {
        f" t={at - 9}; x={at + 9};": Why.GOOD,
        f" t={at - 9}; x={at - 1};": Why.EXPIRED,
        f" t={at + 3600};": Why.GOOD,
        f" t={at + 3 * 86400};": Why.FROM_THE_FUTURE,
    }.items():
        assert why(signed(MAIL, more=more)) is expected

    (one,) = checked(signed(MAIL, more=f" x={at + 9};"), at=NOW + timedelta(days=1))
    assert one.why is Why.EXPIRED


def test_old_faults_do_not_hide_a_wrong_signature() -> None:
    mail = signed(MAIL, more=" x=5;").replace(b"Yamada", b"Tanaka")

    assert why(mail) is Why.WRONG


def test_only_so_many_signatures_are_looked_at() -> None:
    mail = signed(MAIL)
    own = mail[: mail.index(b"From:")]

    assert len(checked(own * 50 + MAIL)) == MAX_SIGNATURES


def test_of_two_records_the_one_that_fits_counts() -> None:
    from honmono.mail.auth.own import dkim
    from honmono.mail.auth.own.dkim import Signed
    from honmono.mail.auth.own.questions import Answer, State
    from honmono.mail.auth.own.wire import on_the_wire

    mail = Signed(on_the_wire(signed(MAIL)))
    ((raw, signature),) = dkim.signatures_of(mail.wire)
    answer = Answer(State.FOUND, (record_of(OTHER), "junk", RECORD))

    assert dkim.one(mail, raw, signature, answer) is Why.GOOD


# what readers see


@pytest.mark.parametrize(
    ("mail", "expected"),
    [
        (signed(MAIL), Why.GOOD),
        (b"Received: x\r\nX-Spam: no\r\n" + signed(MAIL), Why.GOOD),
        (b"From: a@evil.example\r\n" + signed(MAIL), Why.FIELD_ADDED),
        (b"Subject: pay\r\n" + signed(MAIL), Why.FIELD_ADDED),
        (b"Date: Mon, 6 Apr 2020 09:00:00 +0900\r\n" + signed(MAIL), Why.FIELD_ADDED),
        (b"To: x@kita.example\r\n" + signed(MAIL), Why.FIELD_ADDED),
        (b"Content-Type: text/html\r\n" + signed(b"Content-Type: text/plain\r\n" + MAIL), Why.FIELD_ADDED),
        (b"Reply-To: a@evil.example\r\n" + signed(MAIL), Why.NOT_COVERED),
        (signed(b"Reply-To: a@example.co.jp\r\n" + MAIL, names="from:subject:reply-to"), Why.GOOD),
        (signed(MAIL, names="from:to:date"), Why.NOT_COVERED),
        (signed(MAIL, names="from:from:subject:subject:to:date"), Why.GOOD),
        (b"From: a@evil.example\r\n" + signed(MAIL, names="from:from:subject"), Why.WRONG),
        (b"junk without colon\r\n" + signed(MAIL), Why.READ_DIFFERENTLY),
        (b"X-A: b\rFrom: a@evil.example\r\n" + signed(MAIL), Why.READ_DIFFERENTLY),
        (b"X-A: b\rSubject: pay\r\n" + signed(MAIL), Why.READ_DIFFERENTLY),
    ],
)  # fmt: skip
def test_a_pass_that_does_not_cover_what_is_read_is_none(
    mail: bytes, expected: Why
) -> None:
    (one,) = read(mail)

    assert one.why is expected


def test_words_behind_the_signed_length_are_not_signed() -> None:
    short = signed(MAIL, more=" l=5;")
    whole = signed(MAIL, more=" l=20;")

    assert checked(short)[0].why is Why.GOOD
    assert read(short)[0].why is Why.UNSIGNED_END
    assert read(whole)[0].why is Why.GOOD
    assert read(whole + b"Send money\r\n")[0].why is Why.UNSIGNED_END
    longer = re.sub(rb"l=20", b"l=99", whole)
    assert checked(longer)[0].why is Why.WRONG
    assert checked(signed(MAIL, more=" l=9999;"))[0].why is Why.BODY_CHANGED


def test_a_second_signature_counts_for_itself() -> None:
    both = signed(signed(MAIL, KEY), OTHER, domain="kita.example")

    outcomes = [one.why for one in checked(both, OURS)]

    assert outcomes == [Why.NO_KEY, Why.GOOD]
