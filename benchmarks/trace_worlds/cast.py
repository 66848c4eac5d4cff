"""The people of a world: ours, partners, outsiders, and who writes to whom how much.

0 篠原 郁夫 <shinohara@clinic6.example>  ours     0–7: 12.3   0–31: 0.8   …
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from benchmarks.trace_worlds import names
from benchmarks.trace_worlds.shapes import Shape

OUTSIDE = -1
OURS = 0


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a mailbox.  `firm`: `OURS`, a partner's number from 1, or `OUTSIDE`."""

    number: int
    address: str
    name: str
    alt: str
    """The name in its other form: Latin letters, or `Family, Given`."""

    tongue: str
    firm: int
    written: str
    """The name as his own mail program shows it."""

    role: bool = False
    former: str = ""
    """The name before a marriage; letters until `renamed` show it."""

    renamed: float = 0.0
    """Part of the span that had passed then, 0 to 1."""

    @property
    def ours(self) -> bool:
        """Is it one of our mailboxes?"""
        return self.firm == OURS


@dataclass(frozen=True, slots=True)
class MailList:
    """A list of ours: its address stands in To, and every member gets a copy."""

    address: str
    name: str
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """Two people who write to each other; `weight` is how much."""

    one: int
    other: int
    weight: float


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody, and their ties.  People stand at the place of their number."""

    domain: str
    people: tuple[Person, ...]
    lists: tuple[MailList, ...]
    ties: tuple[Tie, ...]
    assistants: dict[int, int]
    """Boss → assistant."""

    public: tuple[int, ...]
    """Who stands on our web page."""


def make_cast(shape: Shape, rng: Random) -> Cast:
    """Invent everybody of a world."""
    maker = _Maker(shape, rng)
    domain = f"{shape.name}.example"
    ours = [maker.person(domain, OURS, shape.japanese) for _ in range(shape.people)]
    roles = [maker.role(domain, entry) for entry in names.ROLES[: shape.roles]]
    firms = [maker.firm(number) for number in range(1, shape.firms + 1)]
    outsiders = [
        maker.person(rng.choice(names.FREE_MAIL), OUTSIDE, shape.japanese)
        for _ in range(shape.outsiders)
    ]
    free = ours[:]
    rng.shuffle(free)
    count = min(shape.assistants, len(free) // 2)
    assistants = dict(zip(free[:count], free[count : 2 * count], strict=True))
    public = tuple(sorted(ours[: max(1, min(5, shape.people // 4))] + roles))
    return Cast(
        domain,
        tuple(maker.people),
        _lists(shape, domain, ours, rng),
        _ties(shape, ours, roles, firms, outsiders, rng),
        assistants,
        public,
    )


class _Maker:
    """Coins people whose addresses are all different."""

    def __init__(self, shape: Shape, rng: Random) -> None:
        self.shape, self.rng = shape, rng
        self.people: list[Person] = []
        self.taken: set[str] = set()

    def firm(self, number: int) -> list[int]:
        rng = self.rng
        head, tail = rng.choice(names.FIRM_HEADS), rng.choice(names.FIRM_TAILS)
        size = max(1, round(rng.expovariate(1 / self.shape.staff)))
        domain, japanese = f"{head}{number}-{tail}.example", self.shape.japanese * 0.85
        return [self.person(domain, number, japanese) for _ in range(size)]

    def person(self, domain: str, firm: int, japanese: float) -> int:
        rng = self.rng
        former, renamed = "", 0.0
        if rng.random() < japanese:
            (family, latin), (given, first) = (
                rng.choice(names.FAMILIES_JA),
                rng.choice(names.GIVEN_JA),
            )
            name, alt, tongue = f"{family} {given}", f"{first} {latin}", "ja"
            written = rng.choice((name, name, name, f"{family}{given}"))
            if rng.random() < self.shape.romaji:
                written = rng.choice(
                    (alt, f"{latin} {first}", f"{latin.upper()} {first}")
                )
            if rng.random() < self.shape.renamed:
                former = f"{rng.choice(names.FAMILIES_JA)[0]} {given}"
        else:
            latin, first = rng.choice(names.FAMILIES_EN), rng.choice(names.GIVEN_EN)
            name, alt, tongue = f"{first} {latin}", f"{latin}, {first}", "en"
            written = rng.choice((name, name, name, alt))
            if rng.random() < self.shape.renamed:
                former = f"{first} {rng.choice(names.FAMILIES_EN)}"
        if former:
            renamed = rng.uniform(0.2, 0.9)
        address = self._address(latin.lower().replace("'", ""), first.lower(), domain)
        self.people.append(
            Person(
                len(self.people),
                address,
                name,
                alt,
                tongue,
                firm,
                written,
                former=former,
                renamed=renamed,
            )
        )
        return len(self.people) - 1

    def role(self, domain: str, entry: tuple[str, str, str]) -> int:
        local, english, japanese = entry
        tongue = "ja" if self.rng.random() < self.shape.japanese else "en"
        name = japanese if tongue == "ja" else english
        self.people.append(
            Person(
                len(self.people),
                f"{local}@{domain}",
                name,
                english,
                tongue,
                OURS,
                name,
                role=True,
            )
        )
        return len(self.people) - 1

    def _address(self, family: str, given: str, domain: str) -> str:
        """An address in one of the usual styles that nobody has yet."""
        styles = (
            family,
            f"{given[0]}-{family}",
            f"{family}.{given[0]}",
            f"{given}_{family}",
        )
        local = self.rng.choice(styles)
        number = 2
        address = f"{local}@{domain}"
        while address in self.taken:
            address = f"{local}{number}@{domain}"
            number += 1
        self.taken.add(address)
        return address


def _lists(
    shape: Shape, domain: str, ours: list[int], rng: Random
) -> tuple[MailList, ...]:
    """Everybody's list, and one for each department of six or so."""
    if not shape.lists:
        return ()
    made = [MailList(f"all@{domain}", "All", tuple(ours))]
    for place in range(0, len(ours), 6):
        team = set(ours[place : place + 6]) | {rng.choice(ours)}
        made.append(
            MailList(
                f"team{place // 6}@{domain}", f"Team {place // 6}", tuple(sorted(team))
            )
        )
    return tuple(made)


def _ties(
    shape: Shape,
    ours: list[int],
    roles: list[int],
    firms: list[list[int]],
    outsiders: list[int],
    rng: Random,
) -> tuple[Tie, ...]:
    made: list[Tie] = []

    def tie(one: int, other: int, scale: float) -> None:
        made.append(Tie(one, other, scale * rng.paretovariate(shape.skew)))

    department = {person: place // 6 for place, person in enumerate(ours)}
    for place, one in enumerate(ours):
        for other in ours[place + 1 :]:
            near = department[one] == department[other]
            if near or rng.random() < shape.mixed * 0.3 or shape.mixed >= 1:
                tie(one, other, 1.0 if near else 0.3)
        for role in roles:
            if rng.random() < 0.4:
                tie(one, role, 0.4)
    outgoing = [rng.paretovariate(1.3) for _ in ours]
    for firm in firms:
        hosts = rng.choices(ours, outgoing, k=3)
        for place, partner in enumerate(firm):
            known = {rng.choice(hosts)}
            while len(known) < len(ours) and rng.random() < 1 - 1 / shape.reach:
                known.add(rng.choices(ours, outgoing)[0])
            if roles and rng.random() < 0.2:
                known.add(rng.choice(roles))
            for person in sorted(known):
                tie(partner, person, 1.0)
            for other in firm[place + 1 :]:
                tie(partner, other, 0.4)
    partners = [person for firm in firms for person in firm]
    for partner in partners:
        if len(partners) > 1 and rng.random() < 0.3:
            other = rng.choice(partners)
            if other != partner:
                tie(partner, other, 0.5)
    for outsider in outsiders:
        tie(outsider, rng.choice(roles or ours), 0.1)
        if rng.random() < 0.3:
            tie(outsider, rng.choice(ours), 0.1)
    return tuple(made)
