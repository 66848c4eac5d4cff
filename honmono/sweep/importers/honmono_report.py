"""The report of our own scanner (`honmono-scan-1`): verified, then read.

    signed with the key of a kit that was handed out        Signature.GOOD
    signed otherwise, or changed after it was written       a Trouble; bad news is believed
    not signed                                              read; defect `unsigned`

A look is clean when every check that a PC needs has looked and seen nothing: one that the
report does not name has not looked.  What was found is believed of whoever says it.
"""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from honmono.sweep.importers._core import Importer, Read, ReportFile, Trouble
from honmono.sweep.marks import KINDS, id_mark
from honmono.sweep.scan import (
    UNSIGNED,
    Answer,
    Detection,
    Extent,
    Handling,
    Outcome,
    Scan,
    Signature,
)
from honmono.sweep.scanner._core import COULD_NOT, FOUND, NOT_LOOKED, NOTHING
from honmono.sweep.scanner.checks import ALL as CHECKS
from honmono.sweep.scanner.checks import OPTIONAL
from honmono.sweep.scanner.report import FORM, METHOD, signature_of, written

NAME: Final = "honmono-report"
_FORM: Final = re.compile(rb'"form"\s*:\s*"honmono-scan-1"')
_LARGEST: Final = 8 * 2**20
"""Bytes of a report; the largest that our scanner writes is far below."""

_LONGEST: Final = 2_000
_MOST_DETECTIONS: Final = 5_000
_MOST_PLACES: Final = 200
_DIGITS: Final = 20
_ELSEWHERE: Final = ("linux", "macos")
_OUTCOMES: Final = frozenset({NOTHING, FOUND, COULD_NOT, NOT_LOOKED})
_KNOWN: Final = frozenset(
    {
        *("form", "host", "started", "ended", "scanner", "knowledge", "rights"),
        *("checks", "could_not", "signature"),
    }
)


class _NotAReportError(Exception):
    """What stands there is no report of ours.  Nothing of it was taken."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Whose report it says to be, without reading on; nothing of it is verified."""

    kit: str
    number: str
    """Drawn by the scanner: a report that comes a second time has the same."""


def envelope(data: bytes) -> Envelope | None:
    """Kit and number of a report of ours; None for anything else."""
    try:
        report = _report_in(data)
    except _NotAReportError:
        return None
    return Envelope(_text(report.get("kit")), _text(report.get("number")))


def claims(file: ReportFile) -> bool:
    """Does it name the form?"""
    return file.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and bool(
        _FORM.search(file.data)
    )


def read(file: ReportFile) -> Read:
    """Verify a report, and read it; what was found counts whatever the signature says."""
    if len(file.data) > _LARGEST:
        most = {"most": f"{_LARGEST >> 20}"}
        return Read(NAME, troubles=(Trouble("too-large", values=most),))
    try:
        report = _report_in(file.data)
        unsigned = _scan(report, file)
    except _NotAReportError as error:
        return Read(NAME, troubles=(Trouble(str(error)),))
    if "signature" not in report:
        return Read(NAME, (unsigned,))
    try:
        _verify(report, file)
    except _NotAReportError as error:
        found = (unsigned,) if unsigned.outcome is Outcome.FOUND else ()
        return Read(NAME, found, (Trouble(str(error)),))
    return Read(NAME, (replace(unsigned, signature=Signature.GOOD, defects=()),))


def _verify(report: dict[str, Any], file: ReportFile) -> None:
    signature = report["signature"]
    if not isinstance(signature, dict) or signature.get("method") != METHOD:
        raise _NotAReportError("signature-unknown")
    key = file.keys.get(_text(report.get("kit")))
    if key is None:
        raise _NotAReportError("kit-unknown")
    right = signature_of(report, key)
    if not hmac.compare_digest(right.encode(), _text(signature.get("value")).encode()):
        raise _NotAReportError("signature-wrong")
    # A file that says the same in other bytes is not what the scanner wrote.
    if file.data.replace(b"\r\n", b"\n").rstrip(b"\n") + b"\n" != written(report):
        raise _NotAReportError("report-changed")
    if not _text(report.get("number")):
        raise _NotAReportError("report-damaged")  # it could come again and again


def _report_in(data: bytes) -> dict[str, Any]:
    try:
        report = json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_constant=_no_number,
        )
    except (ValueError, RecursionError):
        raise _NotAReportError("report-damaged") from None
    if not isinstance(report, dict) or report.get("form") != FORM:
        raise _NotAReportError("report-damaged")
    try:
        json.dumps(report, allow_nan=False)  # 1e999 is no number that we write
    except (ValueError, RecursionError):
        raise _NotAReportError("report-damaged") from None
    return report


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a field stands twice")
    return value


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise ValueError("no number of ours")
    return int(digits)


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _scan(report: dict[str, Any], file: ReportFile) -> Scan:
    host = report.get("host")
    checks = report.get("checks")
    if not isinstance(host, dict) or not isinstance(checks, list):
        raise _NotAReportError("report-damaged")
    if not isinstance(report.get("could_not"), dict):
        raise _NotAReportError("report-damaged")
    named = _named(checks)
    detections = tuple(_detections(checks))
    found = bool(detections) or FOUND in named.values()
    could_not = tuple(_not_looked(named, host))
    looked = any(outcome == NOTHING for outcome in named.values())
    knowledge = _text(report.get("knowledge"))
    return Scan(
        host=_text(host.get("name")) or file.host,
        product="honmono",
        outcome=_outcome(found=found, whole=not could_not, looked=looked),
        extent=Extent.CHECKS,
        started=_moment(report.get("started")),
        ended=_moment(report.get("ended")),
        product_version=_text(report.get("scanner")),
        definitions=knowledge,
        definitions_at=_day(knowledge),
        rights=_rights(report.get("rights")),
        detections=detections,
        could_not=could_not,
        system=_text(host.get("os")),
        user=_text(host.get("user")),
        operator=file.operator,
        ids=_ids(host),
        unknown=dict(_rest(report)),
        defects=(UNSIGNED,),
    )


def _outcome(*, found: bool, whole: bool, looked: bool) -> Outcome:
    if found:
        return Outcome.FOUND
    if whole and looked:
        return Outcome.CLEAN
    return Outcome.PARTIAL if looked else Outcome.FAILED


def _named(checks: list[Any]) -> dict[str, str]:
    """Outcome of each check; one that stands twice, or says something else, is none."""
    named: dict[str, str] = {}
    for one in checks:
        if not isinstance(one, dict):
            raise _NotAReportError("report-damaged")
        name, outcome = _text(one.get("name")), _text(one.get("outcome"))
        if outcome not in _OUTCOMES or name in named:
            raise _NotAReportError("report-damaged")
        named[name] = outcome
    return named


def _not_looked(named: dict[str, str], host: dict[str, Any]) -> Iterator[str]:
    """Checks that did not look although this PC needs them, by name."""
    fine = {NOTHING, FOUND}
    if host.get("os") in _ELSEWHERE:
        fine.add(NOT_LOOKED)
    needed = [name for name, _ in CHECKS if name not in OPTIONAL]
    for name in dict.fromkeys((*needed, *named)):
        outcome = named.get(name)
        if outcome not in fine and (name in needed or outcome == COULD_NOT):
            yield name[:80]


def _detections(checks: list[Any]) -> Iterator[Detection]:
    count = 0
    for check in checks:
        findings = check.get("findings")
        if not isinstance(findings, list):
            raise _NotAReportError("report-damaged")
        for one in findings:
            count += 1
            if count > _MOST_DETECTIONS:
                return  # so many are bad news enough
            if not isinstance(one, dict):
                raise _NotAReportError("report-damaged")
            yield Detection(
                name=_text(one.get("name")) or _text(check.get("name")),
                path=_text(one.get("path")) or _text(one.get("detail")),
                action=_text(one.get("detail")),
                handling=Handling.LEFT,
            )


def _rights(value: object) -> Answer:
    if isinstance(value, bool):
        return Answer.YES if value else Answer.NO
    return Answer.UNKNOWN


def _ids(host: dict[str, Any]) -> tuple[str, ...]:
    marks = host.get("ids")
    found = []
    for mark in marks[:20] if isinstance(marks, list) else []:
        kind, _, value = _text(mark).partition(":")
        if kind in KINDS and id_mark(kind, value):
            found.append(id_mark(kind, value))
    return tuple(dict.fromkeys(found))


def _rest(report: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What no field of a scan holds, as it is: kit, number, office, places."""
    for name, value in report.items():
        if name not in _KNOWN:
            text = value if isinstance(value, str) else json.dumps(value)
            yield name[:80], text[:_LONGEST]
    # Places do not count by themselves: the checks that need them say so.
    places = list(report["could_not"].items())[:_MOST_PLACES]
    if places:
        yield "could_not", json.dumps(dict(places), ensure_ascii=False)[:20_000]


def _moment(value: object) -> datetime | None:
    """A time with its offset; without one nobody knows when it was."""
    try:
        moment = datetime.fromisoformat(_text(value))
    except ValueError:
        return None
    # At the edges of the calendar no other zone can be reckoned.
    return moment if moment.tzinfo is not None and 1 < moment.year < 9999 else None


def _day(value: str) -> datetime | date | None:
    if len(value) > 10:
        return _moment(value)
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _text(value: object) -> str:
    return value[:_LONGEST] if isinstance(value, str) else ""


IMPORTER: Final = Importer(NAME, claims, read)
