"""An answer that is stored, as its templates want it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from honmono.incident.case import Incident
from honmono.incident.case.affected import Amount
from honmono.incident.case.traced import TraceAnswer
from honmono.incident.exchange.exposure import Difference, Meaning
from honmono.text import say
from honmono.trace.exposure._core import Kind
from honmono.web.base.context import language
from honmono.web.tracing.models import Told, Trace
from honmono.web.tracing.taking import Taken, is_taken

_LOUD: Final = ("1", "2", "3", "1+2")
"""Answers in red; that nothing was stolen is never green, because it is not proved."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a label, a text, how loud, how deep."""

    label: str
    text: str
    tone: str
    level: int


@dataclass(frozen=True, slots=True)
class Block:
    """A heading and its lines."""

    heading: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Row:
    """How many of one kind leaked; `numbers` is None where nobody could tell."""

    kind: str
    numbers: dict[str, int | float] | None


@dataclass(frozen=True, slots=True)
class Report:
    """What one report says."""

    number: int
    original: str
    stray: bool
    head: str
    lines: list[Line]


def answer_of(trace: Trace, incident: Incident) -> dict[str, Any]:
    """Values for `tracing/answer.html`."""
    page = trace.pages.get(language()) or {}
    blocks = {
        name: Block(each["heading"], [*map(_line, each["lines"])])
        for name, each in page.get("sections", {}).items()
    }
    return {
        "answer": trace,
        "badge_key": f"badge-{'decided' if trace.settled else 'undecided'}",
        "level_words": _say(f"level-{trace.level}"),
        "missing": [*_missing(trace)],
        "badge_class": "bad" if trace.settled in _LOUD else "unknown",
        "headline": page.get("headline", ""),
        "caution": page.get("caution", ""),
        "blocks": blocks,
        "exposed": _exposed(trace),
        "notes": page.get("notes", []),
        "changes": page.get("changes"),
        "picture_words": page.get("picture", ""),
        "is_taken": is_taken(incident, trace),
    }


def _missing(trace: Trace) -> Iterator[str]:
    """Mail that was not compared, and why; said beside the answer."""
    for code in trace.missing:
        yield _say(f"missing-{code}")
    if trace.unindexed:
        yield _say("missing-unread", count=trace.unindexed)
    if trace.nobody:
        yield _say("missing-nobody", count=trace.nobody)


def told_of(told: Told) -> Report:
    """One report; its first line is its heading."""
    lines = [*map(_line, told.words.get(language()) or [])]
    head = lines[0].text if lines else str(told.number)
    return Report(told.number, told.original, told.stray, head, lines[1:])


@dataclass(frozen=True, slots=True)
class Change:
    """One record of people affected, before and after."""

    record: str
    who: str
    group: str
    data: tuple[str, ...]
    old: str
    new: str


def chances_of(answer: TraceAnswer) -> dict[str, str]:
    """The five cases; never 0 or 100, and rounded down, so that 89.9 % is no 90 %."""
    names = ("nothing", "ours", "partner", "server", "both")
    return {name: _chance(getattr(answer, name)) for name in names}


def changes_of(taken: Taken, most: int) -> list[Change]:
    """What taking an answer over would change, in words."""
    meaning = taken.exposed.meaning
    return [_change(each, meaning) for each in taken.changes[:most]]


def _change(each: Difference, meaning: Meaning) -> Change:
    shown = each.new or each.old
    assert shown is not None  # noqa: S101 - one of them is there
    if each.kept:
        new = _say("record-kept")
    elif each.new is not None:
        new = _amount(each.new.persons)
    else:
        gone = meaning is Meaning.AFFECTED
        new = _say("record-withdrawn" if gone else "record-stays")
    return Change(
        record=each.record,
        who=shown.who.in_language(language()) if shown.who else "",
        group=shown.group,
        data=shown.data,
        old=_say("record-none") if each.old is None else _amount(each.old.persons),
        new=new,
    )


def _amount(amount: Amount | None) -> str:
    if amount is None:
        return _say("amount-unknown")
    unknown = _say("amount-unknown")
    values = {
        "least": amount.at_least,
        "likely": amount.likely,
        "most": amount.at_most,
    }
    return _say("amount", **{k: unknown if v is None else v for k, v in values.items()})


def _chance(probability: float) -> str:
    if not probability >= 0.01:
        return say("trace", "under", language())
    whole = int(min(probability, 1.0) * 100 + 1e-9)
    return say("trace", "over", language()) if whole >= 99 else f"{whole}%"


def _say(key: str, **values: object) -> str:
    return say("web/tracing", key, language(), **values)


def _line(values: list[Any]) -> Line:
    label, text, tone, level = values
    return Line(label, text, tone, level)


def _exposed(trace: Trace) -> list[Row]:
    """The counts; none at all where no report points to a theft."""
    found = json.loads(trace.result).get("exposure") or {}
    if found.get("finding") in (None, "none-seen"):
        return []
    return [
        Row(say("exposure", kind.value, language()), found.get(kind.value))
        for kind in Kind
    ]
