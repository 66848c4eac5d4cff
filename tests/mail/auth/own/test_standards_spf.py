"""What RFC 7208 asks of a check, clause by clause.

Written from the text by somebody who had not written the check.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Final

import pytest

from honmono.mail.auth.own.questions import (
    FAILED,
    NO_NAME,
    Answer,
    Kind,
    Question,
    State,
    settle,
)
from honmono.mail.auth.own.spf import Spf, check_host

Records = Mapping[tuple[str, Kind], tuple[str, ...] | Answer]
T, A, MX, PTR, AAAA = Kind.TXT, Kind.A, Kind.MX, Kind.PTR, Kind.AAAA
IP6: Final = "2001:db8::cb01"
REVERSE6: Final = ".".join(reversed("20010db800000000000000000000cb01")) + ".ip6.arpa"


class Table:
    """A DNS that is a table."""

    def __init__(self, records: Records) -> None:
        self.records = records

    async def answer(self, question: Question) -> Answer:
        found = self.records.get((question.name, question.kind))
        if isinstance(found, Answer):
            return found
        return Answer(State.FOUND, found) if found else NO_NAME


def result(
    record: str,
    more: Records | None = None,
    ip: str = "192.0.2.3",
    sender: str = "strong-bad@email.example.com",
    helo: str = "mail.example.com",
) -> Spf:
    table = {("email.example.com", T): (record,), **(more or {})}
    return asyncio.run(settle(check_host(ip, sender, helo), Table(table)))


HOSTS: Final[Records] = {
    ("email.example.com", A): ("192.0.2.3",),
    ("email.example.com", MX): ("mx1.example.com", "mx2.example.com"),
    ("mx1.example.com", A): ("198.51.100.1",),
    ("mx2.example.com", A): ("192.0.2.77",),
    ("mx2.example.com", AAAA): ("2001:db8::ffff",),
    ("email.example.com", AAAA): ("2001:db8::1",),
    ("3.2.0.192.in-addr.arpa", PTR): ("mx.other.example", "host.email.example.com"),
    ("mx.other.example", A): ("192.0.2.3",),
    ("host.email.example.com", A): ("192.0.2.3", "192.0.2.4"),
    (REVERSE6, PTR): ("six.email.example.com",),
    ("six.email.example.com", AAAA): (IP6,),
    ("pass.example", T): ("v=spf1 ip4:192.0.2.3 -all",),
    ("fail.example", T): ("v=spf1 exp=why.example -all",),
    ("soft.example", T): ("v=spf1 ~all",),
    ("neutral.example", T): ("v=spf1 ?all",),
    ("none.example", T): ("not spf",),
    ("bad.example", T): ("v=spf1 ip4:x",),
    ("two.example", T): ("v=spf1 -all", "v=spf1 +all"),
    ("dead.example", T): FAILED,
    ("dead.example", A): FAILED,
    ("loop.example", T): ("v=spf1 include:loop.example -all",),
    ("why.example", T): ("Sorry.",),
}  # fmt: skip


@pytest.mark.parametrize(
    ("record", "ip", "expected"),
    [
        # §5.1 all
        ("v=spf1 all", "192.0.2.3", "pass"),
        ("v=spf1 all:x", "192.0.2.3", "permerror"),
        ("v=spf1 all/8", "192.0.2.3", "permerror"),
        ("v=spf1 -all redirect=pass.example", "192.0.2.3", "fail"),
        # §5.2 include: the table of results
        ("v=spf1 include:pass.example -all", "192.0.2.3", "pass"),
        ("v=spf1 ?include:pass.example -all", "192.0.2.3", "neutral"),
        ("v=spf1 include:fail.example ~all", "192.0.2.3", "softfail"),
        ("v=spf1 include:soft.example -all", "192.0.2.3", "fail"),
        ("v=spf1 include:neutral.example -all", "192.0.2.3", "fail"),
        ("v=spf1 include:none.example -all", "192.0.2.3", "permerror"),
        ("v=spf1 include:nowhere.example -all", "192.0.2.3", "permerror"),
        ("v=spf1 include:bad.example -all", "192.0.2.3", "permerror"),
        ("v=spf1 include:two.example -all", "192.0.2.3", "permerror"),
        ("v=spf1 include:dead.example -all", "192.0.2.3", "temperror"),
        ("v=spf1 include:loop.example -all", "192.0.2.3", "permerror"),
        ("v=spf1 include -all", "192.0.2.3", "permerror"),
        ("v=spf1 include/24 -all", "192.0.2.3", "permerror"),
        # §5.3 a
        ("v=spf1 a -all", "192.0.2.3", "pass"),
        ("v=spf1 a/24 -all", "192.0.2.200", "pass"),
        ("v=spf1 a/24 -all", IP6, "fail"),
        ("v=spf1 a//64 -all", IP6, "pass"),
        ("v=spf1 a/32//64 -all", IP6, "pass"),
        ("v=spf1 a:email.example.com/0 -all", "203.0.113.9", "pass"),
        ("v=spf1 a/33 -all", "192.0.2.3", "permerror"),
        ("v=spf1 a//129 -all", "192.0.2.3", "permerror"),
        ("v=spf1 a/ -all", "192.0.2.3", "permerror"),
        ("v=spf1 a: -all", "192.0.2.3", "permerror"),
        ("v=spf1 a:111.222.33.44 -all", "192.0.2.3", "permerror"),
        ("v=spf1 a:museum -all", "192.0.2.3", "permerror"),
        ("v=spf1 a:email.example.com. -all", "192.0.2.3", "pass"),
        ("v=spf1 a:dead.example -all", "192.0.2.3", "temperror"),
        ("v=spf1 A:Email.Example.COM -ALL", "192.0.2.3", "pass"),
        # §5.4 mx
        ("v=spf1 mx -all", "192.0.2.77", "pass"),
        ("v=spf1 mx/24 -all", "192.0.2.3", "pass"),
        ("v=spf1 mx//48 -all", IP6, "pass"),
        ("v=spf1 mx -all", "192.0.2.3", "fail"),
        ("v=spf1 mx:none.example -all", "192.0.2.3", "fail"),
        ("v=spf1 mx:email.example.com//64/24 -all", "192.0.2.3", "permerror"),
        # §5.5 ptr
        ("v=spf1 ptr -all", "192.0.2.3", "pass"),
        ("v=spf1 ptr:other.example -all", "192.0.2.3", "pass"),
        ("v=spf1 ptr:ther.example -all", "192.0.2.3", "fail"),
        ("v=spf1 ptr -all", IP6, "pass"),
        ("v=spf1 ptr -all", "192.0.2.4", "fail"),
        ("v=spf1 ptr: -all", "192.0.2.3", "permerror"),
        ("v=spf1 ptr/24 -all", "192.0.2.3", "permerror"),
        # §5.6 ip4, ip6
        ("v=spf1 ip4:192.0.2.0/30 -all", "192.0.2.3", "pass"),
        ("v=spf1 ip4:0.0.0.0/0 -all", "192.0.2.3", "pass"),
        ("v=spf1 ip4:192.0.2.3//32 -all", "192.0.2.3", "permerror"),
        ("v=spf1 ip4:192.0.2.3:25 -all", "192.0.2.3", "permerror"),
        ("v=spf1 ip4 -all", "192.0.2.3", "permerror"),
        ("v=spf1 ip4:192.0.2.003 -all", "192.0.2.3", "permerror"),
        ("v=spf1 ip6:2001:db8::/32 -all", IP6, "pass"),
        ("v=spf1 ip6:2001:DB8::CB01 -all", IP6, "pass"),
        ("v=spf1 ip6:::/0 -all", "192.0.2.3", "fail"),
        ("v=spf1 ip6:::ffff:192.0.2.3 ip4:192.0.2.3 -all", "::ffff:192.0.2.3", "pass"),
        ("v=spf1 ip6:2001:db8::/129 -all", IP6, "permerror"),
        ("v=spf1 ip6:2001:db8::1::1 -all", IP6, "permerror"),
        ("v=spf1 ip6:[2001:db8::1] -all", IP6, "permerror"),
        # §5.7 exists asks for A, whatever the host has
        ("v=spf1 exists:mx1.example.com -all", IP6, "pass"),
        ("v=spf1 exists:six.email.example.com -all", IP6, "fail"),
        ("v=spf1 exists: -all", "192.0.2.3", "permerror"),
        ("v=spf1 exists:mx1.example.com/24 -all", "192.0.2.3", "permerror"),
        # §6 modifiers
        ("v=spf1 redirect=pass.example", "192.0.2.3", "pass"),
        ("v=spf1 redirect=pass.example ip4:192.0.2.9", "192.0.2.9", "pass"),
        ("v=spf1 redirect=none.example", "192.0.2.3", "permerror"),
        ("v=spf1 redirect=", "192.0.2.3", "permerror"),
        ("v=spf1 redirect:pass.example", "192.0.2.3", "permerror"),
        ("v=spf1 REDIRECT=pass.example Redirect=pass.example", "192.0.2.3", "permerror"),
        ("v=spf1 exp=why.example exp=why.example ?all", "192.0.2.3", "permerror"),
        ("v=spf1 exp= ?all", "192.0.2.3", "permerror"),
        ("v=spf1 op=x.y-z_1 far_out=man:dog/cat?all -all", "192.0.2.3", "fail"),
        ("v=spf1 foo= ?all", "192.0.2.3", "neutral"),
        ("v=spf1 foo=% ?all", "192.0.2.3", "permerror"),
        ("v=spf1 =x ?all", "192.0.2.3", "permerror"),
        ("v=spf1 1foo=x ?all", "192.0.2.3", "permerror"),
        ("v=spf1 fo/o=x ?all", "192.0.2.3", "permerror"),
        ("v=spf1 -redirect=pass.example ?all", "192.0.2.3", "permerror"),
        # §4.6.1: an error behind the term that matches
        ("v=spf1 ip4:192.0.2.3 a:", "192.0.2.3", "permerror"),
        ("v=spf1\tip4:192.0.2.3 -all", "192.0.2.3", "none"),
        ("v=spf1 ip4:192.0.2.3\t-all", "192.0.2.3", "permerror"),
        ("v=spf10 -all", "192.0.2.3", "none"),
        (" v=spf1 -all", "192.0.2.3", "none"),
        ("v=spf1 ip4:192.0.2.3 -all\r\n", "192.0.2.3", "permerror"),
        ("v=spf1 --all", "192.0.2.3", "permerror"),
        ("v=spf1 - all", "192.0.2.3", "permerror"),
    ],
)  # fmt: skip
def test_a_record(record: str, ip: str, expected: str) -> None:
    assert result(record, HOSTS, ip).outcome.value == expected


@pytest.mark.parametrize(
    ("macro", "name"),
    [
        ("%{s}", "strong-bad@email.example.com"),
        ("%{o}", "email.example.com"),
        ("%{d}", "email.example.com"),
        ("%{d4}", "email.example.com"),
        ("%{d3}", "email.example.com"),
        ("%{d2}", "example.com"),
        ("%{d1}", "com"),
        ("%{dr}", "com.example.email"),
        ("%{d2r}", "example.email"),
        ("%{l}", "strong-bad"),
        ("%{l-}", "strong.bad"),
        ("%{lr}", "strong-bad"),
        ("%{lr-}", "bad.strong"),
        ("%{l1r-}", "strong"),
        ("%{ir}.%{v}._spf.%{d2}", "3.2.0.192.in-addr._spf.example.com"),
        ("%{lr-}.lp._spf.%{d2}", "bad.strong.lp._spf.example.com"),
        ("%{h}", "mail.example.com"),
        ("%{p}", "host.email.example.com"),
        ("%%%_%-", "% %20"),
        ("%{D2}", "example.com"),
    ],
)
def test_a_macro(macro: str, name: str) -> None:
    """RFC 7208 §7.4, asked for as an `exists` below a name of ours."""
    asked = f"{name}.x.example".lower()
    found = result(
        f"v=spf1 exists:{macro}.x.example -all", {**HOSTS, (asked, A): ("127.0.0.2",)}
    )

    assert found.outcome.value == "pass"


def test_macros_of_an_ipv6_address() -> None:
    digits = "1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2"
    table = {(f"{digits}.ip6._spf.example.com", A): ("127.0.0.2",)}

    found = result("v=spf1 exists:%{ir}.%{v}._spf.%{d2} -all", table, IP6)

    assert found.outcome.value == "pass"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("See http://%{d}/why.html?s=%{S}&i=%{I}", "See http://email.example.com/why.html?s=strong-bad%40email.example.com&i=192.0.2.9"),
        ("%{c}%_is not one of %{d2}'s", "192.0.2.9 is not one of example.com's"),
        ("%{r} %{h}", "unknown mail.example.com"),
        ("100%", ""),
        ("%{x}", ""),
        ("%(d)", ""),
        ("%{d0}", ""),
        ("\u00e9", ""),
    ],
)  # fmt: skip
def test_an_explanation(text: str, said: str) -> None:
    table = {("exp.example.com", T): (text,)}

    found = result("v=spf1 exp=exp.example.com -all", table, "192.0.2.9")

    assert (found.outcome.value, found.explanation) == ("fail", said)


def test_whose_explanation_counts() -> None:
    own = {**HOSTS, ("exp.example.com", T): ("ours",)}

    include = result("v=spf1 include:fail.example exp=exp.example.com -all", own)
    redirect = result("v=spf1 exp=exp.example.com redirect=fail.example", own)
    soft = result("v=spf1 exp=exp.example.com ~all", own)

    assert include.explanation == "ours"
    assert redirect.explanation == "Sorry."
    assert not soft.explanation


@pytest.mark.parametrize(
    ("sender", "helo", "expected"),
    [
        ("", "email.example.com", "fail"),
        ("@email.example.com", "x", "fail"),
        ("a@[192.0.2.3]", "email.example.com", "none"),
        ("", "[192.0.2.3]", "none"),
        ("", "OEMCOMPUTER", "none"),
        ("", "mail..example.com", "none"),
        ("a@" + "x." * 127 + "com", "x", "none"),
        ("a@EMAIL.example.com", "x", "fail"),
    ],
)
def test_whose_record_is_asked(sender: str, helo: str, expected: str) -> None:
    assert result("v=spf1 -all", sender=sender, helo=helo).outcome.value == expected


def test_postmaster_stands_in_for_a_missing_name() -> None:
    table = {("postmaster.email.example.com", A): ("127.0.0.2",)}

    for sender in ("", "@email.example.com"):
        found = result(
            "v=spf1 exists:%{l}.%{o} -all",
            table,
            sender=sender,
            helo="email.example.com",
        )
        assert found.outcome.value == "pass"


def test_limits() -> None:
    """§4.6.4."""
    eleven = tuple(f"mx{n}.example.com" for n in range(11))
    many: Records = {
        ("email.example.com", MX): eleven,
        **{(name, A): ("198.51.100.9",) for name in eleven},
    }
    assert result("v=spf1 mx ~all", many).outcome.value == "permerror"
    names = (*(f"n{n}.example.com" for n in range(10)), "host.email.example.com")
    named: Records = {
        ("3.2.0.192.in-addr.arpa", PTR): names,
        **{(name, A): ("192.0.2.3",) for name in names},
    }
    assert result("v=spf1 ptr ~all", named).outcome.value == "softfail"
    assert result("v=spf1 ptr:example.com ~all", named).outcome.value == "pass"
    chain: Records = {
        (f"c{n}.example.com", T): (f"v=spf1 include:c{n + 1}.example.com -all",)
        for n in range(12)
    }
    assert (
        result("v=spf1 include:c0.example.com -all", chain).outcome.value == "permerror"
    )
    ends = {**chain, ("c9.example.com", T): ("v=spf1 +all",)}
    assert result("v=spf1 include:c0.example.com -all", ends).outcome.value == "pass"
