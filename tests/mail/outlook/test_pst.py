"""A data file: its folders in order, each once; an item that breaks does not stop the rest.

What the library gives is stood for by plain values with the names of its attributes; real
data files are read by `benchmarks/outlook.py`.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

import pytest

from honmono.mail.outlook import pst
from honmono.mail.outlook.item import Item
from honmono.mail.outlook.properties import Tag
from honmono.mail.outlook.pst_jobs import mails_of_pst
from honmono.mail.sandbox import Refused
from tests.mail.outlook.make_msg import Values, mail, values


@dataclass
class Entry:
    entry_type: int
    value_type: int
    data: bytes


@dataclass
class Records:
    values: Values

    @property
    def number_of_entries(self) -> int:
        return len(self.values)

    def get_entry(self, index: int) -> Entry:
        tag = list(self.values)[index]
        return Entry(tag, *self.values[tag])


@dataclass
class Thing:
    """A message, a file or a table of recipients."""

    records: list[Values]
    files: list[Thing] = field(default_factory=list)
    recipients: Any = None
    data: bytes = b""
    identifier: int = 0

    number_of_record_sets = property(lambda self: len(self.records))
    number_of_attachments = property(lambda self: len(self.files))

    def get_record_set(self, index: int) -> Records:
        return Records(self.records[index])

    def get_attachment(self, index: int) -> Thing:
        return self.files[index]

    def get_size(self) -> int:
        return len(self.data)

    def read_buffer(self, size: int) -> bytes:
        return self.data[:size]


@dataclass
class Folder:
    name: str
    identifier: int
    messages: list[Thing | None] = field(default_factory=list)
    folders: list[Folder] = field(default_factory=list)

    number_of_sub_messages = property(lambda self: len(self.messages))
    number_of_sub_folders = property(lambda self: len(self.folders))

    def get_sub_folder(self, index: int) -> Folder:
        return self.folders[index]

    def get_sub_message(self, index: int) -> Thing:
        found = self.messages[index]
        if found is None:
            raise OSError("unable to read: page 7. libpff_item_tree: long story")
        return found


def letter(subject: str) -> Thing:
    return Thing([mail(SUBJECT=subject)])


TREE = Folder(
    "",
    0,
    folders=[
        Folder(
            "Inbox",
            1,
            [letter("a"), None, letter("b")],
            [Folder("old/er", 2, [letter("c")])],
        ),
        Folder("Sent", 3, [letter("d")]),
    ],
)


def read(root: Folder) -> list[tuple[str, str]]:
    return [
        (path, found if isinstance(found, str) else found.properties.text(Tag.SUBJECT))
        for path, folder in pst._folders(root)
        for index in range(len(folder.messages))
        for found in [pst._item(folder, index)]
    ]


def test_folders_come_in_order_and_a_broken_item_stops_nothing() -> None:
    assert read(TREE) == [
        ("Inbox", "a"),
        ("Inbox", "the item cannot be read: unable to read: page 7"),
        ("Inbox", "b"),
        ("Inbox/old_er", "c"),
        ("Sent", "d"),
    ]


def test_a_folder_in_itself_is_read_once() -> None:
    circle = Folder("a", 1, [letter("x")])
    circle.folders.append(circle)

    assert read(circle) == [("", "x")]


def test_recipients_and_files_are_read_and_what_is_missing_is_said() -> None:
    to = values(DISPLAY_NAME="佐藤", SMTP_ADDRESS="sato@example.net", RECIPIENT_TYPE=1)
    thing = Thing(
        [mail(SUBJECT="s")],
        [
            Thing([values(ATTACH_LONG_FILENAME="a.txt", ATTACH_METHOD=1)], data=b"aaa"),
            Thing([values(DISPLAY_NAME="inner", ATTACH_METHOD=5)], data=b"heap"),
        ],
        Thing([to]),
    )
    found = pst._item(Folder("", 0, [thing]), 0)

    assert isinstance(found, Item)
    assert [r.text(Tag.SMTP_ADDRESS) for r in found.recipients] == ["sato@example.net"]
    assert [file.data for file in found.files] == [b"aaa", b""]
    assert found.cut


@pytest.mark.parametrize("data", [b"", b"!BDN", b"!BDN" + bytes(2_000), bytes(600)])
def test_what_is_no_data_file_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        list(mails_of_pst(io.BytesIO(data)))
