"""What is asked for a new kit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from honmono.web.base.worded_form import WordedForm


class ComparedForm(WordedForm):
    """With which alerts the indicators were compared."""

    catalogue = "web/sweep_kits"

    source = forms.CharField(max_length=300)


class KitForm(WordedForm):
    """For which office, for how long."""

    catalogue = "web/sweep_kits"

    office = forms.ChoiceField(required=False)
    days = forms.IntegerField(min_value=1, max_value=30, initial=7)

    def __init__(
        self, *args: Any, offices: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("office", [("", self.say("all-offices")), *offices])
