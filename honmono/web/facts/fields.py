"""One field of a record as a field of a form, and back to what stands in the file.

"10月14日 9時半"  →  "2026-10-14T09:30"        "１，２００"  →  1200
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from honmono.incident.case import MeaningError, Moment
from honmono.incident.case.kinds import groups_of_events
from honmono.incident.case.typed import MAX_TYPED, moment_typed
from honmono.text import say
from honmono.web.facts.choices import Choices
from honmono.web.facts.shape import Holds, Shape
from honmono.web.facts.words import codes

_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_MANY: Final = 12
"""Choices from which a box with its own scroll bar is used."""


@dataclass(frozen=True, slots=True)
class Page:
    """For whom a form is made."""

    case: str
    language: str
    today: date
    zone: ZoneInfo
    choices: Choices

    def say(self, key: str, **values: object) -> str:
        """A sentence of the catalogue."""
        return say("web/facts", key, self.language, **values)


class TypedField(forms.CharField):
    """A line that is read by a function of ours."""

    def __init__(
        self, read: Callable[[str], Any], language: str, **kwargs: Any
    ) -> None:
        self._read, self._language = read, language
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        """What it means; None where nothing was typed."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return self._read(text)
        except MeaningError as error:
            words = say("case_mistakes", error.key, self._language, **error.values)
            raise ValidationError(words) from None


def field_of(shape: Shape, page: Page, value: Any, *, top: bool) -> forms.Field:
    """The field of a form.

    Args:
        shape: what it holds.
        page: for whom.
        value: what stands on record; a choice that is no longer offered is kept.
        top: is it of the record itself?  Only there a browser may insist on it.

    """
    must = shape.required and top
    match shape.holds:
        case Holds.MOMENT:
            return _typed(page, must, lambda t: moment_typed(t, page.today).root)
        case Holds.INSTANT:
            return _typed(page, must, lambda t: _instant(t, page))
        case Holds.NUMBER:
            return _number(page, must, _whole)
        case Holds.FRACTION:
            return _number(page, must, _fraction)
        case Holds.FLAG:
            return _flag(shape, page)
        case Holds.CHOICE:
            return _choice(shape, page, must)
        case Holds.CODE if shape.words:
            return _code(shape, page, value, must)
        case Holds.RECORD if page.choices.has_few:
            return _record(shape, page, value, must)
        case Holds.ORIGINAL:
            return _several(page.choices.originals(), [])
        case _ if shape.many:
            return _lines(page)
        case _:
            return forms.CharField(required=must, max_length=1_000)


def text_field(shape: Shape, *, is_long: bool) -> forms.Field:
    """A text in one language."""
    rows = 3 if is_long else 2
    return forms.CharField(required=False, widget=forms.Textarea({"rows": rows}))


def initial_of(shape: Shape, value: Any, zone: ZoneInfo) -> Any:
    """A value of a record as its field shows it."""
    if value is None:
        return None
    if shape.holds is Holds.FLAG:
        return "yes" if value else "no"
    if shape.holds is Holds.INSTANT:
        there = Moment(value).at(zone)
        return there.astimezone(zone).isoformat(timespec="seconds") if there else value
    return value


def value_of(shape: Shape, cleaned: Any) -> Any:
    """What stands in the file; None where nothing was said."""
    if cleaned in (None, "", []):
        return None
    if shape.holds is Holds.FLAG:
        return cleaned == "yes"
    if shape.many and isinstance(cleaned, str):
        return [line.strip() for line in cleaned.splitlines() if line.strip()] or None
    return cleaned


def hashes_in(text: str, language: str) -> list[str]:
    """SHA-256 that somebody typed, one a line."""
    found = text.lower().split()
    for one in found:
        if not _SHA256.fullmatch(one):
            raise ValidationError(say("web/facts", "no-hash", language, text=one))
    return found


def _typed(page: Page, must: bool, read: Callable[[str], Any]) -> forms.Field:
    ask = reverse("facts:moment", args=[page.case])
    widget = forms.TextInput(
        {
            "maxlength": MAX_TYPED,
            "autocomplete": "off",
            "hx-get": ask,
            "hx-trigger": "input changed delay:500ms, change",
            "hx-target": "next output",
            "hx-swap": "innerHTML",
        }
    )
    return TypedField(
        read,
        page.language,
        required=must,
        widget=widget,
        help_text=page.say("moment-help"),
    )


def _instant(text: str, page: Page) -> str:
    at = moment_typed(text, page.today).at(page.zone)
    if at is None:
        raise MeaningError("no-instant", text=text)
    return at.isoformat()


def _number(page: Page, must: bool, read: Callable[[str], Any]) -> forms.Field:
    widget = forms.TextInput({"inputmode": "decimal", "class": "number"})
    return TypedField(read, page.language, required=must, widget=widget, max_length=40)


def _whole(text: str) -> int:
    plain = unicodedata.normalize("NFKC", text).replace(",", "").strip()
    if not (plain.isascii() and plain.isdigit()):
        raise MeaningError("no-number", text=text)
    return int(plain)


def _fraction(text: str) -> float:
    plain = unicodedata.normalize("NFKC", text).replace(",", "").strip()
    if not re.fullmatch(
        r"[+-]?\d{1,12}(?:\.\d{0,17})?(?:e[+-]?\d\d?)?", plain, re.ASCII
    ):
        raise MeaningError("no-number", text=text)
    return float(plain)


def _flag(shape: Shape, page: Page) -> forms.Field:
    said = [("yes", page.say("yes")), ("no", page.say("no"))]
    empty = [("", page.say("not-said"))] if shape.default is None else []
    return forms.ChoiceField(required=False, choices=[*empty, *said])


def _choice(shape: Shape, page: Page, must: bool) -> forms.Field:
    words = page.choices.words
    found = [(one, words.choice(shape, one)) for one in shape.choices]
    empty = [("", page.say("choose"))] if shape.default is None else []
    return forms.ChoiceField(required=must, choices=[*empty, *found])


def _code(shape: Shape, page: Page, value: Any, must: bool) -> forms.Field:
    found: list[Any] = codes(shape.words, page.language)
    if shape.words == "events":
        found = _grouped(found, page)
    if shape.many:
        return _several(found, value or [])
    found += _unknown(found, [value] if value else [])
    empty = [] if shape.default else [("", page.say("choose"))]
    return forms.ChoiceField(required=must, choices=[*empty, *found])


def _grouped(found: list[tuple[str, str]], page: Page) -> list[Any]:
    """Kinds of events under headings; one that no heading has stands at the end."""
    words, grouped = dict(found), groups_of_events()
    listed = [
        (page.say(f"events-{group}"), [(kind, words.pop(kind)) for kind in kinds])
        for group, kinds in grouped.items()
    ]
    return [*listed, *words.items()]


def _record(shape: Shape, page: Page, value: Any, must: bool) -> forms.Field:
    if shape.many:
        grouped = page.choices.grouped(shape.words)
        return _several(grouped, value or [], size=page.choices.count(shape.words))
    found: list[Any] = [("", page.say("choose")), *page.choices.grouped(shape.words)]
    found += _unknown(found, [value] if value else [])
    return forms.ChoiceField(required=must, choices=found)


def _several(found: list[Any], held: list[str], size: int = 0) -> forms.Field:
    found = [*found, *_unknown(found, held)]
    tall = "choices tall" if max(size, len(found)) > _MANY else "choices"
    return forms.MultipleChoiceField(
        required=False,
        choices=found,
        widget=forms.CheckboxSelectMultiple({"class": tall}),
    )


def _unknown(found: list[Any], held: list[str]) -> list[tuple[str, str]]:
    """What stands on record and is offered no more: it stays a choice."""
    flat: dict[str, str] = {}
    for value, words in found:
        flat.update(words if isinstance(words, (list, tuple)) else [(value, words)])
    return [(one, one) for one in held if one not in flat]


def _lines(page: Page) -> forms.Field:
    return forms.CharField(
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=page.say("one-a-line"),
    )


def understood(shape: Shape, raw: Any, page: Page) -> str:
    """How a day or time that stands in a field is read; empty where it cannot be."""
    if shape.holds not in (Holds.MOMENT, Holds.INSTANT) or not isinstance(raw, str):
        return ""
    try:
        return page.choices.words.when(moment_typed(raw, page.today).root)
    except MeaningError:
        return ""


def typed_in(data: Mapping[str, Any]) -> set[str]:
    """Every SHA-256 that a form has sent: these originals stay choices."""
    lists = getattr(data, "lists", None)
    every = (v for _, values in lists() for v in values) if lists else ()
    return {value for value in every if _SHA256.fullmatch(value)}
