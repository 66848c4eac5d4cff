"""The files of a trace: picture, lists of what leaked, ledger; and what changed since.

    書き出したもの
      leaked/addresses.csv   メールアドレス 9 行
      trace.svg              図

Each is written whole or not at all.  One that cannot be written is named, and the others
are written all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

from honmono.cli.picture import save_picture
from honmono.text import harmless, say
from honmono.trace.archive._core import Archive
from honmono.trace.evidence import Entry, Section, Tone
from honmono.trace.exposure._core import Exposure
from honmono.trace.exposure.difference import Difference, difference
from honmono.trace.exposure.folder import AFFECTED, write_all
from honmono.trace.exposure.ledger import Entry as Said
from honmono.trace.exposure.ledger import Ledger, entry_of
from honmono.trace.exposure.ledger_file import save as save_ledger
from honmono.trace.exposure.lists import Form
from honmono.trace.exposure.record import changes_record
from honmono.trace.exposure.saving import CannotSaveError
from honmono.trace.exposure.wording import changes, counted
from honmono.trace.traced import Traced


class Files:
    """What leaked, in words and in files."""

    def __init__(self, language: str, exposure: Exposure, known: Ledger | None) -> None:
        """`known` is what the ledger says so far; None where nobody keeps one."""
        self._language, self._exposure, self.known = language, exposure, known
        self._now: Said = entry_of(exposure, datetime.now(UTC))
        self.complaints: list[str] = []

    # words

    def leaked(self) -> Section:
        """What leaked, in numbers, and what of it is new."""
        entries = [
            Entry(text, label, Tone.PLAIN if label else Tone.FAINT)
            for label, text in counted(self._exposure, self._language)
        ]
        if (change := self._change()) is not None:
            assert self.known is not None and self.known.newest is not None  # noqa: S101, PT018 - for the type
            since = f"{self.known.newest.date:%Y-%m-%d %H:%M} UTC"
            entries.append(Entry(self._say("since", date=since), tone=Tone.STRONG))
            entries += [
                Entry(text, level=1) for text in changes(change, self._language)
            ]
        return Section(self._say("heading-exposure"), tuple(entries))

    def changes(self) -> dict[str, Any] | None:
        """The same for programs; None: there is no earlier entry."""
        change = self._change()
        if change is None or self.known is None or self.known.newest is None:
            return None
        return changes_record(self.known.newest.date, change)

    def _change(self) -> Difference | None:
        before = self.known.newest if self.known else None
        return difference(before, self._now) if before else None

    # files

    def write(
        self,
        traced: Traced,
        archive: Archive,
        *,
        picture: Path | None,
        folder: Path | None,
        ledger: Path | None,
        for_programs: bool,
        with_subjects: bool,
        zone: tzinfo,
    ) -> list[tuple[str, str]]:
        """Write what was asked for; (file, what) of each that is there.

        The ledger comes last: it says that something was told, and then all else is.
        """
        written: list[tuple[str, str]] = []
        if picture:
            written += self._each(self._picture(picture, traced, zone))
        if folder:
            form = Form.JSONL if for_programs else Form.CSV
            written += self._each(self._lists(folder, archive, form, with_subjects))
        if ledger and self.known is not None:
            written += self._each(self._ledger(ledger, self.known))
        return written

    def section(self, written: list[tuple[str, str]]) -> Section | None:
        """What was written, for people."""
        entries = tuple(Entry(what, file) for file, what in written)
        return Section(self._say("heading-written"), entries) if entries else None

    def _each(self, steps: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
        done: list[tuple[str, str]] = []
        try:
            done.extend(steps)
        except CannotSaveError as error:
            path = harmless(str(error.path), 300)
            self.complaints.append(self._say("not-written", path=path, why=error.why))
        return done

    def _picture(
        self, path: Path, traced: Traced, zone: tzinfo
    ) -> Iterator[tuple[str, str]]:
        from honmono.trace.evidence.picture import draw

        save_picture(path, draw(traced, self._language, zone))
        yield _shown(path), self._say("written-picture")

    def _lists(
        self, folder: Path, archive: Archive, form: Form, with_subjects: bool
    ) -> Iterator[tuple[str, str]]:
        found = write_all(
            folder, self._exposure, archive, form, with_subjects=with_subjects
        )
        for kind, rows in found.items():
            name = _shown(folder / f"{kind.value}.{form.value}")
            what = say("exposure", kind.value, self._language)
            if rows is None:
                yield name, self._say("written-unknown", what=what)
            else:
                yield name, self._say("written-list", what=what, count=f"{rows:,}")
        yield _shown(folder / AFFECTED), self._say("written-affected")

    def _ledger(self, path: Path, known: Ledger) -> Iterator[tuple[str, str]]:
        said = known.with_entry(self._now)
        if said is known and path.exists():
            yield _shown(path), self._say("ledger-unchanged")
            return
        save_ledger(path, said)
        yield _shown(path), self._say("written-ledger")

    def _say(self, key: str, **values: object) -> str:
        return say("trace", key, self._language, **values)


def _shown(path: Path) -> str:
    return harmless(str(path), 200)
