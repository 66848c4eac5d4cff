"""What lies beside the scanner, and the one file that it writes.

kit.json         {"kit": "k-7f3a", "token": "…", "office": "tokyo", "contact": "…"}
knowledge.json   {"made": "2026-11-20", "words": […], "indicators": [{…}]}
"""

from __future__ import annotations

import json
import os
import re
import sys
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from honmono.sweep.scanner._core import Knowledge

KIT, KNOWLEDGE = "kit.json", "knowledge.json"
LARGEST = 16 << 20
"""Bytes of either file."""

_NAME = re.compile(r"[^A-Za-z0-9_-]")


def place() -> Path:
    """The folder in which the scanner lies."""
    return Path(sys.argv[0] or ".").absolute().parent


def kit_from(path: Path | None) -> dict[str, Any]:
    """The kit that is named, or that lies beside; ValueError for one that is no kit."""
    text = _text(KIT, path)
    if text is None:
        if path is not None:
            raise ValueError("no kit")
        return {}
    kit = _object(text)
    if not all(isinstance(kit.get(name), str) for name in ("kit", "token")):
        raise ValueError("no kit")
    return {name: one for name, one in kit.items() if isinstance(one, str)}


def knowledge_from() -> Knowledge:
    """What lies beside or inside; a broken one is none: the report then says so."""
    text = _text(KNOWLEDGE, None)
    try:
        known = _object(text or "{}")
    except ValueError:
        return Knowledge()
    indicators = known.get("indicators")
    words = known.get("words")
    return Knowledge(
        made=str(known.get("made", "")),
        words=tuple(map(str, words)) if isinstance(words, list) else (),
        indicators=tuple(
            {str(name): str(value) for name, value in one.items()}
            for one in (indicators if isinstance(indicators, list) else [])
            if isinstance(one, dict)
        ),
    )


def write(data: bytes, folder: Path, host: str, now: datetime, ending: str) -> Path:
    """Write a new file; one that is there already is never touched.

    OSError: nothing has been written.
    """
    stem = (
        f"{_NAME.sub('', host.split('.')[0])[:15].upper() or 'PC'}_{now:%Y%m%d%H%M%S}"
    )
    for number in range(100):
        path = folder / f"{stem}{f'-{number}' if number else ''}_{ending}.json"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            handle = os.open(path, flags, 0o600)
        except FileExistsError:
            continue
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(handle)
        return path
    raise FileExistsError(17, "too many reports of this second")


def _text(name: str, path: Path | None) -> str | None:
    """Beside the scanner first: what is beside was handed out with it."""
    chosen = path or place() / name
    try:
        with chosen.open("rb") as file:
            return file.read(LARGEST).decode("utf-8-sig")
    except OSError:
        pass
    except UnicodeDecodeError:
        return "?"
    if path is not None or not zipfile.is_zipfile(sys.argv[0]):
        return None
    with zipfile.ZipFile(sys.argv[0]) as archive:
        if name not in archive.namelist():
            return None
        return archive.read(name)[:LARGEST].decode("utf-8", "replace")


def _object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except RecursionError as error:
        raise ValueError("too deep") from error
    if not isinstance(value, dict):
        raise ValueError("no object")
    return value
