"""Forms about documents: what is typed becomes the values that services take."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, Final
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from honmono.incident.case import Answer, Incident, Moment, Text
from honmono.incident.case.clocks import Clock
from honmono.incident.case.playbooks import words_of
from honmono.incident.case.questions import Task
from honmono.incident.documents import kinds
from honmono.incident.documents.making import clients_of
from honmono.incident.documents.overriding import MAX_TEXT
from honmono.text import LANGUAGES, harmless, say
from honmono.web.base.context import language
from honmono.web.base.worded_form import WordedForm
from honmono.web.base.written import DayField
from honmono.web.documents.checking import Shown
from honmono.web.documents.issuing import GoneOut
from honmono.web.documents.making import Wish
from honmono.web.documents.models import File
from honmono.web.documents.steps import Stated

CATALOGUE: Final = "web/documents"
_BIGGEST: Final = 25 * 2**20
"""Bytes of a signed copy or receipt."""


def _say(key: str, **values: object) -> str:
    return say(CATALOGUE, key, language(), **values)


class LineField(forms.CharField):
    """One line; what nobody can see is taken out."""

    def to_python(self, value: Any) -> str:
        """As it is stored."""
        return harmless(super().to_python(value) or "", 1_000)


class Worded(WordedForm):
    """A form of a document."""

    catalogue = CATALOGUE
    named = "label"

    def offer_if_any(self, name: str, choices: list[tuple[str, Any]]) -> None:
        """Let somebody choose among these; without any, the field is not shown."""
        if choices:
            self.offer(name, choices)
        else:
            del self.fields[name]


class NewForm(Worded):
    """Which document is to be made."""

    what = forms.ChoiceField()
    client = forms.ChoiceField(required=False)
    day = DayField()
    number = LineField(required=False, max_length=200)

    def __init__(self, incident: Incident, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_if_any("what", kind_choices())
        clients = list(dict.fromkeys(clients_of(incident)))
        own = [("", _say("own-data"))] if clients else []
        self.offer_if_any("client", [*own, *((name, name) for name in clients)])

    def wish(self) -> Wish:
        """What is asked for."""
        kind, _, stage = self.cleaned_data["what"].partition("/")
        data = self.cleaned_data
        client = data.get("client", "")
        return Wish(kind, data["day"], stage, client, data["number"])


def kind_choices() -> list[tuple[str, Any]]:
    """Every kind; one with stages is a group of them."""
    choices: list[tuple[str, Any]] = []
    for name in kinds.NAMES:
        words = say("document", f"kind-{name}", language())
        stages = kinds.kind(name).stages
        if stages:
            choices.append(
                (words, [(f"{name}/{s}", _say(f"stage-{s}")) for s in stages])
            )
        else:
            choices.append((name, words))
    return choices


class AnewForm(Worded):
    """Day and number of a document that is made anew."""

    day = DayField()
    number = LineField(required=False, max_length=200)


class WordsForm(Worded):
    """Own words for one sentence."""

    ja = forms.CharField(
        required=False, max_length=MAX_TEXT, widget=forms.Textarea(attrs={"lang": "ja"})
    )
    en = forms.CharField(
        required=False, max_length=MAX_TEXT, widget=forms.Textarea(attrs={"lang": "en"})
    )

    def words(self) -> dict[str, str]:
        """By language."""
        return {name: self.cleaned_data[name] for name in LANGUAGES}


class OutsideForm(Worded):
    """An approval that was given elsewhere."""

    who = LineField(max_length=200)
    role = LineField(max_length=200)
    day = DayField()
    way = LineField(max_length=200)

    def stated(self) -> Stated:
        """As somebody states it."""
        data = self.cleaned_data
        return Stated(data["who"], data["role"], data["day"], data["way"])


class IssueForm(Worded):
    """How a document went out."""

    day = DayField()
    time = forms.TimeField(
        required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    to = LineField(max_length=500)
    way = LineField(max_length=200)
    url = LineField(required=False, max_length=1_000)
    receipt = LineField(required=False, max_length=200)
    duties = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple
    )
    clients = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple
    )
    tasks = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple
    )
    sent = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    signed = forms.ChoiceField()
    proof = forms.FileField(required=False, allow_empty_file=False)

    ANSWERS: ClassVar = (Answer.NOT_LOOKED, Answer.YES, Answer.NO)

    def __init__(
        self,
        *args: Any,
        zone: ZoneInfo,
        now: datetime,
        duties: Sequence[Clock],
        clients: Sequence[str],
        files: Sequence[File],
        tasks: Sequence[Task],
        is_web: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._zone, self._now = zone, now
        words = {clock.duty: clock.name.in_language(language()) for clock in duties}
        self.offer_if_any("duties", list(words.items()))
        self.offer_if_any(
            "tasks", [(t.id, words_of(t).in_language(language())) for t in tasks]
        )
        self.offer_if_any("clients", [(name, name) for name in clients])
        self.offer_if_any("sent", [(file.sha256, _called(file)) for file in files])
        self.offer_if_any(
            "signed", [(a.value, _say(f"signed-{a.value}")) for a in self.ANSWERS]
        )
        if not is_web:
            del self.fields["url"]

    def clean_proof(self) -> Any:
        """Not too big to be a receipt."""
        proof = self.cleaned_data.get("proof")
        if proof is not None and proof.size > _BIGGEST:
            raise ValidationError(_say("proof-too-big", most=_BIGGEST >> 20))
        return proof

    def clean(self) -> dict[str, Any]:
        """It went out in the past."""
        data = super().clean() or self.cleaned_data
        day, time = data.get("day"), data.get("time")
        if day is None:
            return data
        start = datetime.combine(day, time or datetime.min.time(), self._zone)
        if start > self._now:
            self.add_error("day", _say("in-future"))
        return data

    def gone(self) -> GoneOut:
        """How it went out."""
        data = self.cleaned_data
        return GoneOut(
            when=self._when(),
            to=Text.model_validate({language(): data["to"]}),
            way=data["way"],
            receipt=data["receipt"],
            duties=tuple(data.get("duties", ())),
            clients=tuple(data.get("clients", ())),
            files=tuple(data["sent"]),
            signed=Answer(data["signed"]),
            url=data.get("url", ""),
            tasks=tuple(data.get("tasks", ())),
        )

    def _when(self) -> Moment:
        day, time = self.cleaned_data["day"], self.cleaned_data["time"]
        if time is None:
            return Moment(day.isoformat())
        at = datetime.combine(day, time, self._zone)
        return Moment(at.isoformat(timespec="minutes"))


def _called(file: File) -> str:
    if file.form == "json":
        return "JSON"
    return f"{_say('in-' + file.language)} {file.form.upper()}"


def shown_of(post: QueryDict) -> Shown:
    """What whoever pressed the button saw; nonsense fits no document."""
    base = post.get("base", "")
    return Shown(
        digest=post.get("digest", ""),
        base=int(base) if base.isascii() and base.isdigit() and len(base) < 10 else 0,
        now=post.get("now", ""),
        despite=bool(post.get("despite")),
    )
