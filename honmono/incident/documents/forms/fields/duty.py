"""Fields: what leaked, was lost or damaged; which items of the law are met; delegation.

    漏えい    漏えいのおそれ      規則7条3号   該当      4号   調査中（本人の数）

An item is met, not met, or open with the questions that would decide it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Final

from honmono.incident.case import Answer, Incident, Record
from honmono.incident.case.affected import Affected
from honmono.incident.case.clocks.duties import item_is_met
from honmono.incident.case.clocks.known import Known, every, some
from honmono.incident.case.clocks.routing import receiver
from honmono.incident.case.hypotheses import CaseCode, Standing
from honmono.incident.documents._core import Lack
from honmono.incident.documents.forms._core import (
    Entry,
    Fill,
    Form,
    was_excluded,
)
from honmono.incident.documents.forms.answers import answer_of
from honmono.incident.documents.forms.fields.data import uncounted
from honmono.incident.documents.forms.persons import Bound, persons
from honmono.incident.documents.forms.words import joined, told
from honmono.incident.documents.lacking import marked
from honmono.incident.documents.stance import Leak, Origin

APPI_ITEMS: Final = ("7-1", "7-2", "7-3", "7-4")
MY_NUMBER_ITEMS: Final = ("2-1", "2-2", "2-3", "2-4")


def _leak(form: Form) -> tuple[Entry, ...]:
    leak, facts = form.leak
    if leak is Leak.UNKNOWN:
        said = form.open("leak", *facts)
        return (replace(said, value=replace(said.value, lacks=form.leak_lacks)),)
    facts = (*facts, *form.origin_facts)
    key = f"leak-{leak.value}"
    if leak is Leak.NOT_CONFIRMED:
        return (form.not_found(key, *facts),)
    if form.stance.origin in (Origin.ELSEWHERE, Origin.ELSEWHERE_SUSPECTED):
        key += f"-{form.stance.origin.value}"
    return (form.told(key, *facts),)


def _answered(form: Form, code: str) -> tuple[Entry, ...]:
    """A field that a question answers."""
    found = answer_of(form.incident, code)
    if found.answer is Answer.NOT_LOOKED:
        return ()
    text = joined(form.brief, (told(form.brief, one) for one in found.texts))
    what = f"{'：' if form.brief.language == 'ja' else ': '}{text}" if text else ""
    key = f"answer-{found.answer.value}"
    if found.answer is Answer.COULD_NOT_TELL:
        return (form.not_found(key, *found.facts, what=what),)
    return (form.told(key, *found.facts, what=what),)


def _items(form: Form, law_code: str, codes: Iterable[str]) -> tuple[Entry, ...]:
    return tuple(_item(form, law_code, code) for code in codes)


def _item(form: Form, law_code: str, code: str) -> Entry:
    """One item; of several versions of its wording, those that are in force."""
    law = form.docket.laws[law_code]
    rows = [row for row in law.item if row.code == code and form.docket.span.holds(row)]
    known = some(item_is_met(row, form.facts, form.client) for row in rows)
    if law_code == "my-number":
        known = every((known, form.facts.of("my-number", form.client)))
    facts = (*_records(form, known), *(one.id for one in form.incident.awareness))
    label = form.say(f"item-{code}")
    if known.is_yes:
        return Entry(form.say("item-met", *facts), label=label)
    if known.is_no:
        return Entry(form.say("item-not-met", *facts), label=label)
    if known.answer is Answer.COULD_NOT_TELL:
        need = form.say(f"need-item-{code}").text
        return replace(form.not_found("item-not-found", *facts, need=need), label=label)
    return replace(form.open(f"item-{code}", *facts), label=label)


def _records(form: Form, known: Known) -> tuple[str, ...]:
    """The records that decided; fields of the incident itself are none."""
    ours = {record.id for _, record in form.incident.records()}
    return tuple(name for name in known.cites if name in ours)


def _delegators(form: Form) -> tuple[Entry, ...]:
    """For whom we handle data, with each one's count; for a client's form, that client."""
    if form.client is not None:
        rows = form.rows
        return (form.told("delegator", *rows, client=form.client),)
    named = _named(form.incident)
    # Sorted: their order must not depend on which record names a client first.
    entries = [_delegator(form, client, named[client]) for client in sorted(named)]
    return tuple(entries) or _answered(form, "delegated-data")


def _delegator(form: Form, client: str, named_by: list[Record]) -> Entry:
    """One client: its count, and whether it was told."""
    rows = (row for row in named_by if isinstance(row, Affected))
    live = (row for row in rows if not was_excluded(row))
    found = persons(form.facts, client, live, "persons")
    notices = form.facts.issued("delegate-notice", client)
    facts: list[Record | str] = [*named_by, *found.facts, *notices]
    number = form.say(f"persons-{found.bound.value}", number=f"{found.number:,}")
    if found.bound in (Bound.NONE, Bound.LIKELY, Bound.AT_LEAST):
        nobody = (Lack("persons", named_by[0].id),)
        lacks = uncounted(found, "persons") if found.unbound else nobody
        number = marked(number, *lacks)
    key = "delegator-told" if notices else "delegator-not-told"
    return form.told(key, *facts, client=client, number=number)


def _named(incident: Incident) -> dict[str, list[Record]]:
    """Every client, with the records by which it is known that it is one."""
    found: dict[str, list[Record]] = defaultdict(list)
    for row in incident.affected:
        if row.client:
            found[row.client].append(row)
    for reply in incident.replies:
        if reply.client:
            found[reply.client].append(reply)
    for one in incident.issued:
        for client in one.clients:
            found[client].append(one)
    return found


def _delegates(form: Form) -> tuple[Entry, ...]:
    """Was it at a contractor of ours?"""
    cases = [h for h in form.incident.hypotheses if h.code is CaseCode.C4]
    for case in cases:
        note = told(form.brief, case.note)
        if case.standing is Standing.EXCLUDED:
            return (form.told("delegate-excluded", case),)
        if case.standing in (Standing.ESTABLISHED, Standing.SUPPORTED):
            key = f"delegate-{case.standing.value}"
            what = f"：{note}" if note else ""
            return (form.told(key, case, what=what),)
    return ()


def _receiver(form: Form, law_code: str) -> tuple[Entry, ...]:
    """Who receives it, as far as the routing questions are answered."""
    law = form.docket.laws[law_code]
    row = receiver(law, form.facts)
    asked = (fact for one in law.receiver for fact in one.facts)
    facts = [name for fact in asked for name in _records(form, form.facts.of(fact))]
    if row is None:
        return ()
    entry = form.told("receiver", *facts, who=row.name.in_language(form.brief.language))
    if not row.unknown_counts or all(form.facts.of(one).is_yes for one in row.facts):
        return (entry,)
    return (replace(entry, value=marked(entry.value, Lack("data-my-number"))),)


FILLS: Final[dict[str, Fill]] = {
    "leak": _leak,
    "loss": partial(_answered, code="data-lost"),
    "damage": partial(_answered, code="data-damaged"),
    "items-appi": partial(_items, law_code="appi", codes=APPI_ITEMS),
    "items-my-number": partial(_items, law_code="my-number", codes=MY_NUMBER_ITEMS),
    "delegators": _delegators,
    "delegates": _delegates,
    "receiver": partial(_receiver, law_code="appi"),
    "receiver-my-number": partial(_receiver, law_code="my-number"),
}
