"""One message of ours as the archive keeps it: who, when, about what, which words.

    From: sato@example.co.jp (佐藤 花子)         sender, people
    To: ito@partner.example, abe@example.co.jp  people
    Subject: Re: [sales] 見積書の件              subject "見積書の件"
    お世話になっております。…                     letters, from them prints

A value between whoever reads mail (`digest.py`) or tables, and whoever stores it.  The
text itself is not kept: only its fingerprints are.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final

import numpy as np

from honmono.trace.archive.fingerprints import Prints, fingerprints

DAY: Final = 86_400

MAX_PEOPLE: Final = 500
"""Of one message that are kept.  A circular to more says nothing about who knows whom."""

MAX_SUBJECT: Final = 300
"""Characters of a subject that are kept."""

_NO_LETTER: Final = re.compile(r"[\W_]+")
_NOTHING: Final = np.empty(0, np.uint32)


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody in a message: his address, lower case, and the names written beside it."""

    address: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
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

    prints: Prints = field(default_factory=lambda: _NOTHING, compare=False)

    @property
    def id_key(self) -> int:
        """The same for every copy that kept its Message-ID, sender and subject.

        The ID alone would not do: a forger can give his mail the ID of one of ours, and
        it would be taken for a copy.
        """
        if not self.message_id:
            return 0
        return number_of("id", self.message_id, *self._who_and_what)

    def text_key(self, day: int) -> int:
        """The same for every copy with the same text of about that day (`days`)."""
        return number_of("text", str(day), self.digest.hex(), *self._who_and_what)

    @property
    def days(self) -> tuple[int, int]:
        """The span of two days in which it lies, and the nearer neighbour.

        Copies in several mailboxes may differ by some hours.  Those that are a day apart
        or less have a span in common.
        """
        span, rest = divmod(self.date, 2 * DAY)
        return span, span - 1 if rest < DAY else span + 1

    @property
    def _who_and_what(self) -> tuple[str, ...]:
        return self.people[0].address, compared(self.subject)


def entries_with_prints(drafts: list[tuple[Entry, bytes]]) -> list[Entry]:
    """Entries whose letters stand beside them, with their fingerprints."""
    kept = fingerprints([letters for _, letters in drafts])
    return [
        Entry(
            each.date,
            each.people,
            each.message_id,
            each.references,
            each.subject,
            each.digest,
            prints,
        )
        for (each, _), prints in zip(drafts, kept, strict=True)
    ]


def digest_of(letters: bytes) -> bytes:
    """By what equal texts are told."""
    return blake2b(letters, digest_size=8).digest()


def compared(subject: str) -> str:
    """A subject as it is compared: its letters and digits, whatever their case or width."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", subject).casefold())


def number_of(*parts: str) -> int:
    """A number for some texts, as SQLite keeps one: 63 bits, never 0."""
    data = "\0".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big") >> 1 or 1


def id_number(message_id: str) -> int:
    """The number of a Message-ID, as References are compared with it."""
    return number_of("reference", message_id)
