"""Pairs of people are counted alike by table and by sorting, as by hand."""

from __future__ import annotations

from collections import Counter
from random import Random

import numpy as np
import pytest

from honmono.trace.archive import messages as columns_in_memory
from honmono.trace.archive import pairs
from honmono.trace.archive._core import part_of
from honmono.trace.archive.by_person import turned_round
from honmono.trace.archive.columns import Columns
from honmono.trace.archive.messages import Messages

EVERYBODY = 40


def of_people(people: list[list[int]]) -> Messages:
    """Messages of which only the people are known; 0 is nobody."""
    none = np.zeros(len(people), np.int64)
    ends = np.cumsum([len(each) for each in people], dtype=np.int64)
    persons = np.array([who for each in people for who in each], np.int32)
    turned = turned_round(persons, ends, EVERYBODY)
    return Messages(
        Columns(none, ends, persons, none, none, none[:0], none.astype(np.int32)),
        persons,
        none,
        persons[:0],
        np.zeros(EVERYBODY, np.bool_),
        turned,
        turned,
        none.astype(np.int32),
        np.array([part_of(len(each) - 1) for each in people]),
    )


def counted(found: pairs.Known) -> dict[tuple[int, int], float]:
    rows = zip(*(column.tolist() for column in found), strict=True)
    return {(knower, known): close for knower, known, close in rows}


def by_hand(
    people: list[list[int]], knowers: list[int]
) -> dict[tuple[int, int], float]:
    sums = Counter[tuple[int, int]]()
    for knower in knowers:
        for each in (each for each in people if knower in each):
            for known in each:
                if known not in (0, knower):
                    part = round(part_of(len(each) - 1) * pairs.WHOLE)
                    sums[knower, known] += part
    return {pair: steps / pairs.WHOLE for pair, steps in sums.items()}


@pytest.mark.parametrize("columns", [1, 7, 4096], ids=lambda n: f"{n} columns")
@pytest.mark.parametrize("chunk", [1, 50, 2**18], ids=lambda n: f"{n} at once")
def test_everybody_who_knows_somebody(
    columns: int, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pairs, "_COLUMNS", columns)
    monkeypatch.setattr(pairs, "_ROWS", 3)
    monkeypatch.setattr(columns_in_memory, "_CHUNK", chunk)
    random = Random(5)  # noqa: S311
    people = [
        [
            min(random.randrange(EVERYBODY), random.randrange(EVERYBODY))
            for _ in range(n)
        ]
        for n in (0, 1, 2, 2, 3, 3, 3, 5, 8, 12, 20, 30)
    ]
    messages = of_people(people)
    knowers = [1, 2, 3, 5, 8, 13, 21, 34, 39]
    wanted = np.isin(np.arange(EVERYBODY), knowers)

    found = pairs.Pairs(messages).of(*messages.by_person.of(wanted))

    assert counted(found) == by_hand(people, knowers)
    assert len(found.knower) == len(counted(found)), "each two once"


def test_nobody_knows_anybody_by_no_messages() -> None:
    nothing = np.empty(0, np.int64)

    assert counted(pairs.Pairs(of_people([])).of(nothing, nothing)) == {}
    assert counted(pairs.Pairs(of_people([[1, 2]])).of(nothing, nothing)) == {}
