"""One law as a table: what makes a duty, what exempts, by when, who receives it.

    [[clock]]
    code = "ppc-final"         amount = 30    unit = "days"    day_one = true
    instead = [{ items = ["7-3"], amount = 60 }]     roll = "next-working-day"

Every row tells its source, from when to when it holds, what nobody has confirmed yet
(`check`) and who has (`reviewer`).  Another country is another file like this one; there
is no code for a country.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from honmono.incident.case._core import Code, Line, Value

Amount = Annotated[int, Field(ge=1, le=10_000)]
"""Days or hours of a time limit; a person count of an item."""


def _is_a_day(text: str) -> str:
    try:
        date.fromisoformat(f"2024-{text}")
    except ValueError as error:
        raise ValueError(f"`{text}`: there is no such day; write 12-29") from error
    return text


MonthDay = Annotated[str, AfterValidator(_is_a_day)]
"""A day of every year: `12-29`."""

Holder = Literal["own", "client"]
"""Whose data: our own, or a client's that we handle for him (delegation)."""


class Words(Value):
    """A name or sentence in both languages."""

    ja: Line
    en: Line

    def in_language(self, language: str) -> str:
        """As a reader of `ja` or `en` gets it."""
        return self.ja if language == "ja" else self.en


class Row(Value):
    """What every row of a law tells about itself."""

    source: Line
    check: Words | None = None
    """What nobody has held against the official text yet."""

    reviewer: Line | None = None
    """Who has, with the day."""

    valid_from: date | Literal["unknown"] | None = None
    """First day, by the day of becoming aware; `unknown`: passed, not yet in force."""

    valid_to: date | None = None
    """Last day."""

    promulgated: date | None = None
    """Of a row whose first day is unknown: from here on it may be in force."""

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        first, last = self.valid_from, self.valid_to
        if isinstance(first, date) and last is not None and last < first:
            raise ValueError("valid_to is before valid_from")
        return self

    def in_force(self, first: date, last: date) -> bool:
        """Does it hold on some day from `first` to `last`?"""
        if self.valid_from == "unknown":
            return False
        begins = self.valid_from or date.min
        return begins <= last and first <= (self.valid_to or date.max)

    def may_be_in_force(self, last: date) -> bool:
        """Was it passed by then, and does nobody know from which day it holds?"""
        return (
            self.valid_from == "unknown"
            and self.promulgated is not None
            and self.promulgated <= last
        )

    @property
    def unconfirmed(self) -> Words | None:
        """What a reader must be told; nothing once somebody has signed."""
        return None if self.reviewer else self.check


class Item(Row):
    """One trigger of the duty: all its facts hold, and enough persons are concerned."""

    code: Code
    name: Words
    requires: tuple[Code, ...] = ()
    count: Code | None = None
    at_least: Amount | None = None

    @model_validator(mode="after")
    def _counts_up_to_something(self) -> Self:
        if (self.count is None) != (self.at_least is None):
            raise ValueError("`count` and `at_least` belong together")
        if not self.requires and self.count is None:
            raise ValueError("needs `requires` or `count`")
        return self


class Exemption(Row):
    """A fact that takes the duty away; only when it is shown, never when unknown."""

    fact: Code
    name: Words


class Instead(Value):
    """Another amount, when one of these items is met."""

    items: tuple[Code, ...]
    amount: Amount


class Rule(Row):
    """One clock: what is due, counted how."""

    code: Code
    of: tuple[Holder, ...]
    to: Literal["authority", "persons", "client"] = "authority"
    """Who receives it; which authority, `receiver` says."""

    name: Words
    article: Words
    unit: Literal["days", "working-days", "hours", "none"]
    """`none`: promptly, without a number."""

    first: Amount | None = None
    """Where the law names a window (3 to 5 days): its beginning."""

    amount: Amount | None = None
    instead: tuple[Instead, ...] = ()
    day_one: bool = False
    """Is the day of becoming aware day 1?  Else the day after it is."""

    roll: Literal["none", "next-working-day", "previous-working-day"] = "none"
    """Where the last day goes when it is closed."""

    warn: Annotated[int, Field(ge=0, le=365)] = 0
    """Days before the end from which it is `due`."""

    requires: tuple[Code, ...] = ()
    unless: tuple[Code, ...] = ()
    after: Code | None = None
    """Starts when this one was issued; else when we became aware."""

    stopped_by: tuple[Code, ...] = ()
    """Clocks whose report serves for this one too."""

    released_by: Code | None = None
    """The clock which, stopped in time for a client, takes this one away."""

    released_if: Code | None = None
    """… when this is a fact."""

    events: tuple[Code, ...] = ()
    """Events that tell of it; they stop nothing, but somebody is told to record it."""

    substitute: tuple[Code, ...] = ()
    """Kinds of document that stop it only when `substitute_if` is a fact."""

    substitute_if: Code | None = None
    also: Words | None = None
    """What a reader should know besides."""

    @model_validator(mode="after")
    def _counts_something(self) -> Self:
        if (self.unit == "none") != (self.amount is None):
            raise ValueError("needs `amount`, or unit `none`")
        if self.first is not None and self.first > (self.amount or 0):
            raise ValueError("`first` is after `amount`")
        if (self.released_by is None) != (self.released_if is None):
            raise ValueError("`released_by` and `released_if` belong together")
        if self.unit == "hours" and (self.roll != "none" or self.day_one):
            raise ValueError("hours have no `roll` and no `day_one`")
        return self


class Receiver(Row):
    """Who gets the report.  The first whose facts hold, or whose sectors fit."""

    name: Words
    facts: tuple[Code, ...] = ()
    unknown_counts: bool = False
    """Is `nobody knows` enough?"""

    sectors: tuple[Line, ...] = ()
    """Beginnings of words of the organization's sector."""


class Calendar(Value):
    """Which days are closed, for limits that roll or count working days."""

    national: Literal["jp"] | None = None
    """A calendar that a library knows; others stand in `days`."""

    weekend: tuple[Annotated[int, Field(ge=0, le=6)], ...] = ()
    """0 is Monday."""

    yearly: tuple[MonthDay, ...] = ()
    days: tuple[date, ...] = ()

    @model_validator(mode="after")
    def _leaves_a_day_open(self) -> Self:
        if len(set(self.weekend)) > 6 or len(set(self.yearly)) > 300:
            raise ValueError("leaves no day open")
        return self


class Question(Value):
    """What the interview asks."""

    code: Code
    ja: Line
    en: Line
    per_client: bool = False
    number: bool = False


class Derived(Value):
    """A fact that follows from others."""

    code: Code
    any: tuple[Code, ...] = ()
    all: tuple[Code, ...] = ()

    @model_validator(mode="after")
    def _follows_from_something(self) -> Self:
        if bool(self.any) == bool(self.all):
            raise ValueError("needs either `any` or `all`")
        return self


Part = Literal[
    "data",
    "events",
    "decisions",
    "hypotheses",
    "findings",
    "style",
    "timezone",
    "public-body",
]
"""What of an incident can answer a question."""


class Sign(Value):
    """Records that answer a question: kinds of data, events, decisions."""

    fact: Code
    part: Part
    kinds: tuple[Line, ...]
    """`*`: any."""

    no_too: bool = False
    """Does what was excluded answer with no?"""


class Count(Value):
    """How many persons: those affected with one of these kinds of data."""

    code: Code
    data: tuple[Line, ...]
    figures: tuple[Code, ...] = ()


class Law(Value):
    """One law, or (without items) what several laws share."""

    code: Code
    name: Words | None = None
    applies: Code | None = None
    """A fact without which nothing else is asked."""

    requires: tuple[Code, ...] = ()
    voluntary: tuple[Code, ...] = ()
    """Facts of `requires` whose no leaves a report that may be made freely."""

    calendar: Calendar = Calendar()
    item: tuple[Item, ...] = ()
    exemption: tuple[Exemption, ...] = ()
    clock: tuple[Rule, ...] = ()
    receiver: tuple[Receiver, ...] = ()
    question: tuple[Question, ...] = ()
    fact: tuple[Derived, ...] = ()
    sign: tuple[Sign, ...] = ()
    count: tuple[Count, ...] = ()
