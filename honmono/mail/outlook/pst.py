r"""An Outlook data file (`.pst`, `.ost`): folders of items, read by libpff ([MS-PST]).

    21 42 44 4E …      Top of Personal Folders / Inbox      #0, #1, …
                       Top of Personal Folders / Calendar   passed over, counted

Items come in the order of the folders, a folder's own before those of its subfolders.
Files of 32 and 64 bits are read, also with Outlook's "compressible encryption"; a password
of such a file keeps nobody out, and nobody is asked for it.  Deleted items that only a
recovery finds are not looked for.

libpff does not open a mail that is attached to a mail; `pst_values` does that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, Final

import pypff

from honmono.mail.outlook import pst_nodes
from honmono.mail.outlook.item import MAX_FILES, MAX_RECIPIENTS, File, Item
from honmono.mail.outlook.properties import TAGS, Properties, Tag
from honmono.mail.outlook.pst_nodes import Nodes
from honmono.mail.outlook.pst_values import attached
from honmono.mail.sandbox import FailureKind, Refused

MAX_FOLDERS: Final = 100_000
MAX_DEPTH_OF_FOLDERS: Final = 100
"""A file in which a folder lies in itself has no end."""

MAX_OF_FILES: Final = 64 * 2**20
"""Bytes of all files of one mail; what is above is named and left out.

Exchange refuses mail above 150 MB, most servers above 50."""

_EMBEDDED: Final = 5
_TROUBLES: Final = (OSError, ValueError, RuntimeError, OverflowError, SystemError)
"""What the binding raises when the library reports an error."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item lies."""

    folder: str
    number: int
    """Among all items of the file, counted from 0."""


def items(file: IO[bytes], start: int = 0) -> Iterator[tuple[Place, Item | str]]:
    """Yield every item from number `start` on, or why it could not be read.

    Raises:
        Refused: the file cannot be opened at all.

    """
    store = pypff.file()
    try:
        store.open_file_object(file)
        root = store.get_root_folder()
    except _TROUBLES as error:
        detail = f"the data file cannot be opened: {_short(error)}"
        raise Refused(FailureKind.BROKEN, detail) from error
    nodes = _nodes(file)
    number = 0
    for path, folder in _folders(root):
        for index in range(_count(folder, "number_of_sub_messages")):
            if number >= start:
                yield Place(path, number), _item(folder, index, nodes)
            number += 1


def _folders(root: Any) -> Iterator[tuple[str, Any]]:
    """Yield each folder with its path, once."""
    waiting: list[tuple[str, int, Any]] = [("", 0, root)]
    seen: set[int] = set()
    while waiting and len(seen) < MAX_FOLDERS:
        path, depth, folder = waiting.pop()
        identifier = folder.identifier
        if identifier in seen or depth > MAX_DEPTH_OF_FOLDERS:
            continue
        seen.add(identifier)
        yield path, folder
        below = []
        for index in range(_count(folder, "number_of_sub_folders")):
            try:
                inner = folder.get_sub_folder(index)
                name = (inner.name or "").replace("/", "_")
            except _TROUBLES:
                continue  # what the library cannot give, nobody can name
            below.append((f"{path}/{name}".lstrip("/"), depth + 1, inner))
        waiting += reversed(below)


def _count(thing: Any, what: str) -> int:
    """How many of something a thing says to have; 0 where that cannot be read."""
    try:
        return int(getattr(thing, what))
    except (AttributeError, *_TROUBLES):
        return 0


def _nodes(file: IO[bytes]) -> Nodes | None:
    """Our own way into the file; None when it is of a form that only libpff reads."""
    try:
        return pst_nodes.opened(file)
    except Refused:
        return None


def _item(folder: Any, index: int, nodes: Nodes | None = None) -> Item | str:
    """An item of a folder, or one line on why not."""
    try:
        found = folder.get_sub_message(index)
        item = Item(_properties(found))
    except _TROUBLES as error:
        return f"the item cannot be read: {_short(error)}"
    charset = item.properties.charset = item.properties.find_charset()
    item.recipients, cut = _recipients(found, charset)
    item.files, left_out = _files(found, charset, nodes)
    item.cut = cut or left_out
    return item


def _properties(thing: Any, charset: str = "") -> Properties:
    """The values of an item, or of a file."""
    found = Properties(charset=charset)
    for index in range(_count(thing, "number_of_record_sets")):
        _put(found, thing.get_record_set(index))
    return found


def _put(values: Properties, record: Any) -> None:
    for index in range(_count(record, "number_of_entries")):
        entry = record.get_entry(index)
        if entry.entry_type in TAGS and entry.entry_type != Tag.ATTACH_DATA:
            values.put(entry.entry_type, entry.value_type, entry.data or b"")


def _recipients(message: Any, charset: str) -> tuple[list[Properties], bool]:
    """Whom it went to, one record each; and whether something is missing."""
    found: list[Properties] = []
    try:
        table = getattr(message, "recipients", None)
        for index in range(_count(table, "number_of_record_sets")):
            if len(found) == MAX_RECIPIENTS:
                return found, True
            values = Properties(charset=charset)
            _put(values, table.get_record_set(index))  # type: ignore[union-attr]
            found.append(values)
    except _TROUBLES:
        return found, True
    return found, False


def _files(message: Any, charset: str, nodes: Nodes | None) -> tuple[list[File], bool]:
    """What hangs on it; and whether something is missing."""
    found: list[File] = []
    left, cut = MAX_OF_FILES, False
    for index in range(min(_count(message, "number_of_attachments"), MAX_FILES)):
        try:
            part = message.get_attachment(index)
            file = File(_properties(part, charset))
            found.append(file)
            size = part.get_size()
            if file.properties.number(Tag.ATTACH_METHOD) == _EMBEDDED:
                file.mail = _attached_mail(message, part, nodes)
                cut = cut or file.mail is None
                continue
            if size > left:
                cut = True
                continue
            file.data = part.read_buffer(size) if size else b""
            left -= len(file.data)
        except _TROUBLES:
            cut = True
    return found, cut


def _attached_mail(message: Any, part: Any, nodes: Nodes | None) -> Item | None:
    """The mail that is attached; None when it cannot be found."""
    if nodes is None:
        return None
    nodes.start_anew()
    return attached(nodes, message.identifier, part.identifier)


def _short(error: Exception) -> str:
    """What the library says first; the rest is about its insides."""
    return str(error).partition(". ")[0][:200]
