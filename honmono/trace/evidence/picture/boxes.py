"""Boxes and ribbons before anybody knows where on the page they stand.

Node(MAILBOX, ("佐藤 花子", "sato@…", "当社・確率 94%"), suspect=0)
└─ Link(suspect=0, sure=True) ─ Node(MESSAGE, ("見積書の件", "2022-04-11 · …"))
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final, NamedTuple, TypeAlias

from honmono.trace.evidence._core import Teller
from honmono.trace.traced import Evidence

SERVER, OTHERS, UNMATCHED, REST = "\0server", "\0others", "\0unmatched", "\0rest"
"""Keys of boxes that are no single thing; no address and no message has such a key."""

SUSPECTS: Final = 3
"""Leading suspects that are drawn; each has a colour and a number."""


class Layer(IntEnum):
    """From left to right."""

    MAILBOX = 0
    MESSAGE = 1
    FORGERY = 2
    RECIPIENT = 3


@dataclass(frozen=True, slots=True)
class Node:
    """A box to be."""

    layer: Layer
    lines: tuple[str, ...]
    title: str
    suspect: int | None = None
    """Whose colour it has: his number, from 0."""

    holders: tuple[int, ...] = ()
    """Numbers of the suspects that are taken to have held it."""

    names: int = 0
    """Lines that are names of suspects."""

    faint: bool = False


class Link(NamedTuple):
    """A ribbon to be; `sure` where our own copies show it."""

    suspect: int | None
    sure: bool


Key: TypeAlias = tuple[str, str, Link]
"""A ribbon: from, to, and what it says."""


@dataclass(slots=True)
class Graph:
    """Boxes by key, each layer in its order; how many forged mails a ribbon stands for."""

    nodes: dict[str, Node] = field(default_factory=dict)
    links: Counter[Key] = field(default_factory=Counter)
    strays: tuple[Evidence, ...] = ()

    def layer(self, layer: Layer) -> list[str]:
        """Keys of the boxes of a layer, from above."""
        return [key for key, node in self.nodes.items() if node.layer is layer]

    def link(self, source: str, target: str, link: Link, weight: int = 1) -> None:
        """Add to a ribbon."""
        self.links[source, target, link] += weight


def name(person: str, tell: Teller) -> str:
    """A box is narrow: the name alone, where there is one."""
    return tell.people.name(person) or tell.people.address(person)


def named(person: str, tell: Teller) -> tuple[str, ...]:
    """A name over its address; the address alone where no name is known."""
    lines = (tell.people.name(person), tell.people.address(person))
    return tuple(line for line in lines if line)


def fakes(number: int, tell: Teller) -> str:
    """How many forged mails."""
    return tell.say("node-forgeries", count=tell.count("fakes", number))
