"""The sender as the head of a forwarded mail shows him: a name, and perhaps the address.

    山田 太郎 <xk3@mail.example.net>                    name and address
    Taro Yamada [mailto:xk3@mail.example.net]           as old Outlook has it
    tanaka@example.co.jp <xk3@mail.example.net>         the name is an address of its own
    xk3@mail.example.net (Taro Yamada)                  as in RFC 822, the name behind
    Taro Yamada                                         the address is gone
    Taro tanaka@example.co.jp                           gone; what is left is his name

Else the last address is the one that was behind the name.  One that is cut
(`<xk3@mail.exa`) is gone: what is left of it may read like somebody else's.

It leaves alone: whose address it is.
"""

from __future__ import annotations

import re
from typing import Final

from honmono.mail.message import Address
from honmono.mail.message.domains import domain_of
from honmono.mail.message.limits import MAX_NAME
from honmono.mail.message.quoted import as_read

_MAX: Final = 600
"""Characters of a sender that are looked at."""

_SPEC: Final = r"[^\s<>()\[\]\"',;:@]{1,64}@(?:[\w-]{1,63}\.){1,10}[^\W\d_][\w-]{1,62}"
_TWICE: Final = re.compile(
    rf"<({_SPEC})\s?<mailto:[^<>]{{0,320}}>{{1,2}}", re.IGNORECASE
)
"""`<a@b.example<mailto:a@b.example>>`, as Outlook makes text of a link."""

_IN_BRACKETS: Final = re.compile(
    rf"[<\[(]\s{{0,3}}(?:mailto:\s?)?({_SPEC})\s{{0,3}}[>\])]\W{{0,4}}\Z", re.IGNORECASE
)
_BARE: Final = re.compile(rf"(?:mailto:)?({_SPEC})\Z", re.IGNORECASE)
_NAME_BEHIND: Final = re.compile(rf"({_SPEC})\s?\((.{{1,200}})\)\Z", re.IGNORECASE)
_GAP: Final = re.compile(
    r"([<\[(][^<>()\[\]]{0,200}?)=?\s+(?=[^<>()\[\]]{0,200}[>\])])"
)
"""Blanks inside brackets, and the sign of quoted-printable: the address was wrapped."""

_CUT: Final = re.compile(
    r"[<\[(][^<>()\[\]\s]{0,320}"
    r"(?:@[^<>()\[\]]{0,320}[>\])]?|(?:\.\.\.|…)[^<>()\[\]]{0,20}[>\])]?|)\Z"
    r"|(?<=\S)\s?(?:<[^<>]{0,320}(?:<[^<>]{0,320}>)?>|\[mailto:[^\[\]]{0,320}\])\Z"
)
"""What is left of an address, or one that is none: `<taro@OFFICE>`, `<taro at kita>`."""

_NOTES_NET: Final = re.compile(
    r"(?:(?<=>)@[\w ./&-]{1,40})?(?:\s?\[mailto:IMCEA[^\]]{0,600}\]?)?\Z"
)
"""`Taro <taro@kita.example>@EXAMPLE`: by which net Notes got it."""

_BEHALF: Final = re.compile(
    r".{0,300}?(?:\bon behalf of\b|が次の人の代理で送信しました[:：]?"
    r"|の代理(?:で送信)?[:：]?|\bim Auftrag von\b|\b(?:de la part|au nom) de\b)",
    re.IGNORECASE,
)
_NOTES_PATH: Final = re.compile(
    r"\A([^/@<>\[\]\"]{2,60})"
    r"(?:(?:/[^/@<>\"]{1,40}){2,6}|/[^@<>\"]{1,80}@[\w ./&-]{1,40}|@[\w /&-]{1,40})\Z"
)
"""`Taro Yamada/Tokyo/Example@EXAMPLE`: the name and where the mailbox stands."""

_NARROW: Final = str.maketrans("＜＞［］（）", "<>[]()")
_AROUND: Final = ' \t"“”*'
"""Around a name; bold ones are `*Taro*` in the text of a page."""

_IN_QUOTES: Final = re.compile(r"['‘]([^'‘’]*)['’]")


def read(text: str) -> Address:
    """Read the sender of a head.  Name or address is empty where none is shown."""
    text = " ".join(text[:_MAX].split()).strip(" ;,")
    text = _NOTES_NET.sub("", _BEHALF.sub("", text))
    shown = as_read(text).translate(_NARROW)
    shown = _TWICE.sub(r"<\1>", shown)
    while (closed := _GAP.sub(r"\1", shown, count=1)) != shown and "@" in closed:
        if not _IN_BRACKETS.search(closed):
            break
        shown = closed
    if behind := _NAME_BEHIND.match(shown):
        return Address(_name(behind[2]), behind[1], domain_of(behind[1]))
    match = _IN_BRACKETS.search(shown) or _BARE.fullmatch(shown.strip(_AROUND))
    if match:
        address = match[1].rstrip(".-")
        before = text if len(text) == len(shown) else shown
        name = before[: match.start()] if match.re is _IN_BRACKETS else ""
        return Address(_name(name), address, domain_of(address))
    name = _CUT.sub("", text) if re.search(r"[@<]|\[mailto:", shown) else text
    return Address(_name(name or text), "", "")


def _name(text: str) -> str:
    """A name without quotation marks, and without the path of Notes."""
    name = text.strip(_AROUND)
    if quoted := _IN_QUOTES.fullmatch(name):
        name = quoted[1].strip()
    if path := _NOTES_PATH.match(name):
        name = path[1].strip()
    return name[:MAX_NAME]
