"""Whose words are they?  Each case is a body; the margin says the role of each line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honmono.mail.message.model import Role, Segment
from honmono.mail.message.quotes import split
from honmono.mail.message.text import html_to_text

FOLDER = Path(__file__).parent / "quotes"
LETTERS = {Role.OWN: "O", Role.QUOTED: "Q", Role.SIGNATURE: "S"}


class Case(NamedTuple):
    name: str
    roles: list[str]
    lines: list[str]


def cases(path: Path) -> Iterator[Case]:
    """Read `=== name` and lines of role, tab, text; a line of `=== !name` is a miss."""
    case = Case("", [], [])
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("=== "):
            if case.lines:
                yield case
            case = Case(f"{path.stem}: {line[4:]}", [], [])
        else:
            role, _, text = line.partition("\t")
            case.roles.append(role)
            case.lines.append(text)
    yield case


ALL = [case for path in sorted(FOLDER.glob("*.txt")) for case in cases(path)]


def margins(segments: tuple[Segment, ...]) -> list[tuple[str, str]]:
    """Role and text of every line."""
    return [
        (LETTERS[role], line)
        for role, text in segments
        for line in text.removesuffix("\n").split("\n")
    ]


def worded(roles: list[str], lines: list[str]) -> list[str]:
    """The lines that are not empty, each with its margin."""
    return [
        f"{r}\t{line}" for r, line in zip(roles, lines, strict=True) if line.strip()
    ]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case.name,
            marks=pytest.mark.xfail(strict=True) if ": !" in case.name else (),
        )
        for case in ALL
    ],
)
def test_every_line_has_the_role_that_a_reader_sees(case: Case) -> None:
    found = margins(split("\n".join(case.lines)))

    assert worded([r for r, _ in found], [line for _, line in found]) == worded(
        case.roles, case.lines
    )


def test_there_are_cases_of_every_role() -> None:
    assert len(ALL) >= 60
    assert {role for case in ALL for role in case.roles if role} == {"O", "Q", "S"}
