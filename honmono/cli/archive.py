"""What `--archive` says about our own mail, for commands that judge."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from honmono.check.org import Organization
from honmono.cli._core import stop
from honmono.text import say

if TYPE_CHECKING:
    from honmono.trace.recall import Opening


def past_of(folder: Path, org: Organization, language: str) -> Opening:
    """Say how a worker opens the archive, and of when and whom it has mail.

    It is tried here, so that a missing or damaged one is one clear line before any mail.
    """
    from honmono.trace.archive.database import ArchiveError
    from honmono.trace.archive.keys import State, state_of
    from honmono.trace.recall import Opening

    if state_of(folder) is State.KEYED:
        stop(say("cli", "archive-keyed", language, archive=folder))
    opening = Opening(folder.resolve(), org)
    try:
        span = opening().span
    except ArchiveError as error:
        stop(f"--archive: {error.told(language)}")
    key = "archive-covers" if span.last else "archive-empty"
    said = say("cli", key, language, count=f"{span.mailboxes:,}", span=str(span))
    sys.stderr.write(f"honmono: {said}\n")
    return opening
