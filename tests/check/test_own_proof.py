"""Our own look at a mail, beside what a trusted header says, up to the answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

import pytest

from honmono.check.pipeline import Judgement, judge
from honmono.mail.source import RawMail
from tests.check.test_attacks import _PRICE, ATTACKS, OPEN
from tests.make import BORDER, ORG, US
from tests.sign import OTHER, record_of, rsa, signed
from tests.verify import LATER, NOW, OURS, judged

LETTER: Final = (
    b"From: \xe7\x94\xb0\xe4\xb8\xad <tanaka@example.co.jp>\r\n"
    b"To: sato@kita.example\r\nSubject: report\r\n"
    b"Date: Mon, 6 Apr 2026 09:00:00 +0900\r\n\r\nSee you at ten.\r\n"
)
GENUINE: Final = signed(LETTER)
PASS: Final = b"Authentication-Results: %s; dkim=pass header.d=example.co.jp\r\n" % (
    BORDER.encode()
)
STRANGER: Final = (
    f"Received: from evil.example (evil.example [203.0.113.9]) by {BORDER};"
    " Mon, 6 Apr 2026 09:00:00 +0900\r\n"
).encode()


def answer(
    raw: bytes,
    records: dict[str, str] | None = None,
    *,
    now: datetime = NOW,
    dead: bool = False,
) -> str:
    return judged(raw, records, now=now, dead=dead).verdict.answer.value


def signals(found: Judgement) -> set[str]:
    return {weighed.finding.signal for weighed in found.verdict.findings}


def test_a_signature_of_ours_proves_without_any_header() -> None:
    found = judged(GENUINE, now=LATER)

    assert found.verdict.answer.value == "ours"
    assert signals(found) == {"own-domain-authenticated"}
    (only,) = found.verdict.findings
    assert only.finding.actual == "dkim=pass (example.co.jp, verified here)"
    assert found.verdict.reasons.en[0].startswith("We verified ourselves")
    assert judge(RawMail(GENUINE, "a"), US).verdict.answer.value == "unproven"


@pytest.mark.parametrize(
    ("raw", "records"),
    [
        (GENUINE, {}),
        (GENUINE, {"s1._domainkey.example.co.jp": record_of(OTHER)}),
        (GENUINE.replace(b"ten", b"six"), OURS),
        (GENUINE.replace(b"report", b"invoice"), OURS),
        (b"Subject: pay today\r\n" + GENUINE, OURS),
        (b"Reply-To: x@evil.example\r\n" + GENUINE, OURS),
        (b"Content-Type: text/html\r\nContent-Type: text/plain\r\n" + GENUINE, OURS),
        (signed(LETTER, more=" l=5;"), OURS),
        (signed(LETTER, names="to:date"), OURS),
        (signed(LETTER, more=" x=5;"), OURS),
        (signed(LETTER, OTHER, domain="evil.example"), OURS | {"s1._domainkey.evil.example": record_of(OTHER)}),
        (signed(LETTER, OTHER, domain="co.jp"), OURS | {"s1._domainkey.co.jp": record_of(OTHER)}),
        (signed(LETTER, OTHER, domain="lists.example.co.jp"), OURS | {"s1._domainkey.lists.example.co.jp": record_of(OTHER)}),
    ],
    ids=["no key", "another key", "body", "subject", "second subject", "reply-to", "type twice", "length", "no From", "expired", "a stranger's", "a suffix's", "a list's"],
)  # fmt: skip
def test_nothing_less_proves(raw: bytes, records: dict[str, str]) -> None:
    assert answer(raw, records) != "ours"


def test_a_second_author_is_never_ours() -> None:
    assert answer(b"From: a@evil.example\r\n" + GENUINE) == "forged"
    assert answer(signed(b"From: a@evil.example\r\n" + LETTER)) == "forged"


def test_a_dead_dns_is_no_failure() -> None:
    assert answer(GENUINE, dead=True) == "unproven"
    assert answer(STRANGER + PASS + GENUINE, dead=True) == "ours"


def test_weak_signatures_do_not_prove() -> None:
    key = rsa(1024)
    records = {"s1._domainkey.example.co.jp": record_of(key)}

    assert answer(signed(LETTER, key, sha1=True), records) != "ours"
    assert answer(signed(LETTER, key), records) == "ours"


# a border that lets a sender write in its name

FORGED: Final = {
    "not a signature": b"DKIM-Signature: v=1; d=example.co.jp; b=x\r\n" + LETTER,
    "another key": signed(LETTER, OTHER),
    "a selector that never was": signed(LETTER, OTHER, selector="gone"),
    "an old hash": signed(LETTER, rsa(1024), sha1=True),
    "long expired": signed(LETTER, OTHER, more=" x=5;"),
    "From not signed": signed(LETTER, OTHER, names="to:date"),
    "tags that are none": b"DKIM-Signature: v=1;; d=example.co.jp; b=x\r\n" + LETTER,
    "a genuine one, another subject": GENUINE.replace(b"report", b"invoice"),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_pass_beside_a_forged_signature_is_found(name: str) -> None:
    mail = STRANGER + PASS + FORGED[name]
    found = judged(mail)

    assert found.verdict.answer.value == "forged"
    assert {"results-contradict", "own-domain-outside-networks"} <= signals(found)
    assert judge(RawMail(mail, "a"), US).verdict.answer.value == "ours"


@pytest.mark.parametrize(
    "mail",
    [
        signed(LETTER, OTHER, domain="a.example"),
        b"X-Padding: " + b"x" * 2**20 + b"\r\n" + signed(LETTER, OTHER),
        signed(LETTER + b"x" * (33 * 2**20), OTHER),
    ],
    ids=["eleven signatures", "a long header", "a long body"],
)
def test_what_is_too_much_to_look_at_is_no_proof(mail: bytes) -> None:
    if b"d=a.example" in mail:
        own = mail[: mail.index(b"From:")]
        mail = own * 10 + signed(LETTER, OTHER)

    assert answer(STRANGER + PASS + mail) != "ours"


def test_the_reason_says_that_the_two_disagree() -> None:
    reasons = judged(STRANGER + PASS + FORGED["another key"]).verdict.reasons

    assert any("当社で署名を検証した" in reason for reason in reasons.ja)
    assert any("verified by ourselves" in reason for reason in reasons.en)


@pytest.mark.parametrize(
    "results",
    [
        b"dkim=pass header.d=example.co.jp; dmarc=pass header.from=example.co.jp",
        b"dmarc=pass header.from=example.co.jp",
    ],
)
def test_a_dmarc_pass_falls_with_what_it_rests_on(results: bytes) -> None:
    said = b"Authentication-Results: %s; %s\r\n" % (BORDER.encode(), results)

    assert answer(STRANGER + said + FORGED["another key"]) == "forged"


def test_a_changed_body_is_no_forgery_and_no_proof() -> None:
    mail = STRANGER + PASS + GENUINE.replace(b"ten", b"six")
    found = judged(mail)

    assert found.verdict.answer.value == "unproven"
    assert "results-contradict" not in signals(found)
    assert any("後から変えられた" in reason for reason in found.verdict.reasons.ja)


def test_of_an_old_mail_whose_key_is_gone_nothing_is_said() -> None:
    """The price: then a careless border is believed as it is without our own look."""
    assert answer(STRANGER + PASS + GENUINE, {}, now=LATER) == "ours"
    assert answer(STRANGER + PASS + GENUINE, {}, now=NOW) == "forged"


@pytest.mark.parametrize(
    "raw",
    [
        GENUINE.replace(b"report", b"[EXTERNAL] report"),
        GENUINE.replace(b"ten.\r\n", b"ten.\r\n-- \r\nscanned\r\n"),
    ],
    ids=["a tag in the subject", "a footer"],
)
def test_what_our_side_changes_after_its_check_stays_ours(raw: bytes) -> None:
    """Results above the border's line are out of every sender's reach."""
    assert answer(PASS + STRANGER + raw) == "ours"


def test_a_pass_that_shows_more_than_was_signed_is_taken_back_everywhere() -> None:
    for mail in (b"Subject: pay\r\n" + GENUINE, signed(LETTER, more=" l=5;")):
        assert answer(PASS + STRANGER + mail) == "unproven"
        assert answer(STRANGER + PASS + mail) == "unproven"


def test_a_reply_to_that_nobody_signed_takes_no_pass_back() -> None:
    mail = signed(b"Reply-To: tanaka@example.co.jp\r\n" + LETTER)

    assert answer(PASS + STRANGER + mail) == "ours"


def test_both_results_stand_in_the_finding() -> None:
    (only,) = judged(STRANGER + PASS + GENUINE).verdict.findings

    assert only.finding.actual == (
        "dkim=pass (example.co.jp, verified here); dkim=pass (example.co.jp)"
    )


# everybody else's attacks


@pytest.mark.parametrize("name", [n for n in ATTACKS if OPEN.get(n, _PRICE) == _PRICE])
def test_an_attack_fails_with_our_own_look_too(name: str) -> None:
    attack = ATTACKS[name]

    found = judged(attack.mail, org=attack.org, now=NOW)

    assert found.verdict.answer.value not in attack.forbidden


def test_a_forged_chain_opens_nothing() -> None:
    said = b"Authentication-Results: %s; arc=pass (i=1)\r\n" % BORDER.encode()
    forged = (
        b"ARC-Seal: i=1; a=ed25519-sha256; cv=none; d=example.co.jp; s=s1; b=AAAA\r\n"
        b"ARC-Message-Signature: i=1; a=ed25519-sha256; d=example.co.jp; s=s1;"
        b" h=from; bh=AAAA; b=AAAA\r\n"
        b"ARC-Authentication-Results: i=1; %s; dkim=pass header.d=example.co.jp\r\n"
    ) % BORDER.encode()
    mail = STRANGER + said + forged + b"DKIM-Signature: d=example.co.jp\r\n" + LETTER

    assert judge(RawMail(mail, "a"), US).verdict.answer.value == "ours"
    assert answer(mail) == "forged"
    assert answer(said + STRANGER + forged + LETTER) == "ours"  # the border looked


# SPF and DMARC of a mail that just came in


def envelope(ip: str, sender: str = "x@example.co.jp") -> bytes:
    line = f"from mail.example.net (mail.example.net [{ip}]) by {BORDER}"
    head = f"Return-Path: <{sender}>\r\nReceived: {line}; Mon, 6 Apr 2026 09:00:00 +0900\r\n"
    return head.encode() + LETTER


SPF: Final = {
    "example.co.jp": "v=spf1 ip4:198.51.100.0/24 -all",
    "_dmarc.example.co.jp": "v=DMARC1; p=reject",
}


def test_dmarc_proves_and_refuses_a_mail_of_these_days() -> None:
    assert answer(envelope("198.51.100.7"), SPF) == "ours"
    assert answer(envelope("203.0.113.9"), SPF) == "forged"
    assert answer(envelope("203.0.113.9"), {}) == "forged"  # by the hop alone


@pytest.mark.parametrize(
    "change",
    [
        (b"Subject: ", b"Subject: [EXTERNAL] "),
        (b"ten.", b"ten.\r\n-- \r\nscanned"),
        (b"To: ", b"Reply-To: tanaka@example.co.jp\r\nTo: "),
    ],
    ids=["a tag", "a footer", "a Reply-To that is not signed"],
)
def test_what_was_signed_once_is_not_called_failed(change: tuple[bytes, bytes]) -> None:
    head = envelope("203.0.113.9", "bounce@mail.example").removesuffix(LETTER)
    records = SPF | OURS
    networks = replace(ORG, networks=())

    found = judged(head + GENUINE.replace(*change), records, org=networks)
    assert found.verdict.answer.value == "unproven"
    found = judged(head + LETTER, records, org=networks)
    assert found.verdict.answer.value == "forged"


def test_spf_of_today_is_quotedhing_about_an_old_mail() -> None:
    assert answer(envelope("198.51.100.7"), SPF, now=LATER) != "ours"


def test_spf_without_dmarc_proves_nothing() -> None:
    spf = {name: text for name, text in SPF.items() if "dmarc" not in name}

    assert answer(envelope("198.51.100.7"), spf) == "unproven"


def test_an_envelope_that_the_sender_wrote_is_not_asked() -> None:
    head, _, rest = envelope("198.51.100.7").partition(b"\r\n")

    assert answer(rest.replace(b"From:", head + b"\r\nFrom:", 1), SPF) != "ours"


@pytest.mark.parametrize(
    ("claimed", "sender", "expected"),
    [
        ("example.co.jp", "x@example.co.jp", "forged"),
        ("example.co.jp", "x@evil.example", "unproven"),
        ("evil.example", "x@evil.example", "forged"),
    ],
)
def test_a_forged_envelope_beside_the_border_proves_nothing(
    claimed: str, sender: str, expected: str
) -> None:
    said = (
        f"Authentication-Results: {BORDER}; spf=pass smtp.mailfrom={claimed};"
        " dmarc=pass header.from=example.co.jp\r\n"
    ).encode()
    mail = envelope("203.0.113.9", sender).replace(LETTER, said + LETTER)

    assert answer(mail, SPF) == expected
    assert (
        answer(mail, SPF, dead=True)
        == judge(RawMail(mail, "a"), US).verdict.answer.value
    )


def test_our_own_network_needs_no_spf() -> None:
    found = judged(envelope("192.0.2.9"), SPF)

    assert found.verdict.answer.value == "ours"
    assert signals(found) == {"own-network"}


def test_a_private_address_is_proved_by_its_own_domain() -> None:
    letter = LETTER.replace(b"tanaka@example.co.jp", b"hanako.home@example.org")
    record = {"s1._domainkey.example.org": record_of(OTHER)}

    assert answer(signed(letter, OTHER, domain="example.org"), record) == "ours"
    assert answer(signed(letter, OTHER, domain="example.net"), record) != "ours"


def test_a_mail_that_does_not_show_us_is_not_looked_at() -> None:
    letter = b"From: a@shop.example\r\nSubject: sale\r\n\r\nBuy now\r\n"

    class Never:
        def look(self, *_: object, **__: object) -> object:
            raise AssertionError("looked")

    found = judge(RawMail(letter, "a"), US, verifier=Never())  # type: ignore[arg-type]

    assert found.verdict.answer.value == "unrelated"


def test_an_organization_without_a_border_is_proved_by_itself() -> None:
    assert (
        judged(GENUINE, org=replace(ORG, authserv_ids=())).verdict.answer.value
        == "ours"
    )


def test_a_mail_that_was_rebuilt_is_not_looked_at() -> None:
    changed = STRANGER + PASS + GENUINE.replace(b"report", b"invoice")

    assert answer(changed) != "ours"
    assert judged(changed, notes=("rebuilt",)).verdict.answer.value == "ours"
