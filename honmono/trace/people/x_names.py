"""The names in mail that an old Exchange export wrote: X-From, X-To, X-cc.

    From: k..allen@corp.example
    To: mark.whitt@corp.example, jo@other.example
    X-From: Allen, Phillip K. </O=CORP/OU=NA/CN=RECIPIENTS/CN=PALLEN>
    X-To: Whitt, Mark </O=CORP/OU=NA/CN=RECIPIENTS/CN=Mwhitt>, 'jo@other.example'

Such exports leave From and To without names and write them, in the same order, beside
them.  A comma stands between people, and within one.  Where the people in X-To are as
many as the addresses in To, they belong together one by one; else (somebody had no
address) only those are taken whose address shows the name.

Left alone: mail that has names in From and To, and names that are an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final

from honmono.mail.message.limits import MAX_ADDRESSES, MAX_FIELD, MAX_NAME
from honmono.mail.message.message import Message
from honmono.mail.message.model import Address

NameOf = tuple[str, str]
"""(address in lower case, name)."""

_ATOM: Final = re.compile(
    r"""[ ]*+ (
        (?: [^,"'<]++ | <[^<>]*+> | "[^"]*+"
          | '[^',<>"]*+(?:,[^',<>"]*+)?'(?=[ ]*+(?:[,<]|\Z))   # 'Breen, Sean'
          | ["'<]
        )*+ ) (?:,|\Z)""",
    re.VERBOSE,
)
"""What stands between commas that are in no quotes and no brackets."""

_NOTES: Final = re.compile(r"@[A-Z]++\Z|/[^@]*+(?:@[A-Za-z]++)++\Z")
"""What Lotus Notes writes behind a name: `@CORP`, `/HOU/ECT@ECT`."""

_MARKS: Final = re.compile(r"""["'</@]""")
"""What may have to be taken off a name."""

_WORDS: Final = re.compile(r"[a-z]{3,}")
_REMEMBERED: Final = 4096
"""Items of which the name is remembered; longer ones than `_LONG` letters are not."""

_LONG: Final = 250
_AHEAD: Final = 8
"""Names that are looked at to find the one that an address shows."""


def names_of(message: Message) -> tuple[NameOf, ...]:
    """Give (address, name) for everybody whom an Exchange export names."""
    found: list[NameOf] = []
    for field in message.headers:
        name = field[0]
        if name[0] in "Xx" and len(name) in (4, 6):
            match name.lower():
                case "x-from":
                    found += pairs(message.authors[:1], field[1])
                case "x-to":
                    found += pairs(message.to, field[1])
                case "x-cc":
                    found += pairs(message.cc, field[1])
    return tuple(found)


def pairs(addresses: Sequence[Address], value: bytes) -> list[NameOf]:
    """Match the names in one field with the addresses of the other."""
    return pairs_of([address.address.lower() for address in addresses], value)


def pairs_of(known: Sequence[str], value: bytes) -> list[NameOf]:
    """The same, of addresses in small letters."""
    if not known or not value:
        return []
    text = value[:MAX_FIELD].decode("utf-8", "replace")
    if "\n" in text:
        text = " ".join(text.split())
    items = _items(text, len(known))
    if _MARKS.search(text):
        names = [
            _name(each) if len(each) <= _LONG else _name.__wrapped__(each)
            for each in items
        ]
    else:
        names = [item.strip()[:MAX_NAME] for item in items]
    together = zip(known, names, strict=True) if len(known) == len(names) else None
    return [
        (address, name)
        for address, name in together or _aligned(known, names)
        if name and address and "@" not in name
    ]


def _items(text: str, people: int) -> list[str]:
    """Cut a field into one item for each person."""
    if people == 1 and text.count(",") < 2 and text.count("<") < 2:
        return [text]
    if '"' not in text and "'" not in text:
        simple = text.split(">," if "<" in text else ",")
        if len(simple) == people:
            return simple
    return list(islice(_any_items(text), 2 * MAX_ADDRESSES))


def _any_items(text: str) -> Iterator[str]:
    """Yield one item for each person: `Allen, Phillip </O=…>` is one, `A B, C D` two."""
    family = ""
    for found in _ATOM.finditer(text):
        atom = found[1].strip()
        if family and "</" in atom and not atom.startswith("<"):
            yield f"{family}, {atom}"
            family = ""
            continue
        if family:
            yield family
        family = atom if "<" not in atom and "@" not in atom else ""
        if atom and not family:
            yield atom
    if family:
        yield family


@lru_cache(_REMEMBERED)
def _name(item: str) -> str:
    """Take the name out of an item."""
    item = item.partition("<")[0].strip()[:MAX_NAME]
    if "@" in item or "/" in item:
        item = _NOTES.sub("", item)
    return item.strip(" \"'")


def _aligned(addresses: Sequence[str], names: list[str]) -> Iterator[NameOf]:
    """Yield those whose address shows the family name, in their order."""
    families = [_family(name) for name in names]
    at = 0
    for address in addresses:
        local = address.partition("@")[0]
        for ahead in range(at, min(at + _AHEAD, len(names))):
            if families[ahead] and families[ahead] in local:
                yield address, names[ahead]
                at = ahead + 1
                break


def _family(name: str) -> str:
    """Guess the family name: what stands before a comma, else the last long word."""
    words = _WORDS.findall(name.partition(",")[0].lower())
    return words[-1] if words else ""
