"""Write the office's mailboxes, and the reports of a theft: part of `make examples`.

examples/hoshimine/mailboxes/s.takahashi/{inbox,sent}.mbox    what `honmono index` reads
examples/hoshimine/mailboxes/k.yoshioka/{cur,new}/…           one of them a Maildir
examples/hoshimine/reports/report-01.eml                      what `honmono trace` reads
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Final

from examples.samples.cast import INFO, YOSHIOKA, Person, our_server, unseen
from examples.samples.correspondence import ALL, STAFF, Written, correspondence
from examples.samples.post import Letter, mbox_entry
from examples.samples.theft import reports

MAILDIR: Final = YOSHIOKA
"""He reads mail on the server; everybody else keeps it in mbox files."""


def write(folder: Path) -> None:
    """Write mailboxes and reports below `folder`; older ones there are replaced."""
    for name in ("mailboxes", "reports"):
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).mkdir(parents=True)
    for owner in STAFF:
        name = owner.address.partition("@")[0]
        _mailbox(folder / "mailboxes" / name, owner)
    for number, report in enumerate(reports(), 1):
        (folder / "reports" / f"report-{number:02}.eml").write_bytes(report)


def _mailbox(folder: Path, owner: Person) -> None:
    """Write what he sent, and what he got."""
    files: dict[str, list[Letter]] = defaultdict(list)
    for written in correspondence():
        if written.by is owner:
            files["sent"].append(_letter(written, owner))
        elif owner in written.parties:
            files["inbox"].append(_letter(written, owner))
    folder.mkdir()
    if owner is MAILDIR:
        _maildir(folder, [*files["inbox"], *files["sent"]])
        return
    for name, letters in files.items():
        content = b"".join(mbox_entry(each, bytes(each)) for each in letters)
        (folder / f"{name}.mbox").write_bytes(content)


def _maildir(folder: Path, letters: list[Letter]) -> None:
    (folder / "cur").mkdir()
    (folder / "new").mkdir()
    for number, letter in enumerate(letters):
        at = int(datetime.fromisoformat(f"{letter.at}+09:00").timestamp())
        new = number == len(letters) - 1
        # No `:2,S`: Windows has no colon in names, and git could not check it out there.
        path = folder / ("new" if new else "cur") / f"{at}.M{number:03}.mx"
        path.write_bytes(bytes(letter))


def _letter(written: Written, owner: Person) -> Letter:
    """The copy of one message in one mailbox: sent, or brought by the border's host."""
    more = []
    if written.cc:
        more.append("Cc: " + ",\n ".join(each.box for each in written.cc))
    if written.references:
        ids = [f"<{each}>" for each in written.references]
        more += [f"In-Reply-To: {ids[-1]}", "References: " + "\n ".join(ids)]
    by = written.by.address
    host = f"mail.{by.partition('@')[2]}"
    ours = isinstance(written.by, Person)
    came = our_server(by) if ours else unseen(by, "198.51.100.20", host)
    return Letter(
        sender=written.by.box,
        to=",\n ".join(each.box for each in written.to) or ALL,
        subject=written.subject,
        text=written.text,
        at=f"{written.at:%Y-%m-%d %H:%M}",
        route=None if written.by is owner else came,
        charset="us-ascii" if written.text.isascii() else "utf-8",
        encoding="7bit" if written.text.isascii() else "8bit",
        more=tuple(more),
        message_id=written.number,
        delivered_to=owner.address if written.to else INFO,
    )
