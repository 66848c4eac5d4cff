r"""Outlook's data file: a whole mailbox with its folders (`.pst`, `.ost`).

    21 42 44 4E …   →   archive.pst#0, archive.pst#1 …

The index counts mails, in the order of the folders.  Appointments, contacts and the like
are no mail; they are counted, and `Access.tell` hears how many there were.  The file is
read from its beginning in one worker; where the library that reads it breaks down over an
item, that item is named, and a fresh worker goes on behind it.

Needs the extra `pst`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from honmono.mail import sandbox
from honmono.mail.source import rebuild, sandboxed
from honmono.mail.source._core import Format, Opened, RawMail, Trouble, Unreadable

_MAGIC: Final = b"!BDN"
_JOB: Final = "honmono.mail.outlook.pst_jobs:mails_of_pst"
_NOT_INSTALLED: Final = (
    "an Outlook data file (.pst, .ost); to read it: pip install 'honmono[pst]'"
)

MAX_BREAKDOWNS: Final = 20
"""Items over which a worker may break down before the rest of a file is given up."""


def fits(head: bytes) -> bool:
    """Does it begin as a data file ([MS-PST] §2.2.2.6)?"""
    return head.startswith(_MAGIC)


def find(opened: Opened) -> Iterator[RawMail | Unreadable]:
    """Yield the mails of the file, loaded: they cannot be had alone."""
    index = start = 0
    passed: Counter[str] = Counter()
    for _ in range(MAX_BREAKDOWNS):
        failure: sandbox.Failure | None = None
        before = start
        for found in sandbox.stream(_JOB, opened.file, start=str(start)):
            if isinstance(found, sandbox.Failure):
                failure = found
                break
            label = json.loads(found.label)
            start = label["number"] + 1
            if what := label.get("not_mail"):
                passed[what] += 1
                continue
            yield _mail(f"{opened.source}#{index}", label, found.data)
            index += 1
        if failure is None:
            yield from _end(opened, index, passed)
            return
        if failure.kind in _OF_THE_FILE or (
            start == before and not _is_inside(failure)
        ):
            yield _whole(opened, failure)
            return
        yield sandboxed.unreadable(f"{opened.source}#{index}", failure)
        index, start = index + 1, start + 1
    detail = f"reading broke down over {MAX_BREAKDOWNS} items; the rest was given up"
    yield Unreadable(f"{opened.source}#{index}", Trouble.BROKEN_CONTAINER, detail)


_OF_THE_FILE: Final = frozenset(
    {
        sandbox.FailureKind.BROKEN,
        sandbox.FailureKind.NOT_INSTALLED,
        sandbox.FailureKind.NOT_SUPPORTED,
    }
)


def _is_inside(failure: sandbox.Failure) -> bool:
    """Did the worker break down over what it read, rather than say no to the file?"""
    return failure.kind in {
        sandbox.FailureKind.CRASHED,
        sandbox.FailureKind.TIMED_OUT,
        sandbox.FailureKind.TOO_MUCH_MEMORY,
        sandbox.FailureKind.TOO_MUCH_OUTPUT,
    }


def _mail(source: str, label: dict[str, Any], data: bytes) -> RawMail | Unreadable:
    """One mail, or why it could not be read."""
    if error := label.get("error"):
        return Unreadable(source, Trouble.BROKEN_CONTAINER, error)
    return RawMail(data, source, notes=rebuild.noted(label["notes"]))


def _whole(opened: Opened, failure: sandbox.Failure) -> Unreadable:
    """The file cannot be read at all."""
    if failure.kind is sandbox.FailureKind.NOT_INSTALLED:
        return Unreadable(opened.source, Trouble.NOT_SUPPORTED, _NOT_INSTALLED)
    return sandboxed.unreadable(opened.source, failure)


def _end(opened: Opened, mails: int, passed: Counter[str]) -> Iterator[Unreadable]:
    """Say what was passed over; a file without any mail is said to be empty."""
    counted = ", ".join(f"{what}: {count}" for what, count in passed.most_common())
    if not mails:
        detail = "the data file holds no mail" + (f" ({counted})" if counted else "")
        yield Unreadable(opened.source, Trouble.EMPTY, detail)
    elif counted:
        opened.access.tell(f"{opened.source}: passed over, as it is no mail: {counted}")


FORMAT: Final = Format("pst", fits, find)
