"""What the sandbox is asked to do with a data file of Outlook: a file in, its mails out.

Each label says where the item lay, and what is to be known about it:

    {"folder": "Personal Folders/Inbox", "number": 7, "notes": "rebuilt"}
    {"folder": "Personal Folders/Contacts", "number": 8, "not_mail": "contact"}
    {"folder": "Personal Folders/Inbox", "number": 9, "error": "the item cannot be read: …"}
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Final

from honmono.mail.outlook import classes, pst
from honmono.mail.outlook.item import Item as MailItem
from honmono.mail.outlook.jobs import notes_of
from honmono.mail.outlook.letter import rebuilt
from honmono.mail.outlook.properties import Tag, load_tables
from honmono.mail.outlook.pst_nodes import load_tables as load_encodings
from honmono.mail.sandbox import Item

_MAX_FOLDER: Final = 2_000
"""Characters of a folder's path that are passed on."""


def warm_up() -> None:
    """Asked by the sandbox before it closes."""
    load_tables()
    load_encodings()


def mails_of_pst(file: IO[bytes], start: str = "0") -> Iterator[Item]:
    """Yield every item from number `start` on; what is no mail has no bytes."""
    for place, item in pst.items(file, int(start)):
        said = {"folder": place.folder[:_MAX_FOLDER], "number": place.number}
        yield _told(said, item)


def _told(said: dict[str, object], item: MailItem | str) -> Item:
    if isinstance(item, str):
        return Item(json.dumps(said | {"error": item}), b"")
    if what := classes.not_mail(item.properties.text(Tag.MESSAGE_CLASS)):
        return Item(json.dumps(said | {"not_mail": what}), b"")
    letter = rebuilt(item)
    return Item(json.dumps(said | {"notes": notes_of(letter)}), letter.data)
