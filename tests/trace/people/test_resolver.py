"""Whom a shown text is."""

from __future__ import annotations

import pytest

from honmono.mail.message.limits import MAX_NAME
from honmono.trace.people.aliases import Sighting
from honmono.trace.people.directory import Directory
from honmono.trace.people.forms import Likeness
from honmono.trace.people.resolver import MAX_NAMED, addresses_shown

PEOPLE = Directory(
    [
        Sighting("phillip.mori@a.example", "Phillip K Mori", 50),
        Sighting("phillip.mori@b.example", "Mori, Phillip", 9),
        Sighting("roberta.gay@a.example", "Roberta Gay", 90),
        Sighting("robert.gay@a.example", "Robert Gay", 3),
        Sighting(".gay@a.example", "Gina Gay", 2),
        *(Sighting(f"m{n}@c.example", f"Mike Family{n}", n + 1) for n in range(99)),
        Sighting("list@c.example", "Phillip Mori", 1_000),
        Sighting("slip@c.example", "Mike Family98", 1),
    ],
    {},
)


def named(shown: str) -> list[str]:
    """The people whom a text may be, likeliest first."""
    return [fit.person for fit in PEOPLE.fits(shown)]


def test_who_was_seen_more_often_under_the_name_is_first() -> None:
    assert named("Phillip Mori") == [
        "list@c.example",
        "phillip.mori@a.example",
        "phillip.mori@b.example",
    ]


def test_an_initial_excludes_nobody_who_was_seen_without_one() -> None:
    assert named("Mori, Phillip K.") == ["phillip.mori@a.example"]


def test_what_says_less_is_asked_only_where_nobody_was_found() -> None:
    assert named("Robert Gay") == ["robert.gay@a.example"]
    assert named("Bob Gay") == ["robert.gay@a.example"]
    assert named("Gay") == [
        "roberta.gay@a.example",
        "robert.gay@a.example",
        ".gay@a.example",
    ]


def test_a_given_name_alone_fits_many_and_names_some() -> None:
    found = PEOPLE.fits("Mike")

    assert len(found) == MAX_NAMED
    assert [fit.times for fit in found] == sorted(
        (f.times for f in found), reverse=True
    )
    assert {fit.likeness for fit in found} == {Likeness.PARTIAL}


def test_an_address_settles_it() -> None:
    found = PEOPLE.fits("Phillip Mori <phillip.mori@b.example>")

    assert [(f.person, f.likeness) for f in found] == [
        ("phillip.mori@b.example", Likeness.ADDRESS)
    ]


def test_an_address_and_the_name_of_somebody_else_name_both() -> None:
    assert named("Robert Gay phillip.mori@b.example") == [
        "phillip.mori@b.example",
        "robert.gay@a.example",
    ]


@pytest.mark.parametrize(
    "shown", [".gay@a.example", "'.gay@a.example'", ".GAY@A.example"]
)
def test_broken_addresses(shown: str) -> None:
    assert named(shown) == [".gay@a.example"]


@pytest.mark.parametrize("shown", ["", "@", "nobody@x.example", "Zoë Quux", "\0", "🙂"])
def test_nobody(shown: str) -> None:
    assert named(shown) == []


def test_addresses_are_found_in_any_company() -> None:
    assert addresses_shown('"A" <A@x.example>, (b@x.example); a@X.example') == (
        "a@x.example",
        "b@x.example",
    )
    assert len(addresses_shown("a@b " * MAX_NAME)) == 1
