"""What a check of the doctor is given, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from honmono.text import say


class State(Enum):
    """How a check came out.  Not there is not the same as wrong."""

    OK = "ok"
    ADVICE = "advice"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One line of the doctor's answer."""

    what: str
    state: State
    found: str
    mend: str = ""
    """The one line that mends it."""


@dataclass(frozen=True, slots=True)
class Patient:
    """What is looked at."""

    home: Path
    organization: Path
    language: str

    ask_dns: bool = False
    """May the name servers be asked?  Nothing else goes to the network."""

    def say(self, key: str, **values: object) -> str:
        """A sentence of the catalogue `doctor`."""
        return say("doctor", key, self.language, **values)


Check = Callable[[Patient], Iterator[Diagnosis]]
