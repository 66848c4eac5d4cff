"""What the archive keeps of a mail's text: a digest that copies share, and fingerprints.

A mail lies in the sender's folder and in those of all who got it.  Its bytes below the
header are mostly the same there, so they are read once: what a body gave is remembered
by a hash of it and of the fields that tell how it is to be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Final, NamedTuple

from honmono.mail.message.limits import MAX_MESSAGE
from honmono.mail.message.parse import read_texts
from honmono.trace.archive.entry import digest_of
from honmono.trace.archive.fingerprints import Prints, fingerprints
from honmono.trace.archive.head import Head
from honmono.trace.archive.letters import letters_in

_REMEMBERED: Final = 2**14
"""Bodies; some 3 MB without their fingerprints."""

_REMEMBERED_PRINTS: Final = 2**21
"""Fingerprints of these together; 8 MB."""


class Text(NamedTuple):
    """What is kept of one text."""

    digest: bytes
    """Of all its letters: two messages with the same have the same text."""

    prints: Prints


class _Memory:
    """Texts by the hash of their bytes; all are forgotten when they are too many."""

    def __init__(self) -> None:
        self.known: dict[bytes, Text] = {}
        self._prints = 0

    def keep(self, key: bytes, text: Text) -> None:
        self._prints += len(text.prints)
        if len(self.known) >= _REMEMBERED or self._prints > _REMEMBERED_PRINTS:
            self.known.clear()
            self._prints = len(text.prints)
        self.known[key] = text


_memory = _Memory()


def texts_of(mails: Sequence[tuple[bytes, Head]]) -> list[Text]:
    """The text of each mail; fingerprints of many are made at once."""
    keys = [_key(*mail) for mail in mails]
    found = {key: known for key in keys if (known := _memory.known.get(key))}
    new = {
        key: letters_in(read_texts(data, head.content, head.body_start))
        for key, (data, head) in zip(keys, mails, strict=True)
        if key not in found
    }
    for (key, letters), prints in zip(
        new.items(), fingerprints(list(new.values())), strict=True
    ):
        found[key] = Text(digest_of(letters), prints)
        _memory.keep(key, found[key])
    return [found[key] for key in keys]


def _key(data: bytes, head: Head) -> bytes:
    """The same for all mails whose bodies are the same, and are read alike."""
    hashed = blake2b(digest_size=20)
    for name, value in head.content:
        hashed.update(b"%s:%d:%s\n" % (name.encode(), len(value), value))
    hashed.update(b"\n")
    start = max(head.body_start - 1, 0)  # is the first line a boundary?
    hashed.update(memoryview(data)[start:MAX_MESSAGE])
    return hashed.digest()
