"""A change of an incident, and what a kill may leave of it."""

from __future__ import annotations

import os
import stat
from itertools import pairwise
from pathlib import Path

import pytest

from honmono.incident.evidence.lock import locked
from honmono.incident.evidence.place import EvidenceError, Place
from honmono.incident.evidence.values import Key
from honmono.incident.evidence.writing import Writer, commit, writing
from tests.incident.evidence.make import (
    FIRST,
    KEY,
    SECOND,
    incident,
    mails,
    note,
)

Files = dict[str, bytes]


def read(place: Place) -> Files:
    """The files of which a change consists."""
    paths = {
        "file": place.file,
        "next": place.next_file,
        "log": place.log,
        "values": place.values,
    }
    return {name: path.read_bytes() for name, path in paths.items() if path.exists()}


def put(place: Place, files: Files) -> None:
    for name, path in {
        "file": place.file,
        "next": place.next_file,
        "log": place.log,
        "values": place.values,
    }.items():
        path.unlink(missing_ok=True)
        if name in files:
            path.write_bytes(files[name])


def opened(place: Place) -> Writer:
    with writing(place) as writer:
        return writer


def test_a_change_is_in_the_file_and_in_the_log(tmp_path: Path) -> None:
    place = incident(tmp_path, b"mail")

    writer = opened(place)

    assert place.file.read_bytes() == SECOND
    assert writer.agrees
    assert writer.told == []
    assert writer.state.head.number == 3  # opened, added, changed


def test_the_log_names_nobody(tmp_path: Path) -> None:
    place = incident(tmp_path, b"mail")

    assert "山田" not in place.log.read_text("utf-8")
    assert "0.eml" not in place.log.read_text("utf-8")
    assert "山田" in place.values.read_text("utf-8")


def test_who_read_an_older_state_changes_nothing(tmp_path: Path) -> None:
    place = incident(tmp_path)
    before = read(place)

    with pytest.raises(EvidenceError, match="read it again"):
        commit(place, FIRST, b"{}", note())

    assert read(place) == before


def test_a_second_incident_of_that_name_is_refused(tmp_path: Path) -> None:
    place = incident(tmp_path)

    with pytest.raises(EvidenceError):
        commit(place, None, FIRST, note("opened"))


def _moments(place: Place, before: Files, after: Files) -> list[tuple[Files, bytes]]:
    """Every state that a kill may leave, and the file that must come of it."""
    values, log = (after[name][len(before[name]) :] for name in ("values", "log"))
    new = {**before, "next": after["file"]}
    moments = [({**before, "next": b""}, before["file"]), (new, before["file"])]
    moments += [
        ({**new, "values": before["values"] + values[:cut]}, FIRST)
        for cut in (*range(0, len(values), 37), len(values) - 1, len(values))
    ]
    told = {**new, "values": after["values"]}
    moments += [
        ({**told, "log": before["log"] + log[:cut]}, FIRST)
        for cut in (*range(0, len(log), 37), len(log) - 1)
    ]
    moments.append(({**told, "log": after["log"]}, SECOND))
    moments.append((after, SECOND))
    return moments


def test_a_kill_leaves_the_old_state_or_the_new(tmp_path: Path) -> None:
    place = Place(tmp_path / "n001.json")
    commit(place, None, FIRST, note("opened"))
    before = read(place)
    commit(place, FIRST, SECOND, note())
    after = read(place)

    for files, expected in _moments(place, before, after):
        put(place, files)
        writer = opened(place)
        assert place.file.read_bytes() == expected
        assert writer.agrees
        assert not place.next_file.exists()
        assert bool(writer.told) == (files not in (before, after))
        old = expected
        commit(place, old, b'{"id":"n001","more":1}', note())  # and it goes on
        assert opened(place).agrees


def test_an_edit_by_other_means_is_told_and_logged(tmp_path: Path) -> None:
    place = incident(tmp_path)
    place.file.write_bytes(b'{"id":"n001","by":"hand"}')

    with writing(place) as writer:
        assert [told.key for told in writer.told] == ["edited-outside"]
        writer.change(b'{"id":"n001","by":"hand"}', SECOND, note())

    assert b'"what":"edited-outside"' in place.log.read_bytes()
    assert opened(place).told == []


def test_nothing_is_added_to_a_log_that_was_rewritten(tmp_path: Path) -> None:
    place = incident(tmp_path)
    lines = place.log.read_bytes().splitlines(keepends=True)
    place.log.write_bytes(b"".join(lines[1:]))

    with pytest.raises(EvidenceError, match="row 1"):
        commit(place, SECOND, FIRST, note())


def test_a_log_whose_end_is_gone_is_no_kill(tmp_path: Path) -> None:
    place = incident(tmp_path)
    commit(place, SECOND, FIRST, note())
    lines = place.log.read_bytes().splitlines(keepends=True)
    place.log.write_bytes(lines[0])
    values = place.values.read_bytes()

    with pytest.raises(EvidenceError, match="end is missing"):
        opened(place)
    assert place.values.read_bytes() == values


def test_originals_are_kept_once_under_their_hash(tmp_path: Path) -> None:
    place = incident(tmp_path, b"one", b"two", b"one")

    with writing(place) as writer:
        names = sorted(writer.state.originals)
        contents = {b"".join(writer.store.read(name)) for name in names}
        writer.add(mails(tmp_path / "again", b"two"), at=note().at, by="x")
        number = writer.state.head.number

    assert contents == {b"one", b"two"}
    assert number == 3  # nothing new, no entry


def test_what_cannot_be_kept_is_named_and_the_rest_is_kept(tmp_path: Path) -> None:
    place = incident(tmp_path)
    files = [tmp_path / "gone.eml", *mails(tmp_path / "mails", b"here")]
    lost: list[EvidenceError] = []

    with writing(place) as writer:
        kept = writer.add(files, at=note().at, by="x", lost=lost)

    assert [file.name for file, _ in kept] == ["0.eml"]
    assert "gone.eml" in str(lost[0])


def test_many_originals_have_several_entries(tmp_path: Path) -> None:
    place = incident(tmp_path, *(b"%d" % number for number in range(1001)))

    writer = opened(place)

    assert len(writer.state.originals) == 1001
    assert writer.state.head.number == 4  # opened, added twice, changed


def test_a_damaged_original_is_an_error_and_not_another_mail(tmp_path: Path) -> None:
    place = incident(tmp_path, b"mail")
    with writing(place) as writer:
        (name,) = writer.state.originals
        path = place.original(name)
        path.chmod(0o600)
        path.write_bytes(b"mair")

        with pytest.raises(EvidenceError, match="changed on the disk"):
            list(writer.store.read(name))


def test_sealed_originals_need_the_key(tmp_path: Path) -> None:
    place = incident(tmp_path, b"a secret mail", key=KEY)

    everything = [p.read_bytes() for p in place.folder.rglob("*") if p.is_file()]
    with writing(place, KEY) as writer:
        (name,) = writer.state.originals
        content = b"".join(writer.store.read(name))

    assert content == b"a secret mail"
    assert not any(b"a secret mail" in each for each in everything)
    with writing(place) as writer, pytest.raises(EvidenceError, match="HONMONO_EVI"):
        list(writer.store.read(name))


@pytest.mark.parametrize("key", [None, KEY], ids=["open", "sealed"])
def test_an_erased_original_is_gone_and_the_log_still_holds(
    tmp_path: Path, key: object
) -> None:
    place = incident(tmp_path, b"one", b"two", key=KEY if key else None)

    with writing(place) as writer:
        one, two = sorted(writer.state.originals)
        writer.erase(note("erased"), originals=[one])

    assert list(place.folder.rglob(f"{one}*")) == []
    state = opened(place).state
    assert (state.originals, state.erased) == ({two}, {one})


def test_an_original_may_come_back_after_it_was_erased(tmp_path: Path) -> None:
    place = incident(tmp_path, b"one", key=KEY)
    with writing(place, KEY) as writer:
        (one,) = writer.state.originals
        writer.erase(note("erased"), originals=[one])
        writer.add(mails(tmp_path / "again", b"one"), at=note().at, by="x")

    with writing(place, KEY) as writer:
        assert b"".join(writer.store.read(one)) == b"one"


def test_an_erasure_that_was_killed_is_finished(tmp_path: Path) -> None:
    place = incident(tmp_path, b"one", key=KEY)
    kept = {p: p.read_bytes() for p in place.folder.rglob("*") if p.is_file()}
    with writing(place) as writer:
        (one,) = writer.state.originals
        writer.erase(note("erased"), originals=[one], values=[Key(1, "by")])
    erased = place.values.read_bytes()
    last = erased.splitlines(keepends=True)[-1]
    for path, content in kept.items():  # as if the kill came right after the entry
        if path not in (place.log, place.folder / "lock"):
            path.unlink(missing_ok=True)
            path.write_bytes(content)
    with place.values.open("ab") as file:
        file.write(last)

    opened(place)

    assert list(place.folder.rglob(f"{one}*")) == []
    assert place.values.read_bytes() == erased


def test_erased_values_are_gone_with_the_salts_of_older_states(tmp_path: Path) -> None:
    place = incident(tmp_path, b"mail")

    with writing(place) as writer:
        writer.erase(
            note("erased", by="佐藤"), values=writer.values_before("2026-04-07")
        )

    text = place.values.read_text("utf-8")
    assert "山田" not in text
    assert "0.eml" not in text
    assert text.count('"salt"') == 2  # of the state of today, and of who erased
    assert opened(place).agrees


def test_a_second_writer_waits_and_then_gives_up(tmp_path: Path) -> None:
    with (
        locked(tmp_path),
        pytest.raises(EvidenceError, match=f"process {os.getpid()}"),
        locked(tmp_path, patience=0),
    ):
        pass


@pytest.mark.parametrize("name", ["N001.json", "n001.txt", "..json", "案件.json"])
def test_a_file_of_another_name_is_no_incident(tmp_path: Path, name: str) -> None:
    with pytest.raises(EvidenceError, match="n001"):
        commit(Place(tmp_path / name), None, FIRST, note())


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_what_is_kept_is_for_its_owner_alone(tmp_path: Path) -> None:
    place = incident(tmp_path, b"mail", key=KEY)

    for path in (place.folder, *place.folder.rglob("*"), place.file):
        if path.name != "lock":
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_salts_never_repeat(tmp_path: Path) -> None:
    place = incident(tmp_path, b"mail")
    lines = place.values.read_text("utf-8").splitlines()

    assert all(one != two for one, two in pairwise(sorted(lines)))
