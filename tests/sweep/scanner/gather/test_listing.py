"""Folders are listed, never changed; links, pipes and bounds."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from honmono.sweep.scanner.gather._core import Budget
from honmono.sweep.scanner.gather.listing import (
    file_item,
    folders,
    leads_elsewhere,
    listed,
)


def names(root: Path, depth: int = 2, **options: bool) -> dict[str, dict[str, object]]:
    got = listed(str(root), Budget(), depth=depth, **options)
    assert got.could_not == {}
    return {str(Path(one["path"]).relative_to(root)): one for one in got.items}


def test_two_levels_are_two_levels(tmp_path: Path) -> None:
    (tmp_path / "a/b/c").mkdir(parents=True)
    (tmp_path / "a/b/c/deep.exe").write_bytes(b"MZ")
    assert set(names(tmp_path)) == {".", "a", "a/b"}


def test_first_bytes_and_hash_of_programs_alone(tmp_path: Path) -> None:
    (tmp_path / "p.xyz").write_bytes(b"MZ and more")
    (tmp_path / "t.txt").write_bytes(b"text")
    (tmp_path / "e").write_bytes(b"")
    found = names(tmp_path, hashes=True)
    assert found["p.xyz"]["sha256"] == hashlib.sha256(b"MZ and more").hexdigest()
    assert (found["t.txt"]["head"], "sha256" in found["t.txt"]) == ("7465", False)
    assert found["e"]["head"] == ""


def test_nothing_is_changed(tmp_path: Path) -> None:
    file = tmp_path / "a.exe"
    file.write_bytes(b"MZ")
    os.utime(file, (1_000_000, 2_000_000))
    before = (sorted(tmp_path.iterdir()), file.stat().st_mtime, file.read_bytes())
    names(tmp_path, hashes=True)
    assert (
        sorted(tmp_path.iterdir()),
        file.stat().st_mtime,
        file.read_bytes(),
    ) == before


def test_a_link_is_told_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "secret").symlink_to("/etc/hostname")
    found = names(tmp_path, depth=9)
    assert set(found) == {".", "loop", "secret"}
    assert "head" not in found["secret"]


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "head" not in names(tmp_path)["pipe"]
    got = listed(str(tmp_path), Budget(), depth=1)
    assert file_item(str(tmp_path / "pipe"), got, Budget()) is None


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    got = listed(str(tmp_path / "none"), Budget(), depth=1)
    assert got.items == []
    assert got.could_not == {f"files:{tmp_path / 'none'}": "not found"}


def test_a_name_that_is_listed_but_cannot_be_opened_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "odd").write_bytes(b"MZ")

    def refuse(*_: object, **__: object) -> int:
        raise FileNotFoundError(2, "no")

    monkeypatch.setattr(os, "open", refuse)
    got = listed(str(tmp_path), Budget(), depth=1)
    assert got.could_not == {f"hash:{tmp_path / 'odd'}": "not found"}


def test_too_many_files_are_told_and_the_first_kept(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number}.txt").write_bytes(b"x")
    got = listed(str(tmp_path), Budget(items=10), depth=1)
    assert len(got.items) == 11
    assert got.could_not == {f"files:{tmp_path}": "too many items"}


def test_time_that_is_over_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    ticks = iter([0.0, 100.0])
    got = listed(str(tmp_path), Budget(10, clock=lambda: next(ticks)), depth=1)
    assert got.could_not == {f"files:{tmp_path}": "took too long"}


def test_names_of_folders_go_deep_and_hold_no_files(tmp_path: Path) -> None:
    (tmp_path / "a/b/c/d").mkdir(parents=True)
    (tmp_path / "a/file").write_bytes(b"x")
    got = folders(str(tmp_path), Budget(), depth=12)
    assert [Path(one["path"]).name for one in got.items] == ["a", "b", "c", "d"]
    assert all(one["is_folder"] for one in got.items)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="names of Windows")
def test_a_hostile_name_stays_one_item(tmp_path: Path) -> None:
    hostile = os.fsencode(tmp_path) + b"/\xff\x1b[2J\nFAKE: nothing found"
    Path(os.fsdecode(hostile)).write_bytes(b"MZ")
    got = listed(str(tmp_path), Budget(), depth=1, hashes=True)
    assert len(got.items) == 2
    assert got.items[1]["head"] == "4d5a"


def test_a_hash_for_which_there_is_no_time_is_told_and_the_list_goes_on(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.exe").write_bytes(b"MZ")
    (tmp_path / "b.txt").write_bytes(b"x")
    ticks = iter([0.0, *[60.0] * 99])
    budget = Budget(100, clock=lambda: next(ticks))
    got = listed(str(tmp_path), budget, depth=1, hashes=True)
    assert len(got.items) == 3
    assert list(got.could_not) == [f"hash:{tmp_path / 'a.exe'}"]


@pytest.mark.parametrize(
    ("attributes", "tag", "leads"),
    [
        (0x410, 0xA0000003, True),  # a junction
        (0x410, 0xA000000C, True),  # a symbolic link to a folder
        (0x420, 0xA000000C, False),  # one to a file
        (0x410, 0x9000001A, False),  # a folder of OneDrive
        (0x10, 0, False),
    ],
)
def test_a_folder_of_windows_that_is_elsewhere_is_known_by_its_tag(
    attributes: int, tag: int, leads: bool
) -> None:
    status = SimpleNamespace(st_file_attributes=attributes, st_reparse_tag=tag)
    assert leads_elsewhere(status) is leads
