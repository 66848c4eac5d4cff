r"""An Outlook message file (`.msg`, `.oft`): a mail in a file system ([MS-OXMSG]).

    __properties_version1.0                the short values of the mail
    __substg1.0_0037001F                   its subject
    __recip_version1.0_#00000000\…         whom it went to
    __attach_version1.0_#00000000\…        a file
      __substg1.0_3701000D\…               … that is a mail itself, in the same form

Values with names of their own (`__nameid_version1.0`) are not read.
"""

from __future__ import annotations

import re
import struct
from typing import Final

from honmono.mail.outlook.compound import Compound, opened
from honmono.mail.outlook.item import (
    MAX_DEPTH,
    MAX_FILES,
    MAX_RECIPIENTS,
    File,
    Item,
)
from honmono.mail.outlook.ole_object import content
from honmono.mail.outlook.properties import TAGS, Properties, Tag, Type
from honmono.mail.sandbox import FailureKind, Refused

VALUES: Final = "__properties_version1.0"
_VALUE: Final = re.compile(r"__substg1\.0_([0-9A-Fa-f]{4})([0-9A-Fa-f]{4})")
_RECIPIENT: Final = "__recip_version1.0_"
_FILE: Final = "__attach_version1.0_"

_HEAD_OF_MAIL: Final = 32
_HEAD_OF_INNER_MAIL: Final = 24
_HEAD_OF_OTHERS: Final = 8
"""Bytes before the first value of `VALUES` (§2.4.1)."""

_ROW: Final = struct.Struct("<HHI8s")
_IN_ROW: Final = frozenset({Type.SHORT, Type.LONG, Type.BOOLEAN, Type.TIME})


def read(data: bytes) -> Item:
    """Read the mail of a file.

    Raises:
        Refused: its file system cannot be read.
        Refused: it is another document in such a file system.

    """
    file = opened(data)
    if VALUES not in file.children(0):
        raise Refused(
            FailureKind.NOT_A_MAIL,
            "looks like an old Office document or another OLE file",
        )
    return _item(file, 0, _HEAD_OF_MAIL, depth=0)


def _item(file: Compound, folder: int, head: int, depth: int) -> Item:
    """The mail that lies in a folder."""
    inside = file.children(folder)
    item = Item(_properties(file, inside, head))
    charset = item.properties.charset = item.properties.find_charset()
    for name in sorted(inside):
        number = inside[name]
        if name.startswith(_RECIPIENT) and len(item.recipients) < MAX_RECIPIENTS:
            values = _properties(file, file.children(number), _HEAD_OF_OTHERS, charset)
            item.recipients.append(values)
        elif name.startswith(_FILE) and len(item.files) < MAX_FILES:
            item.files.append(_file(file, number, charset, depth))
        elif name.startswith((_RECIPIENT, _FILE)):
            item.cut = True
    return item


def _file(file: Compound, folder: int, charset: str, depth: int) -> File:
    """One file of a mail."""
    inside = file.children(folder)
    values = _properties(file, inside, _HEAD_OF_OTHERS, charset)
    found = File(values, values.binary(Tag.ATTACH_DATA))
    number = inside.get(f"__substg1.0_{Tag.ATTACH_DATA:04X}{Type.OBJECT:04X}")
    if number is None or not file.is_folder(number):
        return found
    below = file.children(number)
    if VALUES not in below:
        found.data = content({name: file.read(at) for name, at in below.items()})
    elif depth < MAX_DEPTH:
        found.mail = _item(file, number, _HEAD_OF_INNER_MAIL, depth + 1)
    return found


def _properties(
    file: Compound, inside: dict[str, int], head: int, charset: str = ""
) -> Properties:
    """The values in a folder: the short ones in one stream, each long one in its own."""
    found = Properties(charset=charset)
    if VALUES in inside:
        rows = file.read(inside[VALUES])[head:]
        for kind, tag, _, value in _ROW.iter_unpack(rows[: len(rows) // 16 * 16]):
            if tag in TAGS and kind in _IN_ROW:
                found.put(tag, kind, value)
    for name, number in inside.items():
        named = _VALUE.fullmatch(name)
        if named and (tag := int(named[1], 16)) in TAGS:
            found.put(tag, int(named[2], 16), file.read(number))
    return found
