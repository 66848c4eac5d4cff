"""Strings of which one stands in every text that shows our block."""

from __future__ import annotations

from honmono.check.org.card.needles import MAX_TESTS, Needles


def test_case_does_not_matter() -> None:
    assert Needles(["Reiji.Example"]).stand_in("WWW.REIJI.EXAMPLE")
    assert not Needles(["reiji.example"]).stand_in("www.other.example")


def test_many_numbers_are_sought_together() -> None:
    many = Needles([f"{n:04}" for n in range(MAX_TESTS * 2)] + ["reiji"])

    assert many.stand_in("TEL 03-5555-0042")
    assert many.stand_in("TEL 0355550042")
    assert many.stand_in("Reiji")
    assert not many.stand_in("TEL 03-5555-9999")
    assert not many.stand_in("TEL 00421-9999")


def test_nothing_to_seek_stands_nowhere() -> None:
    assert not Needles([""]).stand_in("anything")
