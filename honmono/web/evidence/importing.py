"""A folder of an incident is taken over: all that it holds, and its log goes on here.

1  the ZIP is read, and everything in it held against everything else; nothing is stored
2  originals are kept, on the disk to stay
3  one transaction: the incident, its log and values, and an entry that says `imported`
4  long lists, in steps

A kill before 3 leaves files that nothing refers to; after it the rest is done when the job
is called again.
"""

from __future__ import annotations

import hashlib
import logging
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from honmono.incident.case import Incident, Mistake
from honmono.incident.case.affected import ListFile as NamedList
from honmono.incident.case.lists import MAX_ROW, read_row
from honmono.incident.case.reading import MAX_FILE
from honmono.incident.evidence import durable
from honmono.incident.evidence.chain import read_entry, start
from honmono.incident.evidence.contents import Story
from honmono.incident.evidence.values import read_row as read_value
from honmono.web.cases import handed_in, lists
from honmono.web.cases.models import Case
from honmono.web.cases.originals import keep
from honmono.web.evidence import checking, exchange
from honmono.web.evidence.exchange import Layout, NotTakenError
from honmono.web.evidence.taking import Taken, open_taken
from honmono.web.jobs.running import FailedJobError, Run

notes = logging.getLogger(__name__)

_AT_ONCE: Final = 200
"""Originals that lie unpacked at one moment."""

_LONGEST_FIELD: Final = 40
"""Characters, as the table has them; our own have at most ten."""

_REMARKS: Final = frozenset({"incident-other"})
"""Somebody edited the incident file without the log: told by an entry, and no obstacle."""


def take_over(run: Run) -> None:
    """Take over the ZIP that somebody handed in."""
    path = handed_in.path_of(run.payload["token"])
    if path is None and "case" in run.job.result:
        return  # the worker that took it over died before it could say so
    if path is None:
        _fail(run, NotTakenError("import-gone"))
        return
    try:
        with exchange.opened(path) as archive:
            _take_over(run, archive)
    except NotTakenError as error:
        handed_in.drop(run.payload["token"])
        _fail(run, error)
    except (TypeError, ValueError, LookupError, RecursionError) as error:
        # A file may say anything; trying again would find the same in it.
        notes.warning("a folder could not be read: %s", type(error).__name__)
        handed_in.drop(run.payload["token"])
        _fail(run, NotTakenError("import-unreadable"))
    handed_in.drop(run.payload["token"])


def _fail(run: Run, error: NotTakenError) -> None:
    language = run.payload.get("language", "ja")
    raise FailedJobError(error.told(language)) from None


def _take_over(run: Run, archive: zipfile.ZipFile) -> None:
    layout = exchange.layout_of(archive)
    taken = read_folder(archive, layout)
    run.total(len(layout.originals) + sum(one.rows for one in taken.incident.lists))
    found = _lists(archive, layout, taken.incident)
    if "case" not in run.job.result:
        if Case.objects.filter(name=layout.name).exists():
            raise NotTakenError("import-name-taken", name=layout.name)
        keep_originals(run, archive, layout, taken)
        open_taken(run, taken, len(taken.incident.lists) - len(found))
    case = Case.objects.get(name=taken.incident.id)
    for named, member in found:
        lists.put_rows(run, case, named, _lines(archive, member))


def read_folder(archive: zipfile.ZipFile, layout: Layout) -> Taken:
    """Read incident, log and values, and hold them against each other.

    Raises:
        NotTakenError: they do not fit; where, and why.

    """
    written = exchange.content(archive, layout.file, MAX_FILE)
    incident = exchange.read_incident(written)
    if incident.id != layout.name:
        raise NotTakenError("import-other-id", name=layout.name, id=incident.id)
    lines = _split(exchange.content(archive, layout.log, exchange.MAX_LOG))
    values = _split(exchange.content(archive, layout.values, exchange.MAX_LOG))
    checked = checking.Checked()
    head = _head_of(lines, layout.name)
    story = checking.check_log(layout.name, head, written, lines, values, checked)
    if checked.breaks:
        row, _ = checked.breaks[0]
        raise NotTakenError("import-chain", row=row)
    wrong = [found for found in checked.wrong_values if found[1] not in _REMARKS]
    if wrong:
        raise NotTakenError("import-values", row=wrong[0][0], count=len(wrong))
    kept = set(story.originals) - set(story.erased)
    _readable(lines, values)
    if unknown := sorted(set(layout.originals) - kept):
        raise NotTakenError("import-unknown-original", name=unknown[0])
    missing = sorted(kept - set(layout.originals))
    outside = bool(lines) and _is_edited(checked, story)
    return Taken(incident, lines, values, story, written, outside, missing=missing)


def _readable(lines: list[bytes], values: list[bytes]) -> None:
    """Times and names of fields are ones that the tables can hold."""
    for row, line in enumerate(lines, 1):
        try:
            datetime.fromisoformat(read_entry(line).at)
        except ValueError:
            raise NotTakenError("import-chain", row=row) from None
    for row, line in enumerate(values, 1):
        value = read_value(line)
        if value is None or len(value.key.field) > _LONGEST_FIELD:
            raise NotTakenError("import-values", row=row, count=1)


def keep_originals(
    run: Run, archive: zipfile.ZipFile, layout: Layout, taken: Taken
) -> None:
    """Keep every original whose bytes are those that its name says.

    Raises:
        NotTakenError: one is not; none of them is referred to then.

    """
    names = sorted(layout.originals)
    home = Path(settings.HOME) / "incoming"
    durable.make_folder(home)
    for begin in range(0, len(names), _AT_ONCE):
        with tempfile.TemporaryDirectory(dir=home) as folder:
            files = []
            for number, name in enumerate(names[begin : begin + _AT_ONCE]):
                path = Path(folder) / str(number)
                taken.sizes[name] = _unpacked(
                    archive, layout.originals[name], path, sha256=name
                )
                files.append(path)
            _, lost = keep(
                taken.incident.id, [(path, "") for path in files], "evidence"
            )
            if lost:
                raise lost[0]
        run.tell(min(begin + _AT_ONCE, len(names)))
    for name, member in layout.documents.items():
        with tempfile.TemporaryDirectory(dir=home) as folder:
            path = Path(folder) / "0"
            size = _unpacked(archive, member, path)
            kept, lost = keep(taken.incident.id, [(path, name)], "document")
        if lost:
            raise lost[0]
        if kept[0].kept.sha256 not in layout.originals:
            taken.documents[kept[0].kept.sha256] = (size, name)


def _head_of(lines: list[bytes], name: str) -> Any:
    """The end that the last entry says; whether the rest leads there, the walk tells."""
    try:
        return read_entry(lines[-1]).head if lines else start(name)
    except ValueError:
        return start(name)


def _is_edited(checked: checking.Checked, story: Story) -> bool:
    return story.incident is None or any(
        why in _REMARKS for _, why in checked.wrong_values
    )


def _unpacked(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path, sha256: str = ""
) -> int:
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as file:
        for chunk in exchange.chunks(archive, member):
            digest.update(chunk)
            size += len(chunk)
            file.write(chunk)
    if sha256 and digest.hexdigest() != sha256:
        raise NotTakenError("import-original-other", name=member.filename)
    return size


def _lists(
    archive: zipfile.ZipFile, layout: Layout, incident: Incident
) -> list[tuple[NamedList, zipfile.ZipInfo]]:
    """Lists that the incident names and the folder has, each row of which was read.

    Raises:
        NotTakenError: one is not the one that was attached.

    """
    found = []
    for one in incident.lists:
        member = layout.lists.get(f"{one.name}-{one.sha256}")
        if member is None:
            continue
        digest, rows = hashlib.sha256(), 0
        for line in _lines(archive, member):
            digest.update(line)
            rows += 1
            if len(line) > MAX_ROW or isinstance(read_row(one.name, line), Mistake):
                raise NotTakenError("import-list-row", name=member.filename, row=rows)
        if digest.hexdigest() != one.sha256 or rows != one.rows:
            raise NotTakenError("import-list-other", name=member.filename)
        found.append((one, member))
    return found


def _lines(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Lines of a member as they stand there, none longer than a row may be."""
    held = b""
    for chunk in exchange.chunks(archive, member):
        held += chunk
        *whole, held = held.split(b"\n")
        yield from (line + b"\n" for line in whole)
        if len(held) > MAX_ROW:
            raise NotTakenError("import-damaged", name=member.filename)
    if held:
        yield held


def _split(content: bytes) -> list[bytes]:
    return [line + b"\n" for line in content.split(b"\n")[:-1]] + [
        rest for rest in (content.rpartition(b"\n")[2],) if rest
    ]
