"""The forms of the first page: one question that decides a duty; when we became aware."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from django import forms

from honmono.incident.case import Answer
from honmono.incident.case.clocks.tables import standard
from honmono.text import say
from honmono.web.base.context import language
from honmono.web.base.written import (
    DayField,
    LineField,
    TimeField,
    moment_of,
    text_as_typed,
)
from honmono.web.today.services import Given, Noticed

ANSWERS: Final = (Answer.YES, Answer.NO, Answer.COULD_NOT_TELL)


class AnswerForm(forms.Form):
    """Yes, no, could not tell; where it asks how many, a number."""

    question = forms.CharField(max_length=80)
    client = forms.CharField(max_length=1_000, required=False)
    shown = forms.CharField(max_length=32)
    answer = forms.ChoiceField(choices=[(a.value, a.value) for a in ANSWERS])
    number = forms.IntegerField(min_value=0, max_value=10**9, required=False)

    def __init__(self, *args: Any, clients: Collection[str], **how: Any) -> None:
        super().__init__(*args, **how)
        self._clients = clients

    def clean(self) -> dict[str, Any]:
        """A question of the tables, a client of this incident, a number where one is."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        asked = standard().questions.get(data.get("question", ""))
        client = data.get("client")
        if asked is None or (
            client and (not asked.per_client or client not in self._clients)
        ):
            self._refuse(None, "no-such-question")
        elif asked.number and self._lacks_a_number(data):
            self._refuse("number", "number-wanted")
        return data

    @property
    def key(self) -> str:
        """Key of the answer's words in `case`."""
        return f"answer-{self.cleaned_data['answer']}"

    def given(self) -> Given:
        """What was answered."""
        data, answer = self.cleaned_data, Answer(self.cleaned_data["answer"])
        asked = standard().questions[data["question"]]
        number = data["number"] if asked.number and answer is Answer.YES else None
        return Given(data["question"], data["client"] or None, answer, number)

    def _lacks_a_number(self, data: dict[str, Any]) -> bool:
        """`No` is no number: nobody at all is 0."""
        answer = data.get("answer")
        if answer == Answer.COULD_NOT_TELL.value or "number" in self.errors:
            return False
        return answer == Answer.NO.value or data.get("number") is None

    def _refuse(self, field: str | None, key: str) -> None:
        self.add_error(field, say("web/today", key, language()))


class AwareForm(forms.Form):
    """When anybody of ours first knew."""

    day = DayField()
    time = TimeField()
    who = LineField(required=False)
    how = LineField(required=False)

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        for name, field in self.fields.items():
            field.label = say("web/today", f"aware-{name}", language())

    def noticed(self) -> Noticed:
        """What was said."""
        data = self.cleaned_data
        return Noticed(
            moment_of(data["day"], data["time"]),
            data["who"] or None,
            text_as_typed(data["how"]),
        )
