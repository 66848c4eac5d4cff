"""Lists: streamed, with certainty and reason, and no more of a person than needed."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from honmono.trace.archive._core import Level, Note
from honmono.trace.exposure._core import Exposure, Kind
from honmono.trace.exposure.counting import work_out
from honmono.trace.exposure.lists import Form, Item, items, write
from honmono.trace.exposure.saving import CannotSaveError
from tests.trace.exposure.office import (
    ABE,
    DESK,
    ITO,
    KATO,
    NOTES,
    REPORTS,
    SATO,
    Office,
    evidence,
    made_from,
    note,
    traced,
)

SEEN = [evidence("r1", to=[ABE]), evidence("r2", to=[ITO], match=made_from("b"))]


def worked_out(office: Office | None = None) -> Exposure:
    return work_out(
        traced((SATO, 0.9), (KATO, 0.05), evidence=SEEN), office or Office(), REPORTS
    )


def rows(kind: Kind, *, with_subjects: bool = False) -> list[Item]:
    found = items(kind, worked_out(), Office(), with_subjects=with_subjects)
    assert found is not None
    return list(found)


@pytest.mark.parametrize("kind", [Kind.ADDRESSES, Kind.MESSAGES, Kind.SUBJECTS])
def test_a_list_is_as_long_as_at_most(kind: Kind) -> None:
    count = worked_out().counts[kind]

    assert count is not None
    assert len(rows(kind)) == len({each.item for each in rows(kind)}) == count.at_most
    seen = [each for each in rows(kind) if each.certainty == "seen"]
    assert len(seen) == count.at_least


def test_messages_tell_their_day_and_chance_and_no_text() -> None:
    found = {each.item.partition("@")[0]: each for each in rows(Kind.MESSAGES)}

    assert found["b"].certainty == "seen"
    assert found["b"].reports == ("r2",)
    assert found["a"].date == "1972-08-08"
    assert found["a"].chance == 0.9
    assert found["d"].chance == 0.05
    assert {each.subject for each in found.values()} == {""}


def test_subjects_stand_in_on_demand_alone() -> None:
    hidden, shown = (rows(Kind.SUBJECTS, with_subjects=on) for on in (False, True))

    assert {each.subject for each in hidden} == {""}
    assert "matter b" in {each.subject for each in shown}
    assert [each.item for each in hidden] == [each.item for each in shown]


def test_persons_have_a_row_for_each_kind_of_data() -> None:
    found = {(each.item, each.data): each for each in rows(Kind.PERSONS)}

    assert found[ABE, "address"].reasons == ("recipient",)
    assert found[ABE, "correspondence"].certainty == "possible"  # an old letter
    assert found[ITO, "correspondence"].reasons == ("thread",)
    assert {found[who, "address"].group for who in (SATO, ITO, DESK)} == {
        *("staff", "outside", "desk")
    }


def test_no_list_says_whose_mailbox_is_suspected() -> None:
    plain = work_out(traced((SATO, 1.0)), Office(), REPORTS)
    found = items(Kind.PERSONS, plain, Office())
    assert found is not None
    reasons = {each.item: each.reasons for each in found if each.data == "address"}

    assert reasons[SATO] == reasons[KATO] == reasons[ITO] == ("known",)


def test_what_nobody_could_look_at_has_no_list() -> None:
    found = work_out(traced((SATO, 1.0)), Office(), REPORTS, level=Level.ADDRESS_BOOK)

    assert items(Kind.MESSAGES, found, Office()) is None
    assert items(Kind.ADDRESSES, found, Office()) is not None


def test_messages_are_streamed() -> None:
    read = []

    class Counted(Office):
        def messages_of(self, candidate: str, until: int) -> Iterator[Note]:
            for each in super().messages_of(candidate, until):
                read.append(each.key)
                yield each

    found = items(Kind.MESSAGES, worked_out(), Counted())
    assert found is not None
    next(found)
    assert len(read) == 1


def test_a_table_has_no_formula_and_both_forms_say_the_same(tmp_path: Path) -> None:
    office = Office(
        (*NOTES, note("=1+1", 990, SATO, ITO, subject="+cmd|' /C calc'!A0"))
    )
    exposure = worked_out(office)
    for form in Form:
        found = items(Kind.MESSAGES, exposure, office, with_subjects=True)
        assert found is not None
        assert write(tmp_path / form.value, found, form) == 7

    with (tmp_path / "csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    lines = (tmp_path / "jsonl").read_text("utf-8").splitlines()
    values = [json.loads(line) for line in lines]
    assert [row["subject"][:2] for row in table if "cmd" in row["subject"]] == ["'+"]
    assert [row["item"] for row in table if "=1" in row["item"]] == ["'=1+1@id.example"]
    assert [row["certainty"] for row in table] == [row["certainty"] for row in values]


def test_half_a_character_does_not_stop_a_list(tmp_path: Path) -> None:
    office = Office((*NOTES, note("h", 990, SATO, ITO, subject="x\udc80y")))
    for form in Form:
        found = items(Kind.MESSAGES, worked_out(office), office, with_subjects=True)
        assert found is not None
        write(tmp_path / form.value, found, form)

    lines = (tmp_path / "jsonl").read_text("utf-8").splitlines()
    assert "x\udc80y" in {json.loads(line)["subject"] for line in lines}


def test_a_list_that_breaks_off_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("old", "utf-8")

    def broken() -> Iterator[Item]:
        yield rows(Kind.ADDRESSES)[0]
        raise RuntimeError("the archive went away")

    with pytest.raises(RuntimeError):
        write(path, broken(), Form.CSV)

    assert path.read_text("utf-8") == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["list.csv"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotSaveError, match=r"nowhere.*cannot be written"):
        write(tmp_path / "nowhere" / "list.csv", [], Form.CSV)
