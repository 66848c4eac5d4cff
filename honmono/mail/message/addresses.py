"""Address fields: who a mail program shows, and whom another one could take for it.

    From: tanaka@example.co.jp <xk3@mail.example.net>

Most programs show the address in brackets; some take the first thing that looks like
one.  Whoever forges mail lives between the two.  So a field has one reading (the
mailboxes most programs show) and `others`: every address that a common program could
take for the author from the same bytes.  For well-formed mail `others` is empty.

The structure comes first, as in RFC 5322 §3.4; encoded words are decoded afterwards
and never split (RFC 2047 §5).  Then the field is read again the way careless programs
do: decoded first, blind to character sets, or cut at a control character.  An address
that only such a reading gives is one of the `others`.

Left alone: whether an address exists, and names that merely *show* an address
(`"tanaka@example.co.jp" <xk3@mail.example.net>` is well formed; a signal's business).
"""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import Final, NamedTuple

from honmono.mail.message.address_spec import (
    HIDING,
    Reading,
    addresses_in,
    decoded,
    shown,
)
from honmono.mail.message.domains import domain_of
from honmono.mail.message.headers import decode_words, unfold
from honmono.mail.message.limits import (
    MAX_ADDRESSES,
    MAX_FIELD,
    MAX_NAME,
    MAX_PIECES,
)
from honmono.mail.message.mailboxes import parse, replaced
from honmono.mail.message.model import Address, Defect

__all__ = ["AddressField", "domain_of", "read_addresses", "read_return_path"]


class AddressField(NamedTuple):
    """One From, Sender, Reply-To, To or Cc field, taken apart."""

    mailboxes: tuple[Address, ...]
    """As most mail programs read it, in order."""

    others: tuple[Address, ...]
    """What another program could take for the author, without names; then names that
    stand beside the mailboxes (a group's), each with the first address."""

    defects: tuple[Defect, ...]
    """Those of `FROM_*` matter in a From only; in the order of `Defect`, each once."""


def read_addresses(value: bytes) -> AddressField:
    """Read one address field's raw value."""
    return _read_simple(value) or _read_anything(value)


def read_return_path(value: bytes) -> Address | None:
    """Read a Return-Path: `<>` is an empty address, None is one nobody can read."""
    if usual := _USUAL_PATH.fullmatch(value):
        address = usual[1].decode("ascii")
        return Address("", address, usual[2].decode("ascii").lower())
    if value.strip() == b"<>":
        return Address("", "", "")
    for mailbox in read_addresses(value).mailboxes:
        if mailbox.address:
            return Address("", mailbox.address, mailbox.domain)
    return None


# --- the simple forms, by one regex ----------------------------------------------

_ADDRESS: Final = r"""
    ( [\w!#$%&'*+\-/=?^`{|}~.]++
      @ ([A-Za-z0-9][A-Za-z0-9-]*+ (?: \. [A-Za-z0-9-]++ )*+ \.?+) )
"""

_USUAL_PATH: Final = re.compile(
    rb" ?+<([A-Za-z0-9._=+-]++@([A-Za-z0-9][A-Za-z0-9-]*+(?:\.[A-Za-z0-9-]++)*+))>"
)
"""What nearly every Return-Path is: 1 address, 2 domain."""

_MAILBOX: Final = rf"""
    [ \t]*+
    (?: (?: ( (?: "[^"\\\x00-\x1f\x7f]*+"                      # "Yamada, Taro"
                | [\w!#$%&'*+\-/=?^`{{|}}~. \t,\x80-\U0010ffff]++  # Taro Y. Yamada
              )*+ )
          | ( [\w!#$%&'*+\-/=?^`{{|}}~.]++ @ [\w'*.-]++ ) [ \t]*+   # once more inside
        )
        < [ \t]*+ {_ADDRESS} [ \t]*+ >
      | {_ADDRESS}
        (?: [ \t]*+ \( ([^()@\\\x00-\x1f\x7f]*+) \) )?+          # (Taro Yamada)
    )
    [ \t]*+
"""
"""Only one reading: no other `@` outside brackets or quotes, no comment in between.

1 name, 2 an address in its place, 3 address and 4 domain in brackets, 5 and 6 without
brackets, 7 the comment behind it."""

_ONE: Final = re.compile(_MAILBOX, re.VERBOSE | re.ASCII)
_NEXT: Final = re.compile(_MAILBOX + r"(?: , | \Z )", re.VERBOSE | re.ASCII)

_WORDS: Final = (
    r"(?: [^\"()<>,:;\[\]\\\x00-\x1f\x7f]++ | \"[^\"\\\x00-\x1f\x7f]*+\" )*+"
)
_APART: Final = re.compile(
    rf"({_WORDS} (?: < {_WORDS} > {_WORDS} )?+) (?: , | \Z )", re.VERBOSE
)
"""A mailbox that no program can join with its neighbours, whatever is in it."""

_ITEM: Final = re.compile(r'((?:"[^"]*+"|[^",]++)*+),')
_NOBODY: Final = re.compile(rb"[ \t\r\n]*+")
_EMPTY_GROUP: Final = re.compile(rb"([\w \t.-]++):[ \t]*+;[ \t]*+")
"""`undisclosed-recipients:;`"""


def _read_simple(value: bytes) -> AddressField | None:
    """Read the forms that all programs read alike; None for everything else."""
    if len(value) >= MAX_FIELD:
        return None
    if b"\n" in value or b"\r" in value:
        value = unfold(value)
    encoded = b"=?" in value
    if encoded and _mask(value) is not value:
        return None
    try:
        text = value.decode("utf-8")
    except UnicodeDecodeError:
        return None
    defects: list[Defect] = []
    if found := _ONE.fullmatch(text):
        only = _simple_mailbox(found, encoded, defects)
        return AddressField((only,), (), tuple(defects)) if only else None
    if b"@" in value:
        return _read_list(text, encoded)
    if _NOBODY.fullmatch(value):
        return AddressField((), (), (Defect.FROM_UNPARSABLE,))
    if group := _EMPTY_GROUP.fullmatch(value):
        name = shown(group[1].decode("ascii"))
        others = (Address(name, "", ""),) if name else ()
        return AddressField((), others, (Defect.FROM_UNPARSABLE, Defect.FROM_GROUP))
    return None


def _read_list(text: str, encoded: bool) -> AddressField | None:
    """Read mailboxes between commas, of which some may be odd in themselves."""
    if text.count(",") >= MAX_ADDRESSES or len(text) >= MAX_PIECES:
        return None
    reading = Reading()
    defects: list[Defect] = []
    position = 0
    while position < len(text):
        found = _NEXT.match(text, position)
        if found and (mailbox := _simple_mailbox(found, encoded, defects)):
            reading.mailboxes.append(mailbox)
        else:
            found = None if encoded else _APART.match(text, position)
            if not found or not _read_odd(found[1].encode(), reading):
                return None
        position = found.end()
    reading.defects.update(defects)
    return _result(reading)


def _read_odd(raw: bytes, reading: Reading) -> bool:
    """Read one mailbox whose ends are certain; False when it has no address."""
    odd = parse(raw, raw)
    reading.mailboxes += odd.mailboxes
    reading.others += odd.others
    reading.asides += odd.asides
    reading.defects |= odd.defects
    return len(odd.mailboxes) == 1 and bool(odd.mailboxes[0].address)


def _simple_mailbox(
    found: re.Match[str], encoded: bool, defects: list[Defect]
) -> Address | None:
    """The mailbox; None when the name could hide an address."""
    name, doubled, address, domain, bare, bare_domain, comment = found.groups()
    if bare:
        if not encoded and not comment:
            return Address("", bare, bare_domain.lower().removesuffix("."))
        address, domain, name = bare, bare_domain, comment or ""
    elif doubled:
        if any(other.lower() != address.lower() for other in addresses_in(doubled)):
            return None
        name = doubled
    else:
        if "," in name:
            name = _with_commas(name, defects)
        name = name.replace('"', "")
    if len(name) > MAX_NAME:
        return None
    if encoded and "=?" in found[0]:
        if "=?" in address:
            return None
        name = decoded(name.encode())
        if "@" in name:
            return None
        name = shown(name)
    elif name.isascii():
        name = " ".join(name.split())
    else:
        name = shown(decoded(name.encode()))
    return Address(name, address, domain.lower().removesuffix("."))


def _with_commas(name: str, defects: list[Defect]) -> str:
    """A name with commas: `Yamada, Taro <…`, but also `Your bank, <…`."""
    name = name.strip(" \t")
    if name.count('"') == 2 and name[0] == name[-1] == '"':
        return name
    *before, last = [
        item.replace('"', "").strip(" \t") for item in _ITEM.findall(name + ",")
    ]
    before = [item for item in before if item]
    if before and not last:
        defects.append(Defect.FROM_UNPARSABLE)
    return ", ".join([*before, last] if last else before)


# --- everything else: several ways to read one field -------------------------------

_ORDER: Final = {defect: place for place, defect in enumerate(Defect)}

_CONTROL: Final = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")

_TWO_BYTES: Final = re.compile(rb"[\x81-\x9f\xe0-\xfc][\x41-\x7e\x80-\xfc]")
"""One character of Shift_JIS: the second byte may be a backslash (`表` is 95 5C)."""

_STRUCTURE: Final = re.compile(rb'[\x00-\x1f"(),:;<>@\[\\\]]')


def _read_anything(value: bytes) -> AddressField:
    """Read a field whatever it holds, in every way that programs do."""
    raw = unfold(value[:MAX_FIELD])
    mask = _mask(raw)
    controls = [found.span() for found in _CONTROL.finditer(mask)]
    reading = _read(replaced(raw, controls))
    if controls:
        reading.defects.add(Defect.FROM_CONTROL_CHARACTER)
        for variant in (raw[: controls[0][0]], replaced(raw, controls, b" ")):
            other = parse(variant, _mask(variant))
            reading.compare(other, Defect.FROM_CONTROL_CHARACTER)
    if len(value) >= MAX_FIELD:
        # A program with a larger buffer may read an author whom we do not see.
        reading.defects |= {Defect.HEADER_TOO_LONG, Defect.FROM_UNPARSABLE}
    return _result(reading)


def _result(reading: Reading) -> AddressField:
    """Close a reading: what concerns all its mailboxes together."""
    mailboxes = tuple(reading.mailboxes)
    known = {mailbox.address.lower() for mailbox in mailboxes if mailbox.address}
    if len(known) > 1:
        reading.defects.add(Defect.FROM_SEVERAL_AUTHORS)
    if not mailboxes or not all(mailbox.domain for mailbox in mailboxes):
        reading.defects.add(Defect.FROM_UNPARSABLE)
    others = {a.lower(): a for a in reading.others if a.lower() not in known}
    first = next((m for m in mailboxes if m.address), Address("", "", ""))
    asides = (Address(name, first.address, first.domain) for name in reading.asides)
    addresses = (Address("", one, domain_of(one)) for one in others.values())
    return AddressField(
        mailboxes,
        tuple(islice(chain(addresses, asides), MAX_ADDRESSES)),
        tuple(sorted(reading.defects, key=_ORDER.__getitem__)),
    )


def _read(raw: bytes) -> Reading:
    """Read as most programs do, then note what careless ones would get."""
    mask = _mask(raw)
    reading = parse(raw, mask)
    if mask is not raw:
        reading.compare(parse(raw, raw), Defect.FROM_ENCODED_ADDRESS)
    if reading.shows_at:
        plain = decode_words(raw)[0].encode("utf-8", "replace")
        reading.compare(parse(plain, plain), Defect.FROM_ENCODED_ADDRESS)
    return reading


def _mask(raw: bytes) -> bytes:
    """`raw` with text that only looks like structure painted over; same length.

    The same object when there is nothing to paint.
    """
    mask = raw
    if b"=?" in mask or b"\x1b" in mask:
        mask = HIDING.sub(_paint, mask)
    if not mask.isascii() and not _is_utf8(raw):
        mask = _TWO_BYTES.sub(_paint, mask)
    return raw if mask == raw else mask


def _paint(found: re.Match[bytes]) -> bytes:
    """A run of the same length without structure."""
    text = found[0]
    return b"\x80" * len(text) if _STRUCTURE.search(text) else text


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
