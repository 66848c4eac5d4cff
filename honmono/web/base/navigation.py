"""The way through the desk: what the menu shows, in this order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from honmono.web.rights import Right


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the menu."""

    address: str
    """Name of its address; its words are the key of the same name in `web/base`."""

    right: Right = Right.READ

    @property
    def key(self) -> str:
        """Key of its words: `nav-mails-list`."""
        return "nav-" + self.address.replace(":", "-")


OF_A_CASE: Final[tuple[tuple[str, tuple[Item, ...]], ...]] = (
    (
        "group-now",
        (Item("today:today"), Item("guide:first-day"), Item("work:tasks")),
    ),
    (
        "group-find-out",
        (
            Item("mails:list"),
            Item("tracing:overview"),
            Item("sweep:board"),
            Item("work:questions"),
            Item("work:accounts"),
        ),
    ),
    (
        "group-on-record",
        (
            Item("facts:timeline"),
            Item("work:people"),
            Item("work:inquiries"),
            Item("work:measures"),
            Item("facts:parts"),
            Item("guide:about"),
        ),
    ),
    (
        "group-tell",
        (Item("today:clocks"), Item("documents:list")),
    ),
    (
        "group-prove",
        (Item("evidence:list"), Item("evidence:log")),
    ),
)
"""Pages of one incident, in groups."""

OF_THE_DESK: Final = (
    Item("cases:list"),
    Item("office:overview", Right.ADMINISTER),
    Item("people:list", Right.ADMINISTER),
)
"""Pages of no incident."""


def address_of(item: Item, case: str | None) -> str:
    """Where it leads."""
    return reverse(item.address, args=[case] if case else [])
