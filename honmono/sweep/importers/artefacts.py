"""Artefacts of a PC (form `honmono-artefacts-1`): looked at here, with what is known today.

They come from the PowerShell collector, or from another program that writes the form.  The
file says what the PC showed and no opinion; the checks of our own scanner run over it, and
their answers are the scan.

Clean is said only when every check looked and saw nothing.  Two are left out of that: the
dictionary method without the operator's word list (it knows Emotet until February 2020
alone; `unknown["not-looked"]` tells), and on Linux and macOS the checks of Windows.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from honmono.sweep.importers._core import Importer, Read, ReportFile, Trouble
from honmono.sweep.importers.naming import read_for
from honmono.sweep.knowledge import knowledge
from honmono.sweep.marks import KINDS, id_mark
from honmono.sweep.scan import (
    Answer,
    Detection,
    Extent,
    Handling,
    Outcome,
    Scan,
)
from honmono.sweep.scanner import VERSION
from honmono.sweep.scanner._core import (
    COULD_NOT,
    FORM,
    FOUND,
    NOT_LOOKED,
    NOTHING,
    Artefacts,
)
from honmono.sweep.scanner.artefacts import artefacts_from_json
from honmono.sweep.scanner.checks import OPTIONAL
from honmono.sweep.scanner.looking import look

NAME: Final = "honmono-artefacts"
PRODUCT: Final = "honmono"

_TOLD: Final = ("os_version", "collector", "volume_serial", "hives")
"""What of the host's own fields is kept with the scan."""

_MARK: Final = f'"{FORM}"'
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def claims(file: ReportFile) -> bool:
    """A JSON object that names the form."""
    wide = file.data[:2] in _UTF16
    coding = "utf-16-le" if file.data[:2] == _UTF16[0] else "utf-16-be"
    head = file.data[:64].decode(coding if wide else "utf-8", "replace")
    mark = _MARK.encode(coding if wide else "ascii")
    return head.lstrip("\ufeff \r\n\t").startswith("{") and mark in file.data


def read(file: ReportFile) -> Read:
    """Look at what the PC showed."""
    try:
        artefacts = artefacts_from_json(_text(file.data))
    except ValueError as error:
        return Read(
            NAME, troubles=(Trouble("bad-artefacts", values={"what": str(error)}),)
        )
    return read_for(NAME, [scan_of(artefacts, file)])


def _text(data: bytes) -> str:
    """UTF-8, or what PowerShell 5.1 writes when its output is redirected.

    Raises:
        ValueError: it is neither.

    """
    try:
        return data.decode("utf-16" if data[:2] in _UTF16 else "utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("This is no UTF-8 text.") from None


def scan_of(artefacts: Artefacts, file: ReportFile) -> Scan:
    """Run the checks; what they say as a scan."""
    known = file.knowledge or knowledge()
    answers = look(artefacts, known)["checks"]
    host = artefacts.host
    return Scan(
        host=_said(host, "name") or file.host,
        product=PRODUCT,
        outcome=outcome_of(answers),
        extent=Extent.CHECKS,
        started=_moment(_said(host, "collected_at"), file),
        product_version=VERSION,
        definitions=known.made,
        definitions_at=date.fromisoformat(known.made) if known.made else None,
        rights=_rights(host.get("elevated")),
        detections=tuple(_detections(answers)),
        could_not=tuple(one["name"] for one in answers if _is_gap(one)),
        system=_said(host, "os"),
        user=_said(host, "user"),
        operator=file.operator,
        ids=tuple(_ids(host.get("ids"))),
        unknown=_unknown(artefacts, answers),
        defects=() if _moment(_said(host, "collected_at"), file) else ("no-time",),
    )


def outcome_of(answers: Sequence[Mapping[str, Any]]) -> Outcome:
    """Bad news first; clean only without a gap; and nothing looked at is a failure."""
    outcomes = [one["outcome"] for one in answers]
    if FOUND in outcomes:
        return Outcome.FOUND
    if NOTHING not in outcomes:
        return Outcome.FAILED
    return Outcome.PARTIAL if any(map(_is_gap, answers)) else Outcome.CLEAN


def _is_gap(one: Mapping[str, Any]) -> bool:
    """Did a check that counts not look, or not everywhere?"""
    if one["outcome"] == NOT_LOOKED:
        left_out = one["name"] in OPTIONAL or one["why"] == "not-windows"
        return not left_out
    return one["outcome"] == COULD_NOT or bool(one["outcome"] == FOUND and one["why"])


def _detections(answers: Sequence[Mapping[str, Any]]) -> Iterator[Detection]:
    for one in answers:
        for finding in one["findings"]:
            detail = finding["detail"]
            yield Detection(
                name=finding["name"] or one["name"],
                path=finding["path"] or detail,
                action=detail,
                handling=Handling.LEFT,
            )


def _unknown(
    artefacts: Artefacts, answers: Sequence[Mapping[str, Any]]
) -> dict[str, str]:
    """What a scan has no field for: who gathered, and why a check did not look."""
    told = {f"check:{one['name']}": one["why"] for one in answers if one["why"]}
    left = [one["name"] for one in answers if one["outcome"] == NOT_LOOKED]
    host = {
        f"host:{name}": str(value)
        for name, value in artefacts.host.items()
        if name in _TOLD and value
    }
    places = {f"could-not:{k}": v for k, v in list(artefacts.could_not.items())[:100]}
    return {
        **host,
        **told,
        **places,
        **({"not-looked": ", ".join(left)} if left else {}),
    }


def _said(host: Mapping[str, Any], name: str) -> str:
    value = host.get(name)
    return value.strip()[:200] if isinstance(value, str) else ""


def _rights(value: object) -> Answer:
    if not isinstance(value, bool):
        return Answer.UNKNOWN
    return Answer.YES if value else Answer.NO


def _moment(text: str, file: ReportFile) -> datetime | None:
    """A time with its zone; without one it is that of the office."""
    try:
        moment = datetime.fromisoformat(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=file.zone)
        moment.timestamp()
    except (ValueError, OverflowError):
        return None
    return moment


def _ids(value: object) -> Iterator[str]:
    for one in value[:20] if isinstance(value, list) else ():
        kind, _, number = str(one).partition(":")
        mark = id_mark(kind, number) if kind in KINDS else ""
        if mark:
            yield mark


IMPORTER: Final = Importer(NAME, claims, read)
