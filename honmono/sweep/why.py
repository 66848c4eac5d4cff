"""A reason as a code with its values; its words stand in `text/sweep.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from honmono.text import say


@dataclass(frozen=True, slots=True)
class Why:
    """One reason, or one thing to do."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        """By its code: a page names each reason once."""
        return hash(self.code)

    def told(self, language: str) -> str:
        """As a sentence."""
        return say("sweep", self.code, language, **self.values)

    def as_json(self) -> dict[str, Any]:
        """`{"code": "old-definitions", "values": {…}}`."""
        return {"code": self.code, "values": dict(self.values)}
