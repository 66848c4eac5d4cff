"""What a line of a letter is: blank, a drawn rule, a sentence, or a line as cards have it.

    お世話になっております。                       a sentence
    例示株式会社　営業部　山田 太郎                a line of a card
    お届け先：例示株式会社                         says that what follows is no signature

It leaves alone: whose name or number stands in the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Final, NamedTuple

from honmono import tables
from honmono.check.org.card.plain import plain, visible
from honmono.check.org.names.folding import CJK
from honmono.mail.message.signatures import is_rule

MAX_CARD_LINE: Final = 200
"""Characters of a line of a card; a longer one is a paragraph of a letter."""

MAX_RULED: Final = 16
"""Lines between two rules around a card."""

MAX_SLOGAN: Final = 40
"""Characters of a sentence inside a card."""

MAX_HEAD: Final = 100
"""Lines from the beginning of somebody's words that are looked at, for a letterhead."""

MAX_TAIL: Final = 300
"""Lines from the end of somebody's words that are looked at."""


class Look(Enum):
    """How a line looks."""

    BLANK = "blank"
    RULE = "rule"
    CARD = "card"
    PROSE = "prose"


class Role(Enum):
    """What a line says about those that stand beside it."""

    NONE = "none"
    ADDRESSED = "addressed"
    """Names a recipient, 山田様: it ends the address of a letter."""

    LABELLED = "labelled"
    """What follows is where something goes, or a place or a guest."""

    FIELD = "field"
    """A field of a form or of an article about a firm, and so are those above it."""

    OPENING = "opening"
    """The letter begins: what stands above is its recipient."""

    HANDING_ON = "handing on"
    """A sentence that announces somebody else's address."""

    ENQUIRY = "enquiry"
    """Where to ask: ours or somebody else's."""

    RETURNED = "returned"
    """A mail server says what came back."""


class Line(NamedTuple):
    """A line and what it is."""

    look: Look
    role: Role
    raw: str
    """Without characters of no width and outer blanks."""

    text: str
    """Of plain signs, as long as `raw`."""

    open_end: bool = False
    """The sentence goes on in the next line, or it ends in a colon."""

    label_only: bool = False


def _words(*kinds: str) -> tuple[str, ...]:
    rows = tables.rows("card_words.tsv")
    return tuple(plain(word) for kind, word in rows if kind in kinds)


def _one_of(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(
        rf"\b{re.escape(w)}" if w[0].isalpha() and w.isascii() else re.escape(w)
        for w in longest_first
    )


_MORE: Final = "ご?住所|お?名前|氏名|会社名|名称?|情報|電話番号|様"
"""What a Japanese label may end in."""


_MORE_LATIN: Final = "details|information|info|address|name|contact|data|to"


_TITLES: Final = frozenset(
    plain(word) for word, kind in tables.rows("honorifics.tsv") if kind == "title"
)


def _labels(words: Iterable[str]) -> re.Pattern[str]:
    """Match labels at the beginning of a line: alone, or before a colon or bracket.

    Behind a Japanese one a blank is enough, and some characters may be added (届け先住所),
    unless people sign with the word as well: 講師 is a guest at a fair, and a teacher.
    """
    latin = [w for w in words if w.isascii() or w in _TITLES]
    japanese = [w for w in words if w not in latin]
    ends = r"(?:[:\]】>)|/]|-+ |$)"
    one = rf"(?:{_one_of(latin)})(?: (?:{_MORE_LATIN}))?"
    ways = [rf"(?:{one}\s{{1,3}}){{0,2}}{one}\s{{0,3}}{ends}"]  # heads of columns, too
    if japanese:
        ways.append(
            rf"ご?(?:{_one_of(japanese)})(?:[^\s:\]】>)、。|]{{0,4}}\s{{0,3}}{ends}"
            rf"|(?:{_MORE})?\s)"
        )
    return re.compile(f"(?:{'|'.join(ways)})", re.IGNORECASE)


_ORNAMENT: Final = " |│┃║*★☆◆◇■□●○◎※▼▽▲△・•♦♪#+=~_<>《》≪≫【】[]━═─…-"
_BEFORE: Final = " |│┃║*★☆◆◇■□●○◎※▼▽▲△・•♦♪#+=~<《≪【[(-"
_LABEL: Final = _labels(_words("recipient", "event"))
_FIELD: Final = _labels(_words("form", "profile"))
_ENQUIRY: Final = re.compile(rf"(?:{_one_of(_words('enquiry'))})", re.IGNORECASE)
_TRADER: Final = re.compile(rf"(?:{_one_of(_words('trader'))})", re.IGNORECASE)
_OPENING: Final = re.compile(
    rf"(?:{_one_of(_words('salutation'))})(?![a-z])", re.IGNORECASE
)
_CLOSING: Final = re.compile(
    rf"(?:{_one_of(w for w in _words('closing') if w[0] < 'Ā')})[,.!]*\Z"
    rf"|(?:{_one_of(w for w in _words('closing') if w[0] >= 'Ā')})",
    re.IGNORECASE,
)
_LEADING: Final = re.compile(rf"(?:{_one_of(_words('leading'))})", re.IGNORECASE)
_ECHO: Final = re.compile(rf"(?:{_one_of(_words('echo'))})", re.IGNORECASE)
_RETURNED: Final = re.compile(rf"(?:{_one_of(_words('returned'))})")
_TO_SOMEBODY: Final = re.compile(
    r"(?<!お客)(?<!皆)(?:様方?|御中|殿|さま|各位|氏|さん|先生)(?=$|[\s)」』、,|/(])"
)
_TITLE_OF_ANOTHER: Final = re.compile(r"(?:Mr|Mrs|Ms|Miss|Messrs|Herrn|Frau)\b")
"""Before a name: nobody signs so; behind it, `Taro Yamada (Mr.)`, many do."""

_HEADER: Final = re.compile(
    r"(?:from|to|cc|bcc|sent|date|subject|reply-to|差出人|宛先|件名|送信日時|送信者"
    r"|受信日時|received|message-id|content-type|mime-version|return-path"
    r"|x-[a-z-]{2,30}) ?:",
    re.IGNORECASE,
)
_ITEM_OF_LIST: Final = re.compile(r"(?:\d{1,2}[.)] ?(?!\d)|[→⇒>] ?|[-*] (?=\S))")
_SENTENCE_END: Final = re.compile(r"(?:[。!?！？]|[a-z)]\.)\s*\Z")
_JAPANESE_END: Final = re.compile(
    r"(?:です|ます|ません|ました|でした|下さい|ください|でしょうか|ましょう|願います"
    r"|致します|存じます|ので|ため|けど|けれど|から|として|について|おりまして)\s*[)、,]?\s*\Z"
)
_INSIDE: Final = re.compile(
    r"。.|ですが|ますが|ました|ません|ください|下さい|ています|ており"
)
_PARTICLE: Final = re.compile(
    f"(?<=[{CJK}\\w\\d)」』])(?:を|[はがにでへともや])(?=[{CJK}\\d\\s「『(])"
)
_HIRAGANA_RUN: Final = re.compile("[ぁ-ゖ]{2}")
_COMMA: Final = "、"
_LOWER_WORD: Final = re.compile(r"(?<![\w@./-])[a-z][a-z']{0,20}(?![\w@/-]|\.\w)")
_OF_NAMES: Final = frozenset(_words("joining"))
_OF_SENTENCES: Final = frozenset(_words("sentence"))
_GOES_ON: Final = re.compile(
    r"(?:[はのをにがでと、]|\b(?:at|is|to|for|of|the|by|from|with|and|on|in|are))\s*\Z"
)
_SIGNS: Final = re.compile(
    r"署名|差出人|発信者|送信者|連絡先|問い?合わ?せ|regards|sincerely|contact|from|sender|signed"
    r"|担当|以上|より",
    re.IGNORECASE,
)

_MAX_LOWER: Final = 3
"""Words in small letters in a line of a card: `by appointment only` has 3."""


def read(lines: list[str]) -> list[Line]:
    """Tell what each line is."""
    read_lines = [_read(line) for line in lines]
    for at in _slogans(read_lines):
        read_lines[at] = read_lines[at]._replace(look=Look.RULE)
    return read_lines


def _slogans(lines: list[Line]) -> Iterator[int]:
    """Yield short sentences between the lines of a card that rules enclose.

    `はかる技術で、未来をつくる。` parts such a card as little as a rule does.
    """
    rule = -MAX_RULED
    for at, line in enumerate(lines):
        if line.look is Look.RULE:
            rule = at
        elif line.look is Look.PROSE and at - rule < MAX_RULED:
            short = len(line.text) <= MAX_SLOGAN and line.role is Role.NONE
            beside = {
                near.look for near in (*lines[at - 1 : at], *lines[at + 1 : at + 2])
            }
            plain_end = not line.open_end and not continues(line)
            if short and plain_end and beside <= {Look.RULE, Look.CARD} and len(beside):
                below = (near.look for near in lines[at + 1 : at + MAX_RULED])
                if Look.RULE in below:
                    yield at


def _read(line: str) -> Line:
    if len(line) > MAX_CARD_LINE * 2:
        line = line[: MAX_CARD_LINE * 2]
    raw = visible(line).strip()
    if not raw:
        return Line(Look.BLANK, Role.NONE, "", "")
    if raw == "--" or is_rule(raw):
        return Line(Look.RULE, Role.NONE, raw, raw)
    text = plain(raw)
    bare = text.lstrip(_BEFORE)
    if not bare.strip(_ORNAMENT):
        return Line(Look.RULE, Role.NONE, raw, text)
    role = _role(text, bare)
    prose = (
        len(raw) > MAX_CARD_LINE
        or _HEADER.match(bare)
        or _CLOSING.match(bare)
        or _is_prose(text)
    )
    if _OPENING.match(bare):
        return Line(Look.PROSE, Role.OPENING, raw, text)
    if prose and role in (Role.NONE, Role.ENQUIRY):
        role = Role.HANDING_ON if _LEADING.search(text) else Role.NONE
    open_end = _GOES_ON.search(text) is not None if prose else False
    if text.endswith(":"):
        open_end = not _SIGNS.search(text)
    label_only = role is Role.LABELLED and _is_label_only(bare)
    look = Look.PROSE if prose else Look.CARD
    return Line(look, role, raw, text, open_end, label_only)


def _role(text: str, bare: str) -> Role:
    """Tell what a line says about others."""
    if _RETURNED.match(bare) or _RETURNED.match(text):
        return Role.RETURNED
    if _FIELD.match(bare):
        return Role.FIELD
    if _LABEL.match(bare) or _TITLE_OF_ANOTHER.match(bare):
        return Role.LABELLED
    if _TO_SOMEBODY.search(text):
        return Role.ADDRESSED
    if _ENQUIRY.match(bare):
        return Role.ENQUIRY
    return Role.NONE


def _is_label_only(bare: str) -> bool:
    """Does nothing stand behind the label?"""
    label = _LABEL.match(bare)
    return label is not None and not bare[label.end() :].strip(_ORNAMENT + ":")


def speaks_of_others(line: Line) -> bool:
    """Does it say that what stands below was written or is asked for by somebody else?"""
    return _ECHO.search(line.text) is not None


def names_trader(text: str) -> bool:
    """Is it about somebody who sells others' things?"""
    return _TRADER.search(text) is not None


def continues(line: Line) -> bool:
    """Does a sentence go on here that began above: `にお電話しましたが`?"""
    return line.look is Look.PROSE and line.text[:1] in "でにへまをはのがとよなだ"


def _is_prose(text: str) -> bool:
    """Is it a sentence, a line of a list, or a part of one?"""
    if _ITEM_OF_LIST.match(text):
        return True
    if text.isascii():
        return _is_english(text)
    if text.endswith("。") or _JAPANESE_END.search(text) or _INSIDE.search(text):
        return True
    particles = len(_PARTICLE.findall(text))
    if "を" in text and particles:
        return True
    if _HIRAGANA_RUN.search(text) and particles + text.count(_COMMA) >= 2:
        return True
    return text.count(_COMMA) >= 2 or _is_english(text)


def _is_english(text: str) -> bool:
    """Is it an English sentence or a part of one?"""
    words = _LOWER_WORD.findall(text)
    if len(words) < 2:
        return False
    if sum(word in _OF_SENTENCES for word in words) >= 2:
        return True
    telling = sum(word not in _OF_NAMES for word in words)
    return telling > _MAX_LOWER or (
        telling > 1 and _SENTENCE_END.search(text) is not None
    )
