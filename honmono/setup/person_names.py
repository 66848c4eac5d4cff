"""Names of people as lists and mail write them → as the organization file wants them.

    Yamada, Taro                     Taro Yamada
    YAMADA Taro                      Taro Yamada
    山田太郎 + 姓 山田, 名 太郎         山田 太郎
    山田 太郎 (Taro Yamada)           山田 太郎, romaji Taro Yamada
    山田 太郎（営業部）                山田 太郎

A kanji name that nobody parts stays as it is: where 東海林太郎 ends is known to him alone.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

_CJK: Final = re.compile("[ぁ-ゖァ-ヺー々〆〇一-鿿㐀-䶿豈-﫿\U00020000-\U0003134f]")
_KANA: Final = re.compile("[ぁ-ゖァ-ヺー・ ]+")
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_NO_WIDTH: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
"""Bidi and zero-width characters: nobody's name, and no good in a file."""

_ACCENTED: Final = re.compile("[A-Za-zぁ-ゖァ-ヺ][\u0300-\u036f\u3099\u309a]{1,3}")
_HONORIFIC: Final = re.compile(r"(?<=\S)(?:\s*(?:様|殿)|\s+(?:さん|さま|氏|先生|君))\Z")
_RANK: Final = (
    "(?:代表|常務|専務)?取締役(?:社長|会長)?|(?:代表|副)?社長|会長|専務|常務|監査役|顧問|相談役"
    "|(?:副|統括|本)?(?:部|支店|支社|事業部|本部|工場|事務局|センター)長|[次課係室所店局]長"
    "|課長補佐|課長代理|部長代理|主任|主査|主事|参事|マネージャー|リーダー"
)
_OFFICE: Final = re.compile(rf"\A(?:{_RANK})\s+(?=\S)|(?<=\S)\s+(?:{_RANK})\Z")
"""部長 山田 太郎, 山田 太郎 部長: what somebody is, beside his name."""

_HALVES: Final = re.compile("[\uff66-\uff9f]+")
_BRACKETS: Final = re.compile(r"\s*[(\[<【〔]([^()\[\]<>【】〔〕]*)[)\]>】〕]\s*")
_SLASH: Final = re.compile(r"\s*[/|]\s*|\s+[-–]\s+")
_NOTES: Final = re.compile("CN=([^/,=]{1,200})", re.IGNORECASE)
"""`CN=Taro Yamada/OU=Tokyo/O=Reiji`: how Notes writes a name."""

_UNIT: Final = re.compile(
    r"\S\S[部課係室局所店]\Z|会社|法人|センター|グループ|チーム|本社|支社"
)
"""A department or firm beside the name; 阿部 and 田所 are people."""

_COMMA: Final = re.compile(r"\s*[,、]\s*")
_SUFFIX: Final = re.compile(
    r"(?:jr|sr|ii|iii|iv|phd|ph\.d|md|m\.d|esq)\.?", re.IGNORECASE
)
_LATIN_WORDS: Final = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*)+")


class Written(NamedTuple):
    """A person's name, and what it says of its reading."""

    name: str
    kana: str = ""
    romaji: str = ""

    @property
    def parted(self) -> bool:
        """Does it say where the family name ends?"""
        return " " in self.name or not is_cjk(self.name)


def tidy(text: str) -> str:
    """One line, one blank between words, full-width Latin and half-width kana undone.

    Kanji stay what they are: NFKC would turn the 﨑 of a name into another letter only
    where Unicode says that they are one, and people do not.
    """
    folded = "".join(
        unicodedata.normalize("NFKC", letter) if _is_a_form(letter) else letter
        for letter in _joined_marks(_NO_WIDTH.sub("", _CONTROL.sub(" ", text)))
    )
    return " ".join(folded.split())


def is_cjk(text: str) -> bool:
    """Is there a letter of Japanese in it?"""
    return _CJK.search(text) is not None


def is_kana(text: str) -> bool:
    """Kana alone: a reading, or a name that is written so."""
    return bool(text) and _KANA.fullmatch(text) is not None


def shown(display: str) -> Written:
    """A display name, taken apart."""
    text = tidy(display).strip(" \"'")
    if notes := _NOTES.match(text):
        text = notes[1]
    text = _OFFICE.sub("", _HONORIFIC.sub("", text))
    pieces = _pieces(text)
    names = [piece for piece in pieces if is_cjk(piece) and not is_kana(piece)]
    kana = [piece for piece in pieces if is_kana(piece)]
    latin = [p for p in pieces if not is_cjk(p) and _LATIN_WORDS.fullmatch(_turned(p))]
    people = [name for name in names if not _UNIT.search(name)]
    if latin and names and not people:
        return Written(_turned(latin[0]))  # John Smith【営業部】
    if names := people or names:
        reading = next((each for each in kana if " " in each or len(each) > 3), "")
        romaji = _turned(latin[0]) if latin else ""
        return Written(_turned_cjk(names[0]), reading, romaji)
    if kana:
        return Written(kana[0], "", _turned(latin[0]) if latin else "")
    return Written(_turned(pieces[0]) if pieces else "")


def is_suffix(word: str) -> bool:
    """Jr., III, PhD: no name of anybody."""
    return _SUFFIX.fullmatch(word) is not None


def fuller(one: str, other: str) -> str:
    """Of two columns with a name: kanji before Latin letters, 山田 太郎 before 太郎."""
    return max(one, other, key=_says)


def joined(family: str, given: str) -> str:
    """Both parts in the order in which the file has them: 山田 太郎, but Taro Yamada."""
    family, given = tidy(family), tidy(given)
    order = (family, given) if is_cjk(family + given) else (given, family)
    return " ".join(part for part in order if part)


def words_of(name: str) -> frozenset[str]:
    """The words that all spellings of one name share: no initials, no Jr., any order."""
    words = re.split(r"[\s.,'’-]+", tidy(name).casefold())
    return frozenset(
        word
        for word in words
        if (len(word) > 1 or is_cjk(word)) and not is_suffix(word)
    )


def _says(display: str) -> tuple[bool, bool]:
    name = shown(display).name
    return is_cjk(name), " " in name


def _pieces(text: str) -> list[str]:
    """`山田 太郎 (Taro Yamada) / 営業部` → its parts, the one outside brackets first."""
    inside = _BRACKETS.findall(text)
    outside = _BRACKETS.sub(" ", text).strip()
    parts = [part for part in _SLASH.split(outside) if part]
    if len(parts) == 1 and is_cjk(outside):
        parts = _scripts(outside)
    return [part for part in (*parts, *(tidy(each) for each in inside)) if part]


def _scripts(text: str) -> list[str]:
    """`山田 太郎 Taro Yamada` → both; a single Latin word stays where it is."""
    words = text.split()
    latin = [word for word in words if not is_cjk(word)]
    if len(latin) < 2 or len(latin) == len(words):
        return [text]
    return [" ".join(word for word in words if is_cjk(word)), " ".join(latin)]


def _turned(name: str) -> str:
    """`Yamada, Taro` and `YAMADA Taro` → `Taro Yamada`."""
    parts = [part for part in _COMMA.split(name) if part]
    if len(parts) == 2 and not is_suffix(parts[1]):
        name = f"{parts[1]} {parts[0]}"
    words = name.split()
    if len(words) != 2:
        return name
    first, last = words
    if len(first) > 2 and first.isupper() and last.istitle():
        return f"{last} {first.capitalize()}"
    if len(last) > 2 and last.isupper() and first.istitle():
        return f"{first} {last.capitalize()}"
    return name


def _turned_cjk(name: str) -> str:
    """`山田, 太郎` → `山田 太郎`."""
    return " ".join(part for part in _COMMA.split(name) if part)


def _joined_marks(text: str) -> str:
    """`ﾔﾏﾀﾞ`: the mark of a half-width letter is a letter of its own until it is joined.

    So is every accent in what a Mac writes (NFD); composing the kanji would change them.
    """
    text = _ACCENTED.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)
    return _HALVES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def _is_a_form(letter: str) -> bool:
    """A full-width or half-width form, a wide blank, a squared sign; no ideograph."""
    code = ord(letter)
    return 0xFF00 <= code <= 0xFFEF or code in (0x3000, 0xA0) or 0x3200 <= code < 0x3400
