"""Forms: a signed answer, what is held of a case, a decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from honmono.incident.case import Answer, Moment
from honmono.incident.case.hypotheses import Decision, Speaks, Standing
from honmono.incident.case.kinds import known
from honmono.text import say
from honmono.web.base.context import language
from honmono.web.base.written import (
    DayField,
    LineField,
    ProseField,
    moment_of,
    text_as_typed,
    typed,
)
from honmono.web.cases.labels import Label
from honmono.web.work.proof import ProofForm
from honmono.web.work.services_questions import Concluded, Held

_WORDS: Final = "web/work_questions"


class SignedForm(ProofForm):
    """Who signs, and when."""

    catalogue = _WORDS
    shown = forms.CharField(max_length=32, widget=forms.HiddenInput)
    signed_by = LineField(max_length=200)
    signed = DayField()

    def signing(self) -> tuple[str, Moment]:
        """Name and day."""
        data = self.cleaned_data
        return data["signed_by"], moment_of(data["signed"])


class ConcludeForm(SignedForm):
    """The answer to a question, with what it rests on."""

    answer = forms.ChoiceField(widget=forms.RadioSelect)
    text = ProseField()
    cites = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = (
        *("shown", "answer", "text", "cites", "proof", "file"),
        *("signed_by", "signed"),
    )

    def __init__(self, *args: Any, offered: Sequence[Label], **how: Any) -> None:
        super().__init__(*args, **how)
        answers = (Answer.YES, Answer.NO, Answer.COULD_NOT_TELL)
        self.offer("answer", [(a.value, _answer(a)) for a in answers])
        self.offer("cites", [(one.id, one.text) for one in offered])
        if not offered:
            del self.fields["cites"]

    def concluded(self) -> Concluded:
        """As it was given."""
        data = self.cleaned_data
        text, (by, at) = typed(data["text"]), self.signing()
        cites = tuple(data.get("cites", ()))
        return Concluded(Answer(data["answer"]), text, cites, by, at)


class HoldForm(SignedForm):
    """What is held of a case."""

    standing = forms.ChoiceField(widget=forms.RadioSelect)
    argument = ProseField(required=False)
    speaks = forms.ChoiceField(required=False)
    field_order = (
        *("shown", "standing", "argument", "speaks"),
        *("proof", "file", "signed_by", "signed"),
    )

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        words = language()
        standings = [(s.value, say(_WORDS, f"hold-{s.value}", words)) for s in Standing]
        self.offer("standing", standings)
        speaks = [(s.value, say(_WORDS, f"speaks-{s.value}", words)) for s in Speaks]
        self.offer("speaks", speaks)

    def held(self) -> Held:
        """As it was given."""
        data, (by, at) = self.cleaned_data, self.signing()
        speaks = Speaks(data["speaks"] or Speaks.FOR.value)
        argument = text_as_typed(data["argument"])
        return Held(Standing(data["standing"]), by, at, argument, speaks)


class DecideForm(ProofForm):
    """What the organization decided, and why."""

    catalogue = _WORDS
    kind = forms.ChoiceField()
    day = DayField()
    text = ProseField(required=False)
    reasons = ProseField(required=False)
    cites = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("kind", "day", "text", "reasons", "cites", "proof", "file")

    def __init__(self, *args: Any, offered: Sequence[Label], **how: Any) -> None:
        super().__init__(*args, **how)
        kinds = [(k, say("kinds/decisions", k, language())) for k in known("decisions")]
        self.offer("kind", kinds)
        self.offer("cites", [(one.id, one.text) for one in offered])
        if not offered:
            del self.fields["cites"]

    def clean(self) -> dict[str, Any]:
        """Another decision needs its words."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("kind") == "other" and not data.get("text"):
            self.add_error("text", say(_WORDS, "text-wanted", language()))
        return data

    def decision(self) -> Decision:
        """As it was given; whoever stores it gives it its id."""
        data = self.cleaned_data
        return Decision(
            id="decision-0",
            kind=data["kind"],
            when=moment_of(data["day"]),
            text=text_as_typed(data["text"]),
            reasons=text_as_typed(data["reasons"]),
            cites=tuple(data.get("cites", ())),
        )


def _answer(answer: Answer) -> str:
    return say(_WORDS, f"answer-{answer.value}", language())
