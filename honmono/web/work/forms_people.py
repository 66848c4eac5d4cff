"""What people fill in about a list of persons."""

from __future__ import annotations

from typing import Any

from django import forms

from honmono.incident.case import Certainty
from honmono.incident.case.kinds import known
from honmono.incident.exchange.persons import FIELDS, MAX_FILE, Preview
from honmono.text import say
from honmono.web.base.context import language


def word(key: str, **values: object) -> str:
    """A sentence of these pages."""
    return say("web/persons", key, language(), **values)


def _kinds(vocabulary: str) -> list[tuple[str, str]]:
    return [
        (code, say(f"kinds/{vocabulary}", code, language()))
        for code in known(vocabulary)
    ]


class FileForm(forms.Form):
    """A list of persons."""

    file = forms.FileField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = word("file")
        self.fields["file"].help_text = word("file-help", most=MAX_FILE >> 20)
        self.fields["file"].error_messages["required"] = word("choose-a-file")
        self.fields["file"].error_messages["empty"] = word("file-empty")


class MappingForm(forms.Form):
    """Which column holds what, and what is so of all of them."""

    group = forms.ChoiceField()
    kinds = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple
    )
    certainty = forms.ChoiceField(initial=Certainty.POSSIBLE.value)

    def __init__(self, shown: Preview, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = FIELDS if shown.headers else ()
        if not shown.headers:
            del self.fields["group"], self.fields["kinds"], self.fields["certainty"]
            return
        nothing = ("", word("no-such-column"))
        headers = [nothing, *((header, header) for header in shown.headers)]
        columns: dict[str, forms.Field] = {}
        for name in FIELDS:
            columns[f"column_{name}"] = forms.ChoiceField(
                label=word(f"field-{name}"),
                choices=headers,
                required=False,
                initial=shown.guessed.get(name, ""),
            )
        self.fields = {**columns, **self.fields}
        for name, choices in (
            ("group", [("", word("choose-a-group")), *_kinds("groups")]),
            ("kinds", _kinds("data")),
            ("certainty", _sure()),
        ):
            self.fields[name].label = word(f"all-{name}")
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Somebody must be named by something."""
        given: dict[str, Any] = self.cleaned_data
        needed = ("name", "family", "given", "mail", "address")
        if self.columns and not any(given.get(f"column_{n}") for n in needed):
            raise forms.ValidationError(word("choose-a-column"))
        return given

    def mapping(self) -> dict[str, str]:
        """Field → header."""
        given = self.cleaned_data
        return {n: given[f"column_{n}"] for n in self.columns if given[f"column_{n}"]}


def _sure() -> list[tuple[str, str]]:
    return [
        (one.value, say("case", f"certainty-{one.value}", language()))
        for one in Certainty
        if one is not Certainty.EXCLUDED
    ]
