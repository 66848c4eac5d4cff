"""What a PC showed, as JSON and back: strict, and within bounds.

Whoever wrote the text may be an enemy: what is not of the form is refused as a whole, with
one sentence that says what and where.  Half of a PC is no PC.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from typing import Any

from honmono.sweep.scanner._core import FORM, Artefacts

LARGEST = 64 * 2**20
"""Characters of a text."""

MOST_ROWS = 500_000
"""Of one part."""

LONGEST = 32_768
"""Characters of one value: as many as Windows allows for a path or a command line."""

PARTS = ("processes", "registry", "services", "files", "autoruns")
_NUMBERS = ("size", "mtime", "pid", "ppid")


def artefacts_as_json(artefacts: Artefacts) -> str:
    """The form that `artefacts_from_json` reads, one line."""
    value = {"form": FORM, **asdict(artefacts)}
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"), sort_keys=True)


def artefacts_from_json(text: str) -> Artefacts:
    """Read what a collector wrote.

    Raises:
        ValueError: with a sentence; nothing of it was taken.

    """
    value = _parsed(text)
    if value.get("form") != FORM:
        raise ValueError(f"This is not a file of the form {FORM}.")
    missing = [name for name in (*PARTS, "host", "could_not") if name not in value]
    if missing:
        raise ValueError(f"The part {missing[0]} is missing: is the file whole?")
    parts = {name: _rows(name, value[name]) for name in PARTS}
    return Artefacts(_host(value["host"]), could_not=_said(value["could_not"]), **parts)


def _parsed(text: str) -> dict[str, Any]:
    if len(text) > LARGEST:
        raise ValueError(f"The file is larger than {LARGEST >> 20} MB.")
    try:
        value = json.loads(
            text,
            object_pairs_hook=_once,
            parse_constant=_no_number,
            parse_int=_whole,
            parse_float=_broken_number,
        )
    except RecursionError:
        raise ValueError("The file is nested too deeply.") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise ValueError(f"This is no JSON: {error.msg} ({place}).") from None
    if not isinstance(value, dict):
        raise ValueError("This is no JSON object.")
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name that stands twice means two things, and each reader takes another."""
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("A field stands twice in one object.")
    return value


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no number.")


def _whole(digits: str) -> int:
    if len(digits) > 20:
        raise ValueError(f"A number has {len(digits)} digits.")
    return int(digits)


def _broken_number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"{text[:40]} is no number.")
    return value


def _rows(part: str, value: Any) -> list[dict[str, Any]] | None:
    if value is None:
        return None
    if not isinstance(value, list):
        raise ValueError(f"The part {part} is no list.")
    if len(value) > MOST_ROWS:
        raise ValueError(f"The part {part} has more than {MOST_ROWS} rows.")
    return [_row(part, number, row) for number, row in enumerate(value, 1)]


def _row(part: str, number: int, row: Any) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise ValueError(f"Row {number} of {part} is no object.")
    return {name: _field(part, number, name, row[name]) for name in row}


def _field(part: str, number: int, name: str, value: Any) -> Any:
    """Text, a number, true or false, or nothing; numbers only where they belong."""
    if isinstance(value, str):
        if len(value) > LONGEST:
            raise ValueError(f"Row {number} of {part}: {name[:40]} is too long.")
        return _speakable(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, (int, float)) and (name in _NUMBERS or name not in _TEXTS):
        return value
    raise ValueError(
        f"Row {number} of {part}: {name[:40]} has a value of another kind."
    )


_TEXTS = frozenset(
    {
        *("name", "image_path", "command_line", "user", "hive", "key", "type", "data"),
        *("display_name", "state", "path", "head", "sha256", "where"),
    }
)


def _speakable(text: str) -> str:
    """Half characters, which Windows allows in names, become a mark: none can be kept."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _said(value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or len(value) > MOST_ROWS:
        raise ValueError("The part could_not is no object.")
    if not all(isinstance(why, str) for why in value.values()):
        raise ValueError("The part could_not holds something else than text.")
    return {_speakable(k[:LONGEST]): _speakable(v[:LONGEST]) for k, v in value.items()}


def _host(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("The part host is no object.")
    folders = value.get("folders") or {}
    if not isinstance(folders, dict):
        raise ValueError("The part host.folders is no object.")
    host = {name: _plain(name, one) for name, one in value.items() if name != "folders"}
    host["folders"] = {name: _places(name, one) for name, one in folders.items()}
    return host


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return [_field("host", 1, name, one) for one in value[:100]]
    return _field("host", 1, "host" if isinstance(value, (int, float)) else name, value)


def _places(name: str, value: Any) -> Any:
    """One folder, a list of them, or one a user."""
    if isinstance(value, dict):
        return {_speakable(sid): _place(name, one) for sid, one in value.items()}
    if isinstance(value, list):
        return [_place(name, one) for one in value]
    return None if value is None else _place(name, value)


def _place(name: str, value: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        raise ValueError(f"host.folders: {name[:40]} is no folder.")
    return _speakable(value)
