"""Signatures: the block under somebody's own words that says who and where they are.

    ━━━━━━━━━━━━━━━━━━━━
    社会保険労務士法人 例示センター　山田 太郎
    〒100-0000 東京都千代田区例示町1-2-3　TEL 03-5555-0100
    ━━━━━━━━━━━━━━━━━━━━

Looked for at the end of the own words: at the end of the body, and above the quote
that ends it.  Signs are the line `-- `, a rule with contact lines under it, a program's
`Sent from my iPhone`, a disclaimer, the footer of a mailing list or of a free mailer,
and without any of these a last paragraph of short lines with a phone number, an address.

It leaves alone: a name by itself under a greeting.  That is part of the letter.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from honmono.tables import rows

_OWN: Final = 0
_QUOTED: Final = 1
_SIGNATURE: Final = 2

MAX_SIGNATURE: Final = 40
"""Lines from the end of somebody's words in which their signature is looked for."""

MAX_CONTACT: Final = 16
"""Lines of a signature that no rule announces."""

MIN_NOTICE: Final = 60
"""Characters of a disclaimer; a shorter line may be the author's own."""

MAX_PHONES: Final = 5
"""Lines with a phone number in one signature; more make a list of people."""

MAX_FOOTERS: Final = 3
"""Footers under one body: list, free mailer, virus scanner."""

MAX_FOOTER: Final = 14
"""Lines of a footer of a list or a free mailer, its rule included."""

_DEVICE: Final = tuple(w for k, w, *_ in rows("quote_headers.tsv") if k == "device")
_NOTICE: Final = tuple(w for k, w, *_ in rows("quote_headers.tsv") if k == "notice")
_LEGAL: Final = tuple(w for k, w, *_ in rows("quote_headers.tsv") if k == "legal")
_RULE_SIGNS: Final = (
    "-_=*~#+.:/\\|<>^―─━═－＿＝＊〜～・◆◇■□●○★☆※┏┓┗┛┌┐└┘┃│◎▼△▲▽∞♪♦♢∴∵‥… 　"
)
_RULE_SET: Final = frozenset(_RULE_SIGNS)
_RULE_STARTS: Final = _RULE_SET - set(".…>| ")
_NUMBER: Final = re.compile(r"\(?\d[\d() .‐－ー/-]{5,20}\d")
_GROUP: Final = re.compile(r"\d+")
_IP: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_PHONE_LABEL: Final = re.compile(
    r"(?:tel|phone|fax|mobile|cell|office|direct|mob|ph|voice|work|home|[☎℡☏]|電話|携帯"
    r"|直通|ｔｅｌ|ｆａｘ|\b[tfmpo])[^\w+]{0,8}(?:\+?\d{1,3}[^\w]{0,3})?\Z",
    re.IGNORECASE,
)
_MAIL: Final = re.compile(r"[\w-][@＠][\w-]{1,60}\.\w")
_POSTAL: Final = re.compile(
    r"〒|[都道府県市区町村][^\n]{0,20}\d|\b[A-Z]{2},? +\d{5}\b|^\d{5} +[A-Z]"
    r"|\d [\w. ]{2,30}\b(?i:street|st|avenue|ave|road|rd|blvd|drive|dr|lane)\b"
    r"|\b(?i:suite|box) \d",
    re.MULTILINE,
)
_COMPANY: Final = re.compile(
    r"株式会社|有限会社|合同会社|法人|事務所|㈱|部\b|課\b|センター|\b(?:inc|ltd|llc|corp|gmbh"
    r"|co|university|dept|department|institute|laboratory|director|manager|engineer"
    r"|student|professor|phd|ph\.d)\b",
    re.IGNORECASE,
)
_LIST: Final = tuple(w for k, w, *_ in rows("quote_headers.tsv") if k == "list")
_AD: Final = ("http://", "https://", "www.", "hotmail", "msn", "yahoo", "aol", "mail")
_SENTENCE_END: Final = (".", "。", "!", "?", "！", "？", ",", "、", ";")
_CLOSING: Final = re.compile(
    r"(?:thanks|thank you|thx|best|kind|warm|regards|rgds|sincerely|cheers|yours|mit"
    r" freundlichen|viele gr|cordialement|saludos|many thanks|hth|bye|take care|ciao"
    r"|respectfully|よろしく|宜しく|以上|敬具|草々)",
    re.IGNORECASE,
)


def mark_signatures(bare: list[str], roles: bytearray) -> None:
    """Give signature lines their role; `bare` are the lines without outer blanks.

    A body that is nothing but contact lines is somebody's own words.
    """
    end = _sign_footers(bare, roles, len(bare))
    if not end:
        return
    stop = end
    if roles[end - 1] == _QUOTED:
        while stop and (roles[stop - 1] == _QUOTED or not bare[stop - 1]):
            stop -= 1
        stop = _sign_footers(bare, roles, stop)
    begin = stop
    while begin and roles[begin - 1] == _OWN:
        begin -= 1
    start = _start(bare, begin, stop)
    if stop < len(bare) or any(bare[:start]):
        _sign(roles, start, stop)
    first = roles.find(_QUOTED)
    if 0 < first < stop:
        stop = _last(bare, first)
        _sign(roles, _device(bare, 0, stop), stop)


def _sign_footers(bare: list[str], roles: bytearray, end: int) -> int:
    """Give footers that end at `end` their role; what is left ends where is returned."""
    for _ in range(MAX_FOOTERS):
        end = _last(bare, end)
        start = _footer(bare, roles, end)
        if start == end:
            break
        _sign(roles, start, end)
        end = start
    return _last(bare, end)


def _sign(roles: bytearray, start: int, end: int) -> None:
    roles[start:end] = bytes([_SIGNATURE]) * (end - start)


def _last(bare: list[str], end: int) -> int:
    """`end` without the empty lines before it."""
    while end and not bare[end - 1]:
        end -= 1
    return end


def _names(text: str, words: tuple[str, ...]) -> bool:
    """Does the text have one of these words?"""
    lower = text.lower()
    return any(word in lower for word in words)


def is_rule(line: str) -> bool:
    """A line drawn of signs: `━━━━━`, `-----`, `*‥…━━━`, `+-+-+-+`."""
    return (
        len(line) > 2
        and line[0] in _RULE_STARTS
        and line[-1] in _RULE_SET
        and not line.strip(_RULE_SIGNS)
    )


def _footer(bare: list[str], roles: bytearray, end: int) -> int:
    """Where the footer of a list or free mailer begins that ends here; else `end`.

    It stands under everything, also under a quote that goes on to the end.
    """
    for i in range(end - 1, max(-1, end - 1 - MAX_FOOTER), -1):
        line = bare[i]
        if line[:1] == ">":
            break
        if len(line) >= 12 and is_rule(line) and i + 1 < end:
            words = "\n".join(bare[i + 1 : end])
            if _names(words, _LIST):
                return i if roles[i] != _QUOTED or end - i < 7 else end
            if line[0] == "_" and len(line) > 40 and _names(words, _AD):
                return i if len(words) < 400 else end
        elif line.startswith(("Do You Yahoo!?", "Get your free email")):
            return i - (i > 0 and is_rule(bare[i - 1]))
    return end


def _start(bare: list[str], begin: int, end: int) -> int:
    """Where the signature of somebody's words begins; `end` when there is none."""
    low = max(begin, end - MAX_SIGNATURE)
    for i in range(low, end):
        if bare[i] in ("--", "- --", "—"):
            return i
    notice = _notice(bare, low, end)
    stop = _last(bare, notice)
    device = _device(bare, low, stop)
    if device < stop:
        notice, stop = device, _last(bare, device)
    found = _ruled(bare, low, stop)
    if found == stop:
        found = _contact(bare, max(low, stop - MAX_CONTACT), stop)
    return found if found < stop else notice


def _notice(bare: list[str], low: int, end: int) -> int:
    """Where a disclaimer begins, with the rule above it; else `end`."""
    if not _names("\n".join(bare[low:end]), _LEGAL):
        return end
    for i in range(low, end):
        line = bare[i].lstrip("*_-=<([ 【").lower()
        if not line.startswith(_NOTICE):
            continue
        opens = i == low or not bare[i - 1] or is_rule(bare[i - 1])
        words = " ".join(bare[i : min(end, i + 8)]) if opens else bare[i]
        if len(words) > MIN_NOTICE and _names(words, _LEGAL):
            above = _last(bare, i)
            return above - 1 if above > low and is_rule(bare[above - 1]) else i
    return end


def _device(bare: list[str], low: int, end: int) -> int:
    """Where `Sent from my iPhone` stands, at the end; else `end`."""
    for i in range(end - 1, max(low - 1, end - 7), -1):
        line = bare[i].lstrip("-—<[(* ").replace("[", "").lower()
        if line.startswith(_DEVICE) and len(line) < 120:
            return i - (i > low and is_rule(bare[i - 1]))
    return end


def _ruled(bare: list[str], low: int, end: int) -> int:
    """Where a rule stands that a signature lies under; else `end`."""
    rules = [i for i in range(low, end) if is_rule(bare[i])]
    for i, after in pairwise([*rules, end]):
        if after - i <= MAX_FOOTER and _names("\n".join(bare[i + 1 : after]), _LIST):
            return i
        block = [line for line in bare[i + 1 : end] if line and not is_rule(line)]
        if not block or len(block) > MAX_CONTACT:
            continue
        short = sum(map(_is_short, block))
        closed = rules[-1] == end - 1 and rules[-1] != i
        contacts = _kinds(block)
        if short >= len(block) - 1 and (
            len(contacts) >= 2
            or (contacts and len(block) <= 8)
            or (closed and len(block) <= 6)
        ):
            return i
    return end


def _kinds(lines: list[str]) -> set[str]:
    """Which ways to reach somebody these lines name."""
    text = "\n".join(lines)
    found = set()
    if _has_phone(text):
        found.add("phone")
    if _POSTAL.search(text):
        found.add("postal")
    if ("@" in text or "＠" in text) and _MAIL.search(text):
        found.add("mail")
    if "www." in text or "http://" in text or "https://" in text:
        found.add("web")
    return found


def _has_phone(text: str) -> bool:
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


def _contact(bare: list[str], low: int, end: int) -> int:
    """Where a last paragraph of name and contact lines begins; else `end`."""
    start, gaps = end, 0
    for i in range(end - 1, low - 1, -1):
        line = bare[i]
        if not line:
            gaps += 1
            if gaps > 1:
                break
            continue
        if not _is_short(line):
            break
        gaps, start = 0, i
    while start < end and _is_letter(bare[start]):
        start += 1
    block = [line for line in bare[start:end] if line]
    phones = sum(map(_has_phone, block))
    if len(block) < 2 or phones > MAX_PHONES:
        return end
    kinds = _kinds(block)
    named = len(block) >= 3 or (not _kinds(block[:1]) and not _prose(block[0]))
    if len(kinds) >= 2 or (kinds & {"phone", "postal"} and named):
        return start
    if kinds and len(block) >= 3 and _COMPANY.search("\n".join(block)):
        return start
    return end


def _is_letter(line: str) -> bool:
    """The end of the letter above a signature: its last sentence, `Best regards,`."""
    if not line or _CLOSING.match(line):
        return True
    if line.endswith("様") or _kinds([line]):
        return line.endswith("様")
    return line.endswith(_SENTENCE_END) and _COMPANY.search(line) is None


def _is_short(line: str) -> bool:
    """A line of a signature: short, and no prose unless it holds a contact."""
    if len(line) > 90 or line[0] in ">-*" or line[-1] in ":：":
        return False
    prose = _prose(line)
    if len(line) > 70 or prose > 3 or (prose > 1 and line.endswith(_SENTENCE_END)):
        return (prose < 5 or len(line) < 60) and bool(_kinds([line]))
    return True


def _prose(line: str) -> int:
    """How many words of sentences: in small letters, or endings of Japanese verbs."""
    if line.isascii():
        return sum(1 for word in line.split() if word.isalpha() and word.islower())
    return sum(2 for ending in _ENDINGS if ending in line) + sum(
        1 for word in line.split() if word.isascii() and word.islower()
    )


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
