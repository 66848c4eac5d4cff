"""One address: what it is, and what else could be read from the same bytes.

    yamada@example.co.jp@mail.example.net       the last @ counts; some take the first
    "a@example.co.jp"@mail.example.net          quotes that some do not understand
    @relay.example:yamada@example.co.jp         a route that some take for the address

Left alone: whether the address could exist.  `a%b@c` is an ordinary local part today.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import chain, islice, pairwise
from typing import Final, NamedTuple

from honmono.mail.message.domains import HOST, domain_of
from honmono.mail.message.headers import decode_words
from honmono.mail.message.limits import MAX_ADDRESSES, MAX_NAME, MAX_RAW_NAME
from honmono.mail.message.model import Address, Defect

HIDING: Final = re.compile(
    rb"""
      =\?[^\s?"]++\?[bBqQ]\?[^\s?"]*+\?=                         # encoded word
    | \x1b(?:\$(?:[@B]|\([A-Z])|\(I)[^\x00-\x20\x7f\x1b]*+(?=\x1b)  # ISO-2022-JP
    | \x1b\([BJ]
    """,
    re.VERBOSE,
)
"""Runs whose bytes look like structure and are text."""

_REAL_DOMAIN: Final = re.compile(r"[a-z0-9_-]++(?:\.[a-z0-9_-]++)++")


class Reading:
    """What one way of reading a field gives; filled while reading."""

    __slots__ = ("asides", "defects", "mailboxes", "others", "shows_at")

    def __init__(self) -> None:
        self.mailboxes: list[Address] = []
        self.others: list[str] = []
        self.asides: list[str] = []
        """Names that are not a mailbox's, and that a program may show: a group's."""

        self.defects: set[Defect] = set()
        self.shows_at = False
        """A name written in encoded words shows `@`."""

    def add(self, raw_name: bytes, address: str) -> str:
        """Add a mailbox; return its name as shown."""
        text = decoded(raw_name)
        name = shown(text)
        if b"=?" in raw_name:
            self.shows_at |= "@" in text or len(raw_name) > MAX_RAW_NAME
        self.mailboxes.append(Address(name, address, domain_of(address)))
        return name

    def aside(self, raw_name: bytes) -> None:
        """Note a name that stands beside the mailboxes."""
        if name := shown(decoded(raw_name)):
            self.asides.append(name)

    def also(self, found: Iterable[str], defect: Defect, main: str = "") -> None:
        """Note addresses other than `main` that could be taken for the author."""
        for address in found:
            if address.lower() != main.lower():
                self.others.append(address)
                self.defects.add(defect)

    def compare(self, other: Reading, defect: Defect) -> None:
        """Note the addresses that only another way of reading gives.

        Its `others` count where its brackets are broken.  Elsewhere a program would
        have to make two mistakes at once: an encoded name that shows an address is
        common in honest mail, and nobody takes it for the author.
        """
        given = [mailbox.address for mailbox in other.mailboxes]
        if other.defects & {Defect.FROM_SEVERAL_BRACKETS, Defect.FROM_UNCLOSED}:
            given += other.others
        known = {mailbox.address.lower() for mailbox in self.mailboxes}
        new = (address for address in given if address.lower() not in known)
        self.also((a for a in new if _REAL_DOMAIN.fullmatch(domain_of(a))), defect)


class Run(NamedTuple):
    """Pieces without a space between them."""

    raw: bytes
    bare: bytes
    """Masked, each quoted piece as one `"`: here an `@` is structure."""

    plain: bytes
    """Without quotes and quoted pairs."""

    apart: bytes
    """With a space for each comment that stood inside; else empty."""


_PLAIN: Final = re.compile(
    rb"""
    (?: [\w!#$%&'*+\-/=^`{|}~.]++
      | "[\w!#$%&'*+\-/=^`{|}~.]++"       # "taro..y."@docomo.example: for its dots
    )
    @ [A-Za-z0-9][\w-]*+ (?: \. [\w-]++ )*+ \.?+
    """,
    re.VERBOSE,
)
"""What everybody reads alike once it stands alone."""

_BETWEEN: Final = str.maketrans(dict.fromkeys('<>()[],;:"\\', " "))

_NO_QUOTES: Final = str.maketrans(dict.fromkeys('"\\'))


def read_address(runs: list[Run], reading: Reading) -> str:
    """The address that `runs` are, and what else could be read from it."""
    runs = _one_of(runs, reading)
    written = b" ".join([run.raw for run in runs])
    raw = written.strip(b",;")  # of brackets that are closed too late
    if raw != written:
        reading.defects.add(Defect.FROM_UNPARSABLE)
    for run in runs:
        if run.apart:
            reading.defects.add(Defect.FROM_SPACE_IN_ADDRESS)
            reading.others += addresses_in(text_of(run.apart))
    if _PLAIN.fullmatch(raw):
        return raw.decode("ascii")

    # 1. As it is written, and as others may fold it.
    raw = _without_route(raw, reading)
    text = text_of(raw)
    plain = folded = text.translate(_NO_QUOTES)
    if len(text) <= MAX_NAME:  # normalizing a long one could take quadratic time
        folded = unicodedata.normalize("NFKC", plain)
    forms = [plain, folded]

    # 2. What is wrong with it.
    if '"' in text:
        reading.defects.add(Defect.FROM_QUOTED_LOCAL_PART)
    if HIDING.search(raw):
        reading.defects.add(Defect.FROM_ENCODED_ADDRESS)
        forms.append(decode_words(raw)[0])
    if folded.count("@") > 1:
        reading.defects.add(Defect.FROM_LOCAL_PART_WITH_AT)
    if len(folded.split()) > 1:
        reading.defects.add(Defect.FROM_SPACE_IN_ADDRESS)
    elif not folded.isprintable():
        reading.defects.add(Defect.FROM_CONTROL_CHARACTER)
    domain = domain_of(text)
    if text.startswith("@") or not (domain.startswith("[") or HOST.fullmatch(domain)):
        reading.defects.add(Defect.FROM_UNPARSABLE)

    # 3. <"info@example.org">: programs show what stands in the quotes.
    if not domain and text.startswith('"'):
        text, domain = plain, domain_of(plain)
    found = islice(chain.from_iterable(map(addresses_in, forms)), MAX_ADDRESSES)
    reading.others += [other for other in found if domain_of(other) != domain]
    return text


def _one_of(runs: list[Run], reading: Reading) -> list[Run]:
    """Which runs make the address.  `a b@c`: all; `a@b c@d`: the first."""
    if len(runs) < 2:
        return runs
    reading.defects.add(Defect.FROM_SPACE_IN_ADDRESS)
    candidates = [run for run in runs if b"@" in run.bare]
    for run in candidates:
        reading.others += addresses_in(text_of(run.plain))
    return candidates[:1] if len(candidates) > 1 else runs


def _without_route(raw: bytes, reading: Reading) -> bytes:
    """Take off a source route: `@ours.example:b@evil.example` → the part after it."""
    route, colon, address = raw.partition(b":")
    if not colon or not route.startswith(b"@"):
        return raw
    reading.defects.add(Defect.FROM_ROUTE)
    reading.others += [
        host for host in text_of(route).split(",") if host.startswith("@")
    ]
    return address


def addresses_in(text: str) -> list[str]:
    """Everything of the form `a@b` in a text; of `a@b@c` both."""
    if "@" not in text:
        return []
    found = []
    for word in text.translate(_BETWEEN).split():
        parts = [part.strip("'.*") for part in word.split("@")]
        found += [f"{a}@{b}" for a, b in pairwise(parts) if a and b]
    return found


_SPACES: Final = re.compile(
    "[\x00-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f]+"
)
"""Space and control characters, but for the full-width space of Japanese names."""


def text_of(raw: bytes) -> str:
    """An address's bytes as text; encoded words stay encoded."""
    if raw.isascii():
        return raw.decode("ascii")
    if b"=?" in raw:
        return raw.decode("utf-8", "replace").strip()
    return decode_words(raw)[0].strip()


def decoded(raw_name: bytes) -> str:
    """A display name as text."""
    if raw_name.isascii() and b"=?" not in raw_name and b"\x1b" not in raw_name:
        return raw_name.decode("ascii")
    return decode_words(raw_name[:MAX_RAW_NAME])[0]


def shown(name: str) -> str:
    """Spaces folded, control characters taken for spaces, not too long."""
    if name.isascii() and name.isprintable():
        return " ".join(name.split())[:MAX_NAME].rstrip()
    return _SPACES.sub(" ", name).strip(" \u3000")[:MAX_NAME].rstrip(" \u3000")
