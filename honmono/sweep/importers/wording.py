r"""Words of reports: made safe to keep, and understood where the table knows them.

said("a\x00b")           a�b: what no database and no page can hold is replaced
outcome_of("検出なし")    CLEAN
outcome_of("正常？")      UNKNOWN: nobody guesses
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from typing import Any, Final

from honmono.sweep.families import family_of
from honmono.sweep.scan import Detection, Extent, Handling, Outcome
from honmono.tables import rows

LONGEST: Final = 500
"""Characters of one value that are kept; the file itself is kept whole."""

MOST_FIELDS: Final = 50
MOST_DETECTIONS: Final = 1_000
"""Of one scan."""

AND_MORE: Final = Detection("…", handling=Handling.LEFT)
"""Stands for those beyond, of a form that names them one after the other."""

_NEVER: Final = datetime.min.replace(tzinfo=UTC)
_UNSAFE: Final = re.compile("[\x00\ud800-\udfff]")
_NAME: Final = 120


def said(value: Any, most: int = LONGEST) -> str:
    """A value of a report as text that can be kept; empty for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and value.bit_length() > 128:
        return "…"
    plain = isinstance(value, str | int | float)
    text = str(value) if plain else _nested(value, most)
    return _UNSAFE.sub("\ufffd", text[: most + 1]).strip()[:most]


def leftovers(fields: Mapping[str, Any], known: Iterable[str] = ()) -> dict[str, str]:
    """Fields that nobody here understands, bounded; empty ones say nothing."""
    understood, kept = frozenset(known), dict[str, str]()
    for name, value in fields.items():
        text = "" if name in understood else said(value)
        if text:
            kept[said(name, _NAME)] = text
        if len(kept) >= MOST_FIELDS:
            break
    return kept


def whole(value: Any) -> int | None:
    """A whole number, also as text: `"1,234"` → 1234."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if abs(value) < 1 << 63 else None
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1 << 53 else None
    if not isinstance(value, str) or len(value) > 30:
        return None
    text = unicodedata.normalize("NFKC", value).strip().replace(",", "")
    return int(text) if text.isascii() and text.isdigit() else None


def yes(value: Any) -> bool | None:
    """`True`, `"true"`, 1; None where it is neither yes nor no."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str | int):
        return {"true": True, "false": False, "1": True, "0": False}.get(
            str(value)[:6].strip().lower()
        )
    return None


def outcome_of(text: str) -> Outcome:
    """What a word says of a scan; UNKNOWN for every word that the table lacks."""
    return Outcome(_words("outcome").get(_folded(text), Outcome.UNKNOWN))


def extent_of(text: str) -> Extent:
    """What a word says of how much was looked at."""
    return Extent(_words("extent").get(_folded(text), Extent.UNKNOWN))


def handling_of(text: str) -> Handling:
    """What a word says of what became of a thing that was found."""
    return Handling(_words("handling").get(_folded(text), Handling.UNKNOWN))


def is_finished(text: str) -> Outcome | None:
    """CLEAN here means no more than: it came to its end.  None for an unknown word."""
    found = _words("finish").get(_folded(text))
    return None if found is None else Outcome(found)


def is_none(text: str) -> bool:
    """Does a column for a threat say that there is none?"""
    return _folded(text) in _words("none")


def found_outcome(detections: Iterable[Detection]) -> Outcome:
    """Removed only where everything was."""
    handled = {one.handling for one in detections}
    return Outcome.REMOVED if handled == {Handling.REMOVED} else Outcome.FOUND


def most_telling(detections: Sequence[Detection]) -> tuple[Detection, ...]:
    """Of very many those that decide: a thousand old finds hide no new one.

    What is not surely gone, or has no time; then malware that steals mail, and the newest.
    """
    if len(detections) <= MOST_DETECTIONS:
        return tuple(detections)
    gone = [one for one in detections if one.handling is Handling.REMOVED and one.at]
    gone.sort(key=lambda one: one.at or _NEVER, reverse=True)
    stealing = [one for one in gone if family_of(one.name)][: MOST_DETECTIONS // 2]
    is_gone = {id(one) for one in gone}
    left = [one for one in detections if id(one) not in is_gone]
    chosen = {id(one): one for one in (*left, *stealing, *gone)}
    return tuple(islice(chosen.values(), MOST_DETECTIONS))


def _folded(text: str) -> str:
    line = unicodedata.normalize("NFKC", text[:200]).casefold()
    return " ".join(line.replace("_", " ").split()).strip(" .。!")


@cache
def _words(kind: str) -> dict[str, str]:
    return {
        _folded(word): meaning
        for of, meaning, word in rows("scan_words.tsv")
        if of == kind
    }


def _nested(value: Any, most: int) -> str:
    """A list or an object in one line; what is inside it deeper is left out."""
    parts, length = [], 0
    pairs = value.items() if isinstance(value, dict) else ((None, v) for v in value)
    for name, inner in pairs:
        text = "…" if isinstance(inner, dict | list) else said(inner, most)
        part = text if name is None else f"{said(name, _NAME)}={text}"
        parts.append(part)
        length += len(part) + 2
        if length > most:
            break
    return "; ".join(parts)
