"""Benchmark: lookalikes are made, and real domains gathered, as it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.lookalikes import GENERATORS, Org, harvest, hostile, invented, made_for
from honmono.check.org import Organization

WE = Org("test", Organization(names=("We",), domains=("tsukimine-dwarf.co.jp",)))


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda g: g.__name__)
def test_every_generator_makes_other_domains(generator: object) -> None:
    assert callable(generator)
    made = made_for(WE, generator)

    assert made
    assert "tsukimine-dwarf.co.jp" not in made
    assert all(domain.isascii() for domain in made)


def test_there_are_organizations_of_many_shapes() -> None:
    orgs = invented()

    assert len(orgs) >= 60
    assert len({org.shape for org in orgs}) >= 10


def test_domains_are_gathered_from_headers_and_links(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(
        b"Received: from mx.example.net\r\nFrom: <a@Mail.Example.org>\r\n\r\n"
        b"See https://www.exam=\r\nple.com/x, not word.word here\r\n"
    )

    found = harvest(tmp_path)

    assert {"mx.example.net", "mail.example.org", "www.example.com"} <= found
    assert "word.word" not in found


def test_hostile_domains_are_long() -> None:
    assert max(map(len, hostile())) > 100_000
