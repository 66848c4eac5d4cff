"""What our checks are held against here: also what the operator knows."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from honmono.sweep import knowledge as room
from honmono.sweep.knowledge import KnowledgeError
from honmono.web.sweep.importing import about_row
from honmono.web.sweep.knowing import known, known_or_published
from honmono.web.sweep.models import ReportFile
from tests.web.sweep.told import NOW

OWN = "kind,value\nname,qqqq-own.exe\n"
WORDS = ",".join(a + b for a in "abcdefgh" for b in "abcdefgh")


def said(home: Path, **files: str) -> None:
    lines = ["[sweep]"]
    for key, content in files.items():
        place = home / f"{key}.csv"
        place.write_text(content)
        lines.append(f'{key} = "{place.as_posix()}"')
    (home / "settings.toml").write_text("\n".join(lines))


def test_without_settings_it_is_the_published_table() -> None:
    assert known() == room.knowledge()


def test_own_indicators_and_words_are_added_with_their_day(home: Path) -> None:
    said(home, indicators=OWN, words=WORDS)
    os.utime(home / "indicators.csv", (1_893_456_000,) * 2)  # 2030-01-01
    found = known()

    assert found.words == tuple(WORDS.split(","))
    assert found.indicators[-1]["value"] == "qqqq-own.exe"
    assert found.made == "2030-01-01"


@pytest.mark.parametrize(
    "files", [{"indicators": "x"}, {"words": "a,b"}, {"words": "a" * 70_000}]
)
def test_a_broken_file_stops_a_kit_and_not_the_reading(
    home: Path, files: dict[str, str]
) -> None:
    said(home, **files)

    with pytest.raises(KnowledgeError):
        known()
    assert known_or_published() == room.knowledge()


@pytest.mark.django_db
def test_files_that_wait_are_held_against_it(home: Path) -> None:
    said(home, indicators=OWN)
    about = about_row(ReportFile(at=NOW))

    assert about.knowledge == known()
    assert about.file("a.json", b"x").knowledge == known()
