"""One message of ours as the archive keeps it: who, when, about what, which words.

    From: sato@example.co.jp (佐藤 花子)         sender, people
    To: ito@partner.example, abe@example.co.jp  people
    Subject: Re: [sales] 見積書の件              subject "見積書の件"
    お世話になっております。…                     letters, from them prints

A value between whoever reads mail (`digest.py`) or tables, and whoever stores it.  The
text itself is not kept: only its fingerprints are.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import Final, NamedTuple

import numpy as np

from honmono.trace.archive.fingerprints import Prints
from honmono.trace.archive.letters import letters_of

DAY: Final = 86_400

MAX_PEOPLE: Final = 500
"""Of one message that are kept.  A circular to more says nothing about who knows whom."""

MAX_SUBJECT: Final = 300
"""Characters of a subject that are kept."""

NO_PRINTS: Final = np.empty(0, np.uint32)


class Seen(NamedTuple):
    """Somebody in a message: his address, lower case, and the names written beside it."""

    address: str
    names: tuple[str, ...] = ()


Crowd = tuple[Seen, ...]
"""All people of one message."""


class Entry(NamedTuple):
    """A message without its text."""

    date: int
    """Seconds since 1970, UTC; 0 when it says none that can be read."""

    people: tuple[Seen, ...]
    """From, To and Cc, each address once, the sender first.  A mail without a sender
    begins with an empty address."""

    message_id: str
    """Without brackets; may be empty."""

    references: tuple[str, ...]
    """Message-IDs of In-Reply-To and References, each once."""

    subject: str
    """Without prefixes and list tags."""

    digest: bytes
    """Of all its letters: two messages with the same have the same text."""

    prints: Prints = NO_PRINTS

    def keys(self) -> tuple[int, int, int]:
        """By what a copy is known: its id, its text on its days, and on those beside.

        1. The same for every copy that kept its Message-ID, sender and subject; 0 without
           an ID.  The ID alone would not do: a forger can give his mail the ID of one of
           ours, and it would be taken for a copy.
        2. The same for every copy with this sender, subject and text in a span of two days.
        3. The same in the nearer neighbour of that span.  Copies in several mailboxes may
           differ by some hours; those a day apart or less have a span in common.
        """
        who = f"{self.people[0].address}\0{compared(self.subject)}\0"
        span, rest = divmod(self.date, 2 * DAY)
        beside = span - 1 if rest < DAY else span + 1
        by_id = number_of("id", who, self.message_id) if self.message_id else 0
        text = _bytes(f"text\0{who}{self.digest.hex()}\0\0")
        return by_id, _number(text + b"%d" % span), _number(text + b"%d" % beside)


def digest_of(letters: bytes) -> bytes:
    """By what equal texts are told."""
    return blake2b(letters, digest_size=8).digest()


@lru_cache(4096)
def compared(subject: str) -> str:
    """A subject as it is compared: its letters and digits, whatever their case or width."""
    return letters_of(subject).decode()


def number_of(*parts: str) -> int:
    """A number for some texts, as SQLite keeps one: 63 bits, never 0."""
    return _number(_bytes("\0".join(parts)))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _number(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big") >> 1 or 1


def id_number(message_id: str) -> int:
    """The number of a Message-ID, as References are compared with it."""
    return number_of("reference", message_id)
