"""A ZIP archive of mails: unpacked member by member, told by what the members are.

    letters.zip             →   letters.zip#0   order.eml
      order.eml                 letters.zip#1   the first mail of old.mbox
      old.mbox                  letters.zip#2   its second
      more/inner.zip            letters.zip#3   a mail in inner.zip
      photo.png                 letters.zip#4   not-a-mail: photo.png: looks like a picture

What unpacks is `zipped_members`, in the sandbox; a member that harms it costs itself alone.
Archives in archives are opened `MAX_DEPTH` deep.  An archive without any mail in it is one
line: most are documents (.docx), or programs.  Silent is what a Mac or a mail program
keeps beside files (`__MACOSX/`, `.DS_Store`), unless it is mail.

A password is asked for once and tried; what is not locked is read in any case.  Nothing of
an archive is written to disk.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from honmono.mail import sandbox
from honmono.mail.sandbox import Failure, FailureKind, Item
from honmono.mail.source import file, folder, foreign, sandboxed
from honmono.mail.source._core import (
    File,
    Format,
    Opened,
    RawMail,
    Trouble,
    Unreadable,
)

MAX_DEPTH: Final = 3
"""Archives in each other that are opened."""

MAX_RATIO: Final = 50
"""How many times its size an archive may unpack to; mail shrinks to a tenth at best."""

ALWAYS: Final = 256 * 2**20
"""Bytes that it may unpack to whatever its size."""

MAX_MEMBERS: Final = 100_000
"""Files in one archive."""

MAX_DEATHS: Final = 2
"""Members over which a worker may die before the rest is not tried."""

MAX_TRIES: Final = 6
"""Passwords that are tried, however many somebody knows."""

_JOB: Final = "honmono.mail.source.zipped_members:members"
_HEADS: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

_NO_MAIL: Final = frozenset({Trouble.NOT_A_MAIL, Trouble.EMPTY})

_PROGRAMS: Final = {
    "[Content_Types].xml": "looks like an Office document",
    "META-INF/MANIFEST.MF": "looks like a Java program or a signed archive",
    "AndroidManifest.xml": "looks like an Android program",
    "mimetype": "looks like an OpenDocument file or a book",
}


class _Member(NamedTuple):
    """One file of an archive, or why there is none."""

    name: str
    """Empty when it is about the archive as a whole."""

    data: bytes = b""
    failure: Failure | None = None
    size: int = 0
    """Bytes that were unpacked, or may have been before it failed."""


class _Line(NamedTuple):
    """A mail, or what is said about something that is none."""

    name: str
    """Of the member; empty when it is about the archive as a whole."""

    what: RawMail | Unreadable


@dataclass(slots=True)
class _Budget:
    """Bytes that may still be unpacked, over all depths."""

    left: int
    archives: Counter[str] = field(default_factory=Counter)
    """How often a name was met: two inside may have the same, and other passwords."""


def fits(head: bytes) -> bool:
    """Does an archive begin here (07 08: one that was once in pieces)?"""
    return head.startswith(_HEADS)


def find(opened: Opened) -> Iterator[RawMail | Unreadable]:
    """Yield every mail of the archive; they are unpacked already."""
    budget = _Budget(max(ALWAYS, opened.size * MAX_RATIO))
    number = 0
    for name, what in _lines(opened, budget, depth=1):
        if isinstance(what, Unreadable) and not name:
            sha256 = what.sha256 or foreign.sha256_of(opened)
            yield replace(what, source=opened.source, sha256=sha256)
            continue
        source = f"{opened.source}#{number}"
        number += 1
        if isinstance(what, RawMail):
            yield replace(what, source=source)
        else:
            yield replace(what, source=source, detail=f"{name}: {what.detail}")


def is_silent(name: str) -> bool:
    """Is it of the files that others than people put into archives?"""
    folders = name.replace("\\", "/").split("/")
    hidden = any(part.startswith((".", "__MACOSX")) for part in folders)
    return hidden or folder.is_control_file(folders[-1])


def _lines(opened: Opened, budget: _Budget, depth: int) -> Iterator[_Line]:
    """Yield what an archive holds; nothing but one line, if there is no mail in it."""
    waiting, anything = list[_Line](), False
    for line in _contents(opened, budget, depth):
        if _is_no_mail(line.what) and is_silent(line.name):
            continue
        anything = anything or not _is_no_mail(line.what)
        waiting.append(line)
        if anything:
            yield from waiting
            waiting.clear()
    if not anything:
        yield _Line("", _without_mail(opened, waiting))


def _is_no_mail(what: RawMail | Unreadable) -> bool:
    """Is it whole and readable, and something else?"""
    return not isinstance(what, RawMail) and what.trouble in _NO_MAIL


def _contents(opened: Opened, budget: _Budget, depth: int) -> Iterator[_Line]:
    """Yield what each member is."""
    for member in _members(opened):
        budget.left -= member.size
        if budget.left < 0:
            detail = (
                f"unpacks to more than {MAX_RATIO} times its size: the rest is not read"
            )
            yield _Line("", Unreadable("", Trouble.TOO_LARGE, detail))
            return
        if member.failure:
            yield _Line(member.name, sandboxed.unreadable("", member.failure))
        elif fits(member.data):
            yield from _inner(opened, member, budget, depth)
        else:
            kept = io.BytesIO(member.data)
            for what in file.read_in(kept, member.name, opened.formats, opened.access):
                yield _Line(member.name, what)


def _inner(
    opened: Opened, member: _Member, budget: _Budget, depth: int
) -> Iterator[_Line]:
    """Yield what an archive in an archive holds."""
    if depth == MAX_DEPTH:
        detail = f"archives in archives are opened {MAX_DEPTH} deep; unpack it first"
        yield _Line(member.name, Unreadable("", Trouble.NOT_SUPPORTED, detail))
        return
    source = f"{opened.source}: {member.name}"
    budget.archives[source] += 1
    if (count := budget.archives[source]) > 1:
        source = f"{source} ({count:,})"
    kept, size = io.BytesIO(member.data), len(member.data)
    inner = replace(opened, file=kept, source=source, size=size)
    for name, what in _lines(inner, budget, depth + 1):
        yield _Line(f"{member.name}/{name}" if name else member.name, what)


def _members(opened: Opened) -> Iterator[_Member]:
    """Yield the members; ask for a password if some are locked."""
    given, locked = dict[str, str](), None
    for _ in range(MAX_TRIES):
        locked = None
        for member in _unpacked(opened.file, given):
            if not member.name and _is_locked(member.failure):
                locked = member.failure
            else:
                yield member
        if locked is None:
            return
        password = opened.access.password_for(opened.source)
        if not password or password == given.get("password"):
            break
        given = {"password": password}
    yield _Member("", failure=locked)
    yield from _unpacked(opened.file, {"locked": "skip"})


def _is_locked(failure: Failure | None) -> bool:
    return failure is not None and failure.kind is FailureKind.LOCKED


def _unpacked(archive: File, arguments: dict[str, str]) -> Iterator[_Member]:
    """Yield the members as the sandbox unpacks them, beyond one that ends a worker."""
    start = deaths = 0
    arguments = {"most": str(MAX_MEMBERS), **arguments}
    while True:
        failure, begun = None, False
        for got in sandbox.stream(_JOB, archive, start=str(start), **arguments):
            if isinstance(got, Failure):
                failure = got
            elif not begun:
                begun = True
            elif start == MAX_MEMBERS:  # the job refuses that; this is not the job
                failure = Failure(FailureKind.TOO_MUCH_OUTPUT, "more files than it has")
                break
            else:
                start += 1
                yield from _member(got)
        if failure is None:
            return
        if not begun or start == MAX_MEMBERS:
            yield _Member("", failure=failure)
            return
        start, deaths = start + 1, deaths + 1
        yield _Member(f"file {start:,} of the archive", failure=failure)
        if deaths == MAX_DEATHS:
            detail = (
                f"{deaths} files of the archive end its reader; the rest is not read"
            )
            yield _Member("", failure=Failure(FailureKind.BROKEN, detail))
            return


def _member(item: Item) -> Iterator[_Member]:
    """Yield it as the worker labelled it, unless it was passed over."""
    try:
        label = json.loads(item.label)
        if label.get("skipped"):
            return
        name = sandbox.one_line(str(label["name"])) or "(no name)"
        size = max(len(item.data), int(label["size"]))
        failure = None
        if "trouble" in label:
            detail = sandbox.one_line(str(label["detail"]))
            failure = Failure(FailureKind(label["trouble"]), detail)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        name, size = "(no name)", len(item.data)
        failure = Failure(FailureKind.CRASHED, "its reader labelled it wrongly")
    yield _Member(name, item.data, failure, size)


def _without_mail(opened: Opened, lines: list[_Line]) -> Unreadable:
    """Say what an archive is that holds no mail."""
    names = {line.name for line in lines}
    kinds = [kind for name, kind in _PROGRAMS.items() if name in names]
    trouble = Trouble.NOT_A_MAIL
    if kinds:
        detail = kinds[0]
    elif lines and isinstance(first := lines[0].what, Unreadable):
        what = f"the first, {lines[0].name}: {first.detail}"
        detail = f"a ZIP archive of {len(lines):,} files, none of them a mail ({what})"
    else:
        trouble, detail = Trouble.EMPTY, "a ZIP archive without files"
    return Unreadable(opened.source, trouble, detail, foreign.sha256_of(opened))


FORMAT: Final = Format("zip", fits, find)
