"""What a kit is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from honmono.sweep.rule import Rule
from honmono.sweep.scanner import report
from honmono.sweep.scanner._core import Knowledge
from honmono.sweep.second import emocheck_needed, seconds
from honmono.text import LANGUAGES


@dataclass(frozen=True, slots=True)
class KitFacts:
    """One kit for one office."""

    name: str
    """Drawn by the desk; no secret."""

    token: str = field(repr=False)
    """What reports are signed with, and what lets them in; stands in `kit.json` alone."""

    office: str
    """As people call it."""

    until: datetime
    """When the kit ends; shown in its own zone."""

    contact: str
    """Whom to call, and how."""

    knowledge: Knowledge
    languages: tuple[str, ...] = LANGUAGES
    upload: str = ""
    """Address to which results can be given; empty: there is none."""

    emocheck: str = ""
    """The version that this wave needs at least; empty: no EmoCheck knows it."""


def key_of(token: str) -> str:
    """What the desk keeps of a token, in hex."""
    return report.key_of(token).hex()


def emocheck_version(rule: Rule, as_of: datetime) -> str:
    """The version of EmoCheck that helps in this incident; empty where none does."""
    if "emocheck" not in seconds(rule.style):
        return ""
    return emocheck_needed(rule.wave_day(as_of), rule.day(as_of)) or ""
