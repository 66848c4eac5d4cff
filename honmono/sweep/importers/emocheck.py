"""EmoCheck's reports of every version: text in three languages, console pastes, JSON.

    TKY-PC014_20220518110233_emocheck.txt  →  one scan: host, time, version, what it found

A report that is cut off, damaged or contradicts itself is never a clean scan; one that
holds bad news anywhere is believed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from honmono.sweep.importers import _emocheck_json as as_json
from honmono.sweep.importers import _emocheck_text as as_text
from honmono.sweep.importers import _emocheck_words as words
from honmono.sweep.importers._core import Importer, Read, ReportFile, Trouble
from honmono.sweep.importers._emocheck_lines import lines_of
from honmono.sweep.importers._emocheck_made import Told, named, scans_of
from honmono.sweep.scan import Outcome, Scan

LONGEST: Final = 2 * 2**20
"""Bytes of one file; a report has 300, and a folder of reports in one file still fits."""

_LOOKED: Final = 64 * 2**10
"""Bytes by which a file is claimed."""


def claims(file: ReportFile) -> bool:
    """Does it say of itself that it is EmoCheck's, or is it called so?"""
    if named(file.name)[1]:
        return True
    lines = lines_of(file.data[:_LOOKED])
    return as_json.is_json("\n".join(lines)) or any(map(_is_ours, lines))


def read(file: ReportFile) -> Read:
    """Every report of it."""
    if len(file.data) > LONGEST:
        values = {"most": f"{LONGEST >> 20}"}
        return Read(NAME, troubles=(Trouble("emocheck-too-long", values=values),))
    reports, code = _reports(lines_of(file.data))
    alone = len(reports) == 1
    scans = tuple(
        scan for told in reports for scan in scans_of(told, file, alone=alone)
    )
    troubles = [Trouble(code)] if code else []
    return Read(NAME, scans, (*troubles, *_troubles(scans)))


def _reports(lines: list[str]) -> tuple[list[Told], str]:
    """As text, as JSON, or as JSON with something around it, which is not whole then."""
    text = "\n".join(lines)
    if not as_json.is_json(text):
        return as_text.reports_of(lines), ""
    if not any(map(_is_ours, lines)):
        return as_json.reports_of(text)
    both = [*as_text.reports_of(lines), *as_json.reports_of(text)[0]]
    for told in both:
        if told.outcome is not Outcome.FOUND:
            told.outcome = Outcome.UNKNOWN
    return both, "emocheck-mixed"


def _is_ours(line: str) -> bool:
    """A line that only EmoCheck writes; others may quote its name."""
    plain = words.plain(line).lstrip("> ")
    return bool(
        as_text.HEAD.fullmatch(plain)
        or "Emotet detection tool" in plain
        or words.clean_of(plain)
        or words.is_end(plain)
        or ("Emotet" in plain and words.tells_hit(plain) and len(plain) < 60)
    )


def _troubles(scans: tuple[Scan, ...]) -> Iterator[Trouble]:
    for number, scan in enumerate(scans, 1):
        place = "" if len(scans) == 1 else f"report {number}"
        if scan.outcome is Outcome.UNKNOWN:
            yield Trouble("emocheck-not-told", place)
        if not scan.host:
            yield Trouble("emocheck-no-host", place)
        for code in scan.defects:
            if code != "emocheck-broken-json":
                yield Trouble(code, place)


NAME: Final = "emocheck"
IMPORTER: Final = Importer(NAME, claims, read)
