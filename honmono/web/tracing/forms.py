"""What people choose: how to trace, what to index, whose a mailbox is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms

from honmono.text import say
from honmono.trace.archive._core import Level
from honmono.trace.exposure.folder import contained_at
from honmono.web.base.context import language
from honmono.web.base.days import POSSIBLE
from honmono.web.tracing.services import ENDINGS, ending_of

MAX_UPLOAD: Final = 20 * 2**30
"""Bytes of one mailbox from the browser; a larger one is put into the folder."""


def _words(key: str, **values: object) -> str:
    return say("web/tracing", key, language(), **values)


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class TraceForm(forms.Form):
    """How a trace is made."""

    level = forms.ChoiceField()
    as_of = forms.DateField(required=False, widget=_day(), validators=POSSIBLE)
    contained = forms.DateField(required=False, widget=_day(), validators=POSSIBLE)

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._zone = zone
        level = self.fields["level"]
        assert isinstance(level, forms.ChoiceField)  # noqa: S101 - for the type
        level.choices = [(each.value, _words(f"level-{each.value}")) for each in Level]
        for name, field in self.fields.items():
            field.label = _words(name.replace("_", "-"))
            field.help_text = _words(f"{name.replace('_', '-')}-help")
            field.error_messages["invalid"] = _words("wrong-day")

    @property
    def asked(self) -> dict[str, Any]:
        """For `services.ask_trace`: days as the end of that day, in seconds."""
        found = self.cleaned_data
        return {
            "level": found["level"],
            "as_of": self._end(found["as_of"]),
            "contained": self._end(found["contained"]),
        }

    def _end(self, day: Any) -> int | None:
        return contained_at(day.isoformat(), self._zone) if day else None


class IndexForm(forms.Form):
    """What of the mailboxes is indexed."""

    since = forms.DateField(required=False, widget=_day(), validators=POSSIBLE)
    headers_only = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = _words(name.replace("_", "-"))
            field.help_text = _words(f"{name.replace('_', '-')}-help")
            field.error_messages["invalid"] = _words("wrong-day")

    @property
    def asked(self) -> dict[str, Any]:
        """For `services.ask_index`."""
        day = self.cleaned_data["since"]
        start = datetime.combine(day, time.min, UTC) if day else None
        return {
            "since": max(int(start.timestamp()), 0) if start else 0,
            "headers_only": self.cleaned_data["headers_only"],
        }


class OwnerForm(forms.Form):
    """Whose a mailbox is: one of the people who are registered."""

    owner = forms.ChoiceField(required=False)

    def __init__(
        self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ChoiceField)  # noqa: S101 - for the type
        owner.choices = [("", _words("owner-tells")), *people]
        owner.label, owner.help_text = _words("owner"), _words("owner-help")
        owner.error_messages["invalid_choice"] = _words("wrong-owner")


class UploadForm(OwnerForm):
    """A mailbox from the browser."""

    file = forms.FileField(allow_empty_file=False)
    field_order = ("file", "owner")

    def __init__(
        self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, people=people, **kwargs)
        file = self.fields["file"]
        endings = ", ".join(ENDINGS)
        file.label = _words("file")
        file.help_text = _words("file-help", endings=endings)
        file.widget.attrs["accept"] = ",".join(ENDINGS)
        file.error_messages["required"] = _words("no-file", endings=endings)
        file.error_messages["empty"] = _words("empty-file")
        self.order_fields(self.field_order)

    def clean_file(self) -> Any:
        """A file that may be a mailbox, and not too long."""
        file = self.cleaned_data["file"]
        if not ending_of(file.name or ""):
            endings = ", ".join(ENDINGS)
            raise forms.ValidationError(_words("wrong-file", endings=endings))
        if (file.size or 0) > MAX_UPLOAD:
            raise forms.ValidationError(_words("long-file", most=MAX_UPLOAD >> 30))
        return file


class ForgetForm(forms.Form):
    """Which mailbox is taken out, and does somebody mean it?"""

    mailbox = forms.ChoiceField()
    sure = forms.BooleanField()

    def __init__(self, *args: Any, mailboxes: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mailbox = self.fields["mailbox"]
        assert isinstance(mailbox, forms.ChoiceField)  # noqa: S101 - for the type
        mailbox.choices = [("", "—"), *((each, each) for each in mailboxes)]
        mailbox.label, self.fields["sure"].label = _words("mailbox"), _words("sure")
        mailbox.error_messages["required"] = _words("which-mailbox")
        mailbox.error_messages["invalid_choice"] = _words("no-such-mailbox")
        self.fields["sure"].error_messages["required"] = _words("say-sure")
