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
from honmono.web.base.worded_form import WordedForm
from honmono.web.base.written import DayField, TimeField

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


class Worded(WordedForm):
    """A form of the guide."""

    catalogue = "web/guide"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = words("needed")


class AwareForm(Worded):
    """When did anybody here first know?"""

    named = "aware"
    day = DayField()
    clock = TimeField()
    who = forms.CharField(required=False, max_length=200)
    how = forms.CharField(
        required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )

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
        self.offer("style", choices)


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
        self.offer("way", ways)
        self.offer("opened", answers)


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
    day = DayField(required=False)
    clock = TimeField()
    who = forms.CharField(required=False, max_length=200)
    style = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    name = forms.CharField(max_length=80, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", words("look-later"))]
        choices += [(style, words(f"look-{style}")) for style in STYLES[:-1]]
        self.offer("style", choices)

    def clean_name(self) -> str:
        """An id as addresses and files can hold it."""
        name: str = self.cleaned_data["name"].strip().lower()
        if name and not _NAME.fullmatch(name):
            raise forms.ValidationError(words("new-name-wrong"))
        return name

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
