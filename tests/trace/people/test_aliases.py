"""Addresses of one person are joined, those of two people never."""

from __future__ import annotations

import pytest

from honmono.trace.people.aliases import MAX_GROUP, Sighting, persons

CORP = "corp-harbor.co.jp"
"""A registered domain; `.example` has no owners."""


def joined(
    one: tuple[str, str], other: tuple[str, str], *rest: tuple[str, str]
) -> bool:
    """Are the first two addresses one person's, with the rest in sight?"""
    found = persons(Sighting(a, n, 10) for a, n in (one, other, *rest))
    return found[one[0]] == found[other[0]]


@pytest.mark.parametrize(
    ("one", "name", "other", "other_name"),
    [
        ("phillip.mori", "Phillip K Mori", "k..mori", "Mori, Phillip K."),
        ("phillip.mori", "Phillip Mori", "pmori", "PHILLIP MORI"),
        ("phillip.mori", "Phillip K Mori", "pmori", "Phillip Mori (E-mail)"),
        ("phillip.mori", "Phillip Mori", "phillip_mori", "Mori, Phillip"),
        ("phillip.mori", "Phillip K Mori", "phillip.k.mori", "Mori, Phillip K"),
        ("phillip.mori", "Phillip Mori", "'mori", "'Mori, Phillip'"),
        ("phillip.mori", "Phillip Mori", "pmori", "Phil Mori"),
        ("taro.yamada", "山田 太郎", "taro_yamada", "山田　太郎"),
    ],
)
def test_one_person(one: str, name: str, other: str, other_name: str) -> None:
    assert joined((f"{one}@{CORP}", name), (f"{other}@{CORP}", other_name))


@pytest.mark.parametrize(
    ("one", "name", "other", "other_name"),
    [
        ("t.mori", "Taro Mori", "mori-t", "Taro Mori"),
        ("taro.mori", "Taro Mori", "t.mori", "Taro Mori"),
        ("taro.mori", "Taro Mori", "taro.mori2", "Taro Mori"),
        ("taro.mori", "Taro Mori", "taro.k.mori", "Taro K Mori"),
        ("taro.mori", "Taro L Mori", "k..mori", "Mori, Taro K."),
        ("taro.mori", "Mori, Taro", "k..mori", "Mori, Taro K."),
        ("taro.mori", "Taro Mori", "jiro.mori", "Taro Mori"),
        ("taro.mori", "Taro Mori", "taro.mori.sales", "Jiro Mori"),
        ("allen.joe", "Joe, Allen", "joe.allen", "Allen, Joe"),
        ("phil.mori", "Phil Mori", "phillip.mori", "Phillip Mori"),
        ("takahashi-d", "高橋 大輔", "d.takahashi", "高橋 大輔"),
    ],
)
def test_two_people(one: str, name: str, other: str, other_name: str) -> None:
    assert not joined((f"{one}@{CORP}", name), (f"{other}@{CORP}", other_name))


def test_the_same_name_in_two_firms_is_two_people() -> None:
    name = "Phillip Mori"

    assert not joined(
        (f"phillip.mori@{CORP}", name), ("phillip.mori@other.co.jp", name)
    )


def test_nobody_is_joined_where_anybody_may_open_an_address() -> None:
    name = "Phillip Mori"

    assert not joined(
        ("phillip.mori@gmail.com", name), ("phillip_mori@gmail.com", name)
    )


def test_below_one_registered_domain() -> None:
    name = "Phillip Mori"

    assert joined((f"phillip.mori@{CORP}", name), (f"pmori@sales.{CORP}", name))


def test_an_address_without_names_has_the_owner_of_its_like() -> None:
    known = (f"pmori@{CORP}", "Phillip Mori")

    assert joined(known, (f"pmori@sales.{CORP}", ""))
    assert not joined(known, (f"pmoriyama@sales.{CORP}", ""))


def test_an_address_without_names_may_spell_one() -> None:
    known = (f"phillip.mori@{CORP}", "Phillip K Mori")

    assert joined(known, (f"phillip.k.mori@{CORP}", ""))
    assert not joined(known, (f"phillip.l.mori@{CORP}", ""))
    assert not joined(known, (f"paula.mori@{CORP}", ""))


def test_two_owners_of_its_like_leave_it_alone() -> None:
    known = (f"pmori@{CORP}", "Phillip Mori")
    other = (f"pmori@ship.{CORP}", "Paula Mori")

    assert not joined(known, (f"pmori@sales.{CORP}", ""), other)


def test_a_namesake_without_an_initial_keeps_a_short_address_alone() -> None:
    short = (f"pmori@{CORP}", "Phillip Mori")
    middle = (f"k..mori@{CORP}", "Mori, Phillip K.")

    assert joined(short, middle)
    assert not joined(short, middle, (f"phillip.mori@{CORP}", "Phillip Mori"))


def test_an_address_of_several_people_is_nobodys() -> None:
    seen = [
        Sighting(f"mike.van@{CORP}", "Van Horn, Mike", 5),
        Sighting(f"mike.van@{CORP}", "Van Norden, Mike", 5),
        Sighting(f"mike.horn@{CORP}", "Van Horn, Mike", 5),
    ]

    assert len(set(persons(seen).values())) == 2


def test_names_beside_an_address_by_mistake_do_not_count() -> None:
    seen = [
        Sighting(f"pmori@{CORP}", "List Member", 50),
        Sighting(f"pmori@{CORP}", "Phillip Mori", 5),
        Sighting(f"phillip.mori@{CORP}", "Phillip Mori", 5),
    ]

    assert len(set(persons(seen).values())) == 1


def test_a_person_is_named_by_the_address_that_is_used_most() -> None:
    name = "Phillip K Mori"
    seen = [
        Sighting(f"k..mori@{CORP}", name, 900),
        Sighting(f"phillip.mori@{CORP}", name, 20),
        Sighting(f"pmori@{CORP}", name, 3),
    ]

    assert set(persons(seen).values()) == {f"k..mori@{CORP}"}


class TestOurPeople:
    """Whose addresses are registered."""

    SEEN = (
        Sighting(f"phillip.mori@{CORP}", "Phillip K Mori", 9),
        Sighting(f"k..mori@{CORP}", "Mori, Phillip K.", 9),
    )

    def test_who_is_joined_with_one_of_us_is_he(self) -> None:
        boss = "boss@corp-harbor.co.jp"
        found = persons(self.SEEN, {f"phillip.mori@{CORP}": boss, boss: boss})

        assert set(found.values()) == {boss}
        assert set(found) == {boss, *(seen.address for seen in self.SEEN)}

    def test_two_of_us_stay_two(self) -> None:
        registered = {seen.address: seen.address for seen in self.SEEN}

        assert persons(self.SEEN, registered) == registered


def test_the_order_of_sightings_changes_nothing() -> None:
    seen = [
        Sighting(f"{local}@{host}", name, 5)
        for host in (CORP, f"sales.{CORP}")
        for local, name in (
            ("phillip.mori", "Phillip Mori"),
            ("pmori", "Mori, Phillip"),
            ("pmori", ""),
            ("'mori", "Phil Mori"),
            ("pm", ""),
        )
    ]

    assert persons(seen) == persons(reversed(seen))


def test_a_flood_of_addresses_of_one_name_is_bounded() -> None:
    flood = [
        Sighting(f"phillip.mori@h{n}.{CORP}", "Phillip Mori", 1)
        for n in range(2 * MAX_GROUP)
    ]
    real = [
        Sighting(f"phillip.mori@{CORP}", "Phillip Mori", 50),
        Sighting(f"pmori@{CORP}", "Phillip Mori", 50),
    ]
    found = persons([*flood, *real])

    assert found[real[0].address] == found[real[1].address]


@pytest.mark.parametrize(
    "address", ["", "@", "x", "x@", "@x.example", "a@b@c", "é@ü.jp"]
)
def test_no_address_raises(address: str) -> None:
    assert persons([Sighting(address, "Phillip Mori", 1)]) == {address: address}
