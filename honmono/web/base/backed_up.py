"""How backups stand: when the last good one was made, and why the last try failed.

$HONMONO_HOME/backups.json    {"good": {…}, "failed": {…}}, in no backup

It lies beside the database and not in it: a restored desk has made none of its own yet.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from honmono.config import ConfigError, load_settings
from honmono.incident.evidence import durable
from honmono.text import say_at_length
from honmono.web.base.lately import is_within

NAME: Final = "backups.json"
GRACE: Final = timedelta(hours=1)
"""A backup takes a while; it is late only after that."""

BY_HAND: Final = timedelta(days=7)
"""So old may the last one be that somebody wrote by hand, where none are written by us."""


@dataclass(frozen=True, slots=True)
class Good:
    """A backup that was written and read back."""

    at: datetime
    file: str
    lost: int = 0
    """Files that are in no backup, since they are not there or not as they were."""

    whole: str = ""
    """The last one from which no file was lost; empty: nobody knows of one."""

    earlier_gone: bool = False
    """Were earlier ones, which should be beside it, away?  Is the share there at all?"""


@dataclass(frozen=True, slots=True)
class Failed:
    """A try that came to nothing."""

    at: datetime
    key: str
    """A sentence of `web/keeping`, which `values` fill."""

    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Made:
    """Both; a failure that a good one followed is none any more."""

    good: Good | None = None
    failed: Failed | None = None


def made(home: Path) -> Made:
    """What is known; nothing where the file is not there or not ours."""
    try:
        found = json.loads((home / NAME).read_bytes())
        return Made(_of(Good, found.get("good")), _of(Failed, found.get("failed")))
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        return Made()


@dataclass(frozen=True, slots=True)
class Worry:
    """Why somebody should look after the backups."""

    key: str
    """Of a sentence of `web/keeping`, which `values` fill."""

    values: dict[str, Any]
    at: datetime | None = None
    """When the last good one was made; None: never."""

    failed: Failed | None = None
    mistake: ConfigError | None = None

    def told(self, language: str) -> dict[str, Any]:
        """In a language: the sentence, the failure's own, the moment."""
        failed, why = self.failed, ""
        if failed is not None:
            why = _said(failed.key, language, failed.values)
        if self.mistake is not None:
            why = self.mistake.told(language)
        text = _said(self.key, language, self.values)
        return {"text": text, "why": why, "at": self.at}


def worry(home: Path, now: datetime) -> Worry | None:
    """What is wrong with the backups; None: the last one is good and young enough."""
    known = made(home)
    good, at = known.good, known.good.at if known.good else None
    try:
        wanted = load_settings(home).backup
    except ConfigError as error:
        return Worry("worry-settings", {}, at, mistake=error)
    if known.failed is not None:
        return Worry("worry-failed", {}, at, known.failed)
    longest = timedelta(hours=wanted.every) + GRACE if wanted.folder else BY_HAND
    if good is None or not is_within(good.at, now, longest):
        return Worry("worry-old" if wanted.folder else "worry-none", {}, at)
    if good.earlier_gone:
        return Worry("worry-earlier-gone", {"file": good.file}, at)
    if good.lost:
        return Worry("worry-lost", {"count": good.lost}, at)
    return None


def _said(key: str, language: str, values: dict[str, Any]) -> str:
    return say_at_length("web/keeping", key, language, 300, values)


def note_good(
    home: Path, at: datetime, file: Path, *, lost: int = 0, **about: Any
) -> None:
    """A backup is there.  That it cannot be noted does not undo it."""
    before = made(home).good
    whole = str(file) if not lost else before.whole if before else ""
    _write(home, Made(Good(at, str(file), lost, whole=whole, **about)))


def note_by_hand(home: Path, at: datetime, file: Path, **about: Any) -> None:
    """Somebody wrote one.  Where the desk writes its own, those are what it looks after."""
    with suppress(ConfigError):
        if load_settings(home).backup.folder:
            return
    note_good(home, at, file, **about)


def note_failed(home: Path, at: datetime, key: str, values: dict[str, str]) -> None:
    """There is none; the last good one is remembered."""
    _write(home, Made(made(home).good, Failed(at, key, values)))


def _of(kind: Any, found: Any) -> Any:
    if found is None:
        return None
    known = {each.name: found[each.name] for each in fields(kind) if each.name in found}
    return kind(**{**known, "at": datetime.fromisoformat(found["at"])})


def _write(home: Path, value: Made) -> None:
    text = json.dumps(asdict(value), ensure_ascii=False, default=datetime.isoformat)
    own = home / f".{NAME}.part"  # of whoever was killed, too: one writes at a time
    with suppress(OSError):
        durable.write(own, [text.encode()])
        durable.move(own, home / NAME)
