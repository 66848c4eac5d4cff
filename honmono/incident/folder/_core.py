"""What cannot be done with an incident on the disk, in words for both languages."""

from __future__ import annotations

from typing import Final

from honmono.incident.evidence import EvidenceError
from honmono.text import say_at_length

_LONGEST: Final = 300


class FolderError(EvidenceError):
    """Something about an incident's folder cannot be done.  Nothing has been changed."""

    def told(self, language: str) -> str:
        """Say it in a language."""
        return say_at_length("case", self.key, language, _LONGEST, self.values)
