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
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from honmono.mail.message.contacts import (
    SENTENCE_END,
    has_phone,
    is_short,
    kinds_of,
    may_reach,
    names_company,
    prose_words,
)
from honmono.mail.message.patterns import one_of
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

MAX_DEVICE: Final = 6
"""Lines from the end among which `Sent from my iPhone` stands."""

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
_DASHES: Final = ("--", "- --", "—")
_FREE_MAILERS: Final = ("Do You Yahoo!?", "Get your free email")
_PHRASES: Final = _NOTICE + _DEVICE + _FREE_MAILERS
_BEFORE: Final = re.escape("-—<(* _=【[")
_INITIALS: Final = re.escape("".join({word[0] + word[0].upper() for word in _PHRASES}))
_DRAWN: Final = re.compile(
    rf"\n[{re.escape(''.join(sorted(_RULE_STARTS)))}—][{re.escape(_RULE_SIGNS)}]*+(?=\n)"
)
_LONG_RULE: Final = re.compile(
    rf"\n[{re.escape(''.join(sorted(_RULE_STARTS)))}][{re.escape(_RULE_SIGNS)}]{{11}}"
)
_PHRASE: Final = re.compile(
    rf"\n(?=[{_BEFORE}{_INITIALS}])[{_BEFORE}]*+{one_of(_PHRASES)}"
)
_LIST: Final = tuple(w for k, w, *_ in rows("quote_headers.tsv") if k == "list")
_AD: Final = ("http://", "https://", "www.", "hotmail", "msn", "yahoo", "aol", "mail")
_CLOSING: Final = (
    *("thanks", "thank you", "thx", "best", "kind", "warm", "regards", "rgds"),
    *("sincerely", "cheers", "yours", "mit freundlichen", "viele gr", "cordialement"),
    *("saludos", "many thanks", "hth", "bye", "take care", "ciao", "respectfully"),
    *("よろしく", "宜しく", "以上", "敬具", "草々"),
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
    begin = len(roles[:stop].rstrip(b"\0"))  # above are lines that are not own
    start = _start(bare, begin, stop)
    if start < stop and (stop < len(bare) or any(bare[:start])):
        _sign(roles, start, stop)
    first = roles.find(_QUOTED)
    if 0 < first < stop:
        stop = _last(bare, first)
        _sign(roles, _device(bare, 0, stop, range(stop)[-MAX_DEVICE:]), stop)


def _sign_footers(bare: list[str], roles: bytearray, end: int) -> int:
    """Give footers that end at `end` their role; what is left ends where is returned."""
    for _ in range(MAX_FOOTERS):
        end = _last(bare, end)
        start = _footer(bare, roles, end)
        if start == end:
            return end
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
    low = max(0, end - MAX_FOOTER)
    text = _joined(bare, low, end)
    if not _LONG_RULE.search(text) and not any(map(text.__contains__, _FREE_MAILERS)):
        return end
    for i in range(end - 1, low - 1, -1):
        line = bare[i]
        if line[:1] == ">":
            break
        if len(line) >= 12 and is_rule(line) and i + 1 < end:
            words = "\n".join(bare[i + 1 : end])
            if _names(words, _LIST):
                return i if roles[i] != _QUOTED or end - i < 7 else end
            if line[0] == "_" and len(line) > 40 and _names(words, _AD):
                return i if len(words) < 400 else end
        elif line.startswith(_FREE_MAILERS):
            return i - (i > 0 and is_rule(bare[i - 1]))
    return end


def _joined(bare: list[str], low: int, end: int) -> str:
    """These lines as one text in which each line has an end before and behind it."""
    lines = "\n".join(bare[low:end])
    return f"\n{lines}\n"


def _start(bare: list[str], begin: int, end: int) -> int:
    """Where the signature of somebody's words begins; `end` when there is none."""
    low = max(begin, end - MAX_SIGNATURE)
    text = _joined(bare, low, end)
    drawn = _found(_DRAWN, text, low, end)
    for i in drawn:
        if bare[i] in _DASHES:
            return i
    notice = stop = found = end
    text = text.replace("[", "")
    if phrases := _found(_PHRASE, text, low, end):
        notice = _notice(bare, low, end, phrases)
        stop = _last(bare, notice)
        device = _device(bare, low, stop, phrases)
        if device < stop:
            notice, stop = device, _last(bare, device)
        found = stop
    if drawn:
        found = _ruled(bare, stop, [i for i in drawn if i < stop and is_rule(bare[i])])
    if found == stop:
        found = _contact(bare, max(low, stop - MAX_CONTACT), stop)
    return found if found < stop else notice


def _found(sign: re.Pattern[str], text: str, low: int, end: int) -> list[int]:
    """The lines at whose beginning the sign stands; `low` is the first one's number.

    The last line of a very long text holds the rest of it, with its line ends.
    """
    lines = (low + text.count("\n", 0, at.start()) for at in sign.finditer(text))
    return [line for line in lines if line < end]


def _notice(bare: list[str], low: int, end: int, places: list[int]) -> int:
    """Where a disclaimer begins, with the rule above it; else `end`."""
    for i in places:
        line = bare[i].lstrip("*_-=<([ 【").lower()
        if not line.startswith(_NOTICE):
            continue
        opens = i == low or not bare[i - 1] or is_rule(bare[i - 1])
        words = " ".join(bare[i : min(end, i + 8)]) if opens else bare[i]
        if len(words) > MIN_NOTICE and _names(words, _LEGAL):
            above = _last(bare, i)
            return above - 1 if above > low and is_rule(bare[above - 1]) else i
    return end


def _device(bare: list[str], low: int, end: int, places: Sequence[int]) -> int:
    """Where `Sent from my iPhone` stands, at the end; else `end`."""
    for i in reversed(places):
        if not max(low, end - MAX_DEVICE) <= i < end:
            continue
        line = bare[i].lstrip("-—<[(* ").replace("[", "").lower()
        if line.startswith(_DEVICE) and len(line) < 120:
            return i - (i > low and is_rule(bare[i - 1]))
    return end


def _ruled(bare: list[str], end: int, rules: list[int]) -> int:
    """Where a rule stands that a signature lies under; else `end`."""
    for i, after in pairwise([*rules, end]):
        if after - i <= MAX_FOOTER and _names("\n".join(bare[i + 1 : after]), _LIST):
            return i
        block = [line for line in bare[i + 1 : end] if line and not is_rule(line)]
        if not block or len(block) > MAX_CONTACT:
            continue
        short = sum(map(is_short, block))
        if short < len(block) - 1:
            continue
        closed = rules[-1] == end - 1 and rules[-1] != i
        contacts = kinds_of(block)
        if (
            len(contacts) >= 2
            or (contacts and len(block) <= 8)
            or (closed and len(block) <= 6)
        ):
            return i
    return end


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
        if not is_short(line):
            break
        gaps, start = 0, i
    if not may_reach("\n".join(bare[start:end])):
        return end
    while start < end and _is_letter(bare[start]):
        start += 1
    block = [line for line in bare[start:end] if line]
    if len(block) < 2:
        return end
    if len(block) > MAX_PHONES and sum(map(has_phone, block)) > MAX_PHONES:
        return end
    kinds = kinds_of(block)
    if not kinds:
        return end
    named = len(block) >= 3 or (not kinds_of(block[:1]) and not prose_words(block[0]))
    if len(kinds) >= 2 or (kinds & {"phone", "postal"} and named):
        return start
    if len(block) >= 3 and names_company("\n".join(block)):
        return start
    return end


def _is_letter(line: str) -> bool:
    """The end of the letter above a signature: its last sentence, `Best regards,`."""
    if not line or line.endswith("様") or line.lower().startswith(_CLOSING):
        return True
    return (
        line.endswith(SENTENCE_END) and not kinds_of([line]) and not names_company(line)
    )
