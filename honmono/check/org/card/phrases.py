"""What the words of a line of a card tell, besides names and contacts.

    北電機株式会社            some firm
    企業名：例示株式会社      a label that nobody signs with
    Receipt for Taro Yamada   meant for somebody
    名古屋支店 052-555-0100   words that are left beside a number

It leaves alone: whose firm, name or number it is.
"""

from __future__ import annotations

import re
from typing import Final

from honmono import tables
from honmono.check.org.card.plain import plain
from honmono.check.org.names.folding import CJK

MIN_WORD: Final = 4
"""Letters of a word of our name that is sought in a text; 2 of Japanese."""

_FORMS: Final = tuple(form for (form,) in tables.rows("company_forms.tsv"))
_JAPANESE_FORMS: Final = "|".join(
    re.escape(plain(form))
    for form in sorted(_FORMS, key=len, reverse=True)
    if len(form) > 2 and not form.isascii()
)
_LATIN_FORMS: Final = "|".join(
    re.escape(form.rstrip("."))
    for form in sorted(_FORMS, key=len, reverse=True)
    if form.isascii() and len(form.rstrip(".")) > 2 and form != "Group"
)
_FIRM: Final = re.compile(
    rf"{_JAPANESE_FORMS}|[㈱㈲]|\b(?:{_LATIN_FORMS})\b|\b(?:University|College|Institute)\b"
)
_LABELS: Final = re.compile(
    "|".join(
        rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word)
        for word in sorted(
            (plain(w) for kind, w in tables.rows("card_words.tsv") if kind == "label"),
            key=len,
            reverse=True,
        )
    )
    + r"|\b[TFMEHPWtfm]\b",
    re.IGNORECASE,
)
_LETTERS: Final = re.compile(r"[^\W\d_]")
FIELDS: Final = re.compile(r"[\s|/,:;()\[\]・、「」『』【】<>]+")
_FIELD: Final = re.compile(
    r"\W{0,3}(?:(\w[^:|,/]{0,20}?) ?:"
    r"|([^\s:|,]{0,6}(?:名|名義|先|契約者|利用者|使用者|所有者|加入者|申込者)) )"
)
_SIGNER: Final = re.compile(
    "|".join(
        re.escape(plain(word))
        for kind, word in tables.rows("card_words.tsv")
        if kind in ("signer", "enquiry")
    )
    + "|.*(?:部|課|室|係|科|局|長|役|任|士|員)\\Z",
    re.IGNORECASE,
)
_MEANT: Final = re.compile(
    r"\b(?:for|to|with|regarding|concerning|re|an|für) +\Z", re.IGNORECASE
)
_NUMBERS: Final = re.compile(r"[\d+() .-]{6,30}")
BLANKS: Final = re.compile(r"[ |/,]+")
_LOWER_FORMS: Final = frozenset(form.lower().strip(".,") for form in _FORMS)


def letters(text: str) -> int:
    """Count the letters."""
    return len(_LETTERS.findall(text))


def letters_left(rest: str) -> int:
    """Count the letters that are no label and no number."""
    return letters(_LABELS.sub(" ", _NUMBERS.sub(" ", rest)))


def shows_firm(rest: str) -> bool:
    """Does the legal form of some firm stand there?"""
    return _FIRM.search(rest) is not None


def is_named_firm(rest: str) -> bool:
    """Is it more than a legal form, whose name stands in the next line?"""
    return letters(_FIRM.sub("", rest)) > 0


def foreign_label(text: str) -> str:
    """Give the label before the first word, when nobody signs with it; else nothing."""
    found = _FIELD.match(text)
    label = (found[1] or found[2]) if found else ""
    return "" if _SIGNER.match(label) or _LABELS.search(label) else label


def is_meant(rest: str, shown: str) -> bool:
    """Is something for the one who is named: `Receipt for Taro Yamada`?"""
    at = rest.find(shown)
    return at > 0 and _MEANT.search(rest[:at]) is not None


def telling_word(name: str) -> str:
    """Give the longest word of a name without its legal form, or nothing if short."""
    words = [_FIRM.sub("", word) for word in plain(name).split()]
    words = [w for w in words if w.lower().strip(".,") not in _LOWER_FORMS]
    word = max(words, key=len, default="").strip(".,").lower()
    least = 2 if re.search(f"[{CJK}]", word) else MIN_WORD
    return word if len(word) >= least else ""
