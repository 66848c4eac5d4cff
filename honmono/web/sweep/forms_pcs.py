"""What people fill in about a PC, and what they decide about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms

from honmono.sweep.decisions import (
    LONGEST_EXCEPTION,
    Signed,
    counted_again,
    excepted,
    handled,
    not_ours,
)
from honmono.sweep.marks import host_mark, id_mark
from honmono.sweep.pc import Kind, Pc, Presence, Verdict
from honmono.web.base.worded_form import WordedForm
from honmono.web.base.written import DayField, LineField, ProseField, TimeField
from honmono.web.sweep.selectors_pcs import others_with

WORDS: Final = "web/sweep_pcs"
_NUMBERS: Final = ("asset", "serial", "uuid")
_MOST_NAMES: Final = 20
_DAY: Final = timedelta(days=1)


class PcForm(WordedForm):
    """One PC."""

    catalogue = WORDS
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    host = LineField(max_length=200)
    office = forms.ChoiceField(required=False)
    user = LineField(required=False, max_length=200)
    kind = forms.ChoiceField()
    presence = forms.ChoiceField()
    absent_until = DayField(required=False)
    asset = LineField(required=False, max_length=200)
    serial = LineField(required=False, max_length=200)
    uuid = LineField(required=False, max_length=200)
    os = LineField(required=False, max_length=200)
    names = LineField(required=False, max_length=1_000)
    installed = DayField(required=False)
    installed_time = TimeField()
    note = ProseField(required=False, max_length=1_000)

    def __init__(
        self,
        *args: Any,
        offices: Sequence[tuple[str, str]],
        zone: ZoneInfo,
        pc: Pc | None = None,
        version: int = 0,
        **how: Any,
    ) -> None:
        self._pc, self._zone = pc, zone
        how["initial"] = {**_initial(pc, zone), "version": version}
        super().__init__(*args, **how)
        known = [key for key, _ in offices]
        odd = [(pc.office, pc.office)] if pc and pc.office not in ("", *known) else []
        self.offer("office", [("", self.say("no-office")), *offices, *odd])
        self.offer("kind", [(k.value, self.say(f"kind-{k.value}")) for k in Kind])
        self.offer(
            "presence", [(p.value, self.say(f"presence-{p.value}")) for p in Presence]
        )

    def clean(self) -> dict[str, Any]:
        """Each number and name belongs to one PC."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        host = data.get("host", "")
        if host and not host_mark(host):
            self.add_error("host", self.say("host-odd"))
        if len(_split(data.get("names", ""))) > _MOST_NAMES:
            self.add_error("names", self.say("names-many"))
        if data.get("absent_until") and data.get("presence") != Presence.ABSENT.value:
            self.add_error("absent_until", self.say("until-of-absent"))
        if data.get("installed_time") and not data.get("installed"):
            self.add_error("installed", self.say("day-wanted"))
        if not self.errors:
            self._refuse_twins(data)
        return data

    def _refuse_twins(self, data: dict[str, Any]) -> None:
        before = set(self._pc.marks()) if self._pc else set()
        id_ = self._pc.id if self._pc else ""
        for kind in _NUMBERS:
            marks = [m for m in _marks(kind, data[kind]) if m not in before]
            if names := others_with(marks, id_):
                self.add_error(kind, self.say("number-of", names=", ".join(names)))
        mark = host_mark(data["host"])
        if mark not in before and (names := others_with([mark], id_)):
            self.add_error("host", self.say("name-of", names=", ".join(names)))

    def value(self) -> Pc:
        """The PC as it was filled in; what the form does not show stays."""
        data = self.cleaned_data
        before = self._pc or Pc(id="", host="")
        ids = [m for kind in _NUMBERS for m in _marks(kind, data[kind])]
        ids += [m for m in before.ids if m.partition(":")[0] not in _NUMBERS]
        return replace(
            before,
            host=data["host"].strip(),
            office=data["office"],
            user=data["user"],
            kind=Kind(data["kind"]),
            presence=Presence(data["presence"]),
            absent_until=data["absent_until"],
            os=data["os"],
            note=data["note"],
            names=self._names(before, data),
            ids=tuple(dict.fromkeys(ids)),
            installed=self._installed(before, data),
        )

    def _names(self, before: Pc, data: dict[str, Any]) -> tuple[str, ...]:
        """A changed name stays among the earlier ones: results carry it."""
        names = _split(data["names"])
        if before.host and host_mark(before.host) != host_mark(data["host"]):
            names = [before.host, *names]
        return tuple(n for n in dict.fromkeys(names) if n != data["host"].strip())

    def _installed(self, before: Pc, data: dict[str, Any]) -> datetime | None:
        """Without a time the end of the day: what is later is surely after."""
        day, at = data["installed"], data["installed_time"]
        if day is None:
            return None
        if before.installed and not {"installed", "installed_time"} & {
            *self.changed_data
        }:
            return before.installed
        if at is None:
            return datetime.combine(day, time(), self._zone) + _DAY
        return datetime.combine(day, at, self._zone)


def _initial(pc: Pc | None, zone: ZoneInfo) -> dict[str, Any]:
    if pc is None:
        return {}
    local = pc.installed.astimezone(zone) if pc.installed else None
    numbers = {
        kind: ", ".join(m.partition(":")[2] for m in pc.ids if m.startswith(f"{kind}:"))
        for kind in _NUMBERS
    }
    return {
        "host": pc.host,
        "office": pc.office,
        "user": pc.user,
        "kind": pc.kind.value,
        "presence": pc.presence.value,
        "absent_until": pc.absent_until,
        "os": pc.os,
        "note": pc.note,
        "names": ", ".join(pc.names),
        "installed": local.date() if local else None,
        "installed_time": f"{local:%H:%M}" if local else None,
        **numbers,
    }


def _split(text: str) -> list[str]:
    parts = text.replace("、", ",").replace("，", ",").split(",")
    return [part.strip()[:200] for part in parts if part.strip()]


def _marks(kind: str, text: str) -> list[str]:
    return [mark for part in _split(text) if (mark := id_mark(kind, part))]


Decision = Callable[[Pc, bool], Pc]


class DecisionForm(WordedForm):
    """A decision about a PC: why, in the name of whoever is signed in."""

    catalogue = WORDS
    what = ""
    """Code of the history."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    reason = ProseField(max_length=1_000)

    def decision(self, by: str, now: datetime, zone: ZoneInfo) -> Decision:
        """What becomes of the PC."""
        raise NotImplementedError

    def signed(self, by: str, now: datetime) -> Signed:
        """Who, why, when."""
        return Signed(self.cleaned_data["reason"], by, now)


class ExceptForm(DecisionForm):
    """Leave it out until a day."""

    what = "excepted"
    until = DayField()

    def decision(self, by: str, now: datetime, zone: ZoneInfo) -> Decision:
        """It is left out until that day is over."""
        until = datetime.combine(self.cleaned_data["until"], time(), zone) + _DAY
        until = min(until, max(now + LONGEST_EXCEPTION, until - _DAY))
        signed = self.signed(by, now)
        return lambda pc, is_open: excepted(pc, signed, until, is_open=is_open)


class NotOursForm(DecisionForm):
    """Count it no more."""

    what = "not-ours"

    def decision(self, by: str, now: datetime, zone: ZoneInfo) -> Decision:
        """It is not ours."""
        signed = self.signed(by, now)
        return lambda pc, is_open: not_ours(pc, signed, is_open=is_open)


class CountForm(DecisionForm):
    """Count it again."""

    what = "counted"

    def decision(self, by: str, now: datetime, zone: ZoneInfo) -> Decision:
        """Decisions to leave it out end now."""
        signed = self.signed(by, now)
        return lambda pc, _: counted_again(pc, signed)


class HandledForm(DecisionForm):
    """What was done about what was found."""

    what = "handled"
    verdict = forms.ChoiceField()
    field_order = ("version", "verdict", "reason")

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        choices = [(v.value, self.say(f"verdict-{v.value}")) for v in Verdict]
        self.offer("verdict", [("", self.say("choose")), *choices])

    def decision(self, by: str, now: datetime, zone: ZoneInfo) -> Decision:
        """Everything that was found until now is dealt with."""
        signed, verdict = self.signed(by, now), Verdict(self.cleaned_data["verdict"])
        return lambda pc, _: handled(pc, verdict, signed)


DECISIONS: Final[dict[str, type[DecisionForm]]] = {
    form.what: form for form in (HandledForm, ExceptForm, NotOursForm, CountForm)
}
"""By the code that stands in the form."""
