"""What Outlook knows about a mail, a recipient or a file: numbered values ([MS-OXPROPS]).

    0037 001F   subject, text in UTF-16            0C1F 001E   sender, text in a code page
    0E06 0040   delivered, 100 ns since 1601       1013 0102   HTML, bytes

A value is kept as bytes until somebody asks for it, because the code page of a text is a
value, too.  Values of a wrong type or length are as if they were not there.  Values with
names of their own (8000 and above) are left alone: none is needed to show a mail.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from functools import cache
from typing import Final

from honmono.mail.message.charsets import decode
from honmono.tables import rows


class Tag(IntEnum):
    """Numbers of the values that are used; their names are those of [MS-OXPROPS]."""

    MESSAGE_CLASS = 0x001A
    SUBJECT = 0x0037
    CLIENT_SUBMIT_TIME = 0x0039
    SUBJECT_PREFIX = 0x003D
    SENT_REPRESENTING_NAME = 0x0042
    REPLY_RECIPIENT_ENTRIES = 0x004F
    SENT_REPRESENTING_ADDRESS_TYPE = 0x0064
    SENT_REPRESENTING_EMAIL_ADDRESS = 0x0065
    TRANSPORT_MESSAGE_HEADERS = 0x007D
    RECIPIENT_TYPE = 0x0C15
    SENDER_NAME = 0x0C1A
    SENDER_ADDRESS_TYPE = 0x0C1E
    SENDER_EMAIL_ADDRESS = 0x0C1F
    DISPLAY_BCC = 0x0E02
    DISPLAY_CC = 0x0E03
    DISPLAY_TO = 0x0E04
    MESSAGE_DELIVERY_TIME = 0x0E06
    MESSAGE_FLAGS = 0x0E07
    NORMALIZED_SUBJECT = 0x0E1D
    BODY = 0x1000
    RTF_COMPRESSED = 0x1009
    HTML = 0x1013
    INTERNET_MESSAGE_ID = 0x1035
    INTERNET_REFERENCES = 0x1039
    IN_REPLY_TO_ID = 0x1042
    DISPLAY_NAME = 0x3001
    ADDRESS_TYPE = 0x3002
    EMAIL_ADDRESS = 0x3003
    ATTACH_DATA = 0x3701
    ATTACH_FILENAME = 0x3704
    ATTACH_METHOD = 0x3705
    ATTACH_LONG_FILENAME = 0x3707
    ATTACH_MIME_TAG = 0x370E
    ATTACH_CONTENT_ID = 0x3712
    ATTACH_FLAGS = 0x3714
    SMTP_ADDRESS = 0x39FE
    INTERNET_CODEPAGE = 0x3FDE
    MESSAGE_LOCALE_ID = 0x3FF1
    MESSAGE_CODEPAGE = 0x3FFD
    SENDER_SMTP_ADDRESS = 0x5D01
    SENT_REPRESENTING_SMTP_ADDRESS = 0x5D02
    RECIPIENT_DISPLAY_NAME = 0x5FF6
    ATTACHMENT_HIDDEN = 0x7FFE


TAGS: Final = frozenset(int(tag) for tag in Tag)
"""For whoever reads a file: what is worth reading."""


class Type(IntEnum):
    """How a value is written ([MS-OXCDATA] §2.11.1)."""

    SHORT = 0x0002
    LONG = 0x0003
    ERROR = 0x000A
    BOOLEAN = 0x000B
    OBJECT = 0x000D
    STRING8 = 0x001E
    UNICODE = 0x001F
    TIME = 0x0040
    BINARY = 0x0102


_CHARSET: Final = re.compile(rb"(?i)charset[ \t]*=[ \t]*\"?([a-z0-9_-]{1,40})")
_HEADER: Final = 200_000
"""Bytes of a header in which the charset is looked for."""

_NUMBERS: Final = {int(Type.LONG): 4, int(Type.SHORT): 2, int(Type.BOOLEAN): 1}
_EPOCH: Final = datetime(1601, 1, 1, tzinfo=UTC)
_NEVER: Final = 0x0CB34557A3DD4000
"""The year 4501, which Outlook writes for "no time"."""


@dataclass(slots=True)
class Properties:
    """The values of one thing, by their numbers."""

    values: dict[int, tuple[int, bytes]] = field(default_factory=dict)
    """Number → how it is written, and its bytes."""

    charset: str = ""
    """Label of the code page of its texts; empty when nobody says."""

    def put(self, tag: int, kind: int, value: bytes) -> None:
        """Add a value; a text in Unicode stays where both are there."""
        if tag not in self.values or self.values[tag][0] != Type.UNICODE:
            self.values[tag] = (kind, value)

    def text(self, tag: Tag) -> str:
        """A text without its closing NUL; empty when there is none."""
        kind, value = self.values.get(tag, (0, b""))
        if kind == Type.UNICODE:
            return value.decode("utf-16-le", "replace").partition("\0")[0]
        if kind == Type.STRING8:
            return decode(value.partition(b"\0")[0], self.charset)[0]
        return ""

    def binary(self, tag: Tag) -> bytes:
        """Bytes; empty when there are none."""
        kind, value = self.values.get(tag, (0, b""))
        return value if kind == Type.BINARY else b""

    def number(self, tag: Tag) -> int | None:
        """A whole number; a truth value is one, too."""
        kind, value = self.values.get(tag, (0, b""))
        length = _NUMBERS.get(kind, 0)
        if not length or len(value) < length:
            return None
        return int.from_bytes(value[:length], "little")

    def time(self, tag: Tag) -> datetime | None:
        """A moment, in UTC."""
        kind, value = self.values.get(tag, (0, b""))
        ticks = int.from_bytes(value[:8], "little")
        if kind != Type.TIME or len(value) < 8 or not 0 < ticks < _NEVER:
            return None
        return _EPOCH + timedelta(microseconds=ticks // 10)

    def find_charset(self) -> str:
        """What the values say about the code page of texts that are not Unicode."""
        page = self.number(Tag.MESSAGE_CODEPAGE)
        if page and (label := label_of(page)) and not label.startswith("utf-16"):
            return label
        locale = self.number(Tag.MESSAGE_LOCALE_ID) or 0
        pages = _locales()
        page = pages.get(locale) or pages.get(locale & 0x3FF)
        return label_of(page or self._page_of_travel())

    def _page_of_travel(self) -> int:
        """What the charset in which it travelled says about the language; 0 for nothing.

        A mail that came as ISO-2022-JP is kept in the code page of Japanese.
        """
        pages = _pages_of_travel()
        number = self.number(Tag.INTERNET_CODEPAGE) or 0
        if found := pages.get(str(number)):
            return found
        header = self.values.get(Tag.TRANSPORT_MESSAGE_HEADERS, (0, b""))[1]
        charset = _CHARSET.search(header[:_HEADER].replace(b"\0", b""))
        return pages.get(charset[1].decode().lower(), 0) if charset else 0


def label_of(page: int) -> str:
    """The charset label of a Windows code page; empty when nobody uses it for mail."""
    return _code_pages().get(page, "")


@cache
def _code_pages() -> dict[int, str]:
    return {int(page): label for page, label in rows("code_pages.tsv")}


@cache
def _pages_of_travel() -> dict[str, int]:
    return {said: int(page) for said, page in rows("text_code_pages.tsv")}


@cache
def _locales() -> dict[int, int]:
    return {
        int(locale, 16): int(page) for locale, page in rows("locale_code_pages.tsv")
    }


def load_tables() -> None:
    """Read what is needed from disk, before the sandbox closes."""
    _code_pages()
    _locales()
    _pages_of_travel()
    decode(b"", "utf-8")
