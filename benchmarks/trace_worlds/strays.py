"""Fakes for which nothing of ours was stolen: they lie among the reports of any theft.

public    names from our web page, to addresses from it
brand     "Parcel Desk": ordinary phish
unknown   somebody whom nobody here knows
scatter   two people of ours drawn by chance, from a directory or another one's theft
leaked    the open list of addressees of one mass mail, among themselves
"""

from __future__ import annotations

from random import Random
from typing import Final

from benchmarks.trace_worlds import damage, names
from benchmarks.trace_worlds.archive import Archive
from benchmarks.trace_worlds.cast import Person
from benchmarks.trace_worlds.fakes import Made, bait, content_free, envelope

KINDS: Final = {"public": 3.0, "brand": 2.0, "unknown": 3.0, "scatter": 2.0}


class Strays:
    """Makes them for one incident; the leaked list is the same all through it."""

    def __init__(self, archive: Archive, headers: float, rng: Random) -> None:
        self.archive, self.headers, self.rng = archive, headers, rng
        self.people = archive.world.cast.people
        self.ours = [p for p in self.people if p.ours]
        self.known = [p for p in self.people if p.number in archive.known]
        self.page = [self.people[n] for n in archive.world.cast.public]
        self.leaked = rng.sample(self.known, min(len(self.known), rng.randrange(8, 25)))
        self.leaked[0] = rng.choice(self.page or self.ours)

    def make(self, at: int, kind: str = "") -> Made:
        """One of a kind; without one, of any."""
        rng = self.rng
        kind = kind or rng.choices(list(KINDS), list(KINDS.values()))[0]
        shown, to, forged = self._pair(kind)
        own = forged is not None and forged.ours and rng.random() < 0.04
        report = {
            **envelope(rng, self.headers, at, forged if own else None),
            "from_display": shown,
            "to": [to.address],
            **content_free(
                None if rng.random() < 0.2 else bait(to.tongue, to.name, rng)
            ),
        }
        return Made(report, {"source": None, "mode": "noise", "message": None})

    def _pair(self, kind: str) -> tuple[str, Person, Person | None]:
        """Display name, recipient, and who is shown where that is somebody we know."""
        rng = self.rng
        anybody = rng.choice(self.ours)
        match kind:
            case "brand":
                return rng.choice(names.BRANDS), anybody, None
            case "unknown":
                stranger = unknown(rng)
                to = anybody if rng.random() < 0.6 else unknown(rng)
                return damage.shown(stranger, stranger.name, rng), to, None
            case "public":
                person = rng.choice(self.page or self.ours)
                to = (
                    rng.choice(self.page)
                    if rng.random() < 0.5 and self.page
                    else anybody
                )
            case "leaked":
                person = (
                    self.leaked[0] if rng.random() < 0.5 else rng.choice(self.leaked)
                )
                to = rng.choice(self.leaked)
            case _:
                person, to = rng.choice(self.known), anybody
        if to.number == person.number:
            to = unknown(rng)
        return damage.shown(person, person.name, rng), to, person


def unknown(rng: Random) -> Person:
    """Somebody who never wrote to us."""
    host = f"{rng.choice(names.FIRM_HEADS)}-{rng.randrange(900, 999)}.example"
    if rng.random() < 0.5:
        (family, latin), (given, first) = (
            rng.choice(names.FAMILIES_JA),
            rng.choice(names.GIVEN_JA),
        )
        name, alt, tongue = f"{family} {given}", f"{first} {latin}", "ja"
    else:
        latin, first = rng.choice(names.FAMILIES_EN), rng.choice(names.GIVEN_EN)
        name, alt, tongue = f"{first} {latin}", f"{latin}, {first}", "en"
    address = f"{latin.lower().replace(chr(39), '')}{rng.randrange(10, 99)}@{host}"
    return Person(-1, address, name, alt, tongue, -1, name)
