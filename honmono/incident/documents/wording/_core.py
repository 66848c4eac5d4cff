"""What a rule is about: the situation it holds in, and what breaks it."""

from __future__ import annotations

from dataclasses import dataclass

from honmono.incident.case import Incident
from honmono.incident.documents._core import Audience
from honmono.incident.documents.stance import Stance
from honmono.text import say

OUTSIDERS = frozenset({Audience.PUBLIC, Audience.PERSON})
"""Readers who are not of our house, of an authority, or in our pay."""


@dataclass(frozen=True, slots=True)
class Situation:
    """All that decides which rules hold."""

    incident: Incident
    stance: Stance
    audience: Audience
    language: str
    itself: str
    """How the organization calls itself in Japanese."""

    @property
    def is_for_outsiders(self) -> bool:
        """May no person, stranger or probability be told?"""
        return self.audience in OUTSIDERS


@dataclass(frozen=True, slots=True)
class Violation:
    """One sentence that breaks one rule."""

    rule: str
    """Its name in the table."""

    text: str
    """The sentence; empty where something is missing from the whole."""

    key: str = ""
    """Of the catalogue, where the sentence comes from one."""

    def reason(self, language: str) -> str:
        """Why it must not be said, and what to say instead."""
        return say("documents/wording", self.rule, language)

    def __str__(self) -> str:
        shown = self.text if len(self.text) <= 80 else self.text[:79] + "…"
        return f"{self.rule}: {shown}: {self.reason('en')}"
