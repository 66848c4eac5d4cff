"""How much leaked: at least, likely, at most; and who of whom we must think.

    addresses   at least 14   likely 81.5   at most 120
    messages    could not tell (only address books were looked at)

`at least` is what the fakes themselves show to be in the thief's hands.  `likely` is the
expected number.  `at most` is all that the suspected mailboxes hold; where `bound` is
`OUR_COPIES` it is no bound at all, for a partner holds mail that we never saw.

No text, no subject and no name stands in these values: a person is an address.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from honmono.trace.archive._core import Level
from honmono.trace.exposure.chances import Habits, Window


class Kind(Enum):
    """What is counted; the values stand in results."""

    ADDRESSES = "addresses"
    PERSONS = "persons"
    SUBJECTS = "subjects"
    MESSAGES = "messages"


class Finding(Enum):
    """Was anything stolen?  What the numbers stand under."""

    THEFT = "theft"
    """A mailbox was stolen, with 0.9 or more."""

    UNDECIDED = "undecided"
    NONE_SEEN = "none-seen"
    """Nothing points to a stolen mailbox, with 0.9 or more; which does not prove that
    none was."""


class Bound(Enum):
    """Is `at most` a bound?"""

    COMPLETE = "complete"
    """All suspected mailboxes are ours, and were indexed."""

    OUR_COPIES = "our-copies"
    """No: of some suspects we see only what they exchanged with us."""


class Certainty(Enum):
    """How sure it is that one thing leaked."""

    SEEN = "seen"
    """A fake shows it, or could not have been made without it."""

    LIKELY = "likely"
    """One half or more."""

    POSSIBLE = "possible"


class Reason(Enum):
    """Why somebody or something is on a list."""

    SHOWN = "shown"
    """A fake shows his name as its sender."""

    RECIPIENT = "recipient"
    """A fake was sent to him, and a suspect knows him."""

    THREAD = "thread"
    """He takes part in a message that a fake was made from."""

    QUOTED = "quoted"
    """A fake was made from this message, or bears this subject."""

    KNOWN = "known"
    """In the contacts of a suspect, or in a message that he holds."""

    HELD = "held"
    """A suspected mailbox holds it."""

    OWNER = "owner"
    """It is the suspected mailbox itself."""

    ALIAS = "alias"
    """Another address of somebody who is known."""


class Data(Enum):
    """Kinds of personal data, as a notice to the persons names them."""

    ADDRESS = "address"
    """Name and mail address."""

    CORRESPONDENCE = "correspondence"
    """Subject, text and attachments of mail that he sent or got."""


@dataclass(frozen=True, slots=True)
class Risk:
    """One thing that may have leaked."""

    certainty: Certainty
    chance: float
    """That it leaked; 1 where it was seen."""

    reasons: tuple[Reason, ...]
    reports: tuple[str, ...] = ()
    """Sources of the reports that show it."""

    @classmethod
    def unseen(cls, chance: float, reason: Reason) -> Risk:
        """The risk of what no report shows."""
        certainty = Certainty.LIKELY if chance >= 0.5 else Certainty.POSSIBLE
        return cls(certainty, chance, (reason,))


@dataclass(frozen=True, slots=True)
class Count:
    """At least, likely, at most: `at_least <= likely <= at_most`."""

    at_least: int
    likely: float
    at_most: int

    @classmethod
    def of(cls, risks: Iterable[Risk]) -> Count:
        """Count things by their risks."""
        every = tuple(risks)
        seen = sum(each.certainty is Certainty.SEEN for each in every)
        return cls.ordered(seen, sum(each.chance for each in every), len(every))

    @classmethod
    def ordered(cls, at_least: int, likely: float, at_most: int) -> Count:
        """Keep the order, which sums of probabilities may leave.

        Messages that two suspects hold are expected twice.
        """
        return cls(at_least, min(max(likely, at_least), at_most), at_most)


@dataclass(frozen=True, slots=True)
class PersonAtRisk:
    """Somebody whose data may have leaked, by kind of data."""

    person: str
    ours: bool
    desk: bool
    """A mailbox of a task (`info@`), which is an address and no person."""

    data: Mapping[Data, Risk]

    @property
    def risk(self) -> Risk:
        """That anything of him leaked."""
        return max(self.data.values(), key=lambda each: each.chance)


@dataclass(frozen=True, slots=True)
class Taking:
    """A mailbox that may have been stolen, and how much of it the thief may have.

    Chances are for a message on the condition that the mailbox was stolen; `old` and
    `late` are explained in `chances.py`.
    """

    person: str
    ours: bool
    probability: float
    old: float
    late: float
    kept: float
    """Of the messages that our copies say he got, the part that he still has."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What an exposure was worked out from: why two of them differ."""

    level: Level
    reports: tuple[str, ...]
    """That belong to the theft."""

    suspects: tuple[str, ...]
    contained: int | None
    until: int
    finding: Finding
    bound: Bound


@dataclass(frozen=True, slots=True)
class Exposure:
    """What leaked, as far as reports and archive can tell."""

    basis: Basis
    counts: Mapping[Kind, Count | None]
    """None: could not tell, which is not 0."""

    addresses: Mapping[str, Risk]
    people: tuple[PersonAtRisk, ...]
    """The surest first."""

    subjects: Mapping[str, Risk]
    """Those that a fake bears; all others are streamed (`lists.py`)."""

    messages: Mapping[str, Risk]
    """Keys of those that a fake was made from; all others are streamed."""

    takings: tuple[Taking, ...]
    window: Window
    habits: Habits
    subject_chances: Mapping[int, float]
    """Number of a subject (`holdings.number_of`) → chance that it leaked."""
