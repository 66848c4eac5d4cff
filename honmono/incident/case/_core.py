"""What every record of an incident is made of: its name, where it comes from, how sure.

    {"id": "scan-tokyo", "kind": "scan_all_pcs", "when": "2022-05-18",
     "source": "person", "certainty": "established", "evidence": ["9f2c…"]}

A record has an id because documents cite it: each sentence names the records that it
follows from.  Records are values; a correction makes a new one and keeps the old one.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import Enum
from typing import Annotated, Final, Self

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from honmono.incident.case.mistakes import MeaningError


class Value(BaseModel):
    """A value that never changes and knows no field but its own."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        use_attribute_docstrings=True,
        allow_inf_nan=False,
    )


MAX_TEXT: Final = 20_000
"""Characters of one text; a statement of an investigator fits, a whole mailbox not."""

Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=1_000, pattern=r"^[^\x00-\x1f\x7f]+$"),
]
"""One line that people read: a name, a place, a subject."""

Prose = Annotated[
    str,
    StringConstraints(
        min_length=1, max_length=MAX_TEXT, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f]+$"
    ),
]
"""One or several lines that people read."""

RecordId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,79}$")]
"""Names a record within its incident; documents and the log cite it."""

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,79}$")]
"""A word of a table: the kind of an event, of a datum, of a measure."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""Names an original in the evidence store."""

Number = Annotated[int, Field(ge=0, le=10**9)]
"""How many."""


Instant = Annotated[
    AwareDatetime,
    Field(ge=datetime(1900, 1, 1, tzinfo=UTC), lt=datetime(3000, 1, 1, tzinfo=UTC)),
]
"""A time with its zone, of years in which every zone can be reckoned."""


class Text(Value):
    """What people read, in Japanese, in English, or in both.

    A document in a language that is missing shows the other one, and says so to whoever
    makes it: a fact is never left out because nobody has translated it.
    """

    ja: Prose | None = None
    en: Prose | None = None

    @model_validator(mode="after")
    def _in_some_language(self) -> Self:
        if self.ja is None and self.en is None:
            raise MeaningError("language-needed")
        return self

    def in_language(self, language: str) -> str:
        """The text as a reader of `language` gets it."""
        first, second = (self.ja, self.en) if language == "ja" else (self.en, self.ja)
        return first or second or ""

    def is_in(self, language: str) -> bool:
        """Has somebody written it in this language?"""
        return (self.ja if language == "ja" else self.en) is not None


class Source(Enum):
    """Who says so."""

    MACHINE = "machine"
    """A program read it from a log, a scan, a mail."""

    PERSON = "person"
    """Somebody saw or did it, or was told."""

    INFERRED = "inferred"
    """It was concluded from other records."""


class Certainty(Enum):
    """How sure it is.  What is excluded is a record too: it was looked at."""

    ESTABLISHED = "established"
    """Evidence is recorded, and somebody has looked at it."""

    STATED = "stated"
    """Somebody says so; nothing more."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    EXCLUDED = "excluded"


class Record(Value):
    """One fact, as somebody put it on record."""

    id: RecordId
    source: Source = Source.PERSON
    certainty: Certainty = Certainty.STATED
    evidence: tuple[Sha256, ...] = ()
    """Originals that show it."""

    by: Line | None = None
    """Who recorded it.  Stands in no document."""

    recorded: Instant | None = None
    note: Text | None = None
    """More about it, for readers of documents."""

    internal: Text | None = None
    """More about it that stays in the house."""


class Scope(Value):
    """What a record is about, where it is not about everything."""

    offices: tuple[RecordId, ...] = ()
    """Ids of offices of the organization."""

    clients: tuple[Line, ...] = ()
    accounts: tuple[RecordId, ...] = ()
    text: Text | None = None
    """As somebody said it, where no id is known."""


class Answer(Enum):
    """What was found out.  Nobody looked, and looked without an answer, are not `no`."""

    YES = "yes"
    NO = "no"
    COULD_NOT_TELL = "could-not-tell"
    """Somebody looked, and it cannot be said."""

    NOT_LOOKED = "not-looked"
