"""Short builders for entries and archives of invented mail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from honmono.trace.archive.digest import digest
from honmono.trace.archive.entry import Entry
from honmono.trace.archive.manifest import Manifest, manifest_in, write
from honmono.trace.archive.sharding import join_partitions
from honmono.trace.archive.writer import Writer
from honmono.trace.forgery import Forgery

SATO = "sato@example.co.jp"
ABE = "abe@example.co.jp"
ITO = "ito@partner.example"
UEDA = "ueda@partner.example"

DAY = 86_400
NOON = 1_650_000_000
"""Seconds since 1970: 2022-04-15."""

OFFER = (
    "いつもお世話になっております。先日ご依頼いただきました見積書をお送りいたします。"
    "内容をご確認のうえ、ご不明な点がございましたらお知らせください。"
    "なお、納期は五月二十日を予定しております。よろしくお願いいたします。"
)
ORDER = (
    "Dear Mr. Ito, thank you for the quick answer. We would like to order forty of the "
    "blue boxes, and twelve of the large ones, to be delivered to our warehouse in "
    "Kawasaki before the end of May. Please send the invoice to our accounting office."
)


def raw(
    *,
    sender: str = f"佐藤 花子 <{SATO}>",
    to: str = ITO,
    subject: str = "見積書の件",
    body: str = OFFER,
    message_id: str = "1@example.co.jp",
    date: str = "Fri, 15 Apr 2022 12:00:00 +0900",
    fields: str = "",
    kind: str = "text/plain",
) -> bytes:
    """A mail as bytes; `fields` are further header lines, each with its line end."""
    return (
        f"From: {sender}\nTo: {to}\nSubject: {subject}\nMessage-ID: <{message_id}>\n"
        f"Date: {date}\n{fields}Content-Type: {kind}; charset=utf-8\n\n{body}\n"
    ).encode()


def entry(**words: str) -> Entry:
    """The entry of such a mail."""
    return digest([raw(**words)])[0]


def archive(folder: Path, mails: Iterable[tuple[str, Entry]]) -> Path:
    """An archive of entries, each with the mailbox that holds it."""
    with Writer(folder) as writer:
        for mailbox, each in mails:
            writer.add(writer.mailbox(mailbox), each)
    return folder


def parted(folder: Path, parts: int, mails: Sequence[tuple[str, Entry]]) -> Path:
    """The same in partitions, in which something may be already."""
    owners = dict.fromkeys((mailbox for mailbox, _ in mails), 1)
    known = manifest_in(folder) or Manifest(parts, {})
    manifest = known.with_mailboxes(owners)
    folder.mkdir(exist_ok=True)
    write(folder, manifest)
    for number, part in enumerate(manifest.folders(folder)):
        with Writer(part, is_part=True) as writer:
            for mailbox, each in mails:
                if manifest.mailboxes[mailbox].part == number:
                    writer.add(writer.mailbox(mailbox), each)
    join_partitions(folder, manifest, {})
    return folder


def forgery(
    *,
    quoted: str = "",
    subject: str | None = None,
    references: tuple[str, ...] = (),
    date: int | None = NOON + 30 * DAY,
) -> Forgery:
    """A forged mail that shows no more than is given."""
    return Forgery(
        "1", date, "佐藤", "x@mail.example", (ITO,), subject, references, quoted
    )
