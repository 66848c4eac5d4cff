"""Fields: on what, whose, which data, of how many persons.

    氏名             含まれるおそれがあります（お客様、役職員）
    クレジットカード   未確認                     nobody has said that there are none
    本人の数          最大2,324人                 which number it is, is said with it

A kind of data that is not on record is open, not absent: a list may be incomplete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from honmono.incident.case import Answer, Certainty, Record
from honmono.incident.case.affected import Affected, Amount
from honmono.incident.documents._core import Lack, Sentence
from honmono.incident.documents.forms._core import (
    Entry,
    Fill,
    Form,
    labelled,
    was_excluded,
)
from honmono.incident.documents.forms.persons import Bound, Persons, persons
from honmono.incident.documents.forms.words import (
    data_in_words,
    doubt,
    group_in_words,
    in_brackets,
    joined,
    kinds_or_said,
    told,
)
from honmono.incident.documents.lacking import marked

_BOXES: Final = {
    "data-name": frozenset({"name"}),
    "data-birth-date": frozenset({"birth-date"}),
    "data-sex": frozenset({"sex"}),
    "data-postal-address": frozenset({"postal-address"}),
    "data-phone": frozenset({"phone"}),
    "data-mail-address": frozenset({"mail-address", "address-book", "correspondents"}),
    "data-card": frozenset({"card"}),
    "data-password": frozenset({"password", "mail-credentials"}),
    "data-health": frozenset({"health"}),
    "data-my-number": frozenset({"my-number"}),
}
"""Boxes of the form, and the kinds of data that each of them is about."""

_BOXED: Final = frozenset[str]().union(*_BOXES.values())

_REPLIES: Final = {
    "data-card": "property",
    "data-health": "sensitive",
    "data-my-number": "my-number",
}
"""Replies whose `no` also says that there is no such data."""

_SURE: Final = frozenset({Certainty.ESTABLISHED, Certainty.STATED})

_OF_MAIL: Final = frozenset(
    {
        *("mail-address", "correspondents", "subject", "body", "attachment"),
        *("address-book", "mail-credentials"),
    }
)
"""Kinds of data that exist on machines alone."""


def _medium(form: Form) -> tuple[Entry, ...]:
    rows = [row for row in form.rows if _OF_MAIL & set(row.data)]
    return (form.told("medium-electronic", *rows),) if rows else ()


def _groups(form: Form) -> tuple[Entry, ...]:
    """Whose data, a line a group, with its data and its number."""
    return tuple(
        labelled(
            Entry(_group(form, row)),
            form.say("group-name", row, group=group_in_words(form.brief, row)),
        )
        for row in form.rows
    )


def _group(form: Form, row: Affected) -> Sentence:
    unknown = form.say("data-unknown", row)
    data, more = data_in_words(form.brief, row), _more(form, row)
    what = replace(unknown, text=unknown.text + more)
    return form.say("group", row, what=data + more if data else what)


def _more(form: Form, row: Affected) -> str:
    counts = [
        *_amount(form, "persons", row.persons),
        *_amount(form, "records", row.records),
    ]
    note = told(form.brief, row.note)
    return in_brackets(form.brief, *counts, note, doubt(form.brief, row.certainty))


def _amount(form: Form, unit: str, amount: Amount | None) -> Iterator[str]:
    """At least, likely, at most; one number where they are the same."""
    if amount is None:
        return
    bounds = {
        "at_least": amount.at_least,
        "likely": amount.likely,
        "at_most": amount.at_most,
    }
    if amount.at_least is not None and amount.at_least == amount.at_most:
        bounds = {"exactly": amount.at_least}
    for name, number in bounds.items():
        if number is not None and (number or name != "at_least"):
            yield form.say(f"amount-{unit}-{name}", number=f"{number:,}").text


def _box(form: Form, code: str) -> tuple[Entry, ...]:
    """Is that kind of data among it?"""
    kinds = _BOXES[code]
    rows = [row for row in form.rows if kinds & set(row.data)]
    if rows:
        sure = any(row.certainty in _SURE for row in rows)
        who = joined(form.brief, (group_in_words(form.brief, row) for row in rows))
        return (form.told("box-yes" if sure else "box-risk", *rows, who=who),)
    replied = _box_by_reply(form, code)
    excluded = [
        row
        for row in form.incident.affected
        if was_excluded(row) and row.client == form.client and kinds & set(row.data)
    ]
    if excluded and not any(entry.value.key == "box-no" for entry in replied):
        who = joined(form.brief, (group_in_words(form.brief, row) for row in excluded))
        facts: list[Record | str] = [*excluded]
        facts += [name for entry in replied for name in entry.value.facts]
        return (form.told("box-no-of", *facts, who=who),)
    return replied


def _box_by_reply(form: Form, code: str) -> tuple[Entry, ...]:
    question = _REPLIES.get(code)
    if question is None:
        return ()
    replies = [
        reply
        for reply in form.facts.replies(question, form.client)
        if reply.certainty in _SURE and reply.answer is not Answer.NOT_LOOKED
    ]
    said = {reply.answer for reply in replies}
    if said == {Answer.NO}:
        return (form.told("box-no", *replies),)
    if said == {Answer.YES}:
        # Data whose abuse can cost money need not be cards.
        is_it = question != "property"
        return (
            form.told("box-yes-stated", *replies)
            if is_it
            else form.open(code, *replies),
        )
    return (form.not_found("box-could-not-tell", *replies),) if said else ()


def _other_data(form: Form) -> tuple[Entry, ...]:
    """What no box of the form names."""
    entries = []
    for row in form.rows:
        kinds = [kind for kind in row.data if kind not in _BOXED]
        only_said = row.said if "other" in row.data or not row.data else None
        if kinds or only_said:
            what = kinds_or_said(form.brief, kinds, only_said)
            who = group_in_words(form.brief, row)
            entries.append(form.told("box-other", row, what=what, who=who))
    return tuple(entries)


def _persons(
    form: Form, field: str, of: Callable[[Affected], bool], question: str
) -> tuple[Entry, ...]:
    """The one number, and which it is."""
    found = persons(form.facts, form.client, filter(of, form.rows), question)
    if found.bound is Bound.NONE:
        said = form.open(field, *found.facts)
        lacks = uncounted(found, field)
        return (replace(said, value=replace(said.value, lacks=lacks)),)
    number = form.say(f"persons-{found.bound.value}", number=f"{found.number:,}")
    added = found.groups > 1 and found.bound in (Bound.RECORDED, Bound.LIKELY)
    key = f"persons-{'added' if added else 'why'}-{found.bound.value}"
    entry = form.told(key, *found.facts, number=number)
    if found.bound not in (Bound.LIKELY, Bound.AT_LEAST):
        return (entry,)
    return (replace(entry, value=marked(entry.value, *uncounted(found, field))),)


def uncounted(found: Persons, field: str) -> tuple[Lack, ...]:
    """Groups without an upper bound, or that nobody has said how many there are."""
    return tuple(Lack(field, name) for name in found.unbound) or (Lack(field),)


def _card_persons(form: Form) -> tuple[Entry, ...]:
    """Of these, those whose cards it is about; none only where somebody said so."""
    if not any("card" in row.data for row in form.rows):
        for entry in _box(form, "data-card"):
            if entry.value.key == "box-no":
                return (form.told("persons-zero", *entry.value.facts),)
    return _persons(
        form, "persons-card", lambda row: "card" in row.data, "card-persons"
    )


FILLS: Final[dict[str, Fill]] = {
    "medium": _medium,
    "groups": _groups,
    **{code: partial(_box, code=code) for code in _BOXES},
    "data-other": _other_data,
    "persons": partial(
        _persons, field="persons", of=lambda _: True, question="persons"
    ),
    "persons-card": _card_persons,
    "persons-my-number": partial(
        _persons,
        field="persons-my-number",
        of=lambda row: "my-number" in row.data,
        question="my-number-persons",
    ),
}
