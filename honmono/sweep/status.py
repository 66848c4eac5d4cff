"""The state of the sweep as JSON: the contract's form, and what pages add to it.

    {"as_of": …, "offices": [{"id", "total", "covered", …}],
     "pcs": [{"id", "office", "state", "why", "evidence", …}], …}

A snapshot is this value, kept with its hash; documents cite it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final

from honmono.sweep.coverage import OfficeTotal, Standing, State, Strength, Totals
from honmono.sweep.coverage.totals import is_ours
from honmono.sweep.products import products
from honmono.sweep.rule import Rule
from honmono.sweep.why import Why
from honmono.text import LANGUAGES

FORM: Final = 1
"""Of the value; a reader that does not know a number refuses it."""

_MOST_VERSIONS: Final = 20


def status(totals: Totals, standings: Iterable[Standing], rule: Rule) -> dict[str, Any]:
    """The whole state, every PC of it."""
    counted = [
        one
        for one in standings
        if is_ours(one.pc, totals.as_of) or one.state is State.DETECTED
    ]
    return {
        "form": FORM,
        "as_of": _iso(totals.as_of),
        "rule": rule_as_json(rule),
        "complete": totals.is_all,
        "gaps": [told(why) for why in totals.gaps],
        "scanners": scanners(counted),
        "offices": [_office(office) for office in totals.offices],
        "pcs": [pc_row(one) for one in counted],
        "unlisted": [
            {"host": one.host, "scans": one.scans, "ambiguous": one.ambiguous}
            for one in totals.unlisted
        ],
        "left_out": [
            {"id": pc.id, "office": pc.office, "host": pc.host}
            for pc in totals.left_out
        ],
    }


def scanners(standings: Iterable[Standing]) -> list[dict[str, Any]]:
    """What looked, of those results that count: with its name and its versions."""
    versions: dict[str, set[str]] = {}
    for one in standings:
        for mark in (one.first, one.second):
            if mark is not None and mark.strength is Strength.STRONG:
                versions.setdefault(mark.product, set()).add(mark.version)
    known = products()
    return [
        {
            "product": key,
            "name": known[key].called[0] if key in known else key,
            "versions": sorted(versions[key] - {""})[:_MOST_VERSIONS],
        }
        for key in sorted(versions)
    ]


def pc_row(one: Standing) -> dict[str, Any]:
    """One PC of it."""
    return {
        "id": one.pc.id,
        "host": one.pc.host,
        "office": one.pc.office,
        "user": one.pc.user,
        "kind": one.pc.kind.value,
        "state": one.state.value,
        "why": [told(why) for why in one.why],
        "fix": [told(why) for why in one.fix],
        "marks": [
            None if mark is None else mark.as_json() for mark in (one.first, one.second)
        ],
        "evidence": list(one.evidence),
        "found": len(one.found),
        "past": len(one.past),
        "families": sorted(
            {f.family for f in (*one.found, *one.past) if f.family is not None}
        ),
    }


def rule_as_json(rule: Rule) -> dict[str, Any]:
    """What scans were held against."""
    return {
        "since": _iso(rule.since),
        "first_report": _iso(rule.first_report),
        "style": rule.style,
        "zone": rule.zone,
        "earliest": _iso(rule.earliest),
    }


def told(why: Why) -> dict[str, Any]:
    """A reason as a code, and in words."""
    return {**why.as_json(), **{language: why.told(language) for language in LANGUAGES}}


def _office(office: OfficeTotal) -> dict[str, Any]:
    return {
        "id": office.id,
        "total": office.total,
        "covered": office.covered,
        "done": office.done,
        "states": {state.value: office.states[state] for state in State},
    }


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat()
