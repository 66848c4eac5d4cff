"""Values of one account → whose it is, and what it is called.

    userType = Guest                       a guest
    RecipientTypeDetails = RoomMailbox     a room
    Block credential = True                disabled: nobody writes from it today
    info@example.co.jp                     a desk

Forms differ in their columns alone; what the columns say is understood here, for all.
"""

from __future__ import annotations

import re
from typing import Final

from honmono import tables
from honmono.mail.message.addresses import domain_of
from honmono.setup.exports._core import Account, Field, Listed, Values
from honmono.setup.person_names import Written, is_cjk, is_kana, joined, shown, tidy

_ADDRESS: Final = re.compile(r"[^\s@<>,;:'\"(){}|]{1,64}@[\w.-]{1,190}\.[\w-]{2,63}")
_PROXY: Final = re.compile(r"(?:^|(?<=[\s+;,{|]))(?=[A-Za-z0-9]+:)")
"""Where one of several addresses begins: `SMTP:taro@…+smtp:t.yamada@…+sip:taro@…`."""

_GUEST: Final = "#ext#"
_TENANT: Final = ".onmicrosoft.com"
"""The tenant's own names: every account has one, and nobody writes from it."""

_YES: Final = frozenset(("true", "yes", "1", "はい", "有効", "on", "enabled", "active"))
_NO: Final = frozenset(("false", "no", "0", "いいえ", "無効", "off", "disabled"))
_LEFT: Final = (
    *("suspend", "archiv", "inactive", "disabled", "deleted", "blocked", "left"),
    *("停止", "無効", "退職", "退社", "削除", "休止"),
)
_KINDS: Final = (
    ("shared", Account.SHARED),
    ("共有", Account.SHARED),
    ("room", Account.ROOM),
    ("equipment", Account.ROOM),
    ("scheduling", Account.ROOM),
    ("会議室", Account.ROOM),
    ("guest", Account.GUEST),
    ("ゲスト", Account.GUEST),
    ("mailuser", Account.GUEST),
    ("mailcontact", Account.GUEST),
    ("discovery", Account.OTHER),
    ("arbitration", Account.OTHER),
    ("monitoring", Account.OTHER),
    ("publicfolder", Account.OTHER),
    ("group", Account.OTHER),
    ("team", Account.OTHER),
    ("computer", Account.OTHER),
)
_DESKS: Final = frozenset(row[0] for row in tables.rows("desk_words.tsv"))
_FORMS_OF_ADDRESS: Final = frozenset(("mr", "mrs", "ms", "miss", "dr", "様", "さん"))
_NUMBER: Final = re.compile(r"[\d._-]+\Z|\A[\d._-]+")


def listed(values: Values, line: int) -> Listed | None:
    """The account; None when it has no name."""
    own = _addresses(values)
    written = _name(values)
    if not written.name:
        return None
    return Listed(
        line=line,
        account=_account(values, own),
        name=written.name,
        kana=written.kana,
        romaji=written.romaji,
        nicknames=_nicknames(values),
        addresses=own,
        title=_title(values),
        department=tidy(values.get(Field.DEPARTMENT, "")),
        office=tidy(values.get(Field.OFFICE, "")),
    )


def is_desk(address: str) -> bool:
    """Is it an address of a task, not of a person: info@, keiri2@, no-reply@?"""
    local = address.partition("@")[0].casefold()
    words = re.split(r"[._-]+", _NUMBER.sub("", local))
    return local in _DESKS or "".join(words) in _DESKS or words[0] in _DESKS


def addresses_in(text: str) -> list[str]:
    """Every address of a value, in its order."""
    return _ADDRESS.findall(text)


def _account(values: Values, addresses: tuple[str, ...]) -> Account:
    login = values.get(Field.LOGIN, "").casefold()
    if _GUEST in login or any(_GUEST in each.casefold() for each in addresses):
        return Account.GUEST
    kind = values.get(Field.KIND, "").casefold().replace(" ", "")
    for word, account in _KINDS:
        if word in kind:
            return account
    status = values.get(Field.STATUS, "").casefold()
    if (
        values.get(Field.BLOCKED, "").strip().casefold() in _YES
        or values.get(Field.ENABLED, "").strip().casefold() in _NO
        or any(word in status for word in _LEFT)
    ):
        return Account.DISABLED
    if addresses and all(map(is_desk, addresses)) and not _has_both_parts(values):
        return Account.DESK
    return Account.PERSON


def _has_both_parts(values: Values) -> bool:
    return bool(values.get(Field.FAMILY) and values.get(Field.GIVEN))


def _addresses(values: Values) -> tuple[str, ...]:
    """The main address first; the login only where there is no other."""
    found = addresses_in(values.get(Field.ADDRESS, ""))
    more = values.get(Field.MORE_ADDRESSES, "")
    proxies = _proxies(more)
    found += [address for main, address in proxies if main]
    found += [address for main, address in proxies if not main]
    login = addresses_in(values.get(Field.LOGIN, ""))
    kept = {
        address.casefold(): address
        for address in reversed(found or login)
        if not domain_of(address).endswith(_TENANT)
    }
    return tuple(reversed(kept.values()))


def _proxies(text: str) -> list[tuple[bool, str]]:
    """`SMTP:taro@…+smtp:t.yamada@…` → (is it the main one?, address); no sip:, X500:."""
    found = []
    for each in _PROXY.split(text):
        protocol, colon, address = each.partition(":")
        if not colon:
            found += [(False, plain) for plain in addresses_in(each)]
        elif protocol.casefold() == "smtp":
            found += [
                (protocol == "SMTP", plain)
                for plain in addresses_in(address.strip("+ "))
            ]
    return found


def _name(values: Values) -> Written:
    """What the list calls somebody, put together from all that it says."""
    display = shown(values.get(Field.NAME, ""))
    parts = joined(values.get(Field.FAMILY, ""), values.get(Field.GIVEN, ""))
    kana = tidy(values.get(Field.KANA, "")) or joined(
        values.get(Field.KANA_FAMILY, ""), values.get(Field.KANA_GIVEN, "")
    )
    romaji = shown(values.get(Field.ROMAJI, "")).name or joined(
        values.get(Field.ROMAJI_FAMILY, ""), values.get(Field.ROMAJI_GIVEN, "")
    )
    name = _best_name(display.name, parts)
    latin = next((n for n in (parts, display.name) if n and not is_cjk(n)), "")
    if not romaji and is_cjk(name):
        romaji = display.romaji or (latin if " " in latin else "")
    reading = kana or display.kana or (name if is_kana(name) else "")
    return Written(name, reading, romaji)


def _best_name(display: str, parts: str) -> str:
    """Kanji before Latin letters; the parts where they say where the family name ends."""
    if not display or not parts:
        return display or parts
    if is_cjk(display) != is_cjk(parts):
        return display if is_cjk(display) else parts
    same = display.replace(" ", "").casefold() == parts.replace(" ", "").casefold()
    if same or " " in parts:
        return parts
    return display


def _title(values: Values) -> str:
    """What somebody is; Outlook calls `Mr.` a title, too."""
    title = tidy(values.get(Field.TITLE, ""))
    return "" if title.casefold().rstrip(".") in _FORMS_OF_ADDRESS else title


def _nicknames(values: Values) -> tuple[str, ...]:
    pieces = re.split(r"[;、,]", values.get(Field.NICKNAME, ""))
    return tuple(tidy(piece) for piece in pieces if tidy(piece))
