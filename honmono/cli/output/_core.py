"""What every format is told: the language, and how the page looks that is written on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from honmono.cli._core import Format

UNREAD: Final = "error"
"""Counted and shown instead of an answer where the mail could not be read."""

ANSWERS: Final = ("forged", "unproven", "ours", "unrelated", UNREAD)
"""In the order of the closing table: what needs somebody first."""

PAGE: Final = 110
"""Columns where there is no terminal; a terminal says its own."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How mails are printed in this run."""

    format: Format
    language: str
    width: int = PAGE
    """Columns; a kanji takes two."""

    colour: bool = False
    """Without it, what colour would say is said with brackets and carets."""

    explain: bool = False
    """Show every finding, its weight and the sum (`text` alone; JSON has them)."""

    prior: float = 0.5
    """P(forged) before looking, for the sum."""
