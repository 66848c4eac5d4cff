"""What a kind of document is: who reads it, and the function that writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from honmono.incident.documents._core import Audience, Document
from honmono.incident.documents.brief import Brief


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: who reads it, and the function that writes it."""

    name: str
    """As the command line names it: `public-notice`."""

    audience: Audience
    make: Callable[[Brief], Document]
    stages: tuple[str, ...] = ()
    """Stages it can be made for (`first-alert`, `follow-up`, `report`, `final`); the
    first one is meant where nobody says."""
