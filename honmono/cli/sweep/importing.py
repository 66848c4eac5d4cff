"""One run of `honmono sweep import`: files are read, kept, and what they say is told."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typer

from honmono.cli._core import INTERRUPTED, SOME_UNREAD
from honmono.cli.sweep._core import Desk, Whose, login_name
from honmono.cli.sweep.progress import Progress
from honmono.cli.sweep.sources import Found, found_in
from honmono.text import harmless, keys, say_at_length

if TYPE_CHECKING:
    from honmono.sweep.kit import Knowledge
    from honmono.web.sweep.members import About
    from honmono.web.sweep.services import Brought, Taken

FILES: Final = 100
BYTES: Final = 16 * 2**20
"""Of one transaction; what was stored before Ctrl-C stays."""

_MOST_NAMED: Final = 20


@dataclass(slots=True)
class Counts:
    """What became of the files."""

    files: int = 0
    new: int = 0
    scans: int = 0
    unread: int = 0
    """Files of which something could not be read."""


@dataclass
class Taker:
    """Takes files in, batch by batch; each is in the database before it is counted."""

    desk: Desk
    whose: Whose
    columns: Mapping[str, Mapping[str, str]]
    way: str = "command"
    host: str = ""
    counts: Counts = field(default_factory=Counts)

    @cached_property
    def known(self) -> Knowledge:
        """What artefacts are held against; said once where own files cannot be used."""
        from honmono.sweep.knowledge import KnowledgeError, knowledge
        from honmono.web.sweep.knowing import known

        try:
            return known()
        except KnowledgeError as error:
            self.desk.tell("published-only", why=error)
            return knowledge()

    def take(self, found: Iterable[Found], progress: Progress | None = None) -> None:
        """All of them."""
        for batch in _batches(found):
            readable = [one for one in batch if not one.why]
            for one in batch:
                if one.why:
                    self._complain(
                        one.shown, self.desk.say(one.why, **_values(self.desk, one))
                    )
                    self.counts.files += 1
                    self.counts.unread += 1
            for one, taken in zip(readable, self._store(readable), strict=True):
                self._count(one, taken)
            if progress is not None:
                progress.move(self.counts.files, sum(len(one.data) for one in batch))

    def _store(self, found: Sequence[Found]) -> Sequence[Taken]:
        from honmono.sweep.importers.bundle import is_bundle
        from honmono.web.sweep.models import Way
        from honmono.web.sweep.services import Brought, take

        if not found:
            return ()
        about = self._about(datetime.now(UTC))
        brought = Brought(Way(self.way), login_name(), about.received)
        single = [one for one in found if not is_bundle(one.data)]
        files = [about.file(one.name, one.data) for one in single]
        taken = dict(zip(map(id, single), take(files, brought), strict=True))
        return [taken.get(id(one)) or _unpacked(one, about, brought) for one in found]

    def _about(self, now: datetime) -> About:
        from honmono.web.sweep.members import About
        from honmono.web.sweep.services import keys as keys_of

        return About(
            received=now,
            zone=self.whose.zone,
            host=self.host,
            columns=self.columns,
            keys=keys_of(now),
            knowledge=self.known,
        )

    def _count(self, one: Found, taken: Taken) -> None:
        self.counts.files += 1
        self.counts.new += taken.new
        self.counts.scans += taken.scans if taken.new else 0
        self.counts.unread += bool(taken.troubles)
        for trouble in taken.troubles[:_MOST_NAMED]:
            self._complain(one.shown, self._told(trouble))
        if len(taken.troubles) > _MOST_NAMED:
            more = len(taken.troubles) - _MOST_NAMED
            self._complain(one.shown, self.desk.say("more-troubles", count=more))

    def _told(self, trouble: Mapping[str, Any]) -> str:
        code, values = str(trouble["code"]), dict(trouble["values"])
        language = self.desk.language
        if code in _import_words():
            told = say_at_length("sweep_import", code, language, 300, values)
        else:
            told = self.desk.say("not-understood", code=code)
        place = harmless(str(trouble["place"]), 100)
        return f"{place}: {told}" if place else told

    def _complain(self, shown: str, sentence: str) -> None:
        sys.stderr.write(f"honmono: {harmless(shown, 300)}: {sentence}\n")


def _unpacked(one: Found, about: About, brought: Brought) -> Taken:
    """Store what lies in a ZIP, then the ZIP itself; told as one file."""
    from honmono.web.sweep.importing import found_in
    from honmono.web.sweep.services import batches
    from honmono.web.sweep.storing import store

    *members, itself = (
        taken
        for batch in batches(found_in(one.name, one.data, about))
        for taken in store(batch, brought)
    )
    troubles = [
        {**trouble, "place": f"{member.name} {trouble['place']}".strip()}
        for member in members
        for trouble in member.troubles
    ]
    return replace(
        itself,
        new=itself.new or any(member.new for member in members),
        scans=sum(member.scans for member in members if member.new),
        troubles=(*troubles, *itself.troubles),
    )


def run(
    desk: Desk,
    paths: Sequence[str],
    inventory: Path | None,
    host: str,
    columns: Path | None,
    case: str,
) -> int:
    """Take everything in; the exit status."""
    whose = desk.whose(case)
    taker = Taker(desk, whose, columns_of(desk, columns), host=host)
    unsure = 0
    if inventory is not None:
        from honmono.cli.sweep.inventorying import take_inventory

        unsure = take_inventory(desk, whose, inventory)
    try:
        with Progress(desk.language, paths) as progress:
            taker.take(found_in(paths), progress)
    except KeyboardInterrupt:
        _sum_up(desk, taker.counts)
        desk.tell("interrupted")
        return INTERRUPTED
    if paths:
        _sum_up(desk, taker.counts)
        _tell_unlisted(desk)
    return SOME_UNREAD if taker.counts.unread or unsure else 0


def columns_of(desk: Desk, file: Path | None) -> dict[str, Mapping[str, str]]:
    """Saved column maps, and the one of this call."""
    from honmono.web.sweep.services import columns as saved_columns

    saved = dict(saved_columns())
    if file is None:
        return saved
    try:
        content = json.loads(file.read_bytes())
    except OSError as error:
        desk.stop("columns-not-read", file=file, why=desk.reason(error))
    except (ValueError, RecursionError):
        desk.stop("columns-no-map", file=file)
    if not isinstance(content, dict) or not all(
        isinstance(value, str) for value in content.values()
    ):
        desk.stop("columns-no-map", file=file)
    saved.pop(file.stem, None)  # the one that is given counts, and is tried first
    return {file.stem: content, **saved}


def _batches(found: Iterable[Found]) -> Iterator[list[Found]]:
    batch, size = list[Found](), 0
    for one in found:
        batch.append(one)
        size += len(one.data)
        if len(batch) >= FILES or size >= BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _values(desk: Desk, one: Found) -> dict[str, str]:
    if one.error is not None:
        return {"value": desk.reason(one.error)}
    return dict(zip(("value",), one.values, strict=False))


def _import_words() -> frozenset[str]:
    try:
        return frozenset(keys("sweep_import"))
    except FileNotFoundError:
        return frozenset()


def _sum_up(desk: Desk, counts: Counts) -> None:
    values = {"files": f"{counts.files:,}", "new": f"{counts.new:,}"}
    typer.echo(desk.say("taken", **values, scans=f"{counts.scans:,}"))
    if counts.unread:
        desk.tell("unread", count=f"{counts.unread:,}")


def _tell_unlisted(desk: Desk) -> None:
    from honmono.web.sweep.selectors import unlisted

    hosts = [one.host or "?" for one in unlisted()]
    if hosts:
        names = ", ".join(hosts[:_MOST_NAMED]) + (" …" * (len(hosts) > _MOST_NAMED))
        desk.tell("unlisted", count=f"{len(hosts):,}", names=names)
