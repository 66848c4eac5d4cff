"""Half a backup goes when nobody is at it, and nothing else ever does."""

from __future__ import annotations

from pathlib import Path

import pytest

from honmono.web.keeping import container, unfinished


@pytest.fixture
def part(tmp_path: Path) -> Path:
    """Half a backup, beside a target that somebody chose."""
    (tmp_path / "share").mkdir()
    part = container.part_of(tmp_path / "share" / "desk.tar.gz")
    part.write_bytes(b"half")
    return part


def killed(home: Path, part: Path) -> None:
    """Leave what whoever is killed leaves; the system takes his lock back."""
    folder = home / "run" / "backups"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "1234").write_text(str(part))
    (folder / "1234.lock").touch()


def test_what_a_killed_one_left_goes(tmp_path: Path, part: Path) -> None:
    killed(tmp_path, part)

    unfinished.clear(tmp_path)

    assert not part.exists()
    assert list((tmp_path / "run" / "backups").iterdir()) == []


def test_what_is_being_written_stays(tmp_path: Path, part: Path) -> None:
    with unfinished.noted(tmp_path, part):
        unfinished.clear(tmp_path)

        assert part.exists()
    assert list((tmp_path / "run" / "backups").iterdir()) == []


def test_what_is_called_otherwise_is_not_ours(tmp_path: Path) -> None:
    file = tmp_path / "letter.odt"
    file.touch()
    killed(tmp_path, file)

    unfinished.clear(tmp_path)

    assert file.exists()


def test_where_nothing_can_be_noted_a_backup_is_still_written(tmp_path: Path) -> None:
    (tmp_path / "run").write_text("a file, where a folder should be")

    with unfinished.noted(tmp_path, tmp_path / "x"):
        pass
    unfinished.clear(tmp_path)
