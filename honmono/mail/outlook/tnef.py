r"""Outlook's capsule (`winmail.dat`, TNEF): one mail as a list ([MS-OXTNEF]).

    78 9F 3E 22, key, then attributes:   level (1 mail, 2 file), number, length, bytes, sum

    9003   values, as a `.msg` has them          8010   title of the next file
    9004   recipients                            800F   bytes of the next file
    8004   subject (old form) …                  9005   values of the next file

A file inside may be a mail of its own, again in this form.  Sums are not believed; reading
ends where a length leads outside, and what came before it is told.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from honmono.mail.outlook.item import (
    MAX_DEPTH,
    MAX_FILES,
    MAX_RECIPIENTS,
    File,
    Item,
)
from honmono.mail.outlook.properties import TAGS, Properties, Tag, Type, label_of
from honmono.mail.sandbox import FailureKind, Refused

MAGIC: Final = bytes.fromhex("789F3E22")

_MESSAGE_LEVEL: Final = 1
_HEAD: Final = struct.Struct("<BHHI")

_FROM, _SUBJECT, _DATE_SENT, _DATE_RECEIVED = 0x8000, 0x8004, 0x8005, 0x8006
_MESSAGE_CLASS, _BODY, _FILE_DATA, _FILE_TITLE = 0x8008, 0x800C, 0x800F, 0x8010
_FILE_BEGINS, _VALUES, _RECIPIENTS, _FILE_VALUES = 0x9002, 0x9003, 0x9004, 0x9005
_CODE_PAGE: Final = 0x9007

_OLD_TEXTS: Final = {
    _SUBJECT: Tag.SUBJECT,
    _MESSAGE_CLASS: Tag.MESSAGE_CLASS,
    _BODY: Tag.BODY,
}
_OLD_TIMES: Final = {
    _DATE_SENT: Tag.CLIENT_SUBMIT_TIME,
    _DATE_RECEIVED: Tag.MESSAGE_DELIVERY_TIME,
}

_LENGTHS: Final = {
    0x01: 0,  # no value
    **dict.fromkeys((0x02, 0x03, 0x04, 0x0A, 0x0B), 4),
    **dict.fromkeys((0x05, 0x06, 0x07, 0x14, 0x40), 8),
    0x48: 16,
}
"""Bytes that a value of a type takes, filled up to four."""

_COUNTED: Final = frozenset({Type.STRING8, Type.UNICODE, Type.OBJECT, Type.BINARY})
_SEVERAL: Final = 0x1000
_WITH_NAME: Final = 0x8000
_MAX_VALUES: Final = 10_000
_A_MAIL: Final = bytes.fromhex("0703020000000000C000000000000046")
"""What an object says before its bytes when it is a mail (IID_IMessage)."""


def read(data: bytes, depth: int = 0) -> Item:
    """Read the mail of a capsule.

    Raises:
        Refused: it does not begin as one, or there is nothing in it.

    """
    if not data.startswith(MAGIC):
        raise Refused(FailureKind.BROKEN, "not a TNEF file")
    item, charset, anything = Item(Properties()), "", False
    for level, number, value in _attributes(data):
        anything = True
        if number == _CODE_PAGE:
            charset = label_of(int.from_bytes(value[:4], "little"))
            item.properties.charset = charset
        elif level == _MESSAGE_LEVEL:
            _of_the_mail(item, number, value)
        else:
            _of_a_file(item, number, value, depth)
    if not anything:
        raise Refused(
            FailureKind.BROKEN, "a TNEF file that is cut off in its beginning"
        )
    item.properties.charset = charset or item.properties.find_charset()
    for other in (*item.recipients, *(file.properties for file in item.files)):
        other.charset = item.properties.charset
    return item


def _attributes(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield (level, number, bytes) of each attribute, until one leads outside."""
    at = 6
    while at + _HEAD.size <= len(data):
        level, number, _, length = _HEAD.unpack_from(data, at)
        if level not in (1, 2):
            return
        at += _HEAD.size
        yield level, number, data[at : at + length]
        at += length + 2


def _of_the_mail(item: Item, number: int, value: bytes) -> None:
    values = item.properties
    if number == _VALUES:
        for tag, kind, each in _Values(value).read():
            values.put(tag, kind, each)
    elif number == _RECIPIENTS:
        rows = _Values(value)
        for _ in range(min(rows.number(), MAX_RECIPIENTS)):
            if rows.at >= len(value):
                return
            recipient = Properties()
            for tag, kind, each in rows.read():
                recipient.put(tag, kind, each)
            item.recipients.append(recipient)
    elif number in _OLD_TEXTS:
        _unless_there(values, _OLD_TEXTS[number], Type.STRING8, value)
    elif number in _OLD_TIMES:
        if ticks := _ticks(value):
            _unless_there(values, _OLD_TIMES[number], Type.TIME, ticks)
    elif number == _FROM:
        _old_writer(values, value)


def _of_a_file(item: Item, number: int, value: bytes, depth: int) -> None:
    if number == _FILE_BEGINS or not item.files:
        if len(item.files) >= MAX_FILES:
            item.cut = True
            return
        item.files.append(File(Properties()))
    file = item.files[-1]
    if number == _FILE_TITLE:
        _unless_there(file.properties, Tag.ATTACH_FILENAME, Type.STRING8, value)
    elif number == _FILE_DATA:
        file.data = value
    elif number == _FILE_VALUES:
        for tag, kind, each in _Values(value).read():
            if tag == Tag.ATTACH_DATA:
                _file_in_values(file, kind, each, depth)
            else:
                file.properties.put(tag, kind, each)


def _file_in_values(file: File, kind: int, value: bytes, depth: int) -> None:
    """The bytes of a file that stand among its values: an object, or as they are."""
    if kind != Type.OBJECT:
        file.data = value
        return
    what, inside = value[:16], value[16:]
    if what == _A_MAIL:
        if depth < MAX_DEPTH and inside.startswith(MAGIC):
            file.mail = read(inside, depth + 1)
        return
    file.data = inside


def _unless_there(values: Properties, tag: int, kind: int, value: bytes) -> None:
    """Values of the new form count for more than attributes of the old one."""
    if tag not in values.values:
        values.put(tag, kind, value)


def _old_writer(values: Properties, value: bytes) -> None:
    """From in the old form: kind, lengths, name, `SMTP:tanaka@example.co.jp`."""
    if len(value) < 8:
        return
    _, _, name_length, address_length = struct.unpack_from("<4H", value)
    name = value[8 : 8 + name_length]
    address = value[8 + name_length : 8 + name_length + address_length]
    kind, colon, rest = address.partition(b"\0")[0].partition(b":")
    _unless_there(values, Tag.SENDER_NAME, Type.STRING8, name)
    if colon:
        _unless_there(values, Tag.SENDER_ADDRESS_TYPE, Type.STRING8, kind)
        _unless_there(values, Tag.SENDER_EMAIL_ADDRESS, Type.STRING8, rest)


def _ticks(value: bytes) -> bytes:
    """A date of the old form (seven numbers) as Outlook counts; empty if it is none."""
    if len(value) < 12:
        return b""
    try:
        year, month, day, hour, minute, second = struct.unpack_from("<6H", value)
        moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return b""
    since = moment - datetime(1601, 1, 1, tzinfo=UTC)
    ticks = since // timedelta(microseconds=1) * 10
    return ticks.to_bytes(8, "little") if ticks > 0 else b""


@dataclass(slots=True)
class _Values:
    """Reads numbered values one after the other."""

    data: bytes
    at: int = 0

    def number(self) -> int:
        """The next four bytes."""
        found = int.from_bytes(self.data[self.at : self.at + 4], "little")
        self.at += 4
        return found

    def read(self) -> Iterator[tuple[int, int, bytes]]:
        """Yield (number, type, bytes) of one list of values, those that are used."""
        for _ in range(min(self.number(), _MAX_VALUES)):
            if self.at >= len(self.data):
                return
            head = self.number()
            kind, tag = head & 0xFFFF, head >> 16
            if tag >= _WITH_NAME and not self._pass_name():
                return
            value = self._value(kind)
            if value is None:
                self.at = len(self.data)
                return
            if tag in TAGS and not kind & _SEVERAL:
                yield tag, kind, value

    def _pass_name(self) -> bool:
        """Go past the name of a value; false when it leads outside."""
        self.at += 16
        if self.number() == 0:
            self.at += 4
        else:
            self._counted()
        return self.at <= len(self.data)

    def _counted(self) -> bytes:
        length = self.number()
        found = self.data[self.at : self.at + length]
        self.at += length + -length % 4
        return found

    def _value(self, kind: int) -> bytes | None:
        """The bytes of a value, of several the last; None for an unknown type."""
        base = kind & ~_SEVERAL
        count = self.number() if kind & _SEVERAL or base in _COUNTED else 1
        if base not in _COUNTED and base not in _LENGTHS:
            return None
        found = b""
        for _ in range(count):
            if self.at >= len(self.data):
                break
            if base in _COUNTED:
                found = self._counted()
            else:
                found = self.data[self.at : self.at + _LENGTHS[base]]
                self.at += _LENGTHS[base]
        return found
