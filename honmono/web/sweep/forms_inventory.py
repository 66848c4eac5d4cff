"""What people fill in about a list of PCs: the file, its columns, what is chosen of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.http import QueryDict

from honmono.sweep.inventory import (
    Choice,
    Decided,
    Field,
    Office,
    Table,
    proposed_office,
)
from honmono.sweep.inventory import Mapping as Columns
from honmono.sweep.inventory.table import MAX_FILE
from honmono.sweep.pc import Kind, Presence
from honmono.web.base.worded_form import WordedForm
from honmono.web.base.written import LineField

WORDS: Final = "web/sweep_pcs"
ASKED: Final = (Field.OFFICE, Field.KIND, Field.PRESENCE)
"""Fields of whose words somebody may say what they mean."""

MOST_WORDS: Final = 40
"""Unknown words of one field that are asked about."""


class ListForm(WordedForm):
    """A list of PCs."""

    catalogue = WORDS
    file = forms.FileField()

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        self.fields["file"].help_text = self.say("file-help", most=MAX_FILE >> 20)
        self.fields["file"].error_messages["required"] = self.say("choose-a-file")
        self.fields["file"].error_messages["empty"] = self.say("file-empty")


class ColumnsForm(WordedForm):
    """Which column holds what, and what words mean that nobody knows."""

    catalogue = WORDS
    whole = forms.BooleanField(required=False)
    save_as = LineField(required=False, max_length=80)

    def __init__(
        self,
        *args: Any,
        table: Table,
        mapping: Columns,
        unknown: Mapping[Field, Mapping[str, int]],
        offices: Sequence[Office],
        office_names: Sequence[tuple[str, str]],
        **how: Any,
    ) -> None:
        super().__init__(*args, **how)
        self._mapping = mapping
        self.words: dict[str, tuple[Field, str]] = {}
        columns = [("", self.say("no-column")), *((h, h) for h in table.headers)]
        for field in Field:
            self.fields[f"column-{field.value}"] = forms.ChoiceField(
                choices=columns,
                required=False,
                initial=mapping.columns.get(field, ""),
                label=self.say(f"column-{field.value.replace('_', '-')}"),
            )
        for field in ASKED:
            asked = {**mapping.meanings.get(field, {}), **unknown.get(field, {})}
            for word in list(asked)[:MOST_WORDS]:
                known = mapping.meanings.get(field, {}).get(word)
                guess = proposed_office(word, offices) if field is Field.OFFICE else ""
                name = _field_of(field, word)
                self.words[name] = (field, word)
                self.fields[name] = forms.ChoiceField(
                    choices=self._meanings(field, office_names),
                    required=False,
                    initial=guess if known is None else known,
                    label=self.say(f"word-{field.value}", word=word),
                )

    def _meanings(
        self, field: Field, office_names: Sequence[tuple[str, str]]
    ) -> list[tuple[str, str]]:
        nothing = [("", self.say("means-nothing"))]
        if field is Field.OFFICE:
            return [*nothing, *office_names]
        kinds: Sequence[Kind | Presence] = list(
            Kind if field is Field.KIND else Presence
        )
        return [*nothing, *((k.value, self.say(f"{field}-{k.value}")) for k in kinds)]

    def clean(self) -> dict[str, Any]:
        """Something must name a PC, and no column two things."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        columns = self._columns()
        if not {Field.HOST, Field.ASSET, Field.SERIAL, Field.UUID} & columns.keys():
            self.add_error(None, self.say("naming-wanted"))
        twice = {h for h in columns.values() if list(columns.values()).count(h) > 1}
        for field, header in columns.items():
            if header in twice:
                self.add_error(f"column-{field.value}", self.say("column-twice"))
        return data

    def _columns(self) -> dict[Field, str]:
        given = {
            field: self.cleaned_data.get(f"column-{field.value}") for field in Field
        }
        return {field: header for field, header in given.items() if header}

    def mapping(self) -> Columns:
        """As it was given; words that were not asked about keep what they mean."""
        meanings = {f: dict(words) for f, words in self._mapping.meanings.items()}
        for name, (field, word) in self.words.items():
            code = self.cleaned_data.get(name, "")
            if code:
                meanings.setdefault(field, {})[word] = code
            else:
                meanings.get(field, {}).pop(word, None)
        return Columns(self._columns(), meanings)


def _field_of(field: Field, word: str) -> str:
    """The same for the same word, whatever columns are chosen meanwhile."""
    return f"word-{field}-{hashlib.sha256(word.encode()).hexdigest()[:12]}"


def chosen(data: QueryDict, numbers: Sequence[int]) -> dict[int, Decided]:
    """`choice-17=same:5cg1` → row 17 is the PC 5cg1; what is no choice is left out."""
    found = {}
    for number in numbers:
        code, _, of = data.get(f"choice-{number}", "").partition(":")
        if code in {choice.value for choice in Choice}:
            found[number] = Decided(Choice(code), of)
    return found
