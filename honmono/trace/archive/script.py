"""How texts stand in an archive: as they are, or keyed, so that nobody reads them there.

    plain    sato@example.co.jp                     見積書の件     <1@example.co.jp>
    keyed    9f3c0a51b7e24d66a0c1@77ab….invalid     51c0e8…       e24d66a0c1…@id.invalid

Keyed, every text is replaced by its MAC (BLAKE2b with a key, RFC 7693 §2.9): the same
text always by the same one, so that who knows whom, copies, names and quotes are found as
before.  Without the key nobody can tell, or try out, what a MAC is of.  With it, whoever
guesses a text sees whether it is there; nothing turns a MAC back into its text.

A keyed address still has a domain, so that colleagues are told apart from strangers: the
MAC of each domain from its own up to the registered one.

    sato@mail.example.co.jp    9f3c…@(mail.example.co.jp).(example.co.jp).invalid

`.invalid` is nobody's (RFC 6761): such an address cannot be taken for a real one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import Final, Protocol
from unicodedata import normalize

import numpy as np

from honmono.check.org import Organization
from honmono.mail.auth.alignment import organizational_domain
from honmono.trace.archive.fingerprints import Prints

MIN_CUT: Final = 12
"""Bytes of UTF-8 that a subject must have left to be taken for a cut one: four kanji."""

MAX_CUT: Final = 80
"""Letters of a cut subject that are compared where subjects are keyed."""

_TOLD: Final = re.compile(r"[0-9a-f]{20}@(?:[0-9a-f]{16}\.)+invalid")


def is_keyed(address: str) -> bool:
    """Is it an address as a keyed archive tells it?"""
    return _TOLD.fullmatch(address) is not None


class Script(Protocol):
    """The one way in which all texts of an archive are written."""

    keyed: bool

    def address(self, address: str) -> str:
        """An address out of a mail, lower case."""
        ...

    def asked(self, address: str) -> str:
        """An address that is asked about: one that this archive told stays as it is."""
        ...

    def owns(self, org: Organization, address: str) -> bool:
        """Is it an address on our domains?"""
        ...

    def text(self, kind: str, text: str) -> str:
        """Any other text; of two kinds the same text may be written in two ways."""
        ...

    def name(self, name: str) -> str:
        """A name."""
        ...

    def subject(self, letters: str, text: str) -> tuple[str, str]:
        """A subject as it is looked up, and as it is told."""
        ...

    def beginnings(self, letters: str) -> Iterator[tuple[int, int]]:
        """By what a cut subject is found where the order of texts does not tell."""
        ...

    def beginning(self, letters: str) -> int:
        """The number of what is left of a cut subject."""
        ...

    def message_id(self, message_id: str) -> str:
        """A Message-ID, as it is told."""
        ...

    def number(self, number: int) -> int:
        """A number that was made of texts; 0 stays 0."""
        ...

    def prints(self, prints: Prints) -> Prints:
        """Fingerprints."""
        ...


class Plain:
    """Everything as it is."""

    keyed = False

    def address(self, address: str) -> str:
        """As it is."""
        return address

    def asked(self, address: str) -> str:
        """As it is."""
        return address

    def owns(self, org: Organization, address: str) -> bool:
        """By its domain."""
        domain = address.rpartition("@")[2]
        return bool(domain) and org.owns(domain)

    def text(self, kind: str, text: str) -> str:
        """As it is."""
        return text

    def name(self, name: str) -> str:
        """As it is."""
        return name

    def subject(self, letters: str, text: str) -> tuple[str, str]:
        """As it is."""
        return letters, text

    def beginnings(self, letters: str) -> Iterator[tuple[int, int]]:
        """None: texts stand in order."""
        return iter(())

    def beginning(self, letters: str) -> int:
        """None."""
        return 0

    def message_id(self, message_id: str) -> str:
        """As it is."""
        return message_id

    def number(self, number: int) -> int:
        """As it is."""
        return number

    def prints(self, prints: Prints) -> Prints:
        """As they are."""
        return prints


PLAIN: Final = Plain()


class Keyed:
    """Everything as its MAC under one key.  Empty stays empty."""

    keyed = True

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._address = lru_cache(2**16)(self._address_of)
        self.domain = lru_cache(2**14)(self._domain_of)

    def __repr__(self) -> str:
        """Without the key, which must not come into a log."""
        return "Keyed(…)"

    def address(self, address: str) -> str:
        """`9f3c…@77ab….invalid`, also of one that looks like that already."""
        return self._address(address) if address else address

    def asked(self, address: str) -> str:
        """The same; but what looks like that already is taken for told by us."""
        return address if is_keyed(address) else self.address(address)

    def _address_of(self, address: str) -> str:
        domain = self.domain(address.rpartition("@")[2])
        return f"{self._mac('address', address)}@{domain}"

    def _domain_of(self, domain: str) -> str:
        """The MACs of a domain and of those above it, up to the registered one."""
        above = organizational_domain(domain) or domain
        macs, rest = [self._mac("domain", domain, 8)], domain
        while rest != above and "." in rest:
            rest = rest.partition(".")[2]
            macs.append(self._mac("domain", rest, 8))
        return ".".join((*macs, "invalid"))

    def owns(self, org: Organization, address: str) -> bool:
        """By its domain, ours in clear or any below one of ours."""
        domain = address.rpartition("@")[2]
        if not is_keyed(address):
            return bool(domain) and org.owns(domain)

        def is_below(some: Iterable[str]) -> bool:
            return any(
                f".{domain}".endswith(f".{self.domain(d.lower())}") for d in some
            )

        lists = (listed for each in org.lists for listed in each.domains)
        return is_below((*org.domains, *org.parked_domains)) and not is_below(lists)

    def text(self, kind: str, text: str) -> str:
        """20 hexadecimal digits."""
        return self._mac(kind, text) if text else text

    def name(self, name: str) -> str:
        """The same for a name in capitals, so that it is found in a text."""
        return self.text("name", normalize("NFKC", name).casefold())

    def subject(self, letters: str, text: str) -> tuple[str, str]:
        """`51c0e8…` for every subject of the same letters."""
        mac = self.text("subject", letters)
        return mac, mac

    def beginnings(self, letters: str) -> Iterator[tuple[int, int]]:
        """By what a cut subject is found: number of each beginning, letters of the whole.

        In place of the order of texts, which MACs do not have.
        """
        size = 0
        for count, letter in enumerate(letters[:MAX_CUT], 1):
            size += len(letter.encode("utf-8", "replace"))
            if size >= MIN_CUT and count < len(letters):
                yield self.beginning(letters[:count]), len(letters)

    def beginning(self, letters: str) -> int:
        """The number of one beginning, looked up by its first `MAX_CUT` letters."""
        return int(self._mac("beginning", letters[:MAX_CUT], 5), 16)

    def message_id(self, message_id: str) -> str:
        """`e24d66a0c1…@id.invalid`."""
        mac = self.text("message-id", message_id)
        return f"{mac}@id.invalid" if mac else ""

    def number(self, number: int) -> int:
        """Another number of 63 bits."""
        if not number:
            return 0
        return int(self._mac("number", f"{number:x}", 8), 16) >> 1 or 1

    def prints(self, prints: Prints) -> Prints:
        """Another number of 32 bits for each."""
        different, places = np.unique(prints, return_inverse=True)
        key, person = self._key, b"print"
        macs = b"".join(
            [
                blake2b(number, key=key, person=person, digest_size=4).digest()
                for number in _four_bytes(different)
            ]
        )
        numbers = np.frombuffer(macs, "<u4").astype(np.uint32)
        found: Prints = numbers[places]
        return found

    def _mac(self, kind: str, text: str, size: int = 10) -> str:
        data = text.encode("utf-8", "surrogatepass")
        person = kind.encode()
        return blake2b(data, key=self._key, person=person, digest_size=size).hexdigest()


def _four_bytes(numbers: Prints) -> Iterator[bytes]:
    data = numbers.astype("<u4").tobytes()
    return (data[at : at + 4] for at in range(0, len(data), 4))
