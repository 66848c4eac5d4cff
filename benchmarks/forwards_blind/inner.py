"""Who is forwarded, by whom, when, and what the letter says."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final


@dataclass(frozen=True, slots=True)
class Person:
    """A shown name and an address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Inner:
    """The mail that somebody received and passes on."""

    sender: Person
    to: Person
    when: datetime
    subject: str
    body: str
    """What the letter says; lines that look like heads are part of it."""


REPORTED: Final = datetime(2026, 12, 28, 9, 0, 17)  # noqa: DTZ001
"""When the reports are sent.  People report within days, now and then much later."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What the mails of one batch are made of; words by language."""

    name: str
    """Also the seed: the same name gives the same bytes."""

    layouts: str
    """The file with its heads."""

    desks: tuple[Person, ...]
    reporters: tuple[Person, ...]
    forgers: tuple[Person, ...]
    subjects: tuple[str, ...]
    bodies: tuple[str, ...]
    greetings: dict[str, tuple[str, ...]]
    signatures: dict[str, tuple[str, ...]]
    report_subjects: dict[str, tuple[str, ...]]
    damages: tuple[str, ...]
    strangers: tuple[Person, ...] = ()
    """Senders that do not show us, whose mail is reported by forwarding it plainly."""


def inner(batch: Batch, dice: random.Random) -> Inner:
    """Throw a mail that somebody passes on."""
    days = dice.randint(0, 20) if dice.random() < 0.85 else dice.randint(20, 300)
    when = REPORTED - timedelta(days=days, minutes=dice.randrange(24 * 60))
    return Inner(
        dice.choice(batch.forgers),
        batch.reporters[0],
        when,
        dice.choice(batch.subjects),
        dice.choice(batch.bodies),
    )
