"""Contact lines: what a signature tells about reaching somebody.

    〒100-0000 東京都千代田区例示町1-2-3　TEL 03-5555-0100     postal, phone
    Taro Yamada, Director, Example Inc.                        a company

It leaves alone: whether these lines are a signature; that is `signatures.py`.
"""

from __future__ import annotations

import re
from typing import Final

_NUMBER: Final = re.compile(r"\(?\d[\d() .‐－ー/-]{5,20}\d")
_GROUP: Final = re.compile(r"\d+")
_IP: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_PHONE_LABEL: Final = re.compile(
    r"(?:tel|phone|fax|mobile|cell|office|direct|mob|ph|voice|work|home|[☎℡☏]|電話|携帯"
    r"|直通|ｔｅｌ|ｆａｘ|\b[tfmpo])[^\w+]{0,8}(?:\+?\d{1,3}[^\w]{0,3})?\Z",
    re.IGNORECASE,
)
_MAIL: Final = re.compile(r"[@＠](?<=[\w-].)[\w-]{1,60}\.\w")
_STREET: Final = re.compile(
    r"\d [\w. ]{2,30}\b(?i:street|st|avenue|ave|road|rd|blvd|drive|dr|lane)\b"
)
_FIVE_DIGITS: Final = re.compile(r"\d{5}")
_ZIP: Final = re.compile(r"\b[A-Z]{2},? +\d{5}\b|^\d{5} +[A-Z]", re.MULTILINE)
_SUITE: Final = re.compile(r"\d(?i:(?<=\bsuite \d)|(?<=\bbox \d))")
_JAPANESE_PLACE: Final = re.compile(r"[都道府県市区町村][^\n]{0,20}\d")
_DIGIT: Final = re.compile(r"\d")
_COMPANY: Final = frozenset(
    (
        *(
            "inc",
            "ltd",
            "llc",
            "corp",
            "gmbh",
            "co",
            "university",
            "dept",
            "department",
        ),
        *("institute", "laboratory", "director", "manager", "engineer", "student"),
        *("professor", "phd", "ph.d"),
    )
)
_JAPANESE_COMPANY: Final = re.compile(
    r"株式会社|有限会社|合同会社|法人|事務所|㈱|部\b|課\b|センター"
)
_WORD: Final = re.compile(r"ph\.d\b|\w+")
SENTENCE_END: Final = (".", "。", "!", "?", "！", "？", ",", "、", ";")
_ENDINGS: Final = (
    "です",
    "ます",
    "まし",
    "ので",
    "から",
    "ください",
    "下さい",
    "ません",
)


def may_reach(text: str) -> bool:
    """Does it hold what every way to reach somebody has: a digit, an @, `www.` …?"""
    return (
        "@" in text
        or "://" in text
        or "www." in text
        or _DIGIT.search(text) is not None
        or (not text.isascii() and ("＠" in text or "〒" in text))
    )


def kinds_of(lines: list[str]) -> set[str]:
    """Which ways to reach somebody these lines name."""
    text = "\n".join(lines)
    found = set()
    if _DIGIT.search(text):
        if has_phone(text):
            found.add("phone")
        if _has_postal(text):
            found.add("postal")
    elif "〒" in text:
        found.add("postal")
    if ("@" in text or "＠" in text) and _MAIL.search(text):
        found.add("mail")
    if "www." in text or "http://" in text or "https://" in text:
        found.add("web")
    return found


def _has_postal(text: str) -> bool:
    """A postal address, of Japan or the United States."""
    return (
        "〒" in text
        or _STREET.search(text) is not None
        or (_FIVE_DIGITS.search(text) and _ZIP.search(text)) is not None
        or _SUITE.search(text) is not None
        or (not text.isascii() and _JAPANESE_PLACE.search(text) is not None)
    )


def has_phone(text: str) -> bool:
    """A number of 9 digits in groups, or a shorter one behind a word such as `Tel`."""
    for number in _NUMBER.finditer(text):
        groups = _GROUP.findall(number[0])
        digits = sum(map(len, groups))
        before = text[max(0, number.start() - 24) : number.start()]
        if not 6 <= digits <= 15 or _IP.match(number[0]):
            continue
        grouped = len(groups) > 2 or before.endswith("+")
        alone = before[-1:] not in ("-", "_", ".") and not before[-1:].isalnum()
        if digits > 8 and grouped and alone and 3 <= len(groups[-1]) <= 5:
            return True
        if _PHONE_LABEL.search(before):
            return True
    return False


def names_company(text: str) -> bool:
    """A word for a company, a department, what somebody is there?"""
    if not _COMPANY.isdisjoint(_WORD.findall(text.lower())):
        return True
    return not text.isascii() and _JAPANESE_COMPANY.search(text) is not None


def is_short(line: str) -> bool:
    """A line of a signature: short, and no prose unless it holds a contact."""
    if len(line) > 90 or line[0] in ">-*" or line[-1] in ":：":
        return False
    if len(line) < 40 and " " not in line and line.isascii():
        return True  # one word
    prose = prose_words(line)
    if len(line) > 70 or prose > 3 or (prose > 1 and line.endswith(SENTENCE_END)):
        return (prose < 5 or len(line) < 60) and bool(kinds_of([line]))
    return True


def prose_words(line: str) -> int:
    """How many words of sentences: in small letters, or endings of Japanese verbs."""
    if line.isascii():
        return sum(map(str.islower, filter(str.isalpha, line.split())))
    return sum(2 for ending in _ENDINGS if ending in line) + sum(
        1 for word in line.split() if word.isascii() and word.islower()
    )
