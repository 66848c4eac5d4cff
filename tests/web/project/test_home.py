"""The key of a home: made once, read by all, and told where it cannot be had."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from honmono.web.keeping import command
from honmono.web.keeping.errors import KeepingError
from honmono.web.project.home import SecretKeyError, secret_key


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

    with pytest.raises(SecretKeyError):
        secret_key(tmp_path)
    assert (tmp_path / "secret.key").read_bytes() == content


def test_a_key_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "secret.key").mkdir()

    with pytest.raises(SecretKeyError, match="directory"):
        secret_key(tmp_path)


def test_serving_says_it_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_bytes(b"")

    done = subprocess.run(
        [
            *(sys.executable, "-m", "honmono", "serve", "--home", str(tmp_path)),
            *("--port", "0", "--lang", "en"),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.returncode == 2
    assert "secret.key in" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_backup_says_it_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def setup() -> None:
        raise SecretKeyError("Permission denied")

    monkeypatch.setattr("django.setup", setup)
    monkeypatch.setenv("HONMONO_HOME", str(tmp_path))
    (tmp_path / "desk.sqlite3").touch()

    with pytest.raises(KeepingError) as caught:
        command.back_up(tmp_path / "out.tar.gz", tmp_path)
    assert caught.value.key == "no-key"
