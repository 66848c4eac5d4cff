"""The key of a home: made once, read by all, and told where it cannot be had.

What the commands say then: `tests/web/serving/test_homes.py`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from honmono.web.project.home import HomeError, secret_key


def test_where_nothing_can_be_linked_there_is_a_key_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)

    key = secret_key(tmp_path)

    assert len(key) > 60
    assert secret_key(tmp_path) == key
    assert [each.name for each in tmp_path.iterdir()] == ["secret.key"]


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe"])
def test_a_key_that_is_none_is_told_and_stays(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret.key").write_bytes(content)

    with pytest.raises(HomeError):
        secret_key(tmp_path)
    assert (tmp_path / "secret.key").read_bytes() == content


def test_a_key_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "secret.key").mkdir()

    with pytest.raises(HomeError, match="directory"):
        secret_key(tmp_path)
