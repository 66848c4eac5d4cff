"""A form as sections: its parts with their fields, then what stays in the house.

    2 漏えい等が発生し、又は発生したおそれがある個人データの項目
        氏名       含まれるおそれがあります（お客様）
        住所       調査中（…）
    社内確認用（提出しないでください）
        氏名       記録あり
        住所       要確認：…                affected.data

The check list names every field, not only what is missing, so that taking a fact away
changes a line and adds none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from honmono.incident.documents._core import Lack, Rows, Section, Sentence
from honmono.incident.documents.brief import ids
from honmono.incident.documents.forms._core import Entry, Form, State
from honmono.incident.documents.forms.fields import ALL
from honmono.incident.documents.forms.table import Field, parts
from honmono.incident.documents.lacking import joined, marked

WIDTHS: Final = (3, 7)


@dataclass(frozen=True, slots=True)
class Filled:
    """A field with its entries; never without one."""

    field: Field
    name: Sentence
    entries: tuple[Entry, ...]

    @property
    def state(self) -> State:
        """Open where one entry is open, told where all are."""
        states = [entry.state for entry in self.entries]
        if State.OPEN in states:
            return State.OPEN
        return State.NOT_FOUND if State.NOT_FOUND in states else State.TOLD

    def rows(self) -> Iterator[tuple[Sentence, Sentence]]:
        """Yield its lines; of several, each has a name that goes when it goes."""
        for entry in self.entries:
            name = self.name
            if len(self.entries) > 1 and entry.label is None:
                name = replace(name, facts=entry.value.facts)
            yield entry.label or name, entry.value

    @property
    def facts(self) -> tuple[str, ...]:
        """Records that any of its entries rests on."""
        return ids(fact for entry in self.entries for fact in entry.value.facts)

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """What its open entries lack."""
        return joined(e.value.lacks for e in self.entries if e.state is State.OPEN)


Part = tuple[str, tuple[Filled, ...]]


def filled(form: Form, table: str) -> tuple[Part, ...]:
    """Every field of a form, filled or open, by its parts."""
    return tuple(
        (part, tuple(filled_field(form, field) for field in held))
        for part, held in parts(table)
    )


def filled_field(form: Form, field: Field) -> Filled:
    """One field with what is on record of it."""
    entries = ALL[field.code](form)
    if not entries:
        entries = (form.open(field.code, kind=field.open),)
    return Filled(field, form.say(f"name-{field.code}"), entries)


def sections(form: Form, held: Iterable[Part]) -> Iterator[Section]:
    """Yield a section for each part, with the form's own titles."""
    for part, fields in held:
        rows = tuple(row for one in fields for row in one.rows())
        yield Section(part, form.say(f"part-{part}"), (Rows(rows, widths=WIDTHS),))


def known_items(form: Form, held: Iterable[Part]) -> Section:
    """How far each of the nine items is known, and what will be supplemented."""
    rows = tuple(
        (form.say(f"part-{part}"), _item(form, fields))
        for part, fields in held
        if part.startswith("item-")
    )
    title = "title-supplement" if form.is_final else "title-known"
    return Section("known", form.say(title), (Rows(rows, widths=WIDTHS),))


def _item(form: Form, fields: Iterable[Filled]) -> Sentence:
    """Whole, or which fields are missing."""
    fields = tuple(fields)
    facts = [fact for one in fields for fact in one.facts]
    missing = [one for one in fields if one.state is not State.TOLD]
    if not missing:
        return form.say("item-whole", *facts)
    unknown = all(one.state is State.NOT_FOUND for one in missing)
    key = "supplement" if form.is_final and unknown else "part"
    names = "、" if form.brief.language == "ja" else "; "
    said = form.say(
        f"item-{'final' if form.is_final and not unknown else key}",
        *facts,
        what=names.join(one.name.text for one in missing),
    )
    return marked(said, *(lack for one in missing for lack in one.lacks))


def check_list(form: Form, held: Iterable[Part]) -> Section:
    """What is recorded and what is missing; for the house, never to be filed."""
    head = tuple(form.say(f"head-{name}") for name in ("field", "state", "where"))
    rows = tuple(
        (one.name, _state(form, one), Sentence(one.field.where))
        for _, fields in held
        for one in fields
    )
    return Section(
        "check-list", form.say("title-check-list"), (Rows(rows, head, (3, 4, 3)),)
    )


def _state(form: Form, one: Filled) -> Sentence:
    need = form.say(f"need-{one.field.code}").text
    said = form.say(f"state-{one.state.value}", *one.facts, need=need)
    return marked(said, *one.lacks) if one.state is State.OPEN else said
