"""What the columns of a scanner's list mean, asked of somebody who knows the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError

from honmono.sweep.importers.column_maps import CONSTANT, FIELDS, proposed
from honmono.sweep.products import products
from honmono.web.base.worded_form import WordedForm
from honmono.web.base.written import LineField

_STATUS: Final = "status"
_WHOLE: Final = f"{CONSTANT}full"


class MapForm(WordedForm):
    """A header for each thing that a list may say."""

    catalogue: ClassVar = "web/sweep_columns"

    name = LineField(max_length=80)

    def __init__(self, headers: Sequence[str], *args: Any, **more: Any) -> None:
        """Propose what is known of these headers; nothing counts before it is saved."""
        super().__init__(*args, **more)
        headers = list(dict.fromkeys(headers))
        guessed = proposed(headers)
        none = ("", self.say("no-column"))
        columns = [none, *((f"+{one}", one) for one in headers)]
        for field in FIELDS:
            initial = f"+{guessed[field]}" if field in guessed else ""
            self.fields[field] = forms.ChoiceField(
                required=field == "host", initial=initial
            )
            self.offer(field, [*columns, *self._constants(field)])
        self.put_words()

    def clean(self) -> dict[str, Any]:
        """One column means one thing."""
        given = super().clean() or {}
        chosen = [
            value for value in map(given.get, FIELDS) if value and value[0] == "+"
        ]
        if len(chosen) != len(set(chosen)):
            raise ValidationError(self.say("column-twice"))
        return given

    def value(self) -> dict[str, str]:
        """The map, as it is kept."""
        given = {field: self.cleaned_data.get(field) or "" for field in FIELDS}
        return {field: one.removeprefix("+") for field, one in given.items() if one}

    def _constants(self, field: str) -> list[tuple[str, str]]:
        """What holds for every row of a list that does not say it."""
        if field == "extent":
            return [(_WHOLE, self.say("always", what=self.say("full-scan")))]
        if field != "product":
            return []
        known = [one for one in products().values() if one.role != _STATUS]
        return [
            (f"{CONSTANT}{one.called[0]}", self.say("always", what=one.called[0]))
            for one in known
        ]
