"""A Maildir: a folder with `cur`, `new` and `tmp`, one message to a file.

    Maildir/cur/1775459564.M1P2.mx:2,S
    Maildir/new/1775459999.M7P9.mx
    Maildir/.Sent/cur/…

Every file in `cur` and `new` is one message, also one that looks like an mbox because
a server left the From_ line on.  `tmp` holds what is still being delivered.  Folders
of a Maildir begin with a dot (Maildir++), so the rule that hidden things are passed
over does not hold for them.  Flags in the names (`:2,RS`) are left as they are.

The files that servers keep beside them are in the table `mail_store_files`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from honmono.mail.source.file import is_folder

MESSAGES: Final = ("cur", "new")
NOT_DELIVERED: Final = "tmp"


def is_maildir(folder: Path) -> bool:
    """Has the folder the three subfolders, or two of them (backups drop empty ones)?"""
    subfolders = (str(folder / name) for name in (*MESSAGES, NOT_DELIVERED))
    return sum(map(is_folder, subfolders)) >= 2
