"""Short forms of given names."""

from __future__ import annotations

from honmono import tables
from honmono.trace.people.nicknames import same_given_name


def test_short_and_long_forms() -> None:
    assert {"bob", "rob"} <= same_given_name("robert")
    assert "robert" in same_given_name("bob")
    assert "rob" in same_given_name("bob")
    assert same_given_name("nanami") == frozenset()


def test_two_names_that_are_shortened_alike_stay_two() -> None:
    assert "albert" not in same_given_name("alan")


def test_nobody_is_another_form_of_himself() -> None:
    for short, names in tables.rows("english_nicknames.tsv"):
        assert short not in names.split()
        assert short not in same_given_name(short)


def test_the_table_is_in_order_and_has_each_form_once() -> None:
    shorts = [short for short, _ in tables.rows("english_nicknames.tsv")]

    assert shorts == sorted(set(shorts))
