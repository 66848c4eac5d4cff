"""Indicators: a file whose hash, or a program whose name, somebody has published as bad.

sha256 cb638551…   Emotet, Netskope 2023-03-16        whenever it is seen
name   wn1.ocx     Emotet, from 2022-04-01 to …       within these days: names come again
"""

from __future__ import annotations

from collections.abc import Iterator

from honmono.sweep.scanner._core import (
    NOT_LOOKED,
    Answer,
    Artefacts,
    Finding,
    Knowledge,
)
from honmono.sweep.scanner.checks._answers import answer
from honmono.sweep.scanner.machine import (
    Listed,
    files,
    is_windows,
    missing,
    processes,
    text,
)
from honmono.sweep.scanner.paths import base


def check(artefacts: Artefacts, knowledge: Knowledge) -> Answer:
    """Is there one of them?"""
    if not knowledge.indicators:
        return Answer(NOT_LOOKED, (), "no-indicators")
    listed = list(files(artefacts))
    hashes = {
        one.get("value", "").lower(): one
        for one in knowledge.indicators
        if one.get("kind") == "sha256"
    }
    names = dict(_names(artefacts, knowledge))
    found = [*_by_hash(listed, hashes), *_by_name(artefacts, listed, names)]
    return answer(found, _missing(artefacts, listed, bool(hashes)))


def _missing(artefacts: Artefacts, listed: list[Listed], by_hash: bool) -> str:
    if is_windows(artefacts):
        why = missing(artefacts, "users", "files", "processes", listing=listed)
    else:
        why = _missing_on_unix(artefacts)
    if why or not by_hash:
        return why
    if any(name.startswith("hash:") for name in artefacts.could_not):
        return "part-of-hashes"
    real = [one for one in listed if not one.is_folder]
    return "no-hashes" if not any(one.sha256 for one in real) else ""


def _missing_on_unix(artefacts: Artefacts) -> str:
    for part in ("files", "processes"):
        if getattr(artefacts, part) is None:
            return "no-" + part
        if any(name.partition(":")[0] == part for name in artefacts.could_not):
            return "part-of-" + part
    return ""


def _by_hash(
    listed: list[Listed], hashes: dict[str, dict[str, str]]
) -> Iterator[Finding]:
    for one in listed:
        if one.sha256 in hashes:
            known = hashes[one.sha256]
            detail = known.get("source", "") + " sha256:" + one.sha256
            yield Finding(known.get("called", ""), one.said, "", detail.strip())


def _names(artefacts: Artefacts, knowledge: Knowledge) -> Iterator[tuple]:  # type: ignore[type-arg]
    """Names that are bad on the day on which the PC was looked at, whichever it was."""
    day = text(artefacts.host.get("collected_at"))[:10]
    for one in knowledge.indicators:
        begin, end = one.get("from", ""), one.get("to", "")
        is_then = not day or (begin <= day and (not end or day <= end))
        if one.get("kind") == "name" and is_then:
            yield one.get("value", "").lower(), one


def _by_name(
    artefacts: Artefacts, listed: list[Listed], names: dict[str, dict[str, str]]
) -> Iterator[Finding]:
    for process in processes(artefacts):
        if process.name in names:
            called = names[process.name].get("called", "")
            yield Finding(called, process.image, process.pid, process.said)
    for one in listed:
        if not one.is_folder and base(one.path) in names:
            known = names[base(one.path)]
            yield Finding(
                known.get("called", ""), one.said, "", known.get("source", "")
            )
