"""The report in plain words: found, nothing found, or could not look; and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from honmono.sweep.scanner._core import COULD_NOT, FOUND, NOT_LOOKED, NOTHING
from honmono.sweep.scanner.words import check_called, say, shown

LOOKED, SEEN, USAGE, INCOMPLETE = 0, 1, 2, 3
"""Exit codes: nothing seen everywhere, something found, wrong use, could not look."""

_MOST = 10
"""Findings, and places, that the screen shows; the file has all."""

OPTIONAL = frozenset({"dictionary-name"})
"""Checks without which a look is whole."""

Value = dict[str, Any]


def exit_code(report: Value) -> int:
    """Bad news first; then what was not seen.

    A look without knowledge, or in which no check looked, is not whole.
    """
    outcomes = {one["name"]: one["outcome"] for one in report["checks"]}
    if FOUND in outcomes.values():
        return SEEN
    needed = {name: end for name, end in outcomes.items() if name not in OPTIONAL}
    elsewhere = report["host"].get("os") in ("linux", "macos")
    fine = {NOTHING, NOT_LOOKED} if elsewhere else {NOTHING}
    whole = NOTHING in needed.values() and all(end in fine for end in needed.values())
    return LOOKED if whole and report["knowledge"] else INCOMPLETE


def told(report: Value, language: str, contact: str = "") -> Iterator[str]:
    """The summary, line by line."""
    code = exit_code(report)
    yield f"==== {say('title', language)} {report['scanner']} ===="
    yield say("host", language, name=report["host"].get("name", ""))
    yield say("when", language, time=report["started"])
    if report["knowledge"]:
        yield say("knowledge", language, date=report["knowledge"])
    else:
        yield say("no-knowledge", language)
    yield ""
    if code == SEEN:
        yield from _found(report, language)
        yield ""
        yield from _what_to_do(language, contact)
    elif code == LOOKED:
        yield say("nothing", language)
        yield say("nothing-more", language)
    yield from _not_seen(report, language, whole=code == LOOKED)


def _found(report: Value, language: str) -> Iterator[str]:
    found = [
        (check["name"], one) for check in report["checks"] for one in check["findings"]
    ]
    yield say("found", language, count=len(found))
    for name, one in found[:_MOST]:
        yield f"  - {check_called(name, language)}: {shown(str(one.get('name', '')), 80)}"
        for field in ("path", "detail"):
            if one.get(field):
                yield f"      {shown(str(one[field]), 160)}"


def _what_to_do(language: str, contact: str) -> Iterator[str]:
    yield say("do-found", language)
    yield "  " + say("do-found-1", language)
    yield "  " + say("do-found-2", language)
    contact = contact or say("no-contact", language)
    yield "  " + say("do-found-3", language, contact=contact)


def _not_seen(report: Value, language: str, *, whole: bool) -> Iterator[str]:
    blind = _named(report, COULD_NOT, language)
    skipped = _named(report, NOT_LOOKED, language)
    if not whole and exit_code(report) == INCOMPLETE:
        yield say("could-not", language)
    if blind:
        yield say("could-not-check", language, names=blind)
    if report["rights"] is False:
        yield say("no-rights", language)
    if skipped:
        yield say("not-looked", language, names=skipped)
    if report["could_not"] and not whole:
        yield say("places", language)
        for place, reason in sorted(report["could_not"].items())[:_MOST]:
            yield f"  - {shown(place, 120)}: {shown(str(reason), 80)}"


def _named(report: Value, outcome: str, language: str) -> str:
    names = [one["name"] for one in report["checks"] if one["outcome"] == outcome]
    separator = "、" if language == "ja" else ", "
    return separator.join(check_called(name, language) for name in names)
