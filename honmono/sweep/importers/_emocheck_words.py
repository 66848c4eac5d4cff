"""The words of EmoCheck's reports, by language, and how lines are compared with them.

    プロセスID    : 716       →  field `pid`, value 716
    Emotet was not detected.  →  the sentence of a clean report, word by word

Good news must stand there word by word.  Bad news is believed of any line that holds it,
and what only resembles bad news is no good news.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final


@dataclass(frozen=True, slots=True)
class Words:
    """What EmoCheck writes in one language."""

    time: str
    result: str
    clean: tuple[str, ...]
    """In a report's file."""

    clean_console: tuple[str, ...]
    hit: tuple[str, ...]
    block: tuple[str, ...]
    name: tuple[str, ...]
    pid: tuple[str, ...]
    path: tuple[str, ...]
    key: tuple[str, ...]
    end: str


WORDS: Final = {
    "en": Words(
        time="Scan time",
        result="[Result]",
        clean=("Emotet was not detected.",),
        clean_console=("No detection.",),
        hit=("Detected Emotet process", "[!!] Detected"),
        block=("[Emotet Process]",),
        name=("Process Name",),
        pid=("Process ID",),
        path=("Image Path",),
        key=("Registry Key",),
        end="Please remove or isolate the suspicious execution file.",
    ),
    "ja": Words(
        time="プログラム実行時刻",
        result="[結果]",
        clean=("検知しませんでした。",),
        clean_console=("Emotetは検知されませんでした。",),
        hit=(
            "Emotetを検知しました",
            "[!!] Emotet 検知",
            "Emotetのプロセスが見つかりました",
        ),
        block=("[詳細]",),
        name=("プロセス名",),
        pid=("プロセスID",),
        path=("イメージパス",),
        key=("レジストリキー",),
        end="イメージパスの実行ファイルを隔離/削除してください。",
    ),
    "fr": Words(
        time="Temps d'éxécution",
        result="[Résultat]",
        clean=("Emotet n'a pas été détecté.",),
        clean_console=(),
        hit=("Emotet détecté",),
        block=("[Processus Emotet]",),
        name=("Nom du processus",),
        pid=("PID",),
        path=("Emplacement",),
        key=("Clé de registre",),
        end="Veuillez supprimer le(s) fichier(s) détecté(s).",
    ),
}

FIELDS: Final = ("name", "pid", "path", "key")

_ALIKE: Final = 0.7
"""Share of characters from which a line resembles another; a flipped byte of a letter of
three bytes takes three characters, and a label of five stays above."""

_LONGEST: Final = 300
"""Characters of a line that is compared with bad news, or remembered."""


def plain(text: str) -> str:
    """The form in which lines are compared: widths, blanks and quotation marks alike."""
    return _remembered(text) if len(text) <= _LONGEST else _plain(text)


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    return " ".join(re.sub("[’‘´`]", "'", text).split())


_remembered: Final = lru_cache(2_048)(_plain)
"""Nearly all lines of nearly all reports are the same few; long ones are not kept."""


def squeezed(text: str) -> str:
    """Without what mail programs put between: line breaks, blanks, marks of quotation."""
    return re.sub(r"[\s>]+", "", plain(text)).casefold()


def field_of(line: str) -> tuple[str, str, str] | None:
    """`     PID             : 716` → ("fr", "pid", "716"); None for every other line."""
    label, colon, value = re.sub("：", ":", line, count=1).partition(":")
    if not colon:
        return None
    found = _LABELS.get(plain(label).casefold())
    return (*found, value.strip()) if found else None


def time_of(line: str) -> tuple[str, str] | None:
    """`Scan time: 2022-05-18 11:02:33` → ("en", "2022-05-18 11:02:33")."""
    label, colon, value = plain(line).partition(":")
    if not colon:
        return None
    for language, words in WORDS.items():
        if label.strip() == plain(words.time):
            return language, value.strip()
    return None


def result_of(line: str) -> str | None:
    """Language of the line that announces the result."""
    told = plain(line)
    return next((n for n, words in WORDS.items() if told == plain(words.result)), None)


def clean_of(line: str) -> tuple[str, bool] | None:
    """Language of a sentence that says nothing was found; and is it the console's?"""
    told = plain(line)
    for language, words in WORDS.items():
        if told in words.clean:
            return language, False
        if told in words.clean_console:
            return language, True
    return None


def tells_hit(text: str) -> bool:
    """Does bad news stand in it, wherever, and however it was wrapped?"""
    told = squeezed(text)
    return "[!!]" in told or any(hit in told for hit in _HITS)


def resembles_hit(line: str) -> bool:
    """Could it be bad news that was damaged?"""
    told = plain(line).casefold()
    if not told or len(told) > _LONGEST:
        return bool(told)
    return _resembles_hit(told)


@lru_cache(2_048)
def _resembles_hit(told: str) -> bool:
    if re.search(r"\.(exe|dll|ocx)\b", told) and "emocheck" not in told:
        return True
    label = told.partition(":")[0].strip() if ":" in told else told
    return any(_alike(told, bad) for bad in _BAD) or any(
        _alike(label, bad) for bad in _LABELS
    )


def resembles_warning(line: str) -> bool:
    """Does it say that something could not be looked at?"""
    told = plain(line).casefold()
    return told.startswith(("[*]", "[!]")) or "fail to acquire" in told


def is_known(line: str) -> bool:
    """Is it one of EmoCheck's own lines?  So a code page is told from another."""
    return bool(
        clean_of(line)
        or field_of(line)
        or time_of(line)
        or result_of(line)
        or tells_hit(line)
        or plain(line) in _ENDS
    )


def is_end(line: str) -> bool:
    """Is it the advice at the end of a report with hits?"""
    return plain(line) in _ENDS


def _alike(one: str, other: str) -> bool:
    if 2 * min(len(one), len(other)) < _ALIKE * (len(one) + len(other)):
        return False  # as `real_quick_ratio`, before the matcher is made
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _all_labels() -> Iterator[tuple[str, tuple[str, str]]]:
    for language, words in WORDS.items():
        for field in FIELDS:
            for label in getattr(words, field):
                yield plain(label).casefold(), (language, field)


_LABELS: Final = dict(_all_labels())
_ENDS: Final = frozenset(plain(words.end) for words in WORDS.values())
_HITS: Final = tuple(
    squeezed(told) for words in WORDS.values() for told in (*words.hit, words.end)
)
_BAD: Final = tuple(
    plain(told).casefold()
    for words in WORDS.values()
    for told in (*words.hit, *words.block, words.end)
)
