"""A bundle: what is in it, that others can open it, that nothing secret is in it."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from honmono.incident.evidence.manifest import block_size
from honmono.incident.evidence.place import EvidenceError
from honmono.incident.evidence.verify import verify
from honmono.incident.evidence.writing import writing
from honmono.incident.evidence.zip_layout import Member, directory, local_header
from tests.incident.evidence.make import KEY, SECOND, exported, incident, note


def test_a_bundle_holds_everything_and_verifies(tmp_path: Path) -> None:
    place, out = incident(tmp_path, b"one", b"", b"three"), tmp_path / "b.zip"
    (place.folder / "documents").mkdir()
    (place.folder / "documents" / "第一報.txt").write_text("本文", "utf-8")

    done = exported(place, out)

    with zipfile.ZipFile(out) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        assert archive.read("incident.json") == SECOND
        assert {archive.read(n) for n in names if n.startswith("originals/")} == {
            b"one",
            b"",
            b"three",
        }
    assert names[:5] == [
        *("manifest.jsonl", "signature.json", "incident.json"),
        *("log.jsonl", "values.jsonl"),
    ]
    assert names[-1] == "documents/第一報.txt"
    found = verify(out)
    assert found.intact
    assert found.remarks == ()
    assert found.fingerprint == done.fingerprint
    assert found.files == done.files == len(names) - 2


def test_that_a_bundle_was_made_is_logged_with_its_hash(tmp_path: Path) -> None:
    place = incident(tmp_path)

    done = exported(place, tmp_path / "b.zip")

    assert done.sha256 in place.log.read_text("utf-8")
    assert exported(place, tmp_path / "c.zip").sha256 != done.sha256


def test_no_key_is_ever_in_a_bundle(tmp_path: Path) -> None:
    place = incident(tmp_path, b"a mail", key=KEY)
    exported(place, tmp_path / "open.zip", key=KEY)
    exported(place, tmp_path / "sealed.zip", sealed=True)

    wrapped = [
        p.read_bytes() for p in (place.folder / "keys").rglob("*") if p.is_file()
    ]
    signing = (tmp_path / "home" / "evidence-signing.pem").read_bytes()
    for name in ("open.zip", "sealed.zip"):
        content = (tmp_path / name).read_bytes()
        assert not any(key in content for key in (*wrapped, signing, bytes(range(32))))


def test_sealed_originals_stay_sealed_and_are_told(tmp_path: Path) -> None:
    place, out = incident(tmp_path, b"a mail", key=KEY), tmp_path / "b.zip"

    exported(place, out, sealed=True)

    assert b"a mail" not in out.read_bytes()
    found = verify(out)
    assert found.intact
    assert [each.key for each in found.remarks] == ["originals-sealed"]


def test_an_original_that_cannot_be_read_is_left_out_and_named(tmp_path: Path) -> None:
    place, out = incident(tmp_path, b"one", b"two"), tmp_path / "b.zip"
    with writing(place) as writer:
        lost, kept = sorted(writer.state.originals)
    place.original(lost).unlink()

    done = exported(place, out)

    assert [lost in str(error) for error in done.left_out] == [True]
    assert [(d.key, d.name) for d in verify(out).differences] == [
        ("original-missing", lost)
    ]
    assert kept in zipfile.ZipFile(out).namelist()[-1]


def test_a_bundle_is_never_written_over(tmp_path: Path) -> None:
    place, out = incident(tmp_path), tmp_path / "b.zip"
    out.write_bytes(b"mine")

    with pytest.raises(EvidenceError, match="not written over"):
        exported(place, out)

    assert out.read_bytes() == b"mine"


def test_what_was_erased_is_told_with_its_day(tmp_path: Path) -> None:
    place = incident(tmp_path, b"one", b"two")
    exported(place, tmp_path / "before.zip")
    with writing(place) as writer:
        one = min(writer.state.originals)
        values = writer.values_before("2026-04-07")
        writer.erase(note("erased"), originals=[one], values=values)
    exported(place, tmp_path / "after.zip")

    before, after = (verify(tmp_path / f"{n}.zip") for n in ("before", "after"))
    since = verify(tmp_path / "before.zip", case=place)

    assert (before.intact, after.intact, since.intact) == (True, True, True)
    assert before.remarks == ()
    assert [(r.key, r.name) for r in since.remarks] == [("original-erased-since", one)]
    assert [r.key for r in after.remarks] == ["original-erased", "values-erased"]
    assert "2026-04-06" in after.remarks[0].told("ja")


def test_an_older_bundle_shows_that_the_log_was_rewritten(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    exported(incident(tmp_path / "one", b"mail"), tmp_path / "one" / "b.zip")
    other = incident(tmp_path / "two", b"mail")

    found = verify(tmp_path / "one" / "b.zip", case=other)

    assert [each.key for each in found.differences] == ["log-parts"]


@pytest.mark.parametrize("count", [0, 1, 3, 70_000], ids=lambda n: f"{n} files")
def test_others_read_the_layout(tmp_path: Path, count: int) -> None:
    members = [Member(f"名/{n}", 0, 0) for n in range(count)]
    path = tmp_path / "a.zip"
    path.write_bytes(b"".join([*map(local_header, members), *directory(members)]))

    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == [member.name for member in members]


@pytest.mark.skipif(os.name != "posix", reason="needs files with holes")
def test_others_read_the_layout_of_large_files(tmp_path: Path) -> None:
    members = [Member("large", 2**32 + 5, 0), Member("small", 3, 0x352441C2)]
    path = tmp_path / "a.zip"
    with path.open("wb") as file:
        file.write(local_header(members[0]))
        file.seek(members[0].size, os.SEEK_CUR)
        file.write(local_header(members[1]) + b"abc" + b"".join(directory(members)))

    with zipfile.ZipFile(path) as archive:
        assert [info.file_size for info in archive.infolist()] == [2**32 + 5, 3]
        assert archive.read("small") == b"abc"


def test_a_file_has_at_most_so_many_marks() -> None:
    assert [block_size(n) for n in (0, 2**22, 2**22 + 1, 2**33)] == [
        4096,
        4096,
        8192,
        2**23,
    ]
