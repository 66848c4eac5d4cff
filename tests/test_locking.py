"""A lock is held, or free, or there are none here: three answers, never two."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from honmono import locking
from honmono.locking import HeldError, held

fcntl = pytest.importorskip("fcntl")


def test_whoever_comes_second_is_told_who_holds_it(tmp_path: Path) -> None:
    with (
        held(tmp_path / "lock"),
        pytest.raises(HeldError, match="process"),
        held(tmp_path / "lock"),
    ):
        pass


@pytest.mark.parametrize("why", [errno.ENOLCK, errno.EOPNOTSUPP, errno.EINVAL])
def test_where_there_are_no_locks_nobody_is_said_to_hold_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: int
) -> None:
    def refused(*_: object) -> None:
        raise OSError(why, "no locks")

    monkeypatch.setattr(locking.fcntl, "flock", refused)

    with pytest.raises(OSError, match="no locks"), held(tmp_path / "lock"):
        pass
