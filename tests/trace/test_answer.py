"""What of an archive is missing is part of the answer, or ends it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from honmono.trace.answer import DAY, end_of, lacking
from honmono.trace.archive.database import ArchiveError
from honmono.trace.archive.status import Condition

HERE = Path("archive")


def test_an_archive_without_mail_ends_it() -> None:
    with pytest.raises(ArchiveError):
        lacking(Condition(has_mail=False, being_written=False, unfinished=0), HERE)


@pytest.mark.parametrize(
    ("being_written", "unfinished", "missing"),
    [
        (False, 0, ()),
        (False, 2, ("unfinished",)),
        (True, 0, ("being-written",)),
        (True, 2, ("being-written",)),
    ],
)
def test_what_is_missing_has_a_code(
    being_written: bool, unfinished: int, missing: tuple[str, ...]
) -> None:
    found = Condition(True, being_written, unfinished)

    assert lacking(found, HERE) == missing


def test_without_a_date_it_ends_today() -> None:
    now = datetime(2026, 10, 15, tzinfo=UTC)

    assert end_of((), now) == int(now.timestamp()) + DAY
