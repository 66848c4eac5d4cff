"""What people write about results: files that are dropped, and statements."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any, ClassVar, Final
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from honmono.sweep.marks import host_mark
from honmono.sweep.products import products
from honmono.sweep.scan import Detection, Extent, Handling, Outcome, Scan, Signature
from honmono.web.base.worded_form import WordedForm
from honmono.web.base.written import DayField, LineField, TimeField
from honmono.web.sweep.models import Pc
from honmono.web.sweep.words import word, word_of

_STATED: Final = (Outcome.CLEAN, Outcome.FOUND, Outcome.REMOVED, Outcome.PARTIAL)
_STATUS: Final = "status"


class AboutForm(WordedForm):
    """Which PC files are about that do not say it themselves."""

    catalogue: ClassVar = "web/sweep"
    named: ClassVar = "drop"

    host = LineField(required=False, max_length=200)

    def clean_host(self) -> str:
        """A name that a PC can have."""
        host: str = self.cleaned_data["host"].strip()
        if host and not host_mark(host):
            raise ValidationError(word("no-host-name"))
        return host


class StatementForm(WordedForm):
    """Somebody states that a PC was scanned, with his name; there is no report of it."""

    catalogue: ClassVar = "web/sweep"
    named: ClassVar = "stated"

    host = LineField(max_length=200)
    product = forms.ChoiceField()
    product_version = LineField(required=False, max_length=60)
    extent = forms.ChoiceField()
    day = DayField()
    begin = TimeField(required=True)
    end_day = DayField(required=False)
    end = TimeField(required=True)
    definitions_day = DayField(required=False)
    outcome = forms.ChoiceField()
    found = LineField(required=False, max_length=200)
    operator = LineField(max_length=200)

    def __init__(self, zone: ZoneInfo, *args: Any, **kwargs: Any) -> None:
        """Say the choices in the language of the page; `zone` is that of the times."""
        super().__init__(*args, **kwargs)
        self.zone = zone
        known = (p for p in products().values() if p.role != _STATUS)
        self.offer(
            "product", [("", word("choose")), *((p.key, p.called[0]) for p in known)]
        )
        extents = (Extent.FULL, Extent.CHECKS, Extent.QUICK, Extent.CUSTOM)
        self.offer("extent", [("", word("choose")), *_pairs("extent", extents)])
        self.offer("outcome", [("", word("choose")), *_pairs("outcome", _STATED)])

    def clean_host(self) -> str:
        """A PC of the list; a typing error would be one more PC that nobody knows."""
        host: str = self.cleaned_data["host"].strip()
        count = Pc.objects.filter(marks__mark=host_mark(host) or "-").count()
        if count != 1:
            raise ValidationError(word("several-pcs" if count else "no-such-pc"))
        return host

    def clean(self) -> dict[str, Any]:
        """The end follows the begin, and what was found has a name."""
        given = super().clean() or {}
        begin, end = self._moment("day", "begin"), self._end()
        if begin and end and end < begin:
            self.add_error("end", word("ends-early"))
        found = given.get("outcome") in (Outcome.FOUND, Outcome.REMOVED)
        if found and not given.get("found"):
            self.add_error("found", word("name-what-was-found"))
        return given

    def scan(self) -> Scan:
        """What is stated, as a scan."""
        given = self.cleaned_data
        outcome = Outcome(given["outcome"])
        handling = Handling.REMOVED if outcome is Outcome.REMOVED else Handling.LEFT
        return Scan(
            host=given["host"],
            product=given["product"],
            outcome=outcome,
            extent=Extent(given["extent"]),
            started=self._moment("day", "begin"),
            ended=self._end(),
            product_version=given["product_version"],
            definitions_at=given["definitions_day"],
            detections=(Detection(given["found"], handling=handling),)
            if given["found"]
            else (),
            operator=given["operator"],
            signature=Signature.STATED,
        )

    def _end(self) -> datetime | None:
        day = "end_day" if self.cleaned_data.get("end_day") else "day"
        return self._moment(day, "end")

    def _moment(self, day: str, at: str) -> datetime | None:
        on, clock = self.cleaned_data.get(day), self.cleaned_data.get(at)
        if on is None or not isinstance(clock, time):
            return None
        return datetime.combine(on, clock, self.zone).astimezone(UTC)


def _pairs(kind: str, codes: Any) -> list[tuple[str, str]]:
    return [(code.value, word_of(kind, code.value)) for code in codes]


class MomentForm(WordedForm):
    """Of when a state is frozen; without a day of now."""

    catalogue: ClassVar = "web/sweep"
    named: ClassVar = "frozen"

    day = DayField(required=False)
    at = TimeField()

    def __init__(self, zone: ZoneInfo, *args: Any, **kwargs: Any) -> None:
        """Its times are those of this zone."""
        super().__init__(*args, **kwargs)
        self.zone = zone

    def clean(self) -> dict[str, Any]:
        """A day of the past, with a time."""
        given = super().clean() or {}
        if bool(given.get("day")) != bool(given.get("at")) and not self.errors:
            self.add_error("at" if given.get("day") else "day", word("both-or-none"))
        moment = None if self.errors else self.moment()
        if moment is not None and moment > timezone.now():
            self.add_error("day", word("not-the-future"))
        return given

    def moment(self) -> datetime | None:
        """The moment; None: now."""
        given = self.cleaned_data
        if not given.get("day") or given.get("at") is None:
            return None
        return datetime.combine(given["day"], given["at"], self.zone).astimezone(UTC)
