"""The questions of the first day, and of a new incident, as forms."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms

from honmono.incident.case import Answer
from honmono.incident.case.inquiries import Way
from honmono.text import say
from honmono.web.base.context import language

STYLES: Final = (
    "emotet_style",
    "account_takeover",
    "ceo_fraud_line",
    "ceo_fraud_generic",
    "bec_payment_change",
    "lookalike_domain",
    "own_domain_forged",
    "gift_card_fraud",
    "spoof_unknown",
)
"""What a clerk may choose: told apart by what can be seen in the mail."""

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")


def words(key: str, **values: object) -> str:
    """A sentence of the guide in the language of the page."""
    return say("web/guide", key, language(), **values)


class Worded(forms.Form):
    """A form whose labels and helps stand in the catalogue: `FORM-FIELD`, `…-help`."""

    named = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        from honmono.text import keys

        known = set(keys("web/guide"))
        for name, field in self.fields.items():
            key = f"{self.named}-{name.replace('_', '-')}"
            field.label = words(key)
            if f"{key}-help" in known:
                field.help_text = words(f"{key}-help")
            field.error_messages["required"] = words("needed")


class AwareForm(Worded):
    """When did anybody here first know?"""

    named = "aware"
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    clock = forms.TimeField(
        required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    who = forms.CharField(required=False, max_length=200)
    how = forms.CharField(
        required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean_day(self) -> date:
        """A day that can be so."""
        day: date = self.cleaned_data["day"]
        if not 1900 <= day.year < 3000:
            raise forms.ValidationError(words("no-such-day"))
        return day

    @property
    def when(self) -> str:
        """As a moment of the incident."""
        return moment(self.cleaned_data["day"], self.cleaned_data.get("clock"))


class LookForm(Worded):
    """What does the mail look like?"""

    named = "look"
    style = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(style, words(f"look-{style}")) for style in STYLES]
        self.fields["style"].choices = choices  # type: ignore[attr-defined]


class ReporterForm(Worded):
    """Who told you?"""

    named = "reporter"
    way = forms.ChoiceField()
    organization = forms.CharField(required=False, max_length=200)
    who = forms.CharField(required=False, max_length=200)
    contact = forms.CharField(required=False, max_length=200)
    opened = forms.ChoiceField()
    asked = forms.CharField(
        required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [(way.value, words(f"way-{way.value}")) for way in Way]
        answers = [
            (one.value, words(f"answer-{one.value}"))
            for one in (Answer.NOT_LOOKED, Answer.YES, Answer.NO, Answer.COULD_NOT_TELL)
        ]
        self.fields["way"].choices = ways  # type: ignore[attr-defined]
        self.fields["opened"].choices = answers  # type: ignore[attr-defined]


class DeskForm(Worded):
    """Where can people ask?"""

    named = "desk"
    name = forms.CharField(max_length=200)
    phone = forms.CharField(required=False, max_length=100)
    mail = forms.CharField(required=False, max_length=200)
    hours = forms.CharField(required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        """One way at least."""
        given = super().clean() or {}
        if not (given.get("phone") or given.get("mail")):
            raise forms.ValidationError(words("desk-one-way"))
        return given


class DoneForm(Worded):
    """A task is done."""

    named = "done"
    said = forms.CharField(required=False, max_length=2_000)


class DropForm(Worded):
    """A task cannot be done, or has no place here."""

    named = "drop"
    reason = forms.CharField(max_length=2_000)


class NewForm(Worded):
    """A new incident."""

    named = "new"
    title = forms.CharField(max_length=200)
    organization = forms.CharField(max_length=200)
    day = forms.DateField(
        required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    clock = forms.TimeField(
        required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    who = forms.CharField(required=False, max_length=200)
    style = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    name = forms.CharField(max_length=80, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", words("look-later"))]
        choices += [(style, words(f"look-{style}")) for style in STYLES[:-1]]
        self.fields["style"].choices = choices  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """An id as addresses and files can hold it."""
        name: str = self.cleaned_data["name"].strip().lower()
        if name and not _NAME.fullmatch(name):
            raise forms.ValidationError(words("new-name-wrong"))
        return name

    def clean_day(self) -> date | None:
        """A day that can be so."""
        day: date | None = self.cleaned_data["day"]
        if day is not None and not 1900 <= day.year < 3000:
            raise forms.ValidationError(words("no-such-day"))
        return day

    def clean(self) -> dict[str, Any]:
        """A time needs its day."""
        given = super().clean() or {}
        if given.get("clock") and not given.get("day") and "day" not in self.errors:
            self.add_error("day", words("clock-without-day"))
        return given


def moment(day: date, clock: time | None) -> str:
    """A moment as the incident file writes it: in the organization's zone."""
    if clock is None:
        return day.isoformat()
    return f"{day.isoformat()}T{clock:%H:%M}"


def suggested_name(now: datetime, zone: ZoneInfo, taken: set[str]) -> str:
    """A name that nobody has: `incident-2026-11`, `incident-2026-11-2`."""
    base = f"incident-{now.astimezone(zone):%Y-%m}"
    number = 1
    name = base
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name
