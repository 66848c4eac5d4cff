"""Folder: all lists at once, and no list that an earlier run left."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from honmono.trace.archive._core import Level
from honmono.trace.exposure._core import Kind
from honmono.trace.exposure.counting import work_out
from honmono.trace.exposure.folder import AFFECTED, contained_at, write_all
from honmono.trace.exposure.lists import Form
from honmono.trace.exposure.saving import CannotSaveError
from tests.trace.exposure.office import REPORTS, SATO, Office, traced

TOKYO = timezone(timedelta(hours=9))


def test_every_list_is_there_with_its_length(tmp_path: Path) -> None:
    found = work_out(traced((SATO, 1.0)), Office(), REPORTS)
    written = write_all(tmp_path / "new", found, Office(), Form.JSONL)

    for kind in Kind:
        lines = (tmp_path / "new" / f"{kind.value}.jsonl").read_text("utf-8")
        assert len(lines.splitlines()) == written[kind] != 0
    rows = (tmp_path / "new" / AFFECTED).read_text("utf-8").splitlines()
    assert json.loads(rows[0])["source"] == "trace"


def test_a_list_of_an_earlier_run_is_not_left_where_nobody_could_tell(
    tmp_path: Path,
) -> None:
    for level in (Level.FULL, Level.ADDRESS_BOOK):
        found = work_out(traced((SATO, 1.0)), Office(), REPORTS, level=level)
        written = write_all(tmp_path, found, Office(), Form.CSV)

    assert written[Kind.MESSAGES] is None
    assert not (tmp_path / "messages.csv").exists()
    assert (tmp_path / "addresses.csv").exists()


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    found = work_out(traced((SATO, 1.0)), Office(), REPORTS)

    with pytest.raises(CannotSaveError, match="taken"):
        write_all(tmp_path / "taken", found, Office(), Form.CSV)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2022-05-18", datetime(2022, 5, 18, 14, 59, 59, tzinfo=UTC)),
        ("2022-05-18T14:30", datetime(2022, 5, 18, 5, 30, tzinfo=UTC)),
        ("2022-05-18T14:30+00:00", datetime(2022, 5, 18, 14, 30, tzinfo=UTC)),
    ],
)
def test_a_day_ends_with_its_last_second(text: str, moment: datetime) -> None:
    assert contained_at(text, TOKYO) == int(moment.timestamp())


@pytest.mark.parametrize("text", ["", "yesterday", "2022-13-01", "5/18"])
def test_what_is_no_date_is_said_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="is no date: write 2022-05-18"):
        contained_at(text, TOKYO)
