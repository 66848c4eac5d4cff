"""Twenty forged mails, made from mail of ours, and who we are: for the speed of a trace.

    From: Kim Ward <x3@mail.example>          somebody who wrote to the mailbox
    To: phillip.allen@enron.com               somebody else who stands in it
    Subject: RE: Gas storage

    Please see the attachment.
    > … a part of that mail …

Of a theft all are made from one mailbox.  `scattered` ones show somebody of another mailbox
each time and quote nothing, so that nothing can be decided and most people are suspects.
"""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from itertools import islice
from pathlib import Path
from typing import Final

from honmono.mail.message import Message
from honmono.mail.message.parse import parse
from honmono.mail.source import RawMail, read

REPORTS: Final = 20
_DATE: Final = "Tue, 26 Nov 2002 09:15:00 +0000"
"""After all of the mail."""

_LONG: Final = 1500
"""Bytes of a mail that has enough text to be quoted."""


def organization(mailboxes: Path, file: Path) -> Path:
    """Write who we are: the owners of the mailboxes, by the address they write from."""
    lines = ["[organization]", 'names = ["Enron"]', 'domains = ["enron.com"]', ""]
    rows = (mailboxes.parent / "owners.tsv").read_text("utf-8").splitlines()[1:]
    for row in rows:
        box, _, addresses = row.split("\t")
        address = addresses.split(" ")[0]
        if address.endswith("@enron.com"):
            lines += ["[[people]]", f'name = "{_name(address)}"']
            lines += [f'addresses = ["{box}@enron.example", "{address}"]', ""]
    file.write_text("\n".join(lines), "utf-8")
    return file


def theft(mailboxes: Path, folder: Path) -> Path:
    """Reports of a theft: all from the mailbox of one person."""
    mails = islice(_long_mails(mailboxes / "love-p"), 20 * REPORTS)
    return _written(list(mails)[::20], folder, quoting=True)


def scattered(mailboxes: Path, folder: Path) -> Path:
    """Reports of which no two speak of the same mailbox."""
    boxes = sorted(mailboxes.iterdir())[:REPORTS]
    mails = [mail for box in boxes for mail in islice(_long_mails(box), 1)]
    return _written(mails, folder, quoting=False)


def _long_mails(box: Path) -> Iterator[Message]:
    for raw in read(str(box)):
        if isinstance(raw, RawMail) and len(raw.data) > _LONG:
            mail = parse(raw)
            if mail.authors and mail.to and mail.body:
                yield mail


def _written(mails: list[Message], folder: Path, *, quoting: bool) -> Path:
    folder.mkdir(parents=True)
    for number, mail in enumerate(mails):
        fake = EmailMessage()
        fake["From"] = f"{_name(mail.authors[0].address)} <x{number}@mail.example>"
        fake["To"] = mail.to[-1].address
        fake["Date"] = _DATE
        fake["Message-ID"] = f"<{number}@mail.example>"
        fake["Subject"] = f"RE: {mail.subject.text}" if quoting else "Invoice"
        text = mail.body.text[50:_LONG] if quoting and mail.body else ""
        quoted = "\n".join(f"> {line}" for line in text.splitlines())
        fake.set_content(f"Please see the attachment.\n\n{quoted}\n")
        (folder / f"{number:02}.eml").write_bytes(bytes(fake))
    return folder


def _name(address: str) -> str:
    """`phillip.k.allen@enron.com` → `Phillip Allen`."""
    words = address.partition("@")[0].replace("'", "").replace("..", ".").split(".")
    return " ".join([words[0], words[-1]] if len(words) > 1 else words).title()
