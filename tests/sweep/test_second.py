"""Who counts as the second scanner, and which EmoCheck knows a wave."""

from __future__ import annotations

from datetime import date

import pytest

from honmono.sweep.products import products
from honmono.sweep.second import (
    emocheck_care,
    emocheck_needed,
    emocheck_released,
    is_checker,
    may_be_second,
    next_release,
    releases,
    version,
    waves,
)
from honmono.tables import rows


@pytest.mark.parametrize(
    ("first", "second", "style", "expected"),
    [
        ("defender", "emocheck", "emotet", True),
        ("defender", "emocheck", "unknown", True),
        ("defender", "emocheck", "some-other-style", False),
        ("defender", "honmono", "some-other-style", True),
        ("defender", "eset-online", "emotet", True),
        ("defender", "msert", "emotet", False),
        ("defender", "eset", "emotet", False),
        ("defender", "mrt", "emotet", False),
        ("eset", "mrt", "emotet", False),
        ("emocheck", "defender", "emotet", False),
        ("honmono", "emocheck", "emotet", False),
        ("defender", "osquery", "emotet", False),
        ("defender", "Nobody AV", "emotet", False),
        ("Nobody AV", "emocheck", "emotet", False),
    ],
)
def test_the_second_is_independent_and_fit_for_the_style(
    first: str, second: str, style: str, expected: bool
) -> None:
    assert may_be_second(first, second, style) is expected


def test_every_second_of_the_table_is_a_product_or_a_role() -> None:
    for _, second in rows("sweep_second.tsv"):
        assert second in products() or second == "role:on-demand"


@pytest.mark.parametrize(
    ("wave", "on", "needed"),
    [
        (date(2022, 5, 18), date(2022, 5, 19), "2.2"),
        (date(2022, 5, 18), date(2022, 5, 27), "2.3.2"),
        (date(2022, 4, 25), date(2022, 5, 27), "2.2"),
        (date(2022, 4, 5), date(2022, 4, 6), "2.1.1"),
        (date(2022, 4, 5), date(2022, 4, 22), "2.2"),
        (date(2022, 3, 31), date(2022, 4, 22), "2.1.1"),
        (date(2022, 3, 5), date(2022, 3, 6), "2.0"),
        (date(2023, 3, 8), date(2023, 3, 9), "2.3.2"),
        (date(2023, 3, 8), date(2026, 1, 1), "2.4"),
        (date(2020, 1, 1), date(2020, 1, 2), None),
        (date(2021, 6, 1), date(2026, 1, 1), None),
        (date(2026, 11, 20), date(2026, 11, 21), None),
    ],
)
def test_the_version_is_the_one_of_the_wave_that_there_was(
    wave: date, on: date, needed: str | None
) -> None:
    assert emocheck_needed(wave, on) == needed


def test_the_tables_agree_with_each_other() -> None:
    names = [one.version for one in releases()]

    assert {wave.at_least for wave in waves()} <= set(names)
    assert [one.released for one in releases()] == sorted(
        one.released for one in releases()
    )
    days = [day for wave in waves() for day in (wave.begin, wave.end)]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *[("2.3.1", (2, 3, 1)), ("v2.4", (2, 4)), ("2.0.0", (2,)), ("v2.0", (2,))],
        *[("", ()), ("x", ()), ("2.٣", ()), ("2.x.4", ()), ("2.4 beta", ())],
    ],
)
def test_a_version_is_read_and_what_is_none_is_the_lowest(
    text: str, expected: tuple[int, ...]
) -> None:
    assert version(text) == expected


def test_versions_have_their_day_and_their_care() -> None:
    assert emocheck_released("v2.4") == date(2023, 3, 19)
    assert emocheck_released("2.5") is None
    assert emocheck_released("") is None
    assert [emocheck_care(v) for v in ("2.1", "2.3", "2.4", "")] == [
        *("as-system", "hits-and-misses", "", ""),
    ]
    assert next_release(date(2022, 5, 20)) == date(2022, 5, 24)
    assert next_release(date(2023, 3, 19)) is None


def test_a_checker_is_no_antivirus() -> None:
    assert is_checker("emocheck")
    assert not is_checker("defender")
    assert not is_checker("Nobody AV")
