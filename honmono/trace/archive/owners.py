"""Whose mailbox a folder is: told by its name, else by whom its mail is to and from.

    archive/yamada@example.co.jp/     the address
    archive/yamada/                   the one of ours whose address begins so
    archive/山田太郎/                  the one of ours whose name it is
    archive/allen-p/                  in three quarters of its mail stands phillip.allen@…
    archive/old stuff/                nobody knows: --mailbox ADDRESS

A mailbox that is given to the wrong person makes every trace wrong, so where two people
come into question nobody is chosen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from honmono.check.org import Organization
from honmono.mail.message import Message
from honmono.mail.message.parse import parse
from honmono.mail.source import Access, RawMail, is_mailbox, read, stdin
from honmono.mail.source.folder import is_control_file
from honmono.mail.source.maildir import is_maildir
from honmono.trace.people.forms import forms_of

ASKED: Final = 300
"""Mails of a folder by which its owner is told."""

ENOUGH: Final = 20
"""Mails below which they tell nothing."""

IN_MOST: Final = 0.6
"""Part of the mails in which the owner stands; the rest came by lists and as Bcc."""

LEAD: Final = 1.5
"""So many times as often as anybody else."""


def boxes_in(source: str, org: Organization | None) -> list[str]:
    """The sources of single mailboxes.

    What stands in a folder: subfolders, data files, files that are called by an address,
    and whatever else lies beside these, so that nothing is left out in silence.  A folder
    whose own name tells, and one that holds mail files alone, is one mailbox.
    """
    folder = Path(source)
    if is_mailbox(source) or source == stdin.NAME or not folder.is_dir():
        return [source]
    if is_maildir(folder) or _by_name(folder.name, org):
        return [source]
    below = sorted(
        each
        for each in folder.iterdir()
        if not each.name.startswith(".") and not is_control_file(each.name)
    )
    return [str(each) for each in below] if any(map(_is_box, below)) else [source]


def _is_box(path: Path) -> bool:
    """May it be somebody's whole mail?"""
    return path.is_dir() or path.suffix.lower() == ".pst" or "@" in path.stem


def owner_of(source: str, org: Organization | None, access: Access) -> str | None:
    """The address of the owner; None when nothing tells."""
    if is_mailbox(source):
        return _account(source)
    if source == stdin.NAME:
        return None
    return owner_by_name(source, org) or _by_mail(source, org, access)


def owner_by_name(source: str, org: Organization | None) -> str | None:
    """The owner, as far as the name of a folder or file tells; nothing is opened."""
    path = Path(source)
    return _by_name(path.stem if path.is_file() else path.name, org)


def owners_named(source: str, org: Organization | None) -> list[str]:
    """The owners of single mailboxes, as far as names of folders and files tell them."""
    if is_mailbox(source):
        return [account] if (account := _account(source)) else []
    boxes = boxes_in(source, org)
    return [owner for box in boxes if (owner := owner_by_name(box, org))]


def _account(source: str) -> str | None:
    """`imap://sato%40example.co.jp@imap.example.co.jp/` → `sato@example.co.jp`."""
    from honmono.mail.source.imap import AddressError, understood

    try:
        user = understood(source).user
    except AddressError:
        return None
    return user.lower() if "@" in user else None


def _by_name(name: str, org: Organization | None) -> str | None:
    if name.count("@") == 1 and not name.startswith("@") and not name.endswith("@"):
        return name.lower()
    if org is None:
        return None
    forms = forms_of(name)
    fitting = [
        person.addresses[0].lower()
        for person in org.people
        if person.addresses
        and (
            any(name.lower() == a.lower().partition("@")[0] for a in person.addresses)
            or any(
                forms & forms_of(known)
                for known in (person.name, person.kana, person.romaji)
                if known
            )
        )
    ]
    return fitting[0] if len(fitting) == 1 else None


def _by_mail(source: str, org: Organization | None, access: Access) -> str | None:
    """Who stands in most of the mail."""
    mails = [
        mail
        for mail in islice(read(source, access), ASKED)
        if isinstance(mail, RawMail)
    ]
    seen = Counter(who for mail in mails for who in {*_people(parse(mail), org)})
    best = seen.most_common(2)
    if len(mails) < ENOUGH or not best or best[0][1] < len(mails) * IN_MOST:
        return None
    if len(best) > 1 and best[0][1] < best[1][1] * LEAD:
        return None
    return best[0][0]


def _people(message: Message, org: Organization | None) -> Iterator[str]:
    """Those in From, To and Cc who may own a mailbox of ours, by their first address."""
    for _, address, domain in (*message.authors, *message.to, *message.cc):
        person = org.person_at(address) if org else None
        if person:
            yield person.addresses[0].lower()
        elif address and (org is None or org.owns(domain)):
            yield address.lower()
