"""SPF: own cases beside the suites of `benchmarks/vectors.py`."""

from __future__ import annotations

import asyncio
from collections import Counter

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
from honmono.mail.auth.own.spf_macros import MAX_EXPANDED, Values, expand
from honmono.mail.auth.own.spf_record import record_of

Zone = dict[str, dict[Kind, tuple[str, ...] | Answer]]


class Counting:
    """A DNS that is a table, and counts who asks."""

    def __init__(self, zone: Zone) -> None:
        self.zone = zone
        self.asked: Counter[Question] = Counter()

    async def answer(self, question: Question) -> Answer:
        self.asked[question] += 1
        found = self.zone.get(question.name, {}).get(question.kind)
        if isinstance(found, Answer):
            return found
        return Answer(State.FOUND, found) if found else NO_NAME


def host(
    zone: Zone,
    ip: str = "192.0.2.9",
    sender: str = "a@example.jp",
    helo: str = "h.example.jp",
) -> tuple[Spf, Counting]:
    dns = Counting(zone)
    return asyncio.run(settle(check_host(ip, sender, helo), dns)), dns


def spf(record: str, more: Zone | None = None, **given: str) -> str:
    zone: Zone = {"example.jp": {Kind.TXT: (record,)}, **(more or {})}
    return host(zone, **given)[0].outcome.value


@pytest.mark.parametrize(
    ("record", "result"),
    [
        ("v=spf1 ip4:192.0.2.0/24 -all", "pass"),
        ("v=spf1 ip4:192.0.2.8/31 -all", "pass"),
        ("v=spf1 ip4:198.51.100.0/24 ~all", "softfail"),
        ("V=SPF1 IP4:192.0.2.9 -ALL", "pass"),
        ("v=spf1", "neutral"),
        ("v=spf1  ", "neutral"),
        ("v=spf1 ip4:192.0.2.9/33 -all", "permerror"),
        ("v=spf1 ip4:192.0.2.9/08 -all", "permerror"),
        ("v=spf1 ip6:192.0.2.9 -all", "permerror"),
        ("v=spf1 ip4:192.0.2 -all", "permerror"),
        ("v=spf1 ip4:192.0.2.9 -all extra", "permerror"),
        ("v=spf1 -all -all:x", "permerror"),
        ("v=spf1 include: -all", "permerror"),
        ("v=spf1 a:%{x}.jp -all", "permerror"),
        ("v=spf1 a:%{c}.example.jp -all", "permerror"),
        ("v=spf1 exists:%{l}.%{d0}.jp -all", "permerror"),
        ("v=spf1 redirect=a.jp redirect=b.jp", "permerror"),
        ("v=spf1 \u00e9 -all", "permerror"),
        ("v=spf2.0/mfrom -all", "none"),
        ("", "none"),
    ],
)
def test_records(record: str, result: str) -> None:
    assert spf(record) == result


def test_the_name_of_a_host_is_asked_for_its_own_kind() -> None:
    zone: Zone = {
        "example.jp": {
            Kind.TXT: ("v=spf1 a -all",),
            Kind.A: ("192.0.2.9",),
            Kind.AAAA: ("2001:db8::9",),
        }
    }

    assert host(zone)[0].outcome.value == "pass"
    assert host(zone, "2001:db8::9")[0].outcome.value == "pass"
    assert host(zone, "::ffff:192.0.2.9")[0].outcome.value == "pass"
    assert host(zone, "2001:db8::8")[0].outcome.value == "fail"


@pytest.mark.parametrize(
    ("sender", "helo", "domain"),
    [
        ("a@example.jp", "h.example.jp", "example.jp"),
        ("", "h.example.jp", "h.example.jp"),
        ("@example.jp", "h", "example.jp"),
        ('"a@b"@example.jp', "h", "example.jp"),
    ],
)
def test_whose_domain_is_asked(sender: str, helo: str, domain: str) -> None:
    assert host({}, sender=sender, helo=helo)[0].domain == domain


@pytest.mark.parametrize(
    ("sender", "helo"),
    [
        ("", "localhost"),
        ("", ""),
        ("a@-", "x"),
        ("a@" + "x" * 70 + ".jp", "x"),
        ("a@b..jp", "x"),
    ],
)
def test_what_is_no_domain_has_no_spf(sender: str, helo: str) -> None:
    assert host({}, sender=sender, helo=helo)[0].outcome.value == "none"


def test_silence_is_a_temporary_error() -> None:
    assert host({"example.jp": {Kind.TXT: FAILED}})[0].outcome.value == "temperror"
    for term in ("a:x.jp", "mx:x.jp", "exists:x.jp", "include:x.jp"):
        dead: Zone = {"x.jp": dict.fromkeys((Kind.A, Kind.MX, Kind.TXT), FAILED)}
        assert spf(f"v=spf1 {term} -all", dead) == "temperror"


def test_ten_questions_and_two_void_answers_are_the_end() -> None:
    ten = " ".join(f"a:h{n}.example.jp" for n in range(10))
    hosts: Zone = {f"h{n}.example.jp": {Kind.A: ("198.51.100.1",)} for n in range(12)}

    assert spf(f"v=spf1 {ten} ip4:192.0.2.9 -all", hosts) == "pass"
    assert (
        spf(f"v=spf1 {ten} a:h10.example.jp ip4:192.0.2.9 -all", hosts) == "permerror"
    )
    assert spf("v=spf1 a:x.jp a:y.jp ip4:192.0.2.9") == "pass"
    assert spf("v=spf1 a:x.jp a:y.jp a:z.jp ip4:192.0.2.9") == "permerror"


def test_a_loop_ends() -> None:
    zone: Zone = {
        "example.jp": {Kind.TXT: ("v=spf1 include:b.jp include:b.jp -all",)},
        "b.jp": {Kind.TXT: ("v=spf1 include:example.jp include:example.jp -all",)},
    }
    found, dns = host(zone)

    assert found.outcome.value == "permerror"
    assert dns.asked.total() <= 12


def test_a_tree_of_includes_with_many_hosts_asks_little() -> None:
    exchangers = tuple(f"m{n}.jp" for n in range(10))
    zone: Zone = {
        "example.jp": {Kind.TXT: ("v=spf1 " + "mx:x.jp " * 200,)},
        "x.jp": {Kind.MX: exchangers},
    }
    for name in exchangers:
        zone[name] = {Kind.A: ("198.51.100.1",)}
    found, dns = host(zone)

    assert found.outcome.value == "permerror"
    assert dns.asked.total() <= 120


def test_eleven_exchangers_are_too_many() -> None:
    many: Zone = {"x.jp": {Kind.MX: tuple(f"m{n}.jp" for n in range(11))}}

    assert spf("v=spf1 mx:x.jp -all", many) == "permerror"


def test_a_huge_record_is_read_in_time() -> None:
    for record in (
        "v=spf1 " + "a" * 60_000,
        "v=spf1 a:" + "%{d}" * 15_000,
        "v=spf1 a:" + "." * 60_000,
        "v=spf1 a:" + "a-" * 30_000 + ".jp-",
        "v=spf1 exists:" + "%{l999999999r-}" * 1_000 + ".jp -all",
    ):
        record_of(record)


def test_macros_grow_no_further_than_a_bound() -> None:
    from ipaddress import ip_address

    values = Values(ip_address("192.0.2.9"), "x" * 3000 + "@example.jp", "h")

    assert len(expand("%{s}" * 100, values, "example.jp")) <= MAX_EXPANDED


def test_an_explanation_is_kept_and_never_matters() -> None:
    zone: Zone = {
        "example.jp": {Kind.TXT: ("v=spf1 -all exp=e.example.jp",)},
        "e.example.jp": {Kind.TXT: ("%{i} may not send for %{d}",)},
    }

    assert host(zone)[0].explanation == "192.0.2.9 may not send for example.jp"
