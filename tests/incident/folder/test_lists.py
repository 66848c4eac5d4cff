"""Lists beside an incident: whole or not at all, and broken rows by their number."""

from __future__ import annotations

from pathlib import Path

import pytest

from honmono.incident.case.checks import ListState
from honmono.incident.case.lists import MAX_ROW, ListedPerson
from honmono.incident.evidence import Note
from honmono.incident.folder import (
    Broken,
    BrokenListError,
    FolderError,
    attach,
    create_case,
    look_at,
    place_of,
    read_case,
    rows_of,
)
from honmono.incident.folder.lists import path_of
from tests.incident.case.test_incident import INCIDENT, NOW

NOTE = Note("attached", NOW, "Sato")
ROWS = '{"name": "伊藤 次郎"}\n\n{"mail": "ito@partner.example"}'


@pytest.fixture
def case(tmp_path: Path) -> Path:
    file = tmp_path / "i-1.json"
    create_case(file, INCIDENT, Note("opened", NOW, "Sato"))
    return file


def source(case: Path, rows: str | bytes) -> Path:
    file = case.parent / "people.jsonl"
    file.write_bytes(rows.encode() if isinstance(rows, str) else rows)
    return file


def test_a_list_is_attached_and_read(case: Path) -> None:
    (one,) = attach(case, "persons", source(case, ROWS), NOTE).after.lists

    assert one.rows == 2
    assert look_at(place_of(case), one) is ListState.WHOLE
    assert list(rows_of(place_of(case), one)) == [
        ListedPerson(name="伊藤 次郎"),
        ListedPerson(mail="ito@partner.example"),
    ]
    assert read_case(case).lists == (one,)


def test_the_next_list_of_a_name_takes_its_place(case: Path) -> None:
    (old,) = attach(case, "persons", source(case, ROWS), NOTE).after.lists
    (new,) = attach(case, "persons", source(case, '{"name": "x"}'), NOTE).after.lists

    assert new.rows == 1
    assert look_at(place_of(case), old) is ListState.WHOLE  # it is kept


def test_broken_rows_are_named_and_nothing_is_attached(case: Path) -> None:
    rows = source(case, '{"name": "x"}\n\n{"nmae": "y"}\nnonsense\n')

    with pytest.raises(BrokenListError) as raised:
        attach(case, "persons", rows, NOTE)

    lines = str(raised.value).splitlines()
    assert lines[0] == f"{rows}, row 3: nmae: is not known here; did you mean `name`?"
    assert lines[1].startswith(f"{rows}, row 4: is no JSON; look at line 1")
    assert "行目：nmae：この名前の項目はありません" in raised.value.broken[0].told("ja")
    assert read_case(case) == INCIDENT
    assert list((case.with_suffix("") / "lists").iterdir()) == []


def test_many_broken_rows_are_counted(case: Path) -> None:
    with pytest.raises(BrokenListError) as raised:
        attach(case, "persons", source(case, "{}\n" * 1_000), NOTE)

    assert (len(raised.value.broken), raised.value.count) == (20, 1_000)


def test_a_row_that_never_ends_is_one_broken_row(case: Path) -> None:
    rows = b"x" * (3 * MAX_ROW) + b'\n{"name": "x"}\n{}\n'

    with pytest.raises(BrokenListError) as raised:
        attach(case, "persons", source(case, rows), NOTE)
    assert [b.row for b in raised.value.broken] == [1, 3]


@pytest.mark.parametrize("change", ["gone", "other", "longer"])
def test_a_list_that_is_not_what_was_attached_is_not_read(
    case: Path, change: str
) -> None:
    (one,) = attach(case, "persons", source(case, ROWS), NOTE).after.lists
    path = path_of(place_of(case), one)
    if change == "gone":
        path.unlink()
    else:
        more = b'{"name": "y"}\n'
        path.write_bytes(more if change == "other" else path.read_bytes() + more)

    with pytest.raises(FolderError):
        list(rows_of(place_of(case), one))


def test_a_list_of_a_form_that_grew_since_has_broken_rows(case: Path) -> None:
    """A list of any name is read by the form that the name has."""
    (one,) = attach(case, "other", source(case, '{"a": 1}\n'), NOTE).after.lists
    path = path_of(place_of(case), one)
    renamed = one.model_copy(update={"name": "persons"})
    path.rename(path_of(place_of(case), renamed))

    (row,) = rows_of(place_of(case), renamed)
    assert isinstance(row, Broken)
    assert row.row == 1


def test_a_source_that_cannot_be_read(case: Path) -> None:
    with pytest.raises(FolderError, match="cannot be read"):
        attach(case, "persons", case.parent / "none.jsonl", NOTE)
