"""What stands at the head of a quote: labels, attributions, lines of dashes.

    From: Hanako <h@example.co.jp>                      a label of kind `sender`
    2026年6月8日(月) 10:15 佐藤 <sato@example.co.jp>:    an attribution
    -----Original Message-----                          a line of dashes

Each function is asked about a line or a few; what they mean together is `quotes.py`.
The words, by language and program, are rows of `tables/quote_headers.tsv`.
"""

from __future__ import annotations

import re
from typing import Final

from honmono.tables import rows

MAX_LABEL: Final = 24
"""Characters of a label; the longest of the table has 22."""

MAX_ATTRIBUTION: Final = 400
"""Characters of an attribution, all its lines together."""

MAX_WRAPPED: Final = 82
"""Characters of a quoted line that a program may have wrapped; HTML is not wrapped."""

_LABELS: Final = {
    words: kind
    for kind, words, *_ in rows("quote_headers.tsv")
    if kind in ("sender", "date", "to", "cc", "subject", "reply-to", "other")
}
_LANGUAGES: Final = {
    words: frozenset(languages.replace("all", "en").split(", "))
    for kind, words, languages, *_ in rows("quote_headers.tsv")
    if words in _LABELS
}
_ORIGINAL: Final = tuple(w for k, w, *_ in rows("quote_headers.tsv") if k == "original")
BEGINS: Final = tuple(w for k, w, *_ in rows("quote_headers.tsv") if k == "begin")
_FORWARD: Final = tuple(w for k, w, *_ in rows("quote_headers.tsv") if k == "forward")
_WROTE: Final = tuple(w for k, w, *_ in rows("quote_headers.tsv") if k == "wrote")
_WROTE_IN_ASCII: Final = tuple(filter(str.isascii, _WROTE))
DASHES: Final = "-_=*~ ―─━－＿＝"
RULES: Final = frozenset("-_=*~―─━－＿＝")
_SIGNS: Final = RULES | {">", "|"}
TIME: Final = re.compile(r"\d[:：.h時]\s?\d\d|\d時|\b[ap]m\b", re.IGNORECASE)
_DATE: Final = re.compile(
    r"\d(?:\d{3}[-/.年] ?\d|\d?(?:[-/] ?|\. ?)\d{1,2}[-/.] ?\d\d"
    r"|\d?(?:st|nd|rd|th|\.)?,? (?:de )?[^\W\d]{3,12})|[A-Z][a-z]{2,8}\.? \d{1,2}\b"
)
STARTS: Final = re.compile(
    r"(?:On|At|Am|Le|El|Em|Il|Op|Den|Dnia|W dniu|In message|Quoting|In article|from)\b"
    r"|\d{4}[-/.年]|\(?\d{1,4}/\d{1,2}|>{4,}",
    re.IGNORECASE,
)
_NAME_AND_DATE: Final = re.compile(
    r"[^<>@:：]{1,80}<[^<>@\s]{1,99}@[^<>\s]{1,99}>(?:,|\s?さんの)? [^:]{0,9}\d"
)
_ADDRESS_END: Final = re.compile(
    r"[<(＜][^<>()\s]{1,200}@[^<>()\s]{1,200}[>)＞]\s*[:：]\Z"
)


_SET: Final = re.escape("".join(sorted(RULES)))
_RUN_ON: Final = re.compile(
    rf"([{_SET}]{{3,40}}\s?[^{_SET}]{{4,60}}[{_SET}]{{3,40}})\s{{1,3}}"
)

INITIALS: Final = re.compile(r"[^\W\d_]{1,11}+>(?!>)")
"""Who wrote it, before the sign: `TY> `."""

_AROUND: Final = "-* \t　[]"
"""What stands around a label."""


def label(line: str) -> str:
    """`sender` for a line such as `*From:* Taro`, `subject` for `件名：…`; else ""."""
    head, colon, _ = line[: MAX_LABEL + 4].partition(":")
    if "：" in head:
        head = head.partition("：")[0]
    elif not colon:
        return ""
    word = head.strip(_AROUND).lower()
    found = _LABELS.get(word, "")
    if not found and not word.isascii():  # `件　名 ：`, as wide as the label above
        found = _LABELS.get("".join(word.split()), "")
    return found


def languages_of(line: str) -> frozenset[str]:
    """The languages that a line's label is of: `da` and `no` for `Fra: Taro`."""
    word = re.split("[:：]", line[: MAX_LABEL + 4], maxsplit=1)[0].strip(_AROUND)
    return _LANGUAGES.get(word.lower(), frozenset())


def labels_beside(line: str) -> dict[str, str]:
    """The labels (and their kinds) of the languages that a line's own label is of.

    What one program writes into a block is in one language: next to `差出人：` only
    `件名` is a label, and next to `From:` only `Subject`.
    """
    languages = languages_of(line)
    return {
        other: kind
        for other, kind in _LABELS.items()
        if not languages.isdisjoint(_LANGUAGES[other])
    }


def is_original(line: str) -> bool:
    """`-----Original Message-----`, `---- 元のメール ----`, `----- Ken wrote: -----`."""
    inner = line.strip(DASHES)
    dashes = len(line) - len(inner)
    if not inner or dashes < 4 or len(inner) > 200 or line[0] not in RULES:
        return False
    inner = inner.lower()
    return (
        inner.startswith(_ORIGINAL)
        or inner.rstrip(":").endswith(_ORIGINAL)
        or inner.endswith(("wrote:", "のメール:", "さんは書きました:"))
    )


def is_run_on_original(line: str) -> bool:
    """`-----Original Message----- From: Ken Sent: …`: the head runs on in the same line."""
    found = _RUN_ON.match(line)
    return bool(found and is_original(found[1]) and label(line[found.end() :]))


def is_forward_mark(line: str) -> bool:
    """`---------- Forwarded message ---------`, `Begin forwarded message:`."""
    return line.strip(DASHES).lower().startswith(_FORWARD)


def _says_wrote(text: str) -> bool:
    words = _WROTE_IN_ASCII if text.isascii() else _WROTE
    return any(map(text.lower().__contains__, words))


def may_attribute(text: str) -> bool:
    """Does it hold what every attribution has: a verb, or somebody's address?"""
    return "@" in text or _says_wrote(text)


def is_attribution(joined: str, first: str) -> bool:
    """Does it say who wrote what follows?

    When it is more than its first line, it must begin as such lines do.
    """
    if joined[-1] not in ":：" and not joined.endswith(("...", "…")):
        return False
    if STARTS.match(joined) is None and first != joined:
        begins = first[0] in "\"<'“" or (
            "@" in first and _NAME_AND_DATE.match(joined) is not None
        )
        return begins and _says_wrote(joined)
    if not _says_wrote(joined):
        return _DATE.search(joined) is not None and bool(_ADDRESS_END.search(joined))
    return (
        STARTS.match(joined) is not None or "@" in joined or bool(_DATE.search(joined))
    )


def is_strong_attribution(joined: str) -> bool:
    """Sure enough that all that follows is quoted, though no `>` says so."""
    if len(joined) > MAX_ATTRIBUTION or _DATE.search(joined) is None:
        return False
    if TIME.search(joined) is None and "@" not in joined:
        return False
    return STARTS.match(joined) is not None or "@" in joined


def is_weak_attribution(line: str) -> bool:
    """Who wrote it, said in few words directly above a quote: `Ken wrote:`."""
    if len(line) > MAX_ATTRIBUTION:
        return False
    tail = line[-60:]
    if line[-1] in ":：" or line.endswith(("...", "…")):
        return bool(
            _says_wrote(tail)
            or "@" in line
            or _SAID.search(tail)
            or (_DATE.search(line) and TIME.search(line))
        )
    return bool(_says_wrote(tail[-20:]) and ("@" in line or _DATE.search(line)))


_SAID: Final = re.compile(
    r"\b(?:said|says|asked)\W*\Z|(?:さん|様|氏)[^。]{0,12}[:：]\Z"
)


def is_wrapped_tail(before: str, line: str, after: list[str]) -> bool:
    """The end of a quoted line that a program wrapped without a sign of its own."""
    if not line or not line[0].isalnum() or line[-1] in ":：" or len(line) > 60:
        return False
    word = len(line.split(None, 1)[0])
    if not 40 <= len(before) <= MAX_WRAPPED or len(before) + 1 + word <= 71:
        return False
    follows = after[0] if after else ""
    return follows[:1] == ">" or (
        not follows and line[0].islower() and before[-1] not in ".!?:;"
    )


def places_of_quotes(bare: list[str], text: str) -> list[int]:
    """The lines that may open a quote: those with a sign before them or a colon."""
    if ">" not in text and "：" not in text:
        return [i for i, line in enumerate(bare) if ":" in line or line[:1] in _SIGNS]
    return [
        i
        for i, line in enumerate(bare)
        if line[:1] in _SIGNS or ":" in line or ">" in line or "：" in line
    ]


def has_prompts_only(bare: list[str]) -> bool:
    """Are all lines with `>` Python's `>>> `, so that nothing is quoted by them?"""
    signed = [line for line in bare if line[:1] == ">"]
    return bool(signed) and all(line[:4] in (">>> ", ">>>") for line in signed)
