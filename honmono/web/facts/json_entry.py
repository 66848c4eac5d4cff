"""A record as JSON, for whoever knows its form: the same checks, the same buttons."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from honmono.incident.case import IncidentFileError, Record
from honmono.incident.case.records import object_in, record_of
from honmono.web.facts.fields import Page
from honmono.web.facts.shape import ALWAYS, shapes_of

MOST: Final = 2**20
"""Characters of one record."""


class JsonForm(forms.Form):
    """One text, which is a JSON object."""

    def __init__(
        self,
        part: str,
        page: Page,
        *,
        data: QueryDict | None = None,
        stands: Mapping[str, Any] | None = None,
    ) -> None:
        """Make the form; see `RecordForm`."""
        super().__init__(data, label_suffix="")
        self.part, self.page, self._stands = part, page, dict(stands or {})
        self.values: dict[str, Any] = {}
        self.record: Record | None = None
        self.fields["json"] = forms.CharField(
            label=page.say("json-label"),
            help_text=page.say("json-help"),
            max_length=MOST,
            widget=forms.Textarea({"rows": 24, "spellcheck": "false", "class": "code"}),
        )
        self.initial["json"] = _as_text(part, self._stands)

    def clean_json(self) -> str:
        """The record, or every mistake with its place."""
        text = str(self.cleaned_data["json"])
        try:
            self.values = object_in(text)
            self.values.pop("id", None)
            kept = {
                k: self._stands[k] for k in ("by", "recorded") if self._stands.get(k)
            }
            for name in ("by", "recorded"):
                self.values.pop(name, None)
            self.values = {**kept, **self.values}
            name = self._stands.get("id", "new")
            self.record = record_of(self.part, {**self.values, "id": name})
        except IncidentFileError as error:
            told = [one.told(self.page.language) for one in error.mistakes]
            raise ValidationError(told) from None
        return text


def _as_text(part: str, stands: Mapping[str, Any]) -> str:
    """What was said; without what the desk itself writes."""
    defaults = {shape.name: shape.default for shape in shapes_of(part)}
    said = {
        name: value
        for name, value in stands.items()
        if name not in ALWAYS and value not in (None, [], defaults.get(name))
    }
    return json.dumps(said, ensure_ascii=False, indent=1)
