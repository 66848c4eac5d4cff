"""A subject, taken apart: what programs and lists put before it, and what threads share.

    Re[2]: 転送: [sales] 見積書　第2版      prefixes ("Re[2]", "転送"), tags ("sales",),
                                            base "見積書 第2版"

Prefixes are those of subject_prefixes.tsv, in any case and width, with a counter
(`Re[2]`, `Re(3)`, `Re^2`, `Re2`) and blanks before the colon, as in French.  Without a
colon nothing is one: `Re-think your budget` and `Forward` stay whole.  A prefix that
ordinary subjects begin with too (`R: how to plot`) counts only before another one.

The base keeps the words as they are shown; only blanks, full-width ones too, are folded.
Whoever compares two of them decides about case and width.  A subject that is nothing
but a tag (`[至急]`) has the tag for its base, or all of them would be one thread.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from honmono.mail.message.model import Subject
from honmono.tables import rows

_TABLE: Final = "subject_prefixes.tsv"
_COUNTER: Final = r"(?:\s?\[\d{1,4}\]|\s?\(\d{1,4}\)|[\^*]?\d{1,3})?"
_AFTERWARDS: Final = "(fwd)"
"""Behind the subject, as Pine forwards (RFC 5256 §2.1)."""

_MAY_BEGIN: Final = re.compile(r"\s*+(?:[\[［]|[^:：]{1,40}+[:：])")
"""What every prefix or tag looks like from afar; most subjects do not begin so."""

_NARROW: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Full-width letters and signs → ASCII, one for one, so that places stay the same."""

_WIDE: Final = re.compile("[\uff01-\uff5e]")


def subject(text: str) -> Subject:
    """Take a decoded subject apart."""
    prefixes: list[str] = []
    tags: list[str] = []
    rest = _take_off(text, prefixes, tags) if _MAY_BEGIN.match(text) else text
    plain = rest.isprintable() and "  " not in rest  # no blank but the common one
    base = rest.strip() if plain else " ".join(rest.split())
    if (
        base[-1:] == ")"
        and base[-len(_AFTERWARDS) :].lower() == _AFTERWARDS != base.lower()
    ):
        base = base[: -len(_AFTERWARDS)].rstrip()
        prefixes.append(_AFTERWARDS)
    if not base and tags:
        base = f"[{tags.pop()}]"
    return Subject(text, base, tuple(prefixes), tuple(tags))


def _take_off(text: str, prefixes: list[str], tags: list[str]) -> str:
    """Add the prefixes and tags at the beginning to these lists; what they leave."""
    narrow = text.translate(_NARROW) if _WIDE.search(text) else text
    kept = 0, 0
    start, end, unsure = 0, len(text.rstrip()), False
    at = 0
    while _MAY_BEGIN.match(narrow, at) and (match := _pattern().match(narrow, at, end)):
        kind = match.lastgroup or ""
        if kind == "wrapped":  # [Fwd: subject]
            if narrow[end - 1] != "]":
                break
            end -= 1
        first, last = match.span(kind)
        (tags if kind == "tag" else prefixes).append(text[first:last].strip())
        at = match.end()
        unsure = kind == "alone_no" or (unsure and kind == "tag")
        if not unsure:
            start, kept = at, (len(prefixes), len(tags))
    del prefixes[kept[0] :], tags[kept[1] :]
    return text[start:end]


def is_reply(subject: Subject) -> bool:
    """Does the outermost prefix say that this answers a mail?  `Fwd: Re: x` does not."""
    return _outermost(subject) in _meaning("reply")


def is_forward(subject: Subject) -> bool:
    """Does the outermost prefix say that this passes a mail on?  `Re: Fwd: x` does not."""
    return _outermost(subject) in _meaning("forward")


def forward_languages(subject: Subject) -> frozenset[str]:
    """Where the outermost prefix passes on: `VS` is Danish, and an answer in Finnish."""
    prefix = _outermost(subject)
    return frozenset(
        language
        for word, languages, meaning, _ in rows(_TABLE)
        if meaning == "forward" and word.casefold() == prefix
        for language in languages.split(", ")
    )


def _outermost(subject: Subject) -> str:
    """The first prefix without its counter, in small letters; else empty."""
    if not subject.prefixes:
        return ""
    prefix = subject.prefixes[0]
    if prefix == _AFTERWARDS:
        return "fwd"
    word = re.match(r"[^\d\[(^*]+", prefix.translate(_NARROW))
    return word[0].strip().casefold() if word else ""


@cache
def _pattern() -> re.Pattern[str]:
    """One prefix or tag, with the blanks before it; the group says which."""
    words = {
        alone: "|".join(re.escape(row[0]) for row in rows(_TABLE) if row[3] == alone)
        for alone in ("yes", "no")
    }
    initials = re.escape("".join({row[0][0] for row in rows(_TABLE)}))
    return re.compile(
        rf"\s*+(?=[\[{initials}])(?:(?P<alone_yes>(?:{words['yes']}){_COUNTER})\s{{0,2}}:"
        rf"|(?P<alone_no>(?:{words['no']}){_COUNTER})\s{{0,2}}:"
        r"|\[(?P<wrapped>fwd?)\s{0,2}:"
        r"|\[(?P<tag>[^\[\]]{1,60})\])",
        re.IGNORECASE,
    )


@cache
def _meaning(what: str) -> frozenset[str]:
    return frozenset(row[0].casefold() for row in rows(_TABLE) if row[2] == what)
