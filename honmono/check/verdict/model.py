"""The one opinion about one mail."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from honmono.check.signals._core import Finding


class Answer(Enum):
    """Is it ours?  Four answers, and they never blend into each other."""

    OURS = "ours"
    """Proved to be sent by us."""

    FORGED = "forged"
    """Shows itself as us, and is not."""

    UNPROVEN = "unproven"
    """Shows itself as us; neither could be shown.  Also what could not be read."""

    UNRELATED = "unrelated"
    """Does not show itself as us.  Says nothing about whether it is harmless."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A finding with its weight from `weights.tsv`, in decibans."""

    finding: Finding
    weight_db: float


@dataclass(frozen=True, slots=True)
class Sentences:
    """At most three sentences a clerk understands, in both languages, side by side."""

    ja: tuple[str, ...]
    en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, how sure, why."""

    answer: Answer
    probability: float
    """P(forged) for a mail somebody asks about; the answer does not follow it alone."""

    kinds: tuple[str, ...]
    hazards: tuple[str, ...]
    """What is dangerous in it whoever sent it; says nothing about the answer."""

    findings: tuple[Weighed, ...]
    """Strongest first; hazards, which weigh nothing, stand last."""

    reasons: Sentences
