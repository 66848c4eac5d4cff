"""Rows of the long lists beside an incident: persons, what leaked, mails.

    {"name": "伊藤 次郎", "mail": "ito@partner.example", "data": ["mail-address"]}

A list may have a million rows, so it is read one row at a time and a row is a value of
its own.  A row that means nothing is a mistake with its words; the others are read on.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Final, Self

from pydantic import BaseModel, ConfigDict, JsonValue, RootModel, ValidationError
from pydantic import model_validator as validated

from honmono.incident.case._core import Certainty, Code, Line, Sha256, Value
from honmono.incident.case.mistakes import MeaningError, Mistake, mistake
from honmono.incident.case.reading import mistakes_of

MAX_ROW: Final = 2**18
"""Bytes of one row."""


class ListedPerson(Value):
    """Somebody whose data it is about, as far as a letter to him needs it."""

    name: Line | None = None
    mail: Line | None = None
    postal_code: Line | None = None
    address: Line | None = None
    organization: Line | None = None
    group: Code = "other"
    """A row of `group_kinds`."""

    client: Line | None = None
    """Whose person it is, where we handle data for somebody."""

    data: tuple[Code, ...] = ()
    """Rows of `data_kinds`."""

    certainty: Certainty = Certainty.POSSIBLE
    """How sure it is that these data leaked."""

    @validated(mode="after")
    def _can_be_told(self) -> Self:
        if not (self.name or self.mail or self.address):
            raise MeaningError("person-untold")
        return self


class _Foreign(BaseModel):
    """A row that another command of ours printed; what is not needed here is let be."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)


class ExposedItem(_Foreign):
    """One row of the lists that `honmono trace --exposure` writes."""

    kind: Line
    item: Line
    certainty: Line
    data: str = ""


class ListedMail(_Foreign):
    """One mail, as `honmono check --format jsonl` prints it."""

    sha256: Sha256
    source: str | None = None
    answer: Line | None = None


class _AnyRow(RootModel[dict[str, JsonValue]]):
    """A row of a list that nobody here knows."""


Row = ListedPerson | ExposedItem | ListedMail | _AnyRow

FORMS: Final[dict[str, type[ListedPerson | ExposedItem | ListedMail]]] = {
    "persons": ListedPerson,
    "exposure": ExposedItem,
    "mails": ListedMail,
}
"""The lists that are known by name, and what one of their rows is."""


def read_row(name: str, line: bytes) -> Row | Mistake:
    """One row of a list, or the first thing that is wrong with it."""
    if len(line) > MAX_ROW:
        return mistake("", "row-too-long", most=MAX_ROW >> 10)
    form = FORMS.get(name, _AnyRow)
    try:
        return form.model_validate_json(line)
    except ValidationError as error:
        return mistakes_of(error, form)[0]


def nearest_list(name: str) -> str | None:
    """The known list that somebody may have meant; None for a list of his own."""
    near = get_close_matches(name, FORMS, n=1) if name not in FORMS else []
    return near[0] if near else None
