"""The file of a backup: read to its very end, or refused."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from honmono.web.keeping import age, container
from honmono.web.keeping.errors import KeepingError

PHRASE = "correct horse battery staple"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a second for each passphrase is for those who guess."""
    monkeypatch.setattr(age, "_WORK", 4)


def write(target: Path, passphrase: str = "") -> None:
    with container.written(target, passphrase) as writer:
        writer.add("about.json", b"{}")


def read(file: Path, passphrase: str = "") -> list[str]:
    return [part.name for part in container.parts(file, passphrase)]


def test_a_lock_that_lost_its_last_piece_is_no_good_one(tmp_path: Path) -> None:
    write(tmp_path / "plain.tar.gz")
    plain = (tmp_path / "plain.tar.gz").read_bytes()
    out = io.BytesIO()
    locking = age.Locking(out, PHRASE)
    locking.write(plain + bytes(2 * age.PIECE - len(plain) + 1))
    locking.close()
    file = tmp_path / "cut.tar.gz.age"
    file.write_bytes(out.getvalue()[: -1 - 16])

    with pytest.raises(KeepingError) as caught:
        read(file, PHRASE)
    assert caught.value.key == "cut-short"


def test_where_nothing_can_be_linked_a_backup_still_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", _no_links)

    write(tmp_path / "desk.tar.gz")

    assert read(tmp_path / "desk.tar.gz") == ["about.json"]
    assert [each.name for each in tmp_path.iterdir()] == ["desk.tar.gz"]


def _no_links(*_: object) -> None:
    raise PermissionError(1, "Operation not permitted")
