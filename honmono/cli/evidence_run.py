"""What `honmono evidence` does: one method a command, each returns the exit status."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn

from honmono.cli._core import SOME_UNREAD, stop
from honmono.cli.configuration import Configuration
from honmono.cli.options import Language
from honmono.incident.evidence import durable
from honmono.incident.evidence.bundle import export
from honmono.incident.evidence.differences import Difference
from honmono.incident.evidence.place import EvidenceError, Place
from honmono.incident.evidence.sealing import configured_key, make_key_file
from honmono.incident.evidence.signing import (
    Signer,
    fingerprint_of,
    wanted_fingerprint,
)
from honmono.incident.evidence.values import Key
from honmono.incident.evidence.verify import Verification, verify
from honmono.incident.evidence.writing import Note, Writer, writing
from honmono.text import harmless, say_at_length


class Door:
    """One call of the command: for whom, in which language."""

    def __init__(self, home: Path, lang: Language | None, by: str) -> None:
        self._home, self._by = home, by or _login_name()
        self._language = Configuration(None, home, lang).language

    def add(self, case: Path, paths: list[Path]) -> int:
        """Keep files."""
        lost: list[EvidenceError] = []
        try:
            with writing(self._place(case), configured_key()) as writer:
                self._tell(writer)
                files = _files(paths, lost)
                kept = writer.add(files, at=_now(), by=self._by, lost=lost)
        except EvidenceError as error:
            self._stop(error)
        for path, each in kept:
            _print(f"{each.sha256}  {harmless(str(path), 300)}")
        self._complain(lost)
        return SOME_UNREAD if lost else 0

    def export(self, case: Path, out: Path, *, sealed: bool) -> int:
        """Write a bundle."""
        try:
            signer = Signer.of_home(self._home)
            with writing(self._place(case), configured_key()) as writer:
                self._tell(writer)
                done = export(
                    writer, out, signer, at=_now(), by=self._by, sealed=sealed
                )
        except EvidenceError as error:
            self._stop(error)
        self._say("exported", file=out, files=done.files, sha256=done.sha256)
        self._say("signed-by", fingerprint=done.fingerprint)
        self._complain(done.left_out)
        return SOME_UNREAD if done.left_out else 0

    def verify(
        self, bundle: Path, key: str, case: Path | None, *, as_json: bool
    ) -> int:
        """Look at a bundle."""
        try:
            required = wanted_fingerprint(key) if key else None
            place = self._place(case) if case else None
            found = verify(bundle, required=required, case=place)
        except EvidenceError as error:
            self._stop(error)
        if as_json:
            _print(json.dumps(self._as_json(found), ensure_ascii=False, indent=1))
        else:
            self._print_verdict(found, required=bool(required))
        return 0 if found.intact else SOME_UNREAD

    def erase(self, case: Path, originals: list[str], before: str, *, yes: bool) -> int:
        """Erase for good."""
        try:
            day = date.fromisoformat(before) if before else None
        except ValueError:
            stop(f"--names-before {before}: must be a day such as 2027-04-01")
        try:
            with writing(self._place(case), configured_key()) as writer:
                self._tell(writer)
                names = sorted(set(originals) & writer.state.originals)
                for name in sorted(set(originals) - set(names)):
                    self._say("no-such-original", name=name)
                values = writer.values_before(day.isoformat()) if day else []
                count = {"originals": len(names), "values": len(values)}
                if not (names or values) or not (yes or self._agreed(count)):
                    self._say("nothing-erased")
                    return SOME_UNREAD
                self._erase(writer, names, values)
        except EvidenceError as error:
            self._stop(error)
        self._say("erased", **count)
        return SOME_UNREAD if len(names) < len(set(originals)) else 0

    def key(self, make: Path | None, public: Path | None) -> int:
        """Show or make keys."""
        try:
            if make:
                make_key_file(make)
                self._say("key-made", file=make)
                return 0
            signer = Signer.of_home(self._home)
        except EvidenceError as error:
            self._stop(error)
        if public:
            try:
                durable.write(public, [signer.public_pem], mode=0o644)
            except OSError as error:
                stop(f"--public {public}: {error.strerror or error}")
        self._say("signed-by", fingerprint=fingerprint_of(signer.public_key))
        return 0

    def _erase(self, writer: Writer, names: list[str], values: list[Key]) -> None:
        note = Note("erased", _now(), self._by)
        writer.erase(note, originals=names, values=values)

    def _agreed(self, count: dict[str, int]) -> bool:
        if not sys.stdin.isatty():
            return False
        self._say("erase-really", **count)
        return input("[y/N] ").strip().lower() in {"y", "yes", "はい"}

    def _place(self, case: Path) -> Place:
        place = Place(case)
        if not (place.incident and case.exists()):
            raise EvidenceError("no-incident", file=case)
        return place

    def _print_verdict(self, found: Verification, *, required: bool) -> None:
        for each in (*found.differences, *found.remarks):
            _print(each.told(self._language))
        values = {
            "files": found.files,
            "count": len(found.differences),
            "incident": found.cover.incident if found.cover else "?",
            "created": found.cover.created if found.cover else "?",
        }
        self._say("intact" if found.intact else "not-intact", **values)
        if found.fingerprint:
            self._say("signed-by", fingerprint=found.fingerprint)
            if found.intact and not required:
                self._say("whose-key")

    def _as_json(self, found: Verification) -> dict[str, object]:
        cover = found.cover
        return {
            "intact": found.intact,
            "incident": cover.incident if cover else None,
            "created": cover.created if cover else None,
            "files": found.files,
            "fingerprint": found.fingerprint,
            "differences": [self._one(each) for each in found.differences],
            "remarks": [self._one(each) for each in found.remarks],
        }

    def _one(self, each: Difference) -> dict[str, object]:
        return {
            "what": each.key,
            "name": each.name,
            "start": each.start,
            "end": each.end,
            "text": each.told(self._language),
        }

    def _tell(self, writer: Writer) -> None:
        """What was mended when the folder was opened."""
        for told in writer.told:
            sys.stderr.write(f"honmono: {told.told(self._language)}\n")

    def _complain(self, errors: Iterable[EvidenceError]) -> None:
        for error in errors:
            sys.stderr.write(f"honmono: {error.told(self._language)}\n")

    def _say(self, key: str, **values: object) -> None:
        _print(say_at_length("evidence", key, self._language, 300, values))

    def _stop(self, error: EvidenceError) -> NoReturn:
        stop(error.told(self._language))


def _files(paths: Iterable[Path], lost: list[EvidenceError]) -> Iterator[Path]:
    """Every file, in an order that is always the same; what is none is told."""
    for path in paths:
        if path.is_dir():
            for found in sorted(path.rglob("*")):
                if found.is_file() and not found.is_symlink():
                    yield found
        elif path.is_file():
            yield path
        else:
            lost.append(EvidenceError("no-file", file=path))


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container without users
        return "unknown"


def _now() -> datetime:
    return datetime.now(UTC)


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
