"""A small office with known mail, for tests of traces.

Ours: sato, ito, kondo and the desk info.  Partners: north, south, west.  `sato` writes to
north, `ito` to south; everybody of ours knows everybody of ours.
"""

from __future__ import annotations

from collections.abc import Iterable

from honmono.trace.archive._core import Mailbox, Note
from honmono.trace.forgery import Forgery, Path
from tests.trace.memory import MemoryArchive, Text

DAY = 86_400
NOW = 1_700_000_000
OURS = {
    "sato@ours.example": "Sato Hanako",
    "ito@ours.example": "Ito Ken",
    "kondo@ours.example": "Kondo Aya",
    "info@ours.example": "Info Desk",
}
PARTNERS = {
    "north@north.example": "Nora North",
    "south@south.example": "Simon South",
    "west@west.example": "Wilma West",
}
NAMES = OURS | PARTNERS


def message(
    number: int,
    sender: str,
    *others: str,
    subject: str = "",
    body: str = "",
    days: int = 100,
    without: Iterable[str] = (),
    names: dict[str, str] | None = None,
) -> Text:
    """One message of ours, `days` ago, held by all of ours in it but `without`."""
    people = (sender, *others)
    return Text(
        Note(
            str(number),
            f"{number}@ours.example",
            NOW - days * DAY,
            subject or f"Matter {number} about {sender} and {others[0]}",
            sender,
            people,
            tuple(p for p in people if p in OURS and p not in set(without)),
        ),
        body,
        {p: (names or NAMES).get(p, "") for p in people},
    )


def office(*more: Text, boxes: dict[str, str] | None = None) -> MemoryArchive:
    """Build the archive."""
    sato, ito, kondo, info = OURS
    north, south, west = PARTNERS
    texts = list(more)

    def exchange(times: int, one: str, other: str) -> None:
        for _ in range(times):
            texts.append(message(1000 + len(texts), one, other))
            texts.append(message(1000 + len(texts), other, one))

    exchange(20, sato, north)
    exchange(20, ito, south)
    exchange(10, info, west)
    for one, other in ((sato, ito), (sato, kondo), (ito, kondo), (info, sato)):
        exchange(5, one, other)
    named = boxes or OURS
    return MemoryArchive(
        [
            Mailbox(box, (name,), 50, box.startswith("info"))
            for box, name in named.items()
        ],
        texts,
    )


def forgery(
    shown: str,
    *recipients: str,
    source: str = "r1",
    subject: str | None = None,
    quoted: str = "",
    references: tuple[str, ...] = (),
    date: int | None = NOW - 10 * DAY,
    address: str = "xk3@mail.example",
    path: Path = Path.FOREIGN,
) -> Forgery:
    """One forged mail."""
    account = address if path is Path.OURS else ""
    return Forgery(
        source,
        date,
        shown,
        address,
        recipients,
        subject,
        references,
        quoted,
        path,
        account,
    )
