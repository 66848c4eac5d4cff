"""EmoCheck's JSON, also where quotation marks or control characters of a path broke it.

    {"scan_time":"…","hostname":"TKY-PC014","emocheck_version":"2.0","is_infected":"no"}

Clean is only what is whole JSON and says `no`.  Of a broken or cut report the bad news is
read by the names of its keys, whatever stands between.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from honmono.sweep.importers import _emocheck_words as words
from honmono.sweep.importers._emocheck_made import VERSION, Hit, Told, is_time
from honmono.sweep.scan import Outcome

KEYS: Final = ("scan_time", "hostname", "emocheck_version", "is_infected")
_PROCESSES: Final = "emotet_processes"
_HIT: Final = {
    "process_name": "name",
    "process_id": "pid",
    "image_path": "path",
    "registry_key": "key",
}
_KEY: Final = re.compile(
    r'"(' + "|".join((*KEYS, _PROCESSES, *_HIT)) + r')"\s*:\s*', re.IGNORECASE
)
_MOST: Final = 5_000
"""Reports of one file."""

Pairs = list[tuple[str, Any]]


def is_json(text: str) -> bool:
    """Does EmoCheck's JSON stand in it?"""
    return bool(re.search(r'"(?:emocheck_version|is_infected)"', text, re.IGNORECASE))


def reports_of(text: str) -> tuple[list[Told], str]:
    """Every report, and a trouble's code where it is not whole JSON."""
    values = _values(text)
    if values is not None and all(_is_pairs(value) for value in values):
        return [_told(value) for value in values], ""
    return [_broken(text)], "emocheck-broken-json"


def _values(text: str) -> list[Any] | None:
    """One value after another, or a list of them; None: it is not whole."""
    decoder = json.JSONDecoder(object_pairs_hook=lambda pairs: ("object", pairs))
    values: list[Any] = []
    at, text = 0, text.strip()
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return None
        values += value if isinstance(value, list) else [value]
        at += len(text[at:]) - len(text[at:].lstrip())
        if len(values) > _MOST:
            return None
    return values or None


def _is_pairs(value: Any) -> bool:
    return isinstance(value, tuple)


def _told(value: tuple[str, Pairs]) -> Told:
    pairs = value[1]
    told = Told(Outcome.UNKNOWN, version=_only(pairs, "emocheck_version"))
    told.time = _only(pairs, "scan_time")
    told.hosts = [text for key, text in pairs if key == "hostname" and _is_text(text)]
    told.hits = list(_hits(pairs))
    told.unknown = {
        key: str(rest) for key, rest in pairs if key not in (*KEYS, _PROCESSES)
    }
    told.outcome = _outcome(told, pairs)
    if told.outcome is not Outcome.UNKNOWN:
        if not is_time(told.time) or len({key for key, _ in pairs}) < len(pairs):
            told.defects.append("emocheck-lines-missing")
        if told.outcome is Outcome.FOUND and _only(pairs, "is_infected") != "yes":
            told.defects.append("emocheck-contradicts")
    return told


def _outcome(told: Told, pairs: Pairs) -> Outcome:
    said = [value for key, value in pairs if key == "is_infected"]
    if told.hits or "yes" in said or any(words.tells_hit(v) for _, v in _texts(pairs)):
        return Outcome.FOUND
    is_whole = said == ["no"] and len({key for key, _ in pairs}) == len(pairs)
    is_ours = re.fullmatch(VERSION, told.version) is not None
    if is_whole and is_ours and not any(_is_doubtful(k, v) for k, v in pairs):
        return Outcome.CLEAN
    return Outcome.UNKNOWN


def _is_doubtful(key: str, value: Any) -> bool:
    """A key that we do not know, with a list of something, or named like bad news."""
    if key in KEYS:
        return not _is_text(value)
    if key == _PROCESSES:
        return value not in ([], "")
    if not _is_text(value) and value not in ([], None):
        return isinstance(value, list | tuple)
    return (
        re.search(r"proces|infect|emotet|detect|path", key, re.IGNORECASE) is not None
    )


def _hits(pairs: Pairs) -> Iterator[Hit]:
    for key, value in pairs:
        if key != _PROCESSES:
            continue
        for one in value if isinstance(value, list) else [value]:
            if _is_pairs(one):
                yield _hit((name, str(text)) for name, text in one[1])


def _hit(fields: Any) -> Hit:
    hit = Hit()
    for name, text in fields:
        if name in _HIT:
            setattr(hit, _HIT[name], text)
    return hit


def _only(pairs: Pairs, wanted: str) -> str:
    """The value of a key that stands there once, as text."""
    found = [value for key, value in pairs if key == wanted]
    return found[0].strip() if len(found) == 1 and _is_text(found[0]) else ""


def _texts(pairs: Pairs) -> Iterator[tuple[str, str]]:
    yield from ((key, value) for key, value in pairs if _is_text(value))


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _broken(text: str) -> Told:
    """What its keys still tell; never that it is clean."""
    fields = list(_fields(text))
    told = Told(Outcome.UNKNOWN, defects=["emocheck-broken-json"])
    told.hosts = [value for key, value in fields if key == "hostname"][:50]
    told.version = next((v for k, v in fields if k == "emocheck_version"), "")[:20]
    told.time = next((v for k, v in fields if k == "scan_time"), "")
    for key, value in fields:
        if key == "process_name" or (key in _HIT and not told.hits):
            told.hits.append(Hit())
        if key in _HIT:
            setattr(told.hits[-1], _HIT[key], value)
    is_infected = any(key == "is_infected" and value == "yes" for key, value in fields)
    if told.hits or is_infected or words.tells_hit(text):
        told.outcome = Outcome.FOUND
    return told


def _fields(text: str) -> Iterator[tuple[str, str]]:
    """Each known key with all that stands before the next one."""
    keys = list(_KEY.finditer(text))
    ends = [key.start() for key in keys[1:]] + [len(text)]
    for key, end in zip(keys, ends, strict=True):
        value = text[key.end() : end].rstrip(" \t\r\n,{}[]").removeprefix('"')
        yield key[1].casefold(), value.removesuffix('"').replace("\\\\", "\\")
