"""Values of one account → its name, reading and addresses.

    Display name = 山田太郎, Last name = 山田, First name = 太郎        山田 太郎
    Proxy addresses = SMTP:taro@…+smtp:t.yamada@…+sip:taro@…         two addresses

Forms differ in their columns alone; what the columns say is understood here, for all.
Whose account it is, a person's or a room's, is told in `whose.py`.
"""

from __future__ import annotations

import re
from typing import Final

from honmono.mail.message.addresses import domain_of
from honmono.setup.exports._core import Field, Listed, Values
from honmono.setup.exports.whose import whose
from honmono.setup.person_names import Written, is_cjk, is_kana, joined, shown, tidy

_ADDRESS: Final = re.compile(
    r"[^\s@<>,;:'\"(){}|/、。・]{1,64}@[\w.-]{1,190}\.[\w-]{2,63}"
)
_PROXY: Final = re.compile(r"(?:^|(?<=[\s+;,{|]))(?=[A-Za-z0-9]+:)")
"""Where one of several addresses begins: `SMTP:taro@…+smtp:t.yamada@…+sip:taro@…`."""

_TENANT: Final = ".onmicrosoft.com"
"""The tenant's own names: every account has one, and nobody writes from it."""

_FORMS_OF_ADDRESS: Final = frozenset(("mr", "mrs", "ms", "miss", "dr", "様", "さん"))
_NOTHING: Final = frozenset(
    ("-", "--", "–", "—", "―", "ー", "n/a", "none", "null", "なし", "未設定", "(null)")
)
_COUNT: Final = re.compile(r"[\d,.\s]+(?:名|人|件|people|persons)?")
"""Below a list: 12名."""


def listed(values: Values, line: int) -> Listed | None:
    """The account; None when it has no name."""
    own = _addresses(values)
    written = _name(values)
    if not written.name or _COUNT.fullmatch(written.name):
        return None
    return Listed(
        line=line,
        account=whose(values, written.name, own),
        name=written.name,
        kana=written.kana,
        romaji=written.romaji,
        nicknames=_nicknames(values),
        addresses=own,
        title=_title(values),
        department=_said(values, Field.DEPARTMENT),
        office=_said(values, Field.OFFICE),
    )


def addresses_in(text: str) -> list[str]:
    """Every address of a value, in its order; full-width letters are letters."""
    return _ADDRESS.findall(text if text.isascii() else tidy(text))


def _addresses(values: Values) -> tuple[str, ...]:
    """The main address first; the login only where there is no other."""
    found = addresses_in(values.get(Field.ADDRESS, ""))
    more = values.get(Field.MORE_ADDRESSES, "")
    proxies = _proxies(more)
    found += [address for main, address in proxies if main]
    found += [address for main, address in proxies if not main]
    login = addresses_in(values.get(Field.LOGIN, ""))
    kept = {
        address.casefold(): _small_domain(address)
        for address in reversed(found or login)
        if not domain_of(address).endswith(_TENANT)
    }
    return tuple(reversed(kept.values()))


def _small_domain(address: str) -> str:
    name, at, domain = address.rpartition("@")
    return name + at + domain.lower()


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
    display = shown(values.get(Field.NAME, "") or _before_address(values))
    parts = joined(values.get(Field.FAMILY, ""), values.get(Field.GIVEN, ""))
    kana = _parted(
        tidy(values.get(Field.KANA, "")),
        joined(values.get(Field.KANA_FAMILY, ""), values.get(Field.KANA_GIVEN, "")),
    )
    romaji = shown(
        values.get(Field.ROMAJI, "")
        or joined(
            values.get(Field.ROMAJI_FAMILY, ""), values.get(Field.ROMAJI_GIVEN, "")
        )
    ).name
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


def _before_address(values: Values) -> str:
    """`山田 太郎 <yamada@example.co.jp>` in the only column there is."""
    name, bracket, _ = tidy(values.get(Field.ADDRESS, "")).partition("<")
    return name if bracket else ""


def _parted(whole: str, parts: str) -> str:
    """The reading; its parts where the whole is the same without a blank."""
    same = whole.replace(" ", "") == parts.replace(" ", "")
    return parts if same and " " in parts else whole or parts


def _title(values: Values) -> str:
    """What somebody is; Outlook calls `Mr.` a title, too."""
    title = _said(values, Field.TITLE)
    return "" if title.casefold().rstrip(".") in _FORMS_OF_ADDRESS else title


def _said(values: Values, field: Field) -> str:
    """What stands there; a dash or なし says that there is nothing."""
    text = tidy(values.get(field, ""))
    return "" if text.casefold() in _NOTHING else text


def _nicknames(values: Values) -> tuple[str, ...]:
    pieces = re.split(r"[;、,]", values.get(Field.NICKNAME, ""))
    return tuple(tidy(piece) for piece in pieces if tidy(piece))
