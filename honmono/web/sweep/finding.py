"""Which PCs the board shows: by office, by state, by words, or only what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from honmono.sweep.coverage import State, Totals
from honmono.text import say
from honmono.web.base.context import language
from honmono.web.base.written import LineField
from honmono.web.sweep.board import BAD_FIRST, office_name
from honmono.web.sweep.models import PcState, Sweep
from honmono.web.sweep.words import state_word, word

ONE_PAGE: Final = 400
"""Tiles of one page; with more PCs than that, and no filter, offices are told as rows."""

PER_PAGE: Final = 100
"""Tiles of one page of several."""

OFFICES: Final = 50
"""Rows of offices of one page."""

NO_OFFICE: Final = "-"
"""Stands in addresses for PCs of no office."""

_DONE: Final = (State.COVERED.value, State.EXCEPTION.value)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to see."""

    missing: bool = False
    office: str | None = None
    state: str = ""
    text: str = ""

    @property
    def is_all(self) -> bool:
        """Is nothing left out?"""
        return self == Wanted()


class Filters(forms.Form):
    """What the board is narrowed to; what makes no sense narrows nothing."""

    office = forms.ChoiceField(required=False)
    state = forms.ChoiceField(required=False)
    text = LineField(required=False, max_length=100)
    missing = forms.BooleanField(required=False)

    def __init__(self, data: Any, totals: Totals, names: dict[str, str]) -> None:
        """Say the choices in the language of the page."""
        super().__init__(data, label_suffix="")
        offices = [
            (one.id or NO_OFFICE, office_name(one.id, names)) for one in totals.offices
        ]
        states = [(state.value, state_word(state)) for state in BAD_FIRST]
        for name, choices in (("office", offices), ("state", states)):
            self._choose(name, [("", word(f"any-{name}")), *choices])
        for name, field in self.fields.items():
            field.label = say("web/sweep", f"filter-{name}", language())

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for mypy
        field.choices = choices

    def wanted(self) -> Wanted:
        """What came, as far as it makes sense."""
        self.is_valid()
        given = self.cleaned_data
        office = given.get("office") or None
        return Wanted(
            missing=bool(given.get("missing")),
            office="" if office == NO_OFFICE else office,
            state=given.get("state", ""),
            text=given.get("text", ""),
        )


def narrowed(sweep: Sweep, wanted: Wanted) -> QuerySet[PcState]:
    """The PCs that are wanted, by office and name."""
    rows = PcState.objects.filter(sweep=sweep, counted=True)
    if wanted.missing:
        rows = rows.exclude(state__in=_DONE)
    if wanted.office is not None:
        rows = rows.filter(office=wanted.office)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.text:
        rows = rows.filter(words__contains=wanted.text.casefold())
    return rows.order_by("office", "host", "pc_id")


class _Counted(Paginator):  # type: ignore[type-arg]
    """Pages of rows that somebody has counted already."""

    def __init__(self, rows: Any, per_page: int, known: int | None) -> None:
        super().__init__(rows, per_page)
        if known is not None:
            self.count = known


def page_of(
    sweep: Sweep, wanted: Wanted, totals: Totals, number: str | None
) -> Page[tuple[str, str]]:
    """One page of (office, row); `totals` are those of all PCs."""
    rows = narrowed(sweep, wanted).values_list("office", "row")
    per_page = ONE_PAGE if totals.total <= ONE_PAGE else PER_PAGE
    known = None if wanted.text or totals.total <= ONE_PAGE else _count(wanted, totals)
    return _Counted(rows, per_page, known).get_page(number)


def _count(wanted: Wanted, totals: Totals) -> int:
    """What the numbers of the offices say of it."""
    return sum(
        count
        for office in totals.offices
        if wanted.office in (None, office.id)
        for state, count in office.states.items()
        if wanted.state in ("", state.value)
        and not (wanted.missing and state.value in _DONE)
    )


def detected(sweep: Sweep, most: int) -> list[str]:
    """Rows of the PCs on which something was found."""
    rows = PcState.objects.filter(sweep=sweep, counted=True, state=State.DETECTED.value)
    return list(rows.order_by("office", "pk").values_list("row", flat=True)[:most])
