"""How a person is called."""

from __future__ import annotations

from dataclasses import replace

from honmono.trace.evidence.people import People, shortened
from honmono.trace.traced import Suspect
from tests.trace.evidence.traces import (
    BROKER,
    HARBOR,
    KIM,
    SATO,
    company,
    keyed,
    office,
)


def test_one_of_ours_with_a_name_of_his_own_has_no_address() -> None:
    assert People(office(1), "ja").short(SATO) == "佐藤 花子"


def test_an_outsider_always_has_his_address() -> None:
    people = People(office(1), "ja")

    assert people.short(HARBOR) == f"港旅行 経理（{HARBOR}）"
    assert people.short("ito@partner.example") == "伊藤 純（ito@partner.example）"


def test_an_outsider_with_the_name_of_one_of_ours_is_told_apart() -> None:
    people = People(company(1), "en")

    assert people.short(KIM) == f"Kim Ward ({KIM})"
    assert people.short(BROKER) == f"Kim Ward ({BROKER})"


def test_blanks_and_capitals_make_no_other_name() -> None:
    twin = Suspect("x@evil.example", "佐藤花子", False, 0.1)
    traced = replace(office(1), suspects=(*office(1).suspects, twin))

    assert SATO in People(traced, "ja").short(SATO)


def test_without_a_name_there_is_the_address() -> None:
    assert People(office(1), "en").short("who@x.example") == "who@x.example"


def test_an_opaque_id_is_shortened_and_the_answer_says_so() -> None:
    people = People(keyed(), "ja")

    assert people.keyed
    assert people.short(keyed().suspects[0].person) == "ID 9f3c0a51…"
    assert shortened("short-id") == "short-id"


def test_some_are_named_and_the_rest_are_counted() -> None:
    people = People(office(1), "ja")
    many = [f"p{n}@x.example" for n in range(10)]

    assert people.several(many) == "p0@x.example、p1@x.example、p2@x.example ほか 7 名"
    assert people.several(many[:2]) == "p0@x.example、p1@x.example"
    assert people.several([]) == ""


def test_a_colleague_is_known_by_our_domain_unless_everybody_may_have_it() -> None:
    assert People(office(1), "ja").ours("new@hoshimine.example") is True

    private = replace(
        office(1), suspects=(Suspect("sato@gmail.com", "佐藤", True, 0.9),)
    )
    assert People(private, "ja").ours("sato@gmail.com") is True
    assert People(private, "ja").ours("other@gmail.com") is None


def test_whose_side_is_known_from_suspects_and_holders_alone() -> None:
    people = People(office(3), "ja")

    assert people.ours(SATO) is True
    assert people.ours(HARBOR) is False
    assert people.ours("nobody@x.example") is None
