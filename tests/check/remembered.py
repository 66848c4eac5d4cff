"""An archive that remembers what a test tells it to."""

from __future__ import annotations

from dataclasses import dataclass

from honmono.check.history import History, OurThread, Span
from honmono.mail.message import Address, Message

SPAN = Span(2, 1_700_000_000, 1_770_000_000)
"""2023-11-14 to 2026-02-02."""

SEEN_NOTHING = History(SPAN, covered=True)
SATO = Address("佐藤 一郎", "sato@kita.example", "kita.example")
YAMADA = Address("山田 太郎", "yamada@example.co.jp", "example.co.jp")


def thread(
    *people: Address,
    closed: bool = True,
    by_us: bool = True,
    is_member: bool = False,
    answered: bool = False,
) -> OurThread:
    """A mail of ours to 佐藤 of last winter, unless told otherwise."""
    return OurThread(
        by_id=False,
        author=YAMADA.address,
        by_us=by_us,
        date=SPAN.last,
        people=people or (YAMADA, SATO),
        is_member=is_member,
        closed=closed,
        answered=answered,
    )


@dataclass(frozen=True)
class Remembered:
    """What each question is answered with."""

    history: History = SEEN_NOTHING
    thread: OurThread | None = None
    usual: tuple[str, ...] = ()
    same: bool = False

    def history_of(self, message: Message) -> History:
        """As told."""
        del message
        return self.history

    def thread_of(self, message: Message) -> OurThread | None:
        """As told."""
        del message
        return self.thread

    def usual_of(self, message: Message) -> tuple[str, ...]:
        """As told."""
        del message
        return self.usual

    def holds(self, message: Message) -> bool:
        """As told."""
        del message
        return self.same
