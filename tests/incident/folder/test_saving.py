"""Incidents on the disk: read, made, changed; what goes wrong changes nothing."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from honmono.incident.case import Incident, incident_as_json
from honmono.incident.case.events import Event
from honmono.incident.evidence import EvidenceError, Note
from honmono.incident.evidence.journal import Journal
from honmono.incident.folder import (
    CaseFileError,
    FolderError,
    change_case,
    create_case,
    place_of,
    read_case,
    world_of,
)
from tests.incident.case.test_incident import INCIDENT, NOW, SEEN

NOTE = Note("changed", NOW, "Sato")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    file = tmp_path / "i-1.json"
    assert create_case(file, INCIDENT, Note("opened", NOW, "Sato"))
    return file


def added(incident: Incident) -> Incident:
    number = len(incident.events) + 1
    return incident.put("events", Event(id=f"event-{number}", kind="other"))


def test_what_was_made_is_read(case: Path) -> None:
    assert read_case(case) == INCIDENT


def test_a_change_is_on_the_disk_and_in_the_log(case: Path) -> None:
    done = change_case(case, added, NOTE)

    assert read_case(case) == done.after
    assert [e.what for e in Journal(place_of(case)).entries()] == ["opened", "changed"]


def test_a_change_of_nothing_is_not_logged(case: Path) -> None:
    change_case(case, lambda incident: incident, NOTE)

    assert [e.what for e in Journal(place_of(case)).entries()] == ["opened"]


def test_what_the_edit_raises_changes_nothing(case: Path) -> None:
    def edit(incident: Incident) -> Incident:
        raise ValueError(incident.id)

    with pytest.raises(ValueError, match="i-1"):
        change_case(case, edit, NOTE)
    assert read_case(case) == INCIDENT


def test_nobody_loses_what_he_adds_when_others_add_too(case: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: change_case(case, added, NOTE), range(24)))

    assert len(read_case(case).events) == len(INCIDENT.events) + 24


def test_another_incident_is_not_overwritten(case: Path) -> None:
    other = INCIDENT.without("seen")

    assert not create_case(case, INCIDENT, NOTE)  # the same one is no harm
    with pytest.raises(FolderError, match="not overwritten"):
        create_case(case, other, NOTE)
    assert read_case(case) == INCIDENT


def test_the_name_of_the_file_is_the_name_of_the_incident(tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_bytes(incident_as_json(INCIDENT))

    with pytest.raises(CaseFileError, match="id: is `i-1`"):
        read_case(file)
    with pytest.raises(EvidenceError):
        create_case(tmp_path / "../x/Bad Name.json", INCIDENT, NOTE)


def test_every_mistake_is_told_with_file_and_place(case: Path) -> None:
    data = json.loads(case.read_bytes()) | {"event": [], "measure": []}
    case.write_text(json.dumps(data), "utf-8")

    with pytest.raises(CaseFileError) as raised:
        change_case(case, added, NOTE)
    assert str(raised.value).splitlines() == [
        f"{case}: event: is not known here; did you mean `events`?",
        f"{case}: measure: is not known here; did you mean `measures`?",
    ]


@pytest.mark.parametrize("name", ["none.json", "folder.json", "i-1.txt", "I 1.json"])
def test_what_is_no_incident_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.json").mkdir()

    with pytest.raises(EvidenceError):
        read_case(tmp_path / name)


def test_a_file_that_was_edited_by_hand_is_told_and_kept(case: Path) -> None:
    by_hand = INCIDENT.put("events", SEEN.model_copy(update={"kind": "infection"}))
    case.write_bytes(incident_as_json(by_hand))

    done = change_case(case, added, NOTE)

    assert [told.key for told in done.told] == ["edited-outside"]
    assert read_case(case).events[0].kind == "infection"


def test_the_world_of_an_incident(case: Path, tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(b"a")
    from honmono.incident.evidence import writing

    with writing(place_of(case)) as writer:
        ((_, kept),) = writer.add([tmp_path / "a.eml"], at=NOW, by="Sato")

    world = world_of(place_of(case), INCIDENT, NOW)
    assert world.originals == {kept.sha256}
    place_of(case).original(kept.sha256).unlink()
    assert world_of(place_of(case), INCIDENT, NOW).originals == frozenset()
