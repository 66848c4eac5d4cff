"""Ids of PCs: readable, the same for the same PC, never one for two."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honmono.sweep.inventory.naming import new_id
from honmono.sweep.pc import Pc


@pytest.mark.parametrize(
    ("host", "ids", "expected"),
    [
        ("TKY-PC014", (), "tky-pc014"),
        ("tky-pc014.example.co.jp", (), "tky-pc014"),
        ("TKY-PC014", ("serial:5CG1",), "5cg1"),
        ("TKY-PC014", ("serial:5CG1", "asset:PC-0014"), "pc-0014"),
        ("TKY-PC014", ("asset:0014",), "asset-0014"),
        ("TKY-PC014", ("uuid:4C4C",), "tky-pc014"),
    ],
)
def test_an_id_is_of_what_lasts_longest(
    host: str, ids: tuple[str, ...], expected: str
) -> None:
    assert new_id(Pc(id="", host=host, ids=ids), ()) == expected


@pytest.mark.parametrize("host", ["山田のPC", "PC_1", "PC-1-", "A" * 90, ""])
def test_what_loses_letters_carries_a_hash(host: str) -> None:
    assert re.search(r"-[0-9a-f]{6,10}$", new_id(Pc(id="", host=host), ()))


@given(st.lists(st.text(max_size=90), max_size=8))
def test_every_pc_has_an_id_of_its_own_that_an_address_may_hold(
    hosts: list[str],
) -> None:
    taken: set[str] = set()
    for host in hosts:
        name = new_id(Pc(id="", host=host), taken)
        assert name not in taken
        assert re.fullmatch(r"[a-z0-9-]{1,80}", name)
        taken.add(name)
