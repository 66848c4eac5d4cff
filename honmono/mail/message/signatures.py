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
from typing import Final

from honmono.tables import rows

_OWN: Final = 0
_QUOTED: Final = 1
_SIGNATURE: Final = 2

MAX_SIGNATURE: Final = 40
"""Lines from the end of somebody's words in which their signature is looked for."""

MAX_CONTACT: Final = 16
"""Lines of a signature that no rule announces."""

MAX_FOOTER: Final = 14
"""Lines of a footer of a list or a free mailer, its rule included."""

_DEVICE: Final = tuple(w for k, w, *_ in rows("quote_headers.tsv") if k == "device")
_NOTICE: Final = tuple(w for k, w, *_ in rows("quote_headers.tsv") if k == "notice")
_LEGAL: Final = re.compile(
    r"confidential|intended (?:only|solely|recipient|for)|privileged|recipient"
    r"|property of|disclos|unauthori[sz]ed|views|機密|宛先|受信者|受取人|意図|誤って"
    r"|vertraulich|confidenti|destinat",
    re.IGNORECASE,
)
_RULE_SIGNS: Final = (
    "-_=*~#+.:/\\|<>^―─━═－＿＝＊〜～・◆◇■□●○★☆※┏┓┗┛┌┐└┘┃│◎▼△▲▽∞♪♦♢∴∵‥… 　"
)
_PHONE: Final = re.compile(
    r"(?:\b(?:tel|phone|fax|mobile|cell|office|direct|mob|ph|voice|work|home)\b|[☎℡☏]"
    r"|電話|携帯|直通|内線|ＴＥＬ|ＦＡＸ|\b[tfmp])[^\w+(０-９]{0,6}[\d+(０-９]"
    r"|(?<![\w.])\+?\(?\d{2,4}\)?[-. ‐－]{1,2}\(?\d{2,4}\)?[-. ‐－]{1,2}\d{3,4}(?![\w.])"
    r"|０\d?[０-９]{1,4}[-－ー][０-９]",
    re.IGNORECASE,
)
_MAIL: Final = re.compile(r"[\w.+-]{1,64}(?:@|＠| at )[\w-]{1,60}\.\w", re.IGNORECASE)
_WEB: Final = re.compile(
    r"https?://|\bwww\.|^\w[\w-]{1,40}\.(?:com|org|net|jp)\b", re.I
)
_POSTAL: Final = re.compile(
    r"〒|\b[A-Z]{2},?\s+\d{5}\b|[都道府県市区町村].{0,20}[\d０-９]"
    r"|\b\d{1,5}\s+[\w. ]{2,30}\b(?:st|street|ave|avenue|road|rd|blvd|drive|dr|lane)\b"
    r"|\b(?:suite|p\.?o\.? box)\s*\d|\d{5}\s+[A-Z][a-zäöüß]+",
    re.IGNORECASE,
)
_COMPANY: Final = re.compile(
    r"株式会社|有限会社|合同会社|法人|事務所|㈱|部\b|課\b|センター|\b(?:inc|ltd|llc|corp|gmbh"
    r"|co|university|dept|department|institute|laboratory|director|manager|engineer"
    r"|student|professor|phd|ph\.d)\b",
    re.IGNORECASE,
)
_LIST_FOOTER: Final = re.compile(
    r"mailing list|mailman|listinfo|unsubscribe|subscri|listserv|@lists?\.|配信停止|メーリング",
    re.IGNORECASE,
)
_AD: Final = re.compile(
    r"https?://|www\.|hotmail|msn|yahoo|aol|free|mail", re.IGNORECASE
)
_SENTENCE_END: Final = (".", "。", "!", "?", "！", "？", ",", "、", ";")
_CLOSING: Final = re.compile(
    r"(?:thanks|thank you|thx|best|kind|warm|regards|rgds|sincerely|cheers|yours|mit"
    r" freundlichen|viele gr|cordialement|saludos|many thanks|hth|bye|take care|ciao"
    r"|respectfully|よろしく|宜しく|以上|敬具|草々)",
    re.IGNORECASE,
)


def mark_signatures(bare: list[str], roles: bytearray) -> None:
    """Give signature lines their role; `bare` are the lines without outer blanks."""
    end = len(bare)
    for _ in range(3):
        end = _last(bare, end)
        start = _footer(bare, roles, end)
        if start == end:
            break
        _sign(roles, start, end)
        end = start
    if not end:
        return
    stop = end
    if roles[end - 1] == _QUOTED:
        while stop and (roles[stop - 1] == _QUOTED or not bare[stop - 1]):
            stop -= 1
        stop = _last(bare, stop)
    begin = stop
    while begin and roles[begin - 1] == _OWN:
        begin -= 1
    start = _start(bare, begin, stop)
    _sign(roles, start, stop)


def _sign(roles: bytearray, start: int, end: int) -> None:
    roles[start:end] = bytes([_SIGNATURE]) * (end - start)


def _last(bare: list[str], end: int) -> int:
    """`end` without the empty lines before it."""
    while end and not bare[end - 1]:
        end -= 1
    return end


def is_rule(line: str) -> bool:
    """A line drawn of signs: `━━━━━`, `-----`, `*‥…━━━`, `+-+-+-+`."""
    return len(line) > 3 and not line.strip(_RULE_SIGNS) and line[0] not in ".…>|"


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
            if _LIST_FOOTER.search(words):
                return i
            if line[0] == "_" and len(line) > 40 and _AD.search(words):
                return i if len(words) < 400 else end
        elif line.lower().startswith(("do you yahoo!?", "get your free email")):
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
    for i in range(low, end):
        line = bare[i].lstrip("*_-=<([ 【").lower()
        if line.startswith(_NOTICE) and (
            i == low or not bare[i - 1] or _drawn(bare[i - 1])
        ):
            words = " ".join(bare[i : min(end, i + 8)])
            if len(words) > 60 and _LEGAL.search(words):
                above = _last(bare, i)
                return above - 1 if above > low and _drawn(bare[above - 1]) else i
    return end


def _drawn(line: str) -> bool:
    return is_rule(line)


def _device(bare: list[str], low: int, end: int) -> int:
    """Where `Sent from my iPhone` stands, at the end; else `end`."""
    for i in range(end - 1, max(low - 1, end - 7), -1):
        if bare[i].lstrip("-—<[( ").lower().startswith(_DEVICE) and len(bare[i]) < 120:
            return i
    return end


def _ruled(bare: list[str], low: int, end: int) -> int:
    """Where a rule stands that a signature lies under; else `end`."""
    rules = [i for i in range(low, end) if bare[i] and is_rule(bare[i])]
    for i in rules:
        block = [line for line in bare[i + 1 : end] if line and not is_rule(line)]
        if not block or len(block) > MAX_CONTACT:
            continue
        short = sum(len(line) <= 70 for line in block)
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
    patterns = {"phone": _PHONE, "mail": _MAIL, "web": _WEB, "postal": _POSTAL}
    return {kind for kind, pattern in patterns.items() if pattern.search(text)}


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
    while start < end and (not bare[start] or _CLOSING.match(bare[start])):
        start += 1
    block = [line for line in bare[start:end] if line]
    if len(block) < 2:
        return end
    kinds = _kinds(block)
    if len(kinds) >= 2 or (kinds & {"phone", "postal"} and len(block) >= 3):
        return start
    if kinds and len(block) >= 3 and _COMPANY.search("\n".join(block)):
        return start
    return end


def _is_short(line: str) -> bool:
    """A line of a signature: short, and no sentence unless it holds a contact."""
    if len(line) > 80 or line[0] in ">-*" or line[-1] in ":：":
        return False
    return not line.endswith(_SENTENCE_END) or bool(_kinds([line])) or len(line) < 24
