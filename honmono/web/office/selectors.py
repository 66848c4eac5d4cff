"""What pages read about the organization file; nothing here writes."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db.models import QuerySet

from honmono.config import ConfigError, Settings, load_settings
from honmono.setup.weak_spots import WeakSpot, weak_spots
from honmono.text import say
from honmono.web.office import file
from honmono.web.office.models import FileVersion
from honmono.web.office.parts import PARTS

_MENDED_IN: Final = {
    "no-people": "people",
    "no-reading": "people",
    "no-space": "people",
    "no-address": "people",
    "same-name": "people",
    "same-address": "people",
    "address-elsewhere": "people",
    "private-at-ours": "people",
    "no-such-office": "people",
    "list-over-ours": "lists",
    "list-and-other": "lists",
}
"""By weak spot the part in which it is mended; all others in the organization."""


@dataclass(frozen=True, slots=True)
class Weak:
    """A weak spot, and where it is mended."""

    spot: WeakSpot
    words: str
    part: str


def weak_of(now: file.Now, language: str) -> list[Weak]:
    """What of the file makes answers weak, what is wrong first."""
    if now.organization is None:
        return []
    spots = sorted(weak_spots(now.organization), key=lambda spot: not spot.wrong)
    return [
        Weak(
            spot,
            say("weak_spots", spot.name, language, **spot.values),
            _MENDED_IN.get(spot.name, ""),
        )
        for spot in spots
    ]


def counts_of(now: file.Now) -> list[tuple[str, int]]:
    """By part, how many entries it has."""
    return [(code, len(now.entries(part.table))) for code, part in PARTS.items()]


def settings_now() -> Settings | ConfigError:
    """What `settings.toml` says; or what is wrong with it."""
    try:
        return load_settings(Path(settings.HOME))
    except ConfigError as error:
        return error


def versions() -> QuerySet[FileVersion]:
    """All versions without their texts, the newest first."""
    return FileVersion.objects.select_related("by").defer("content")


def text_of(version: FileVersion) -> str:
    """The text of a version."""
    return zlib.decompress(version.content).decode()


def text_before(version: FileVersion) -> str:
    """The text of the version before it; empty where it is the first."""
    before = FileVersion.objects.filter(pk__lt=version.pk).first()
    return text_of(before) if before else ""
