r"""Words of a mail made fit to be stored and shown: nothing hidden, nothing that works.

    "\u202Egpj.exe"               ⟨U+202E⟩gpj.exe
    https://x3.example.net/login  hxxps://x3.example.net/login

Templates escape what they print; this is about what is left when that is done: signs that
turn the writing round, that cannot be seen, or that a database refuses.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f"
    "\u3164\ufe00-\ufe0e\ufeff\uffa0\U000e0000-\U000e0fff]+"
)
"""Signs without ink and without a meaning that a clerk would miss; newsletters are full
of them."""

_TURNING: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufff9-\ufffb\ud800-\udfff]")
_NOT_STORED: Final = re.compile("[\x00\ud800-\udfff]")
_LINES: Final = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_PILED: Final = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]{4})"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]+"
)
"""Marks piled on one letter cover the lines around it."""

_ODD: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u0300-\u036f\u0483-\u0489\u061c\u115f\u1160"
    "\u17b4\u17b5\u180e\u1ab0-\u1aff\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u20d0-\u20ff\u3164\ud800-\udfff\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]"
)
"""Every sign that any of these is about: most texts have none, and are read once."""

_WEB: Final = re.compile(r"[hｈ][tｔ][tｔ][pｐ](?=[sｓ]?[:：])", re.IGNORECASE)
_FTP: Final = re.compile(r"(?<![a-z])ftp(?=s?:)", re.IGNORECASE)


def seen(text: str, longest: int) -> str:
    """At most so many characters of a text, in which everything can be seen.

    Lines stay lines; a sign that turns the writing round is named where it stands.
    """
    text = text[: 4 * longest]
    if _ODD.search(text):
        text = _without_odd(text)
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _without_odd(text: str) -> str:
    text = _LINES.sub("\n", text)
    text = _CONTROL.sub("\ufffd", _UNSEEN.sub("", text))
    text = _PILED.sub(r"\1", text)
    return _TURNING.sub(lambda sign: f"⟨U+{ord(sign[0]):04X}⟩", text)


def in_one_line(text: str, longest: int) -> str:
    """The same in one line, for names, subjects and cells."""
    return seen(" ".join(text[: 4 * longest].split()), longest)


def defanged(text: str) -> str:
    """A text whose links do not work where somebody copies or a program underlines them."""
    if ":" not in text and "：" not in text:
        return text
    return _FTP.sub("fxp", _WEB.sub("hxxp", text))


def storable(value: Any) -> Any:
    """A value of JSON that every database takes: no NUL, no half of a pair, in no depth.

    One look tells that nearly all need nothing; whole pairs look like halves there.
    """
    written = json.dumps(value)
    return _stored(value) if "\\u0000" in written or "\\ud" in written else value


def _stored(value: Any) -> Any:
    if isinstance(value, str):
        return _NOT_STORED.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_stored(key): _stored(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_stored(each) for each in value]
    return value
