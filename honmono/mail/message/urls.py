"""Addresses in plain text, as mail programs make them clickable.

    詳しくは「https://www.example.jp/a」をご覧ください。  →  https://www.example.jp/a

It leaves alone: addresses without `http`, `ftp`, `mailto` or `www.` before them.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from honmono.mail.message.limits import MAX_LINKS

_HOST: Final = re.compile(r"(?:[a-z]{2,6}:)?(?://)?[^/?#]*+[/?#]", re.IGNORECASE)
_HIRAGANA: Final = re.compile(r"[\u3040-\u309f]")
_JAPANESE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]")
_DOT_AND_LETTER: Final = re.compile(r"\.[^\W\d_]")
_TAIL: Final = ".,;:!?'*_~]>）"
_TAIL_OR_BRACKET: Final = f"{_TAIL})"
_ADDRESS: Final = (
    r"[^\s<>\"`{}|\\^「」『』【】（）()、。，．！？：；“”‘’…〜～　]"
    r"[^\s<>\"`{}|\\^「」『』【】（、。，．！？：；“”‘’…〜～　]*+"
)
_BEFORE: Final = "(?<![a-z0-9@._-])"
_SIGNS: Final = tuple(
    re.compile(pattern + _ADDRESS, re.IGNORECASE)
    for pattern in (
        rf"://(?:(?<={_BEFORE}(http)://)|(?<={_BEFORE}(https)://)|(?<={_BEFORE}(ftp)://))",
        rf"\.(?<={_BEFORE}(www)\.)",
        rf":(?<={_BEFORE}(mailto):)",
    )
)
"""What is found first is the sign, what stands before it is the group.

A search for signs that have no case is several times as fast as one for words that do."""


def links_in_text(text: str) -> tuple[str, ...]:
    """The addresses that programs make clickable in plain text, in order.

    A closing bracket, a full stop or a Japanese 。 after an address is not part of it.
    """
    spans = sorted(
        (match.start(match.lastindex or 0), match.end())
        for sign in _SIGNS
        for match in islice(sign.finditer(text), MAX_LINKS + 1)
    )
    found = []
    last = 0
    for start, end in spans:
        if end != last:  # else it stands within another: `http://www.example.org`
            found.append(_without_tail(_without_words(text[start:end])))
            last = end
    return tuple(found[: MAX_LINKS + 1])


_CLEAR: Final = re.compile(
    r"://([A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)*+)(?=\.?(?:[/?#\s\"<>]|\Z))", re.ASCII
)
"""A host after which nothing can belong to it."""


def hosts_in_text(text: str) -> set[str] | None:
    """All hosts that addresses with `://` in plain text lead to, and perhaps others.

    In a fifth of the time of `links_in_text`.  None where only that can tell: where a
    host has signs in it or directly behind it that may belong to it or not.
    """
    count = text.count("://")
    if not count:
        return set()
    hosts = _CLEAR.findall(text)
    return {host.lower() for host in hosts} if len(hosts) == count else None


def _without_words(url: str) -> str:
    """Cut the Japanese sentence that goes on after an address without a blank.

    `https://www.example.jp/をご覧ください` ends before `を`; a name of a host that is
    itself Japanese does not end there, nor does one such as `example日本.jp`.
    """
    if url.isascii():
        return url
    host = _HOST.match(url)
    if host:
        words = _HIRAGANA.search(url, host.end())
        return url[: words.start()] if words else url
    words = _JAPANESE.search(url)
    if words is None or _DOT_AND_LETTER.search(url, words.start()):
        return url
    before = url[: words.start()]
    return before if _DOT_AND_LETTER.search(before) else url


def _without_tail(url: str) -> str:
    """Cut the punctuation of the sentence around an address.

    A bracket is cut where it was opened before the address: `(see www.example.org/)`.
    """
    end = len(url)
    if url[-1:] not in _TAIL_OR_BRACKET:
        return url
    surplus = url.count(")") - url.count("(")
    while end and (url[end - 1] in _TAIL or (url[end - 1] == ")" and surplus > 0)):
        surplus -= url[end - 1] == ")"
        end -= 1
    return url[:end]
