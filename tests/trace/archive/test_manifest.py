"""Archive: which partition holds whose mail."""

from __future__ import annotations

from pathlib import Path

import pytest

from honmono.trace.archive.database import ArchiveError
from honmono.trace.archive.manifest import (
    NAME,
    Manifest,
    Place,
    begun,
    manifest_in,
    write,
)


def test_new_mailboxes_go_where_least_is_and_known_ones_stay() -> None:
    first = Manifest(2, {}).with_mailboxes({"a@x": 10, "b@x": 70, "c@x": 50})
    second = first.with_mailboxes({"b@x": 1, "d@x": 30})

    assert {who: place.part for who, place in first.mailboxes.items()} == {
        "b@x": 0,
        "c@x": 1,
        "a@x": 1,
    }
    assert second.mailboxes["b@x"] == Place(0, 70)
    assert second.mailboxes["d@x"] == Place(1, 30)


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    manifest = Manifest(3, {"佐藤@例示.example": Place(2, 17)})
    write(tmp_path, manifest)

    assert manifest_in(tmp_path) == manifest
    assert begun(tmp_path, 0) == begun(tmp_path, 3) == manifest
    assert manifest_in(tmp_path / "nowhere") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"version": 2, "parts": 1, "mailboxes": {}}',
        '{"version": 1, "parts": 0, "mailboxes": {}}',
        '{"version": 1, "parts": 2, "mailboxes": {"a@x": {"part": 2, "bytes": 1}}}',
        '{"version": 1, "parts": 2, "mailboxes": {"a@x": {"part": "../..", "bytes": 1}}}',
    ],
)
def test_a_damaged_one_is_one_clear_error(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text, "utf-8")

    with pytest.raises(ArchiveError, match="is damaged, or a newer"):
        manifest_in(tmp_path)


def test_the_number_of_partitions_is_said_once(tmp_path: Path) -> None:
    write(tmp_path, Manifest(2, {}))

    with pytest.raises(ArchiveError, match="has 2 partitions, and keeps them"):
        begun(tmp_path, 3)


def test_an_archive_without_partitions_gets_none(tmp_path: Path) -> None:
    (tmp_path / "archive.db").touch()

    with pytest.raises(ArchiveError, match="without partitions"):
        begun(tmp_path, 2)
