"""The state of the sweep, as `honmono sweep status` prints it → a record of the scans.

    {"as_of": "2022-05-19T09:00:00+00:00", "complete": true, "pcs": [31 × covered], …}

    sweep-20220519-090000   31 of 31 covered, 0 detected

What it says is counted again from its PCs: totals that do not fit them are refused.  A PC
that was left out, a host that no list holds, an unknown first fake: each is an exception
of the record, and then no document says `all`.  No name of a person goes over.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Annotated, Final, Literal
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, Field, TypeAdapter, ValidationError

from honmono.incident.case import Certainty, Incident, Moment, Source, Text
from honmono.incident.case._core import Number, RecordId, Value
from honmono.incident.case.coverage import Coverage, OfficeCoverage, Scanner
from honmono.incident.case.playbooks.found_pcs import tasks_for_pcs
from honmono.incident.case.reading import mistakes_of
from honmono.text import LANGUAGES, harmless, say

MAX_STATUS: Final = 256 * 2**20
"""Bytes; 60,000 PCs have about 100 MB."""

_MOST_NAMED: Final = 50
_SHORT: Final = 200

COVERED: Final = "covered"
DETECTED: Final = "detected"
EXCEPTION: Final = "exception"

_IN_THE_NUMBERS: Final = frozenset(
    f"gap-{state}"
    for state in (
        *("one-scanner", "weak", "stale", "failed", "not-seen"),
        *(EXCEPTION, DETECTED, "unlisted"),
    )
)
"""Gaps that the counts, or the names of PCs and hosts, tell by themselves."""


class SweepError(ValueError):
    """What was given is no state of a sweep.  Nothing has been changed."""


class _Loose(Value):
    model_config = Value.model_config | {"extra": "ignore"}


class _Rule(_Loose):
    since: str | None


class _Gap(_Loose):
    code: str
    ja: str
    en: str


class _Mark(_Loose):
    stated: bool = False


class _Pc(_Loose):
    id: str
    host: str = ""
    office: str
    state: Literal[
        "covered",
        "one-scanner",
        "weak",
        "stale",
        "failed",
        "not-seen",
        "exception",
        "detected",
    ]
    marks: tuple[_Mark | None, ...] = ()
    found: Number = 0
    past: Number = 0
    families: tuple[str, ...] = ()

    @property
    def was_found(self) -> bool:
        """Something was found on it, whatever became of that."""
        return self.state == DETECTED or self.found > 0


class _Office(_Loose):
    id: str
    total: Number
    covered: Number


class _Scanner(_Loose):
    name: str
    versions: tuple[str, ...] = ()


class _Unlisted(_Loose):
    host: str


class State(_Loose):
    """What of the state a record is made from."""

    form: Literal[1]
    as_of: Annotated[
        AwareDatetime,
        Field(ge=datetime(1990, 1, 1, tzinfo=UTC), le=datetime(2999, 1, 1, tzinfo=UTC)),
    ]
    rule: _Rule
    complete: bool
    gaps: tuple[_Gap, ...]
    scanners: tuple[_Scanner, ...] = ()
    offices: tuple[_Office, ...]
    pcs: tuple[_Pc, ...]
    unlisted: tuple[_Unlisted, ...]

    @property
    def on_which_found(self) -> frozenset[str]:
        """Ids of the PCs on which something was found that was no false alarm."""
        return frozenset(pc.id for pc in self.pcs if pc.was_found)


def read_state(content: bytes) -> State:
    """The state of a sweep, its totals counted again.

    Raises:
        SweepError: it is none, or does not fit itself.

    """
    if len(content) > MAX_STATUS:
        raise SweepError(f"is longer than {MAX_STATUS >> 20} MB")
    try:
        state = State.model_validate_json(content)
    except ValidationError as error:
        raise SweepError(str(mistakes_of(error, State)[0])) from None
    _fits(state)
    return state


def _fits(state: State) -> None:
    total = Counter(pc.office for pc in state.pcs)
    covered = Counter(pc.office for pc in state.pcs if pc.state == COVERED)
    told = {office.id: (office.total, office.covered) for office in state.offices}
    counted = {name: (total[name], covered[name]) for name in {*told, *total}}
    if told != counted or len(told) != len(state.offices):
        raise SweepError("offices: the totals are not those of its PCs")
    if len({pc.id for pc in state.pcs}) != len(state.pcs):
        raise SweepError("pcs: one is there twice")
    whole = bool(state.pcs) and all(pc.state == COVERED for pc in state.pcs)
    if state.complete and not (whole and state.rule.since and not state.unlisted):
        raise SweepError("complete: its PCs say something else")


def coverage_of(state: State, content: bytes, *, name: str, zone: ZoneInfo) -> Coverage:
    """The record that documents cite.

    Args:
        state: `read_state` of `content`.
        content: the bytes that are kept as evidence.
        name: id of the record.
        zone: of the organization.

    """
    stated = sum(
        any(mark is not None and mark.stated for mark in pc.marks)
        for pc in state.pcs
        if pc.state == COVERED
    )
    families = sorted({name for pc in state.pcs for name in pc.families})
    try:
        return Coverage(
            id=name,
            source=Source.MACHINE,
            certainty=Certainty.STATED if stated else Certainty.ESTABLISHED,
            evidence=(hashlib.sha256(content).hexdigest(),),
            as_of=Moment(state.as_of.astimezone(zone).isoformat(timespec="seconds")),
            offices=tuple(_offices(state)),
            scanners=tuple(_scanners(state)),
            detected=len(state.on_which_found),
            exceptions=_exceptions(state),
            stated=stated,
            # None found is not known: few scanners tell of the past at all.
            found_before=sum(pc.past > 0 for pc in state.pcs) or None,
            families=tuple(harmless(name, _SHORT) for name in families[:_MOST_NAMED]),
        )
    except ValidationError as error:
        raise SweepError(str(mistakes_of(error, Coverage)[0])) from None


def with_state(
    incident: Incident,
    record: Coverage,
    state: State,
    earlier: Sequence[tuple[str, State]],
    *,
    by: str,
    at: datetime,
) -> Incident:
    """The incident with the record, and with what its detections make necessary.

    Args:
        incident: as it is.
        record: `coverage_of` of the state.
        state: as it is now.
        earlier: records that were made of earlier states, by id, with these.
        by: who puts it on record.
        at: when.

    """
    incident = incident.put("coverage", record)
    for name, before in earlier:
        incident = _without_false_alarms(incident, name, before, state, by, at)
    hosts = [shown(pc) for pc in state.pcs if pc.state == DETECTED]
    return tasks_for_pcs(incident, hosts[: _MOST_NAMED * 10])


def _without_false_alarms(
    incident: Incident, name: str, before: State, now: State, by: str, at: datetime
) -> Incident:
    """What was found once and was none does not stay a detection: it is corrected."""
    record = next((c for c in incident.coverage if c.id == name), None)
    if record is None or before.as_of > now.as_of:
        return incident
    cleared = {pc.id for pc in now.pcs if not pc.was_found}
    left = len(before.on_which_found - cleared)
    if record.detected != len(before.on_which_found) or record.detected == left:
        return incident  # somebody has changed it by hand, or nothing has changed
    reason = Text(**{one: say("sweep_record", "false-alarm", one) for one in LANGUAGES})
    new = record.model_copy(update={"detected": left})
    return incident.correct(new, by=by, at=at, reason=reason)


def shown(pc: _Pc) -> str:
    """How a PC is called where people must find it."""
    return harmless(pc.host or pc.id, _SHORT) or "?"


_RECORD_ID: Final = TypeAdapter(RecordId)


def _offices(state: State) -> Iterator[OfficeCoverage]:
    """Office by office; as one whole where some PC belongs to none of them."""
    if all(_is_id(office.id) for office in state.offices):
        for office in state.offices:
            yield OfficeCoverage(
                office=office.id, total=office.total, covered=office.covered
            )
        return
    covered = sum(office.covered for office in state.offices)
    yield OfficeCoverage(total=len(state.pcs), covered=covered)


def _is_id(name: str) -> bool:
    try:
        _RECORD_ID.validate_python(name)
    except ValidationError:
        return False
    return True


def _scanners(state: State) -> Iterator[Scanner]:
    for one in state.scanners[:_MOST_NAMED]:
        versions = harmless(", ".join(one.versions), _SHORT)
        yield Scanner(name=harmless(one.name, _SHORT) or "?", version=versions or None)


def _exceptions(state: State) -> tuple[Text, ...]:
    """Everything that stands in the way of `all` beside the numbers."""
    found = tuple(_in_the_way(state))
    whole = all(pc.state == COVERED for pc in state.pcs)
    if whole and not found and not state.complete:  # whatever it is that it means
        return (_text("not-complete"),)
    return found


def _in_the_way(state: State) -> Iterator[Text]:
    excepted = [pc for pc in state.pcs if pc.state == EXCEPTION]
    yield from _named("excepted", [shown(pc) for pc in excepted])
    hosts = [harmless(one.host, _SHORT) or "?" for one in state.unlisted]
    yield from _named("unlisted", hosts)
    for gap in state.gaps:
        if gap.code not in _IN_THE_NUMBERS:
            yield Text(
                ja=harmless(gap.ja, 500) or None, en=harmless(gap.en, 500) or None
            )


def _named(key: str, names: Sequence[str]) -> Iterator[Text]:
    for name in names[:_MOST_NAMED]:
        yield _text(key, name=name)
    if len(names) > _MOST_NAMED:
        yield _text(f"{key}-more", count=f"{len(names) - _MOST_NAMED:,}")


def _text(key: str, **values: object) -> Text:
    return Text(**{one: say("sweep_record", key, one, **values) for one in LANGUAGES})
