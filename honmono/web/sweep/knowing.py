"""What our own checks are held against here: the published table and the operator's files.

    settings.toml   [sweep]
                    indicators = "/srv/honmono/own.csv"     kind,value,called,from,to,source
                    words = "/srv/honmono/words.txt"        64 words with commas

Its day is that of the table, of the operator's file, or the day on which somebody has held
both against the alerts of that day and said so: the newest of these.

A file that is broken is told where a kit is made.  Results are read all the same, held
against the published table alone: whoever brings them must not wait for it.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.conf import settings

from honmono.config import ConfigError, load_settings
from honmono.sweep import knowledge as room
from honmono.sweep.knowledge import KnowledgeError, OwnFile
from honmono.web.sweep.models import Compared

if TYPE_CHECKING:
    from honmono.sweep.kit import Knowledge

log = logging.getLogger(__name__)

_LARGEST_WORDS: Final = 64 * 1024


def known() -> Knowledge:
    """All of it.

    Raises:
        KnowledgeError: a file of the operator's cannot be used; the sentence says why.

    """
    try:
        given = load_settings(Path(settings.HOME))
    except ConfigError as error:
        raise KnowledgeError(str(error)) from error
    own = [_own(Path(given.indicators))] if given.indicators else []
    words = _text(Path(given.words), _LARGEST_WORDS) if given.words else ""
    return _of_day(room.knowledge(own, words))


def known_or_published() -> Knowledge:
    """The published table alone where a file of the operator's cannot be used."""
    try:
        return known()
    except KnowledgeError as error:
        log.warning("sweep: own indicators or words are not used: %s", error)
        return _of_day(room.knowledge())


def compare(source: str, *, by: str, now: datetime, day: date) -> Compared:
    """Say that the indicators are those of the alerts of a day."""
    return Compared.objects.create(source=source, by=by, at=now, day=day)


def compared() -> Compared | None:
    """When somebody did so last."""
    return Compared.objects.first()


def _of_day(known: Knowledge) -> Knowledge:
    last = compared()
    if last is None or last.day.isoformat() <= known.made:
        return known
    return replace(known, made=last.day.isoformat())


def _own(path: Path) -> OwnFile:
    """Of the day on which it was written."""
    text = _text(path, room.LARGEST)
    day = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    return OwnFile(path.name, text, day)


def _text(path: Path, most: int) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
        if len(data) > most:
            raise KnowledgeError(f"{path.name}: more than {most >> 10} KB.")
        return data.decode("utf-8-sig")
    except OSError as error:
        raise KnowledgeError(f"{path.name}: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{path.name} is no UTF-8 text.") from error
