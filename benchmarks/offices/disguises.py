"""How forgers write our names and imitate our domains; made from a house alone.

Each function answers every writing of one family that the house's names allow: whoever has
no kana in the file cannot be shown in kana.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from random import Random
from typing import Final

from benchmarks.offices._core import House
from honmono.check.org import Person

Writing = tuple[str, bool]
"""What is written, and whether only somebody who knows the people could tell."""

_HONORIFICS: Final = {
    "ja": (
        "{n}様",
        "{n} 部長",
        "経理担当 {n}",
        "【{n}】",
        "{n}（代理）",
        "担当者：{n}",
    ),
    "en": (
        "Mr. {n}",
        "{n} (Mobile)",
        "Dr {n}",
        "CEO {n}",
        "{n}, CPA",
        "[External] {n}",
    ),
}
_VARIANTS: Final = {
    "髙": "高", "﨑": "崎", "邉": "辺", "辺": "邊", "斎": "齋", "沢": "澤", "桜": "櫻",
    "滝": "瀧", "広": "廣", "瀬": "瀨", "恵": "惠", "富": "冨", "国": "國", "黒": "黑",
    "戸": "戶", "静": "靜", "徳": "德", "真": "眞", "嶋": "島", "浜": "濱", "竜": "龍",
}  # fmt: skip
_CYRILLIC: Final = str.maketrans("aceopxyHKMT", "асеорхуНКМТ")


def latin(person: Person) -> str:
    """The name in Latin letters, given name first; empty where nobody said it."""
    if person.romaji:
        return person.romaji
    return person.name if _is_latin(person.name) else ""


def _is_latin(text: str) -> bool:
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in text)


def plain(house: House, person: Person) -> Iterator[Writing]:
    """As the file has it."""
    yield person.name, False
    del house
    if not _is_latin(person.name):
        yield person.name.replace(" ", ""), False
        yield person.name.replace(" ", "\u3000"), False


def kana(house: House, person: Person) -> Iterator[Writing]:
    """Katakana, half width, hiragana."""
    del house
    if not person.kana:
        return
    yield person.kana, False
    yield person.kana.replace(" ", "・"), False
    yield (
        "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in person.kana),
        False,
    )
    yield _half(person.kana), False


def _half(text: str) -> str:
    table = {}
    for code in range(0xFF66, 0xFF9E):
        table[unicodedata.normalize("NFKC", chr(code))] = chr(code)
    made = ""
    for c in unicodedata.normalize("NFD", text):
        made += {"\u3099": "ﾞ", "\u309a": "ﾟ", "ー": "ｰ"}.get(c) or table.get(c, c)
    return made


def romaji(house: House, person: Person) -> Iterator[Writing]:
    """Latin letters: order, case, width, spellings."""
    del house
    name = latin(person)
    if not name:
        return
    given, family = name.rsplit(" ", 1)
    yield f"{family} {given}", False
    yield f"{family.upper()} {given}", False
    yield f"{family}, {given}", False
    yield name.lower(), False
    yield name.upper(), False
    yield "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name), False
    if person.kana:
        if person.kana.split()[0].endswith("ウ"):
            yield f"{given} {family}u", False
            yield f"{given} {family.replace('o', 'oh')}", False
        yield name.replace("shi", "si").replace("Shi", "Si").replace("tsu", "tu"), False
    elif "ø" in name or "é" in name:
        yield name.replace("ø", "o").replace("é", "e"), False


def titled(house: House, person: Person) -> Iterator[Writing]:
    """With an honorific, a title or a word about how he writes."""
    for pattern in _HONORIFICS["en" if house.org.language == "en" else "ja"]:
        yield pattern.format(n=person.name), False


def variants(house: House, person: Person) -> Iterator[Writing]:
    """Other shapes of the same kanji."""
    del house
    for place, letter in enumerate(person.name):
        other = _VARIANTS.get(letter, letter)
        if other != letter:
            yield person.name[:place] + other + person.name[place + 1 :], False


def tricks(house: House, person: Person) -> Iterator[Writing]:
    """Signs nobody sees, and letters of other alphabets."""
    del house
    name = person.name
    for sign in ("\u200b", "\u2060", "\u00ad", "\u200e", "\ufeff"):
        yield name[0] + sign + name[1:], False
    yield f"\u202d{name}\u202c", False
    if letters := latin(person):
        swapped = letters.translate(_CYRILLIC)
        if swapped != letters:
            yield swapped, False
        yield "".join(f"{c}\u0301" if c == "a" else c for c in letters), False
        yield " ".join(letters.replace(" ", "_")).replace("_", " "), True
    yield name.replace(" ", "."), False
    yield name.replace(" ", "_"), False


def with_firm(house: House, person: Person) -> Iterator[Writing]:
    """A person beside the organization."""
    firm, short = house.org.names[0], house.org.names[min(1, len(house.org.names) - 1)]
    yield f"{person.name} ({short})", False
    yield f"{short} {person.name}", False
    yield f"{person.name}＠{short}", False
    yield f"{firm}　{person.name}", False
    yield f"{short} / {person.name}", False
    yield f"{person.name} - {short}", False
    yield f"{person.name} | {short}", False


def firm_alone(house: House, person: Person) -> Iterator[Writing]:
    """The organization, its departments and its shapes of writing."""
    del person
    for name in house.org.names:
        yield name, False
        if _is_latin(name):
            yield f"{name} Accounts", False
            yield f"The {name} Team", False
            yield name.upper(), False
            yield f"{name} Helpdesk", False
        else:
            yield f"{name} 経理部", False
            yield f"{name}サポート窓口", False
            yield f"【{name}】重要", False


def nicknames(house: House, person: Person) -> Iterator[Writing]:
    """Nicknames and initials; who knows the person well may tell."""
    del house
    for nick in person.nicknames:
        yield nick, True
    if name := latin(person):
        given, family = name.rsplit(" ", 1)
        yield f"{given[0]}. {family}", True
        yield f"{family} {given[0]}.", True


def addresses(house: House, person: Person) -> Iterator[Writing]:
    """Our address in the display name, plain and disguised."""
    own = person.addresses[0]
    local, _, domain = own.partition("@")
    for text in (
        own,
        f"{person.name} <{own}>",
        f"{person.name}({own})",
        own.replace("@", "＠"),
        f"{local} at {domain}",
        f"{local}[at]{domain}",
        f"{local} @ {domain}",
        f"mailto:{own}",
        f"<{own}>",
        f"{own} via Mail",
        f"'{own}'",
        own.upper(),
        f"info@{house.org.domains[-1]}",
        f"{person.name} | {own}",
        f"{local}(a){domain}",
    ):
        yield text, "(a)" in text


def own_hosts(house: House, person: Person) -> Iterator[Writing]:
    """Our domain alone in the display name."""
    del person
    for domain in house.org.domains[:2]:
        yield f"{domain} Support", False
        yield f"www.{domain}", False
        yield (
            f"{domain} 管理者" if house.org.language == "ja" else f"Admin {domain}",
            False,
        )


Likeness = tuple[str, bool]


def _swap(label: str, random: Random) -> str:
    places = [
        at
        for at in range(1, len(label) - 1)
        if label[at] != label[at + 1] and label[at : at + 2].isalpha()
    ]
    at = random.choice(places)
    return label[:at] + label[at + 1] + label[at] + label[at + 2 :]


def _edit(label: str, random: Random, how: str) -> str:
    places = [at for at in range(1, len(label)) if label[at].isalpha()]
    at = random.choice(places)
    put = {"double": label[at] * 2, "drop": "", "wrong": _neighbour(label[at])}[how]
    return label[:at] + put + label[at + 1 :]


_KEYS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _neighbour(letter: str) -> str:
    for row in _KEYS:
        if letter in row:
            return row[(row.index(letter) + 1) % len(row)]
    return "x"


_LOOKS: Final = (
    *(("o", "0"), ("l", "1"), ("i", "l"), ("rn", "m"), ("m", "rn"), ("w", "vv")),
    *(("e", "3"), ("s", "5"), ("q", "g"), ("u", "v"), ("a", "4"), ("d", "cl")),
)
_FOREIGN: Final = (
    *(("a", "а"), ("e", "е"), ("o", "о"), ("k", "к"), ("i", "í"), ("u", "ú")),
    *(("o", "ö"), ("a", "ä"), ("e", "é"), ("z", "ż"), ("n", "ñ"), ("l", "ł")),
)


def lookalikes(
    house: House, random: Random, imitated: str
) -> dict[str, list[Likeness]]:
    """Family → domains like the `imitated` one, and whether the kind of it is doubtful."""
    label, _, ending = imitated.partition(".")
    short = len(label) <= 6
    bare = label.rstrip("0123456789").rstrip("-")
    shown = [
        (label.replace(old, new, 1) + "." + ending, short and old in "uqd")
        for old, new in _LOOKS
        if old in label
    ]
    idn = [
        (_ascii(label.replace(old, new, 1)) + "." + ending, False)
        for old, new in _FOREIGN
        if old in label
    ]
    others = [
        e for e in ("com", "net", "jp", "co", "org", "biz", "site") if e != ending
    ]
    owned = {*house.org.domains, *house.org.parked_domains}
    firms = (bare,) if not short else (label,)
    return {
        "hyphen": [
            (made, False)
            for made in (
                f"{label.replace('-', '')}.{ending}"
                if "-" in label
                else f"{label[:3]}-{label[3:]}.{ending}",
                f"{label[: len(bare)]}-{label[len(bare) :]}.{ending}"
                if not short
                else f"{label[:2]}-{label[2:]}.{ending}",
            )
            if made.partition(".")[0] != label
        ],
        "typo": [
            (_swap(label, random) + "." + ending, short),
            (_edit(label, random, "double") + "." + ending, False),
            (_edit(label, random, "drop") + "." + ending, short),
            (_edit(label, random, "wrong") + "." + ending, short),
        ],
        "homoglyph": shown[:5],
        "idn": idn[:5],
        "tld": [(f"{label}.{e}", short) for e in others if f"{label}.{e}" not in owned],
        "subdomain": [
            (f"{imitated}.mail-gate5127.net", False),
            (
                f"{label}.{ending.replace('.', '-')}-login2290.info",
                short and "." not in ending,
            ),
            (f"{label}.portal-view7741.com", True),
            (f"{label}-{ending.replace('.', '-')}.com", short and "." not in ending),
        ],
        "combo": [
            (made, doubtful)
            for firm in firms
            for made, doubtful in (
                (f"{label}-support.com", False),
                (f"secure-{label}.net", False),
                (f"{label}-invoice.{ending}", False),
                (f"mail-{label}.com", False),
                (f"{firm}-portal.net", True),
                (f"{label}group.com", short),
            )
        ],
    }


def _ascii(label: str) -> str:
    return "xn--" + label.encode("punycode").decode("ascii")


PEOPLE: Final[dict[str, Callable[[House, Person], Iterator[Writing]]]] = {
    "dn_plain": plain,
    "dn_kana": kana,
    "dn_romaji": romaji,
    "dn_titled": titled,
    "dn_kanji_variant": variants,
    "dn_unicode": tricks,
    "dn_name_plus_org": with_firm,
    "dn_org_name": firm_alone,
    "dn_nick_initial": nicknames,
    "address_in_name": addresses,
    "domain_in_name": own_hosts,
}
