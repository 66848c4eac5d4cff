"""Whatever stands in a mail or in somebody's DNS: no exception, and bounded work."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from honmono.mail.auth.border import own_lines
from honmono.mail.auth.own import dkim
from honmono.mail.auth.own.dkim import Signed, Why
from honmono.mail.auth.own.dmarc import discover, evaluate
from honmono.mail.auth.own.key import key_of
from honmono.mail.auth.own.look import look
from honmono.mail.auth.own.questions import (
    MAX_QUESTIONS,
    Answer,
    Kind,
    Question,
    State,
    ask,
    settle,
)
from honmono.mail.auth.own.signature import signature_of
from honmono.mail.auth.own.spf import check_host
from honmono.mail.auth.own.spf_record import record_of
from honmono.mail.auth.own.tags import tags_of
from honmono.mail.auth.own.wire import on_the_wire, relaxed_body, simple_body
from tests.make import BORDER, message
from tests.sign import RECORD, canonical_body, signed
from tests.verify import NOW, run

WORDS = (
    *("v=1", "v=DKIM1", "v=DMARC1", "v=spf1", "a=rsa-sha256", "a=ed25519-sha256"),
    *("b=", "bh=", "c=relaxed/relaxed", "d=example.co.jp", "h=from:to", "i=@", "l=0"),
    *("s=s1", "t=1", "x=2", "q=dns/txt", "p=", "k=rsa", "cv=pass", "i=1", "psd=y"),
    *(";", " ", "\t", "\r\n ", "=", ":", "/", "//", "%", "%{", "}", "%{d}", "%{l1r-}"),
    *("%{p}", "%{h}", "include:", "redirect=", "exp=", "mx", "ptr", "a:", "exists:"),
    *("ip4:", "ip6:", "-all", "192.0.2.1", "::1", "/32", "//128", ".", "..", "-"),
    *("example.jp", "x.example.jp", "AAAA", "\x00", "\xff", "\u3042", RECORD),
)
TEXT = st.lists(
    st.one_of(st.sampled_from(WORDS), st.text(max_size=3)), max_size=12
).map("".join)
LATIN = TEXT.map(lambda text: text.encode("latin-1", "replace").decode("latin-1"))


@dataclass(frozen=True)
class Echo:
    """A DNS that says the same whatever is asked: its owner is the forger."""

    records: tuple[str, ...]

    async def answer(self, question: Question) -> Answer:
        del question
        return Answer(State.FOUND, self.records)


@given(LATIN)
def test_texts_of_attackers_are_read_or_refused(text: str) -> None:
    tags_of(text)
    key_of(text)
    record_of("v=spf1 " + text)
    signature_of(b"DKIM-Signature: " + text.encode("latin-1"))
    signature_of(b"ARC-Message-Signature: " + text.encode("latin-1"), arc=True)


@given(st.lists(LATIN, max_size=3), st.text(max_size=20), st.text(max_size=20))
@settings(deadline=None)
def test_spf_ends_whatever_the_dns_says(
    records: list[str], sender: str, helo: str
) -> None:
    dns = Echo(tuple("v=spf1 " + text for text in records[:1]) or ("x",))
    for ip in ("192.0.2.9", "2001:db8::9"):
        asking = check_host(ip, f"{sender}@example.jp", helo)
        asyncio.run(settle(asking, dns))


@given(LATIN, LATIN)
@settings(deadline=None)
def test_dmarc_ends_whatever_the_dns_says(one: str, two: str) -> None:
    asking = evaluate("a.example.jp", ("b.example.jp",), "c.jp", undecided=False)
    asyncio.run(settle(asking, Echo(("v=DMARC1;" + one, two))))
    asyncio.run(settle(discover(one), Echo((two,))))


@given(st.lists(st.tuples(st.sampled_from(["DKIM-Signature", "ARC-Seal", "ARC-Message-Signature", "ARC-Authentication-Results", "From", "Return-Path"]), LATIN), max_size=6), LATIN)  # fmt: skip
@settings(deadline=None)
def test_a_look_at_any_mail_ends(fields: list[tuple[str, str]], record: str) -> None:
    head = "".join(f"{name}: {value}\r\n" for name, value in fields)
    line = f"Received: from x (x [203.0.113.9]) by {BORDER}; Mon, 6 Apr 2026 09:00:00 +0900\r\n"
    data = (head + line + "\r\nx").encode("latin-1", "replace")
    mail = message(data)
    own = own_lines(mail.headers, mail.hops, (BORDER,), ())
    border = own[0] if own else None
    found = asyncio.run(settle(look(data, mail, border, NOW), Echo((record, RECORD))))
    list(found.results)


@given(
    st.lists(
        st.sampled_from([b"a", b" ", b"\t", b"\r", b"\n", b"\r\n", b"\xe9"]),
        max_size=30,
    ).map(b"".join)
)
def test_the_plain_signer_and_we_agree_about_bodies(body: bytes) -> None:
    wire = on_the_wire(b"From: a\r\n\r\n" + body).body

    assert simple_body(wire) == canonical_body(wire, "simple")
    assert relaxed_body(wire) == canonical_body(wire, "relaxed")


VALUE = st.lists(
    st.sampled_from([b"A", b":", b" ", b"\t", b"\r\n ", b"b", b"\xe9"]), max_size=9
).map(b"".join)
FIELDS = st.lists(
    st.tuples(st.sampled_from([b"A:", b"a :", b"Ab:"]), VALUE), max_size=4
)


@given(FIELDS)
def test_the_plain_signer_and_we_agree_about_fields(
    fields: list[tuple[bytes, bytes]],
) -> None:
    head = b"".join(name + value + b"\r\n" for name, value in fields)
    mail = b"From: a\r\n" + head + b"Subject: x\r\n\r\nb\r\n"

    for form in ("simple", "relaxed"):
        made = signed(mail, head=form, names="from:a:ab:a:b:subject")
        (one,) = run(dkim.verify(Signed(on_the_wire(made)), NOW))
        assert one.why is Why.GOOD


HUGE = 2 * 2**20


@pytest.mark.parametrize(
    "data",
    [
        signed(b"From: a\r\n\r\n") + b"\r\n" * (HUGE // 2),
        signed(b"From: a\r\n\r\n") + b" \t" * (HUGE // 2),
        signed(b"From: a\r\n\r\n") + b" \r\n" * (HUGE // 3),
        signed(b"From: a\r\n\r\n") + b"\r" * HUGE,
        signed(b"From: a\r\n\r\n") + b"\r\r\n" + b"\r" * HUGE,
        signed(b"From: a\r\n\r\n") + b"\n" * HUGE,
        b"DKIM-Signature: " + b"a=b;" * (HUGE // 4) + b"\r\n\r\n",
        b"DKIM-Signature: h=" + b"from:" * (HUGE // 5) + b"\r\n\r\n",
        b"ARC-Seal: i=1;\r\n" * (HUGE // 16) + b"\r\n",
        b"X: y\r\n" * (HUGE // 6) + signed(b"From: a\r\n\r\nx"),
        b"DKIM-Signature: b" + b" " * HUGE + b"\r\n\r\n",
    ],
    ids=["empty lines", "blanks", "blank lines", "CR", "CR CR LF", "LF", "tags", "h", "seals", "fields", "b"],
)  # fmt: skip
def test_a_giant_takes_no_giant_time(data: bytes) -> None:
    """CPU time, and twenty times what it takes: no measurement, a proof of no square."""
    began = time.process_time()
    signed_mail = message(data)
    read = time.process_time() - began
    began = time.process_time()
    run(look(data, signed_mail, None, NOW))

    assert time.process_time() - began < 10 + 20 * read


def test_only_so_many_questions_are_asked() -> None:
    class Asked(Echo):
        count = 0

        async def answer(self, question: Question) -> Answer:
            Asked.count += 1
            return await super().answer(question)

    def endless() -> object:
        while True:
            if (yield from ask("example.jp", Kind.TXT)).state is State.FAILED:
                return None

    asyncio.run(settle(endless(), Asked(("x",))))  # type: ignore[arg-type]

    assert Asked.count == MAX_QUESTIONS
