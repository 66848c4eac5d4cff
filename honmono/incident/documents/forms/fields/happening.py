"""Fields: which report it is, what happened, when it was found, what came one by one.

The day of the theft and the day on which somebody noticed are two fields: mostly only the
second is known, and the first is never guessed from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Final

from honmono.incident.case.duties import Issued
from honmono.incident.case.events import Event
from honmono.incident.case.kinds import known
from honmono.incident.documents._core import Sentence
from honmono.incident.documents.forms._core import Entry, Fill, Form, held, labelled
from honmono.incident.documents.forms.words import (
    day_of,
    event_day,
    event_in_words,
    kind_in_words,
    told,
)

_APPI: Final = ("ppc-preliminary", "ppc-final")
_REPORTED: Final = {
    "ppc-preliminary": "ppc_report",
    "ppc-final": "ppc_final_report",
}
"""Reports, and the events that tell of the same."""

_MY_NUMBER: Final = ("my-number-report",)

_OCCURRED: Final = frozenset({"infection", "unauthorized_signin", "own_account_abused"})
"""Kinds of events by which data can have leaked."""

_NOTICED: Final = frozenset(
    {
        *("spoof_mail_observed", "spoof_mail_reported_by_outsider"),
        *("infection_found", "suspicious_mail_received"),
    }
)
"""Kinds of events that show that somebody of ours knew."""

_BY_OUTSIDER: Final = frozenset({"spoof_mail_reported_by_outsider", "outside_opinion"})


def earlier_reports(form: Form, kinds: tuple[str, ...]) -> tuple[Issued, ...]:
    """Reports of these kinds that went out before, about the same holder of data."""
    return tuple(
        one
        for one in form.incident.issued
        if one.kind in kinds
        and (form.client in one.clients if form.client else not one.clients)
        and not _is_later(form, one)
    )


def events(form: Form, kinds: Iterable[str] | None = None) -> tuple[Event, ...]:
    """What happened, the earliest first; what concerns other clients alone is left out."""
    wanted = None if kinds is None else frozenset(kinds)
    found = [
        event
        for event in held(form.incident.events)
        if (form.tells_all or event.public)
        and (wanted is None or event.kind in wanted)
        and _concerns(form, event)
    ]
    return tuple(sorted(found, key=_order))


def _order(event: Event) -> tuple[bool, object]:
    return (event.when is None, event.when.order() if event.when else ())


def _concerns(form: Form, event: Event) -> bool:
    clients = event.scope.clients if event.scope else ()
    return form.client is None or not clients or form.client in clients


def _is_later(form: Form, one: Issued) -> bool:
    day = one.when.first_day() if one.when else None
    return day is not None and day >= form.brief.day


def _filed(form: Form, kinds: tuple[str, ...]) -> tuple[Event, ...]:
    """Events that tell of a report which no record of what went out tells of."""
    names = {_REPORTED[kind] for kind in kinds if kind in _REPORTED}
    days = {one.when.first_day() for one in earlier_reports(form, kinds) if one.when}
    return tuple(
        event
        for event in (events(form, names) if form.client is None else ())
        if event.when is None or event.when.first_day() not in days
    )


def _report_kind(form: Form, kinds: tuple[str, ...]) -> tuple[Entry, ...]:
    before = (*earlier_reports(form, kinds), *_filed(form, kinds))
    which = "final" if form.is_final else "preliminary"
    key = f"report-{which}-{'continued' if before else 'new'}"
    return (form.told(key, *before),)


def _earlier(form: Form, kinds: tuple[str, ...]) -> tuple[Entry, ...]:
    """The reports before this one, with the receiver's number."""
    entries = []
    for one in earlier_reports(form, kinds):
        when = day_of(form.brief, one, one.when)
        receipt = one.receipt or form.say("receipt-unknown", one)
        entries.append(form.told("earlier-report", one, when=when, receipt=receipt))
    entries += [dated(form, event) for event in _filed(form, kinds)]
    return tuple(entries) or (form.told("earlier-none"),)


def _occurred(form: Form) -> tuple[Entry, ...]:
    found = events(form, _OCCURRED)
    return tuple(dated(form, event) for event in found)


def dated(form: Form, event: Event) -> Entry:
    """An event as the value of a field: its day, and what it was."""
    what = event_in_words(form.brief, event)
    return form.told("dated", event, when=event_day(form.brief, event), what=what)


def _discovered(form: Form) -> tuple[Entry, ...]:
    """When anybody of ours first knew; else the earliest event that shows it."""
    aware = sorted(held(form.incident.awareness), key=lambda one: one.when.order())
    if aware:
        return (Entry(Sentence(form.brief.when(aware[0].when), (aware[0].id,))),)
    noticed = [event for event in events(form, _NOTICED) if event.when is not None]
    return (dated(form, noticed[0]),) if noticed else ()


def _how_found(form: Form) -> tuple[Entry, ...]:
    """In what way; never by whom."""
    entries = [
        Entry(Sentence(told(form.brief, one.how), (one.id,)))
        for one in held(form.incident.awareness)
        if one.how is not None
    ]
    if not entries:
        for event in events(form, _NOTICED)[:1]:
            key = "found-by-outsider" if event.kind in _BY_OUTSIDER else "found-by-us"
            entries.append(
                form.told(key, event, what=event_in_words(form.brief, event))
            )
    return tuple(entries)


def _style(form: Form) -> tuple[Entry, ...]:
    style = form.incident.style
    if style == "unknown" or style not in known("styles"):
        return ()
    return (form.told("style", style=kind_in_words(form.brief, "styles", style)),)


def _timeline(form: Form) -> tuple[Entry, ...]:
    return tuple(
        labelled(
            Entry(Sentence(event_in_words(form.brief, event), (event.id,))),
            event_day(form.brief, event),
        )
        for event in events(form)
    )


FILLS: Final[dict[str, Fill]] = {
    "report-kind": partial(_report_kind, kinds=_APPI),
    "earlier-reports": partial(_earlier, kinds=_APPI),
    "report-kind-my-number": partial(_report_kind, kinds=_MY_NUMBER),
    "earlier-reports-my-number": partial(_earlier, kinds=_MY_NUMBER),
    "occurred": _occurred,
    "discovered": _discovered,
    "how-found": _how_found,
    "style": _style,
    "timeline": _timeline,
}
