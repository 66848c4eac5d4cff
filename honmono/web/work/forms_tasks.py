"""Forms of the board."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django import forms

from honmono.incident.case import Incident, Moment, Text
from honmono.incident.case.kinds import known
from honmono.incident.case.playbooks import words_of
from honmono.incident.case.playbooks.steps import is_open
from honmono.text import say
from honmono.web.base.context import language
from honmono.web.base.worded_form import WordedForm
from honmono.web.base.written import (
    DayField,
    LineField,
    ProseField,
    TimeField,
    moment_of,
    text_as_typed,
)
from honmono.web.work.proof import ProofForm
from honmono.web.work.services_tasks import Plan

_WORDS: Final = "web/work_tasks"


class DoneForm(ProofForm):
    """Done: when, by whom, with what proof."""

    catalogue = _WORDS
    shown = forms.CharField(max_length=32, widget=forms.HiddenInput)
    day = DayField()
    time = TimeField()
    who = LineField()
    text = ProseField(required=False)
    field_order = ("shown", "day", "time", "who", "text", "proof", "file")

    def when(self) -> Moment:
        """When it was done."""
        return moment_of(self.cleaned_data["day"], self.cleaned_data["time"])

    def words(self) -> Text | None:
        """What came out."""
        return text_as_typed(self.cleaned_data["text"])


class ReasonForm(WordedForm):
    """Why it will not be done, or why it is opened again."""

    catalogue = _WORDS
    shown = forms.CharField(max_length=32, widget=forms.HiddenInput)
    reason = ProseField()

    def __init__(self, *args: Any, needed: bool = True, **how: Any) -> None:
        super().__init__(*args, **how)
        self.fields["reason"].required = needed

    def words(self) -> Text | None:
        """The reason."""
        return text_as_typed(self.cleaned_data["reason"])


class PlanForm(WordedForm):
    """Who, until when, after what."""

    catalogue = _WORDS
    shown = forms.CharField(max_length=32, widget=forms.HiddenInput)
    owner = LineField(required=False, max_length=200)
    due = DayField(required=False)
    after = forms.MultipleChoiceField(
        required=False, widget=forms.SelectMultiple(attrs={"size": 5})
    )

    def __init__(
        self, *args: Any, incident: Incident, task: str = "", **how: Any
    ) -> None:
        super().__init__(*args, **how)
        held = next((t.after for t in incident.tasks if t.id == task), ())
        choices = [
            (one.id, words_of(one).in_language(language())[:80])
            for one in incident.tasks
            if one.id != task and (is_open(one) or one.id in held)
        ]
        self.offer("after", choices)
        self._held = next((t.due for t in incident.tasks if t.id == task), None)

    def plan(self) -> Plan:
        """As it was typed; a due moment that no field of a day can show stays as it was."""
        data = self.cleaned_data
        day: date | None = data["due"]
        due = moment_of(day) if day else None
        held = self._held
        if held is not None and held.last_day() == day:
            due = held  # "some day in June" is more than its last day says
        return Plan(data["owner"] or None, due, tuple(data["after"]))


class AddForm(PlanForm):
    """A task of one's own."""

    title = LineField(max_length=300)
    field_order = ("title", "owner", "due", "after")

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        del self.fields["shown"]


class StyleForm(WordedForm):
    """Which kind of incident it is."""

    catalogue = _WORDS
    style = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        choices = [
            (style, say("kinds/styles", style, language())) for style in known("styles")
        ]
        self.offer("style", choices)
