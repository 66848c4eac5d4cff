"""Does a text give the password of a file?  The words and signs by which mails do.

    解凍パスワードは「2847」です。     ZIP PW → kq83     The archive code is kq83.

The words stand in `password_words.tsv`; here stands how mails go on behind them: with a
sign, in brackets, with は or `is`, or alone on the next line.  Between the word and the
password nothing may say that it comes another way (別途, 電話, `separately`).

Every part of a pattern is bounded, and so is the number of places looked at.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from honmono import tables
from honmono.check.org.names.folding import INVISIBLE
from honmono.check.signals._files import WHAT, endings

MOST: Final = 200
"""Places of each kind that are looked at; a mail has one to five."""

_MOST_SHOWN: Final = 60
"""Characters before and behind a place that are shown with it."""

_KINDS: Final[dict[str, list[str]]] = {}
for _word, _kind, _ in tables.rows("password_words.tsv"):
    _KINDS.setdefault(_kind, []).append(_word)


def _any_of(kind: str) -> str:
    """One pattern of all words of a kind; the longest of those that fit counts."""
    return "|".join(map(re.escape, sorted(_KINDS[kind], key=len, reverse=True)))


def _pattern(text: str) -> re.Pattern[str]:
    """Compile a pattern in which a blank counts only behind a backslash."""
    return re.compile(text, re.VERBOSE | re.IGNORECASE)


_CUE: Final = _pattern(
    rf"""(?P<clear> (?: {_any_of("clear")} ) (?: (?<! [a-z] ) | (?! [a-z] ) )
        | (?: {_any_of("file")} ) (?: 用 | 時 | の )? [ -]? (?: {_any_of("short")} ) \b )
    | (?<! [a-z0-9ァ-ヺー] ) (?P<short> {_any_of("short")} ) (?! [a-zァ-ヺー] )"""
)
_SHORT_RUN: Final = _pattern(
    r"""[ \t]{0,4} (?: \( [^()\n]{0,20} \) | は | 用 | (?: for | to | of ) \b [^\n]{0,40} )?
    [ \t]{0,4}"""
)
"""What may stand between a `short` word and the sign: `PW(半角):`, `pw for the zip:`."""

_APART: Final = re.compile(_any_of("apart"), re.IGNORECASE)
_DOOR: Final = re.compile(_any_of("door"), re.IGNORECASE)
_FILE: Final = re.compile(_any_of("file"), re.IGNORECASE)
_WORDS: Final = frozenset(_KINDS["word"])

_OPEN: Final = r"「『【《〈„\[(\"'“‘`*<"
_CLOSE: Final = r"」』】》〉\])\"'”“’`*>"
_SIGN: Final = rf"""(?: [:;=→⇒➡▶►~|/]{{1,3}} | >> | [-–—―‐]{{1,2}} (?= [ {_OPEN}] ) )"""
_SPACE: Final = r"[ \t]{0,8}"
_LINES: Final = r"(?: [ \t]{0,8} \n ){1,3} [ \t・*•→>-]{0,20}"
_PASSWORD: Final = "(?P<password> [!-~]{3,64} )"

_AFTER_SIGN: Final = _pattern(
    rf"""(?P<run> [^\n:;=→⇒➡▶►~|/。「『【]{{0,40}}? ) {_SPACE} {_SIGN}
    {_SPACE} (?: {_LINES} )? (?P<open> [{_OPEN}]{{0,2}} ) {_SPACE} {_PASSWORD}"""
)
"""`解凍パスワード(半角) → 2847`, `password to open: kq83`; also on the next line."""

_IN_BRACKETS: Final = _pattern(
    rf"""(?P<run> [^\n。「『【\["“]{{0,40}}? ) [{_OPEN}]{{1,2}} {_SPACE} (?P<open>)
    (?P<password> [!-~]{{3,64}}? ) {_SPACE} [{_CLOSE}]"""
)
"""`パスワードは「2847」です`, `the password is "kq83"`."""

_AFTER_BRACKET: Final = _pattern(
    rf"""(?P<run>) {_SPACE} [{_CLOSE}]{{1,2}} {_SPACE} (?: {_LINES} )?
    (?P<open> [{_OPEN}]{{0,2}} ) {_PASSWORD}"""
)
"""`【PASS】 2847`."""

_SAID_JA: Final = _pattern(
    rf"""(?P<run> [^\n。!-~]{{0,12}} (?: は | が | 、 | も | で | て ) )
    {_SPACE} {_PASSWORD}"""
)
"""`パスワードは 2847 です`, `パスワードにつきましては2847となります`."""

_SAID_EN: Final = _pattern(
    rf"""(?P<run> [^\n.:;=「"]{{0,50}}? ) \b (?: is | lautet | ist | est | es | é )
    (?: \ now | \ set\ to ){{0,2}} [ \t]{{1,4}} {_PASSWORD}"""
)
"""`the password to open the attachment is kq83.`"""

_NEXT_LINE: Final = _pattern(
    rf"""(?P<run> [^\n]{{0,40}} ) {_LINES} (?P<open> [{_OPEN}]{{0,2}} ) {_SPACE}
    {_PASSWORD}"""
)
"""`展開用パスワード`, and below it alone on its line `2847`."""

_BARE: Final = _pattern(rf"(?P<run>) (?: [ \t]{{1,4}} | (?<= [ぁ-鿿] ) ) {_PASSWORD}")
"""`ZIP password 2847`, `開封パスワード2847`."""

_BEFORE: Final = _pattern(
    rf"""[{_OPEN}] {_SPACE} (?P<password> [!-~]{{3,64}}? ) {_SPACE} [{_CLOSE}] {_SPACE}
    (?: が | は | を | という | の | is\b | as\b )
    [^\n「『"']{{0,25}}? (?: {_any_of("clear")} )"""
)
"""`「2847」がパスワードです`, `use "kq83" as the password`."""

_TYPED: Final = _pattern(
    rf"""(?: 解凍 | 展開 | 開封 | 解錠 | 復号 | 開く | 開け | 開き | 閲覧 )
    [^\n。!-~]{{0,20}} {_SPACE} [{_OPEN}]{{0,2}} (?P<password> [!-~]{{3,64}}? )
    [{_CLOSE}]{{0,2}} {_SPACE}
    (?: を | と | で ) (?: ご | お )? (?: 入力 | 入れ | 打ち | タイプ | 使 )"""
)
"""`開く際は 2847 と入力してください`."""

_USED: Final = _pattern(
    rf"""\b (?: use | enter | type | with | verwenden\ Sie ) [ \t]{{1,3}}
    (?: (?: the\ )? (?: code | key | number | word ) [ \t]{{1,3}} )? [{_OPEN}]{{0,2}}
    (?P<password> [!-~]{{3,64}}? ) [{_CLOSE}]{{0,2}} [ \t]{{1,3}}
    (?: to | for ) [ \t]{{1,3}} (?: \w{{1,12}} [ \t]{{1,3}} ){{0,3}}
    (?: open | unlock | unzip | extract | decrypt | view )"""
)
"""`use kq83 to open the file`."""

_DESU: Final = _pattern(
    rf"""{_SPACE} (?: です | でござい | でお願い | でご | で設定 | で解凍 | で展開 | で開
    | となり | となっ | になり | とさせ | と設定 | に設定 | と入力 | とご | と致し
    | といたし | を入力 | をご | をお使 | を利用 | [。、{_CLOSE}] | \Z | \n )"""
)
"""What follows a password of which a Japanese sentence tells."""

_ENDS: Final = _pattern(rf"[.!,;。、]? {_SPACE} (?: \n | \Z | [({_CLOSE}] | です )")
"""What follows a password that ends its sentence or its line."""

_ALONE: Final = _pattern(
    rf"[{_CLOSE}]{{0,2}} {_SPACE} (?: です )? [.。]? {_SPACE} (?: \n | \Z )"
)
_ANNOUNCES: Final = _pattern(
    "以下 | 下記 | 次の | こちら | 通り | とおり | です | below | follow | here | unten"
)
_ADDRESS: Final = _pattern(r"https?: | www\. | [^@\s]{1,64} @ [^@\s]{1,64} \. [a-z]")


def given(text: str) -> Iterator[str]:
    """Yield each line that gives a password."""
    text = unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).replace("\r", "\n")
    for cue in islice(_CUE.finditer(text), MOST):
        end = next(_ends_of_passwords(text, cue), 0)
        if end and not _of_another_door(text, cue):
            yield _line(text, cue.start(), end)
    for pattern, sure in ((_BEFORE, True), (_TYPED, False), (_USED, False)):
        for match in islice(pattern.finditer(text), MOST):
            word = match["password"]
            if _can_be_one(word) and (sure or _has_digit(word)):
                yield _line(text, match.start(), match.end())


def _ends_of_passwords(text: str, cue: re.Match[str]) -> Iterator[int]:
    """Try each way to go on behind a word for a password; yield where that ends."""
    for pattern, fits in _WAYS:
        match = pattern.match(text, cue.end())
        if match is None or _APART.search(match["run"]):
            continue
        if cue["short"] and (
            pattern is _BARE or not _SHORT_RUN.fullmatch(match["run"])
        ):
            continue  # `Pass the salt: 1234`
        word = match["password"].rstrip(_NOT_AT_THE_END)
        end = match.start("password") + len(word)
        if _can_be_one(word) and fits(match, word, text[end : end + 20]):
            yield end


def _by_sign(match: re.Match[str], word: str, rest: str) -> bool:
    return bool(match["open"]) or _has_digit(word) or bool(_ENDS.match(rest))


def _by_brackets(match: re.Match[str], word: str, rest: str) -> bool:
    del match
    return _has_digit(word) or bool(_DESU.match(rest.lstrip(_NOT_AT_THE_END)))


def _by_japanese(match: re.Match[str], word: str, rest: str) -> bool:
    del match, word
    return bool(_DESU.match(rest))


def _by_english(match: re.Match[str], word: str, rest: str) -> bool:
    del match
    return _has_digit(word) or bool(_ENDS.match(rest))


def _by_line(match: re.Match[str], word: str, rest: str) -> bool:
    told = _has_digit(word) or _ANNOUNCES.search(match["run"])
    return bool(told) and bool(_ALONE.match(rest))


def _by_itself(match: re.Match[str], word: str, rest: str) -> bool:
    del match, rest
    return _has_digit(word)


_WAYS: Final[
    tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str, str], bool]], ...]
] = (
    (_AFTER_SIGN, _by_sign),
    (_IN_BRACKETS, _by_brackets),
    (_AFTER_BRACKET, _by_sign),
    (_SAID_JA, _by_japanese),
    (_SAID_EN, _by_english),
    (_NEXT_LINE, _by_line),
    (_BARE, _by_itself),
)
"""How mails go on behind the word, and what must hold of the password and its rest."""

_NOT_AT_THE_END: Final = ".,;\"'`)]>*」』】”’"


def _has_digit(word: str) -> bool:
    return any(c.isdigit() for c in word)


def _can_be_one(word: str) -> bool:
    """Can it be a password: no address, no file, no known word, no mere signs?"""
    word = word.rstrip(_NOT_AT_THE_END)
    if len(word) < 3 or _ADDRESS.match(word) or word.lower() in _WORDS:
        return False
    return any(c.isalnum() for c in word) and endings(word)[0] not in WHAT


def _of_another_door(text: str, cue: re.Match[str]) -> bool:
    """Does the line name a meeting, a login … before the word, and no file after that?"""
    start = text.rfind("\n", 0, cue.start()) + 1
    before = text[max(start, cue.start() - 40) : cue.end()]
    doors = list(_DOOR.finditer(before))
    return bool(doors) and not _FILE.search(before, doors[-1].end())


def _line(text: str, start: int, end: int) -> str:
    """What stands around a place, up to the end of its line; one line of it."""
    first = max(text.rfind("\n", 0, start) + 1, start - _MOST_SHOWN)
    last = text.find("\n", end, end + _MOST_SHOWN)
    return " ".join(text[first : last if last >= 0 else end + _MOST_SHOWN].split())
