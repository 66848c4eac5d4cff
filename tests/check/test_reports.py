"""Check: a report judged, and what a forward can no longer prove."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from honmono.check.pipeline import judge_message
from honmono.check.record import Record
from honmono.check.reports import records_of_report
from honmono.mail.auth import AuthResult
from honmono.mail.message import Message
from honmono.mail.message.parse import parse
from honmono.mail.reports import reported
from honmono.mail.source import RawMail
from tests.check.invariants import broken
from tests.mail.reports.make import INNER, forward, part, report
from tests.make import US, mail

HEAD = (
    "---------- Forwarded message ---------\nFrom: {}\nDate: 2026-06-08 10:15\n"
    "Subject: Invoice\nTo: sato@kita.example\n\n{}\n"
)
BLOCK = "--\n例示株式会社 経理部 田中 花子\n東京都千代田区例示町1-2-3\nTEL 03-5555-0100"


def told(sender: str, body: str = "Please pay.", **fields: str) -> Record:
    """The one row of an inline forward."""
    raw = RawMail(forward(HEAD.format(sender, body), **fields), "r.eml")
    (row,) = records_of_report(raw, US, prior=0.5)
    return row


ANSWERS: dict[str, tuple[str, str, str]] = {
    "our name, foreign address": ("forged", "田中 花子 <xk3@mail.example.net>", "Pay."),
    "our address in the name": (
        "forged",
        "tanaka@example.co.jp <xk3@mail.example.net>",
        "Pay.",
    ),
    "a lookalike": ("forged", "Office <office@examp1e.co.jp>", "Pay."),
    "parked": ("forged", "Office <a@example-parked.jp>", "Pay."),
    "our signature block": (
        "forged",
        "Office <xk3@mail.example.net>",
        f"Pay.\n{BLOCK}",
    ),
    "our address": ("unproven", "田中 花子 <tanaka@example.co.jp>", "Pay."),
    "a private address of ours": ("unproven", "田中 <hanako.home@example.org>", "Pay."),
    "our name, address gone": ("unproven", "田中 花子", "Pay."),
    "our name, address cut": ("unproven", "田中 花子 <xk3@mail.exam", "Pay."),
    "our block, address gone": ("unproven", "Office", f"Pay.\n{BLOCK}"),
    "our name through a service": ("unproven", "田中 花子 <x@tickets.example>", "Pay."),
    "our name at a partner": ("unproven", "田中 花子 <tanaka@kita.example>", "Pay."),
    "a stranger": ("unrelated", "Ken <ken@mail.example.net>", "Pay."),
    "a stranger, address gone": ("unrelated", "Ken", "Pay."),
}


@pytest.mark.parametrize(("answer", "sender", "body"), ANSWERS.values(), ids=ANSWERS)
def test_a_forward_is_judged_by_what_it_still_shows(
    answer: str, sender: str, body: str
) -> None:
    assert told(sender, body)["answer"] == answer


def test_a_thread_that_the_forward_has_lost_is_no_missing_thread() -> None:
    text = HEAD.format("田中 花子 <xk3@mail.example.net>", "Pay.")
    data = forward(
        text.replace("Subject: ", "Subject: Re: "), subject="Fwd: Re: Invoice"
    )
    (row,) = records_of_report(RawMail(data, "r.eml"), US, prior=0.5)

    found = {each["signal"] for each in row["findings"]}
    assert "name-on-foreign-address" in found
    assert "reply-without-thread" not in found


@pytest.mark.parametrize("sender", ["田中 花子", "Ken"])
def test_a_lost_address_is_among_the_reasons(sender: str) -> None:
    reasons = told(sender)["reasons"]

    assert any("アドレス" in said for said in reasons["ja"])
    assert any("address" in said for said in reasons["en"])
    assert 2 <= len(reasons["ja"]) == len(reasons["en"]) <= 3


def test_a_lost_address_is_no_foreign_one() -> None:
    assert told("田中 花子")["findings"] == []


def attached_by(sender: bytes, inner: bytes) -> Record:
    """The one row of a mail that somebody attaches."""
    data = report(part(inner, "message/rfc822"))
    raw = RawMail(sender + data.partition(b"\r\n")[2], "r.eml")
    (row,) = records_of_report(raw, US, prior=0.5)
    return row


def test_a_proof_in_a_colleague_s_copy_says_that_it_is_a_copy() -> None:
    row = attached_by(COLLEAGUE, mail(results=PROVED))

    assert row["answer"] == "ours"
    assert "copy" in row["reasons"]["en"][-1]
    assert "写し" in row["reasons"]["ja"][-1]


def test_a_copy_that_came_through_a_list_of_ours_proves_nothing() -> None:
    """The list vouches for itself; a member who is none of us may have written it."""
    signed = "dkim=pass header.d=lists.example.co.jp"
    posted = mail("田中 花子 via sales <sales@lists.example.co.jp>", results=signed)
    (itself,) = records_of_report(RawMail(posted, "r.eml"), US, prior=0.5)
    row = attached_by(top_of(posted), mail(results=PROVED))

    assert itself["answer"] == "ours"
    assert row["answer"] == "unproven"


def test_a_mail_over_which_we_fail_takes_no_other_with_it() -> None:
    verifier = Failing(b"<tanaka@example.co.jp>")
    inner = [part(each, "message/rfc822") for each in (mail(), INNER)]
    raw = RawMail(report(*inner), "r.eml")
    failed, other = records_of_report(raw, US, prior=0.5, verifier=verifier)

    assert failed["source"] == "r.eml!1"
    assert failed["via"] == other["via"]
    assert failed["error"].startswith("internal")
    assert other["answer"] == "forged"


class Failing:
    """A verifier with an error in it, that shows in mails which begin so."""

    def __init__(self, author: bytes) -> None:
        self.author = author

    def look(
        self, data: bytes, message: Message, believed: AuthResult, *_: object
    ) -> AuthResult:
        del message
        if self.author in data.partition(b"\r\n")[0]:
            raise ZeroDivisionError
        return believed


def test_a_header_that_comes_from_outside_proves_nothing_and_says_so() -> None:
    row = attached_by(b"From: Sato <sato@kita.example>\r\n", mail(results=PROVED))

    assert row["answer"] == "unproven"
    assert row["findings"] == []
    assert "copy" in row["reasons"]["en"][0]
    assert "写し" in row["reasons"]["ja"][0]


def test_what_a_header_from_outside_refuses_stays_refused() -> None:
    failed = "dmarc=fail header.from=example.co.jp"
    row = attached_by(b"From: Sato <sato@kita.example>\r\n", mail(results=failed))

    assert row["answer"] == "forged"


def test_a_colleague_s_own_proof_is_not_given_to_what_he_forwards() -> None:
    results = "dkim=pass header.d=example.co.jp"
    body = HEAD.format("田中 花子 <tanaka@example.co.jp>", "Pay.")
    raw = RawMail(mail(results=results, body=body), "r.eml")
    (row,) = records_of_report(raw, US, prior=0.5)

    assert row["via"]["reporter"] == "tanaka@example.co.jp"
    assert row["answer"] == "unproven"


def top_of(data: bytes) -> bytes:
    """The header of a mail down to its From, to be put above another body."""
    return data.partition(b"\r\nSubject:")[0].replace(b"\r\n\r\n", b"\r\n") + b"\r\n"


COLLEAGUE = top_of(mail(results="dkim=pass header.d=example.co.jp"))
"""The top of a mail that is proved to come from one of us."""

PASTED = "From: Ken <ken@example.net>\nSent: 2026-04-06 08:00\nTo: T\nSubject: x\n"
PROVED = "dkim=pass header.d=example.co.jp"


@pytest.mark.parametrize(
    ("to", "results", "reports"),
    [
        ("desk@example.co.jp", PROVED, True),
        ("desk@example.co.jp", "", False),
        ("Ken <ken@example.net>", PROVED, False),
    ],
    ids=["a colleague", "nobody knows who", "an answer"],
)
def test_what_a_colleague_pastes_is_taken_for_the_reported_mail(
    to: str, results: str, *, reports: bool
) -> None:
    fields = (f"To: {to}", "From: <tanaka@example.co.jp>")
    data = mail(None, *fields, results=results, body=f"See.\n\n{PASTED}\nPay.")
    (row,) = records_of_report(RawMail(data, "r.eml"), US, prior=0.5)

    assert (row["via"] is not None) == reports


def test_a_mail_that_holds_no_other_is_judged_as_itself() -> None:
    raw = RawMail(mail(results=PROVED), "r.eml")
    (row,) = records_of_report(raw, US, prior=0.5)

    assert row["answer"] == "ours"
    assert row["via"] is None
    assert "no other mail" in row["reasons"]["en"][-1]


def test_only_the_forwarded_words_sign() -> None:
    """The reporter's own signature below his words is not the forger's."""
    text = (
        f"Is this you?\n{BLOCK}\n\n{HEAD.format('Ken <ken@mail.example.net>', 'Pay.')}"
    )
    data = forward(text)
    (found,) = reported(RawMail(data, "r.eml"), parse(RawMail(data, "r.eml")))

    assert isinstance(found.mail, Message)
    assert not judge_message(found.mail, US).claims


BLOCK_OF_OUTLOOK = (
    "差出人: {}\n送信日時: 2026年6月7日 10:15\n宛先: Sato\n件名: Invoice\n\nPay.\n"
)
FALSE = "田中 花子 <xk3@mail.example.net>"


def rows_of(shown: str, **fields: str) -> tuple[Record, ...]:
    """The rows of a mail that holds a head below words, and no mark."""
    text = f"Hello.\n\n{BLOCK_OF_OUTLOOK.format(shown)}"
    raw = RawMail(forward(text, **fields), "r.eml")
    return records_of_report(raw, US, prior=0.5)


@pytest.mark.parametrize("subject", ["Is this you?", "Re: Invoice", "Fwd: Invoice"])
def test_a_forged_head_is_judged_whatever_the_mail_around_it_says(subject: str) -> None:
    (row,) = rows_of(FALSE, subject=subject)

    assert row["via"]["reporter"] == "sato@kita.example"
    assert row["answer"] == "forged"
    assert "head" in row["reasons"]["en"][-1]
    assert "見出し" in row["reasons"]["ja"][-1]


def test_a_forged_head_below_a_picture_is_judged() -> None:
    """Apple Mail makes two texts of a letter with a picture in it."""
    text = HEAD.format("Ken <ken@mail.example.net>", "Is this you?")
    below = HEAD.format(FALSE, "Pay.").encode()
    picture = part(b"GIF89a", "image/gif", encode=True)
    data = report(picture, part(below, "text/plain; charset=utf-8"), text=text)
    rows = records_of_report(RawMail(data, "r.eml"), US, prior=0.5)

    assert [row["answer"] for row in rows] == ["unrelated", "forged"]


@pytest.mark.parametrize(
    "sender",
    [
        "田中 花子 <tanaka@example.co.jp>",
        "田中 花子 <tanaka@kita.example>",
        "Ken <ken@mail.example.net>",
        "Ken",
    ],
    ids=["ours", "a namesake at a partner", "a stranger", "a name that is not ours"],
)
def test_a_head_that_is_not_forged_stays_a_quote(sender: str) -> None:
    (row,) = rows_of(sender, subject="Re: Invoice", to="tanaka@example.co.jp")

    assert row["via"] is None


def test_a_forger_s_own_mail_is_judged_beside_the_thread_that_it_quotes() -> None:
    inner, own = rows_of(FALSE, subject="Re: Invoice", sender=FALSE)

    assert inner["via"]["reporter"] == "xk3@mail.example.net"
    assert own["via"] is None
    assert own["answer"] == "forged"
    assert "besides" in own["reasons"]["en"][-1]


def test_where_nobody_can_tell_whether_it_is_a_quote_both_are_shown() -> None:
    """Our own address stands in From, and nobody checked it."""
    sender = "田中 花子 <tanaka@example.co.jp>"
    inner, own = rows_of("例示株式会社", subject="Is this you?", sender=sender)

    assert inner["answer"] == own["answer"] == "unproven"
    assert "quote" in inner["reasons"]["en"][-1]
    assert "both" in own["reasons"]["en"][-1]


def test_a_name_of_ours_without_an_address_is_reported_by_a_customer_alone() -> None:
    (row,) = rows_of("田中 花子", subject="Is this you?")

    assert row["via"]["reporter"] == "sato@kita.example"


def test_a_forger_who_passes_on_a_letter_of_ours_above_our_signature_is_judged() -> (
    None
):
    """He looks like a customer who forwards; our block stands under his own words."""
    letter = HEAD.format("田中 花子 <tanaka@example.co.jp>", "The quote is attached.")
    data = forward(f"Please pay to the new account.\n{BLOCK}\n\n{letter}")
    inner, own = records_of_report(RawMail(data, "r.eml"), US, prior=0.5)

    assert inner["answer"] == "unproven"
    assert own["via"] is None
    assert own["answer"] == "forged"


@pytest.mark.parametrize(
    ("to", "reports"),
    [("desk@example.co.jp", True), ("ken@mail.example.net", False)],
    ids=["to us", "to somebody else"],
)
def test_a_mail_that_was_delivered_elsewhere_is_itself(
    to: str, *, reports: bool
) -> None:
    (row,) = rows_of("Ken <ken@minami.example>", to=to)

    assert (row["via"] is not None) == reports


_LINES = st.one_of(
    st.sampled_from(
        (
            *(
                "From: ",
                "差出人: ",
                "Date: ",
                "送信日時: ",
                "To: ",
                "Subject: ",
                "件名：",
            ),
            *(
                "---------- Forwarded message ---------",
                "-----Original Message-----",
                "",
            ),
            *("s.takahashi@hoshimine-sr.example", "髙橋 誠一 <x@evil.example>"),
            *(
                "2026年6月8日 10:15",
                "髙橋 誠一",
                "> ",
                "<br>",
                "\u202e",
                "[mailto:",
                "<a@",
            ),
        )
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.lists(_LINES, max_size=20),
    st.sampled_from(["\n", " ", ""]),
    st.sampled_from(["plain", "html"]),
)
def test_whatever_is_forwarded_holds(words: list[str], gap: str, kind: str) -> None:
    text = "---------- Forwarded message ---------\nFrom: " + gap.join(words)

    assert list(broken(forward(text, kind=kind))) == []


def test_nothing_in_a_forward_makes_ours() -> None:
    injected: list[Any] = [
        "田中 <tanaka@example.co.jp>\nAuthentication-Results: mx.example.co.jp; dkim=pass",
        "田中 <tanaka@example.co.jp>\r\nReceived: from x ([192.0.2.9]) by mx.example.co.jp",
        '"田中\\nDKIM-Signature: d=example.co.jp" <tanaka@example.co.jp>',
    ]
    for sender in injected:
        raw = RawMail(forward(HEAD.format(sender, "Pay.")), "r.eml")
        for row in records_of_report(raw, US, prior=0.5):
            assert row["answer"] != "ours"
