"""The form of a record: from its type to fields that people fill, and back.

A group is a fieldset.  What there may be several of has rows and a button for one more,
which is a button of the form itself, so it works without scripts.  Mistakes that only the
whole record shows stand at the field they are about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import QueryDict

from honmono.incident.case import IncidentFileError, Record
from honmono.incident.case.records import record_of
from honmono.web.facts.fields import (
    Page,
    field_of,
    hashes_in,
    initial_of,
    text_field,
    understood,
    value_of,
)
from honmono.web.facts.shape import PROVENANCE, Holds, Shape, shapes_of

MOST_ROWS: Final = 100
"""Of one list in a form; a longer one is edited as JSON."""

_LONG: Final = ("note", "internal", "asked", "told", "reasons", "text")


@dataclass(slots=True)
class Node:
    """One thing in a form: a field, a text in two languages, a group, a list of rows."""

    kind: str
    path: str
    label: str
    help: str = ""
    required: bool = False
    fields: list[BoundField] = field(default_factory=list)
    inner: list[Node] = field(default_factory=list)
    meant: str = ""
    """How a day or time is read."""

    is_moment: bool = False
    is_small: bool = False
    """Is it a group of a few numbers, which needs no folding?"""

    is_filled: bool = False

    @property
    def is_wrong(self) -> bool:
        """Does a mistake stand in it?"""
        wrong = any(one.errors for one in self.fields)
        return wrong or any(node.is_wrong for node in self.inner)


class RecordForm(forms.Form):
    """A record of a part, to be typed."""

    def __init__(
        self,
        part: str,
        page: Page,
        *,
        data: QueryDict | None = None,
        stands: Mapping[str, Any] | None = None,
        prefill: QueryDict | None = None,
    ) -> None:
        """Make the form.

        Args:
            part: the record's.
            page: for whom.
            data: what was sent, to be checked.
            stands: what is on record (as JSON).
            prefill: what the fields show without being checked: a link's query, or what
                was sent with `one more`.

        """
        super().__init__(data, label_suffix="")
        self.part, self.page = part, page
        self._sent = prefill if data is None else data
        self._stands = stands or {}
        self._places: list[tuple[str, str]] = []
        self.values: dict[str, Any] = {}
        self.record: Record | None = None
        self._shapes = shapes_of(part)
        self._add(self._shapes, "", self._stands)
        self._show_prefilled(prefill)

    # -- fields

    def _add(self, shapes: tuple[Shape, ...], path: str, stands: Any) -> None:
        for shape in shapes:
            name, value = f"{path}{shape.name}", (stands or {}).get(shape.name)
            if shape.holds is Holds.GROUP and not shape.many:
                self._add(shape.inner, f"{name}-", value)
            elif _has_rows(shape):
                self._add_rows(shape, name, value or [])
            elif shape.holds is Holds.TEXT:
                self._add_text(shape, name, value)
            else:
                self._add_field(shape, name, value, top=not path)

    def _add_field(self, shape: Shape, name: str, value: Any, *, top: bool) -> None:
        made = field_of(shape, self.page, value, top=top)
        made.label = self.page.choices.words.label(shape)
        made.help_text = self.page.choices.words.help(shape) or made.help_text
        self.fields[name] = made
        shown = initial_of(
            shape, shape.default if value is None else value, self.page.zone
        )
        is_lines = isinstance(shown, list) and isinstance(made, forms.CharField)
        self.initial[name] = "\n".join(shown) if is_lines else shown
        if shape.holds is Holds.ORIGINAL:
            self._add_hashes(name, value or [])

    def _add_hashes(self, name: str, value: list[str]) -> None:
        """Originals that are not among the newest are named by their hash."""
        listed = {one for one, _ in self.page.choices.originals()}
        self.initial[name] = [one for one in value if one in listed]
        self.fields[f"{name}-other"] = forms.CharField(
            required=False,
            label=self.page.say("other-originals"),
            widget=forms.Textarea({"rows": 2}),
        )
        self.initial[f"{name}-other"] = "\n".join(v for v in value if v not in listed)

    def _add_text(self, shape: Shape, name: str, value: Any) -> None:
        label = self.page.choices.words.label(shape)
        for language in _languages(self.page):
            made = text_field(shape, is_long=shape.name in _LONG)
            made.label = self.page.say(f"label-{language}", label=label)
            made.widget.attrs["lang"] = language
            self.fields[f"{name}-{language}"] = made
            self.initial[f"{name}-{language}"] = (value or {}).get(language)

    def _add_rows(self, shape: Shape, name: str, value: list[Any]) -> None:
        count = self._rows(name, len(value), shape)
        self.fields[f"{name}-rows"] = forms.IntegerField(
            widget=forms.HiddenInput, required=False
        )
        self.initial[f"{name}-rows"] = count
        for n in range(count):
            held = value[n] if n < len(value) else None
            gone = forms.BooleanField(required=False, label=self.page.say("take-away"))
            self.fields[f"{name}-{n}-gone"] = gone
            if shape.holds is Holds.TEXT:
                self._add_text(shape, f"{name}-{n}", held)
            else:
                self._add(shape.inner, f"{name}-{n}-", held)

    def _rows(self, name: str, there: int, shape: Shape) -> int:
        """How many rows are shown; one more where somebody asked for it."""
        if self._sent is None:
            return min(max(there, int(shape.required)), MOST_ROWS)
        said = self._sent.get(f"{name}-rows", "")
        count = int(said) if said.isascii() and said.isdigit() and len(said) < 5 else 0
        if not said:  # a link may name the fields of a row
            count = max((int(shape.required), *self._numbers(f"{name}-")))
        return min(count + (self._sent.get("more") == name), MOST_ROWS)

    def _numbers(self, path: str) -> Iterator[int]:
        """How many rows the names of sent fields need: `arguments-0-text-ja` one."""
        for key in self._sent or ():
            number = key.removeprefix(path).partition("-")[0]
            if key.startswith(path) and number.isascii() and number.isdigit():
                yield min(int(number[:4]) + 1, MOST_ROWS)

    def _show_prefilled(self, prefill: QueryDict | None) -> None:
        for name, made in self.fields.items():
            if prefill is None or name not in prefill or name.endswith("-rows"):
                continue
            several = isinstance(made, forms.MultipleChoiceField)
            self.initial[name] = prefill.getlist(name) if several else prefill[name]

    # -- what was typed

    def clean(self) -> dict[str, Any]:
        """The record that the fields make; its mistakes go to their fields."""
        cleaned = dict(self.cleaned_data)
        self.values = self._collect(self._shapes, "", "", cleaned)
        if self.errors:
            return cleaned
        kept = {k: self._stands[k] for k in ("by", "recorded") if self._stands.get(k)}
        name = self._stands.get("id", "new")
        try:
            self.record = record_of(self.part, {"id": name, **kept, **self.values})
        except IncidentFileError as error:
            for one in error.mistakes:
                where = self._field_at(one.place)
                self.add_error(where, one.words(self.page.language))
        return cleaned

    def _field_at(self, place: str) -> str | None:
        """The field whose place begins like this one."""
        fits = [
            (len(known), name)
            for known, name in self._places
            if place == known or place.startswith((known + ".", known + "["))
        ]
        return max(fits)[1] if fits else None

    def _collect(
        self, shapes: tuple[Shape, ...], path: str, place: str, cleaned: dict[str, Any]
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for shape in shapes:
            name, where = f"{path}{shape.name}", f"{place}{shape.name}"
            value = self._value(shape, name, where, cleaned)
            if value is not None and value != shape.default:
                found[shape.name] = value
        return found

    def _value(
        self, shape: Shape, name: str, where: str, cleaned: dict[str, Any]
    ) -> Any:
        if _has_rows(shape):
            self._places.append((where, f"{name}-rows"))
            return list(self._rows_of(shape, name, where, cleaned)) or None
        return self._one(shape, name, where, cleaned)

    def _one(self, shape: Shape, name: str, where: str, cleaned: dict[str, Any]) -> Any:
        if shape.holds is Holds.TEXT:
            languages = _languages(self.page)
            self._places += [
                (f"{where}.{each}", f"{name}-{each}") for each in languages
            ]
            self._places.append((where, f"{name}-{languages[0]}"))
            said = {each: _text(cleaned.get(f"{name}-{each}")) for each in languages}
            return {each: text for each, text in said.items() if text} or None
        if shape.holds is Holds.GROUP:
            inner = self._collect(shape.inner, f"{name}-", f"{where}.", cleaned)
            self._places.append((where, _first_field(shape.inner, f"{name}-", self)))
            return inner or None
        self._places.append((where, name))
        value = value_of(shape, cleaned.get(name))
        if shape.holds is Holds.ORIGINAL:
            return self._with_hashes(name, value or [], cleaned) or None
        return value

    def _rows_of(
        self, shape: Shape, name: str, where: str, cleaned: dict[str, Any]
    ) -> Iterator[Any]:
        """Rows that say something; their number in the record is not that of the form."""
        made, n = 0, 0
        while f"{name}-{n}-gone" in self.fields:
            if not cleaned.get(f"{name}-{n}-gone"):
                row = self._one(shape, f"{name}-{n}", f"{where}[{made}]", cleaned)
                if row:
                    made += 1
                    yield row
            n += 1

    def _with_hashes(
        self, name: str, chosen: list[str], cleaned: dict[str, Any]
    ) -> list[str]:
        typed = cleaned.get(f"{name}-other") or ""
        try:
            others = hashes_in(typed, self.page.language)
        except ValidationError as error:
            self.add_error(f"{name}-other", error)
            others = []
        stood = _at(self._stands, name) or []
        both = dict.fromkeys([*chosen, *others])
        kept = [one for one in stood if one in both]  # in the order that they had
        return [*kept, *(one for one in both if one not in kept)]

    # -- for the page

    @property
    def nodes(self) -> list[Node]:
        """What matters first."""
        return [n for n in self._nodes(self._shapes, "") if n.path not in PROVENANCE]

    @property
    def more_nodes(self) -> list[Node]:
        """Where it comes from, how sure it is, notes."""
        return [n for n in self._nodes(self._shapes, "") if n.path in PROVENANCE]

    @property
    def more_is_open(self) -> bool:
        """Is something of that said, or wrong?"""
        return any(node.is_filled or node.is_wrong for node in self.more_nodes)

    def _nodes(self, shapes: tuple[Shape, ...], path: str) -> list[Node]:
        return [self._node(shape, f"{path}{shape.name}") for shape in shapes]

    def _node(self, shape: Shape, name: str) -> Node:
        words = self.page.choices.words
        node = Node(
            "field", name, words.label(shape), words.help(shape), shape.required
        )
        if _has_rows(shape):
            node.kind, node.inner = "rows", list(self._row_nodes(shape, name))
            node.fields = [self[f"{name}-rows"]]
            node.is_filled = bool(node.inner)
        elif shape.holds is Holds.GROUP:
            node.kind, node.inner = "group", self._nodes(shape.inner, f"{name}-")
            node.is_filled = any(one.is_filled for one in node.inner)
            node.is_small = all(one.holds is Holds.NUMBER for one in shape.inner)
        elif shape.holds is Holds.TEXT:
            node.kind = "text"
            node.fields = [self[f"{name}-{each}"] for each in _languages(self.page)]
        else:
            node.fields = [self[name]]
            node.is_moment = shape.holds in (Holds.MOMENT, Holds.INSTANT)
            node.meant = understood(shape, self[name].value(), self.page)
        if shape.holds is Holds.ORIGINAL:
            node.kind, node.fields = "originals", [*node.fields, self[f"{name}-other"]]
        if node.kind in ("field", "text", "originals"):
            default = initial_of(shape, shape.default, self.page.zone)
            held = (one.value() for one in node.fields)
            node.is_filled = any(v and v != default for v in held)
        return node

    def _row_nodes(self, shape: Shape, name: str) -> Iterator[Node]:
        n = 0
        while f"{name}-{n}-gone" in self.fields:
            label = f"{self.page.choices.words.label(shape)} {n + 1}"
            row = Node("row", f"{name}-{n}", label, fields=[self[f"{name}-{n}-gone"]])
            if shape.holds is Holds.TEXT:
                text = [self[f"{name}-{n}-{one}"] for one in _languages(self.page)]
                row.inner = [Node("text", f"{name}-{n}", "", fields=text)]
            else:
                row.inner = self._nodes(shape.inner, f"{name}-{n}-")
            yield row
            n += 1


def fits(part: str, data: Mapping[str, Any]) -> bool:
    """Can the form hold all of this record?  Nothing of it may be lost."""
    return all(
        len(data.get(shape.name) or ()) <= MOST_ROWS
        for shape in shapes_of(part)
        if _has_rows(shape)
    )


def _has_rows(shape: Shape) -> bool:
    return shape.many and shape.holds in (Holds.GROUP, Holds.TEXT)


def _languages(page: Page) -> tuple[str, str]:
    return ("ja", "en") if page.language == "ja" else ("en", "ja")


def _text(typed: str | None) -> str:
    return (typed or "").replace("\r\n", "\n").replace("\r", "\n").strip()


def _first_field(shapes: tuple[Shape, ...], path: str, form: RecordForm) -> str:
    return next(name for name in form.fields if name.startswith(path + shapes[0].name))


def _at(stands: Mapping[str, Any], name: str) -> Any:
    """What stands on record where a field of the form is: `conclusion-evidence`."""
    value: Any = stands
    for step in name.split("-"):
        if isinstance(value, list):
            value = (
                value[int(step)] if step.isdigit() and int(step) < len(value) else {}
            )
        else:
            value = (value or {}).get(step)
    return value
