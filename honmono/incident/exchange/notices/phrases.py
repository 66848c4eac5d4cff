"""What the short phrases of a record mean, as far as tables know.

    "antivirus + EmoCheck, both clean"  →  ウイルス対策ソフトとEmoCheck、いずれも検出なし
    "subjects (part)"                   →  the data `subject`

A phrase is cut at commas and `+`.  Where one piece is not known, nothing is made of the
whole: half a translation would say something else.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from honmono.incident.case import Certainty, Text
from honmono.tables import rows

_JAPANESE: Final = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uff66-\uff9f]")
_BETWEEN: Final = re.compile(r"\s*([,;+])\s*")
_BEHIND: Final = re.compile(r"([^()]+) \(([^()]+)\)")
_OTHER_ADDRESSES: Final = re.compile(
    r"\b(?:home|street|postal|post|residential|house|office|work|delivery) address(?:es)?"
)
_NUMBER: Final = re.compile(r"\d+")


def text_of(phrase: str) -> Text:
    """A phrase as a text: in Japanese, or in English with the Japanese that tables know."""
    if _JAPANESE.search(phrase):
        return Text(ja=phrase)
    return Text(en=phrase, ja=in_japanese(phrase))


def said_in(text: Text) -> str:
    """The phrase that a text was made from."""
    return text.en or text.ja or ""


def in_japanese(phrase: str) -> str | None:
    """The phrase in Japanese, where every piece of it is known."""
    pieces = _BETWEEN.split(phrase)
    words = [_piece_in_japanese(piece) for piece in pieces[::2]]
    if None in words:
        return None
    text = words[0] or ""
    for mark, word in zip(pieces[1::2], words[1:], strict=True):
        text += ("および" if mark == "+" else "、") + (word or "")
    return text


def kind_of(vocabulary: str, phrase: str) -> str | None:
    """The kind that a phrase names, or None: `("measures", "EDR")` → `edr`."""
    return _kinds().get((vocabulary, phrase.casefold()))


def kinds_in(vocabulary: str, phrase: str) -> tuple[str, ...]:
    """Every kind that words of a phrase name: "names, subjects" → `name`, `subject`.

    What is said to be another kind of address is no mail address.
    """
    low = _OTHER_ADDRESSES.sub("postal", phrase.casefold())
    return tuple(
        dict.fromkeys(
            kind
            for (of, words), kind in _kinds().items()
            if of == vocabulary and re.search(rf"\b{re.escape(words)}", low)
        )
    )


def certainty_of(phrase: str) -> Certainty:
    """How sure a phrase is of itself: "(likely)", "(possible)"; else it is stated."""
    low = phrase.casefold()
    for words, certainty in _CERTAINTY:
        if words in low:
            return certainty
    return Certainty.STATED


_CERTAINTY: Final = (
    ("none confirmed", Certainty.POSSIBLE),
    ("no outside leak confirmed", Certainty.POSSIBLE),
    ("cannot be excluded", Certainty.POSSIBLE),
    ("under investigation", Certainty.POSSIBLE),
    ("possible", Certainty.POSSIBLE),
    ("likely", Certainty.LIKELY),
    ("believed", Certainty.LIKELY),
)


def _piece_in_japanese(piece: str) -> str | None:
    """One piece; what stands in brackets behind it, `subjects (part)`, is one as well."""
    whole = _words_in_japanese(piece)
    found = _BEHIND.fullmatch(piece)
    if whole is not None or found is None:
        return whole
    words, more = (_words_in_japanese(found[n]) for n in (1, 2))
    return f"{words}（{more}）" if words and more else None


def _words_in_japanese(piece: str) -> str | None:
    """Some words; their number is put where the table has `N`."""
    number = _NUMBER.search(piece)
    word = _glossary().get(_NUMBER.sub("n", piece.casefold(), count=1))
    if word is None or number is None:
        return word
    return word.replace("N", number[0])


@cache
def _glossary() -> dict[str, str]:
    return {en.casefold(): ja for en, ja in rows("notice_glossary.tsv")}


@cache
def _kinds() -> dict[tuple[str, str], str]:
    return {
        (of, words.casefold()): kind for of, words, kind in rows("notice_phrases.tsv")
    }
