"""The answer of a trace: case, suspects, evidence, and what would decide next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from honmono.trace.archive._core import Contact, Match
from honmono.trace.forgery import Path


class Case(Enum):
    """JPCERT/CC's cases, and what lies between them; the values stand in results."""

    NOTHING = "0"
    OWN = "1"
    PARTNER = "2"
    SERVER = "3"
    BOTH = "1+2"


@dataclass(frozen=True, slots=True)
class Suspect:
    """Somebody whose mailbox may be stolen."""

    person: str
    name: str
    ours: bool
    probability: float
    """That this mailbox was stolen."""

    group: tuple[str, ...] = ()
    """Others whom these reports cannot tell from this one; the probability of the group is
    the sum."""


@dataclass(frozen=True, slots=True)
class Clue:
    """What one report says about one suspect."""

    suspect: str
    decibans: float
    """10·log10 of the likelihood ratio: this suspect against the mean of all others."""

    match: Match | None
    """The message of ours that speaks most; None when none fits."""

    held: bool | None
    """Did the suspect hold it?  None when no message fits, or a partner may have."""

    knows_shown: Contact | None
    knows_recipient: Contact | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One report, and what it says about the leading suspects."""

    source: str
    date: int | None
    shown: tuple[str, ...]
    """People whom it may show, likeliest first."""

    recipients: tuple[str, ...]
    subject: str
    stray: float
    """Probability that it has nothing to do with the theft."""

    clues: tuple[Clue, ...]
    """One for each leading suspect, in the order of suspects."""

    path: Path = Path.UNKNOWN
    account: str = ""
    """With `Path.OURS`: the account of our server that sent it."""


class Check(Enum):
    """What can be looked at next."""

    SCAN = "scan"
    """Scan the PCs of a suspect of ours, look at sign-ins and rules."""

    ASK_PARTNER = "ask-partner"
    ORIGINALS = "originals"
    """Get reports with their header fields."""

    MORE_REPORTS = "more-reports"
    """Ask these people whether they got one, too."""

    SERVER_LOG = "server-log"


@dataclass(frozen=True, slots=True)
class NextCheck:
    """A check, of whom, and by how much it would narrow the answer."""

    check: Check
    persons: tuple[str, ...]
    bits: float
    """Expected information about case and mailbox."""


@dataclass(frozen=True, slots=True)
class Traced:
    """Whose mailbox was stolen, as far as reports and archive can tell."""

    cases: Mapping[Case, float]
    suspects: tuple[Suspect, ...]
    """Likeliest first."""

    credible: tuple[str, ...]
    """The smallest set of suspects that holds the stolen one with 90 %, if one was."""

    decided: bool
    """One suspect (or group) has 0.9 or more.  Otherwise the answer is "undecided"."""

    abused_account: str | None
    next: tuple[str, ...]
    """Who is likely to get the next forged mail, likeliest first; at most 20."""

    evidence: tuple[Evidence, ...]
    checks: tuple[NextCheck, ...]
    """What would decide most, best first."""

    names: Mapping[str, str] = field(default_factory=dict)
    """Person → name, of people besides the suspects whom the evidence names."""
