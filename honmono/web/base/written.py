"""Fields of forms for what people write: a line, some prose, a day with a time.

    day = DayField(label="…")     time = TimeField()     moment_of(day, time)
    text = ProseField()           text_as_typed(text, "ja")  →  Text

They refuse what no record may hold, so that the mistake is told beside the field.
"""

from __future__ import annotations

from datetime import date, time
from typing import Any, Final

from django import forms
from django.core.validators import (
    MaxValueValidator,
    MinValueValidator,
    RegexValidator,
)
from django.utils.functional import lazy

from honmono.incident.case import Moment, Text
from honmono.incident.case._core import MAX_TEXT
from honmono.incident.case.identity import text_of
from honmono.incident.case.moment import FIRST_YEAR, LAST_YEAR
from honmono.text import say
from honmono.web.base.context import language

_LINE: Final = r"^[^\x00-\x1f\x7f]*$"
_PROSE: Final = r"^[^\x00-\x08\x0b-\x1f\x7f]*$"


class LineField(forms.CharField):
    """One line: a name, a place, a subject."""

    def __init__(self, **how: Any) -> None:
        super().__init__(**{"max_length": 1_000, **how})
        self.validators.append(_only(_LINE))


class ProseField(forms.CharField):
    """One or several lines; ends of lines are those of the record."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **how: Any) -> None:
        super().__init__(**{"max_length": MAX_TEXT, **how})
        self.validators.append(_only(_PROSE))

    def to_python(self, value: Any) -> str:
        """Browsers send the ends of lines of a typewriter."""
        text = str(super().to_python(value) or "")
        return text.replace("\r\n", "\n").replace("\r", "\n")


class DayField(forms.DateField):
    """A day that a record may hold."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **how: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **how)
        self.validators += [
            MinValueValidator(date(FIRST_YEAR, 1, 1)),
            MaxValueValidator(date(LAST_YEAR, 12, 31)),
        ]


class TimeField(forms.TimeField):
    """A time of the organization's zone; nobody need know it."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

    def __init__(self, **how: Any) -> None:
        super().__init__(
            **{"required": False, "input_formats": ["%H:%M", "%H:%M:%S"], **how}
        )


def moment_of(day: date, at: time | None = None) -> Moment:
    """A day, and where it is known the time, as a moment of an incident."""
    return Moment(day.isoformat() + (f"T{at:%H:%M}" if at else ""))


def typed(text: str) -> Text:
    """What somebody typed into a field that is required, in the language of its letters."""
    return Text.model_validate(text_of(text, language()))


def text_as_typed(text: str) -> Text | None:
    """The same of a field that may be empty."""
    return typed(text) if text.strip() else None


_refused = lazy(lambda: say("web/base", "odd-characters", language()), str)()


def _only(pattern: str) -> RegexValidator:
    return RegexValidator(pattern, message=_refused)
