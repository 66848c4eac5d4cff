"""Results of scanners as they would come, and an importer for them that needs no other.

b"told 1\nTKY-PC01 emocheck clean 2026-10-14T10:00:00+09:00"
"""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from honmono.sweep.importers import Importer, Read, ReportFile, Trouble
from honmono.sweep.pc import Pc
from honmono.sweep.rule import Rule
from honmono.sweep.scan import Answer, Extent, Outcome, Scan, Signature

SINCE = datetime(2022, 5, 18, 0, 0, tzinfo=UTC)
NOW = datetime(2022, 5, 20, 0, 0, tzinfo=UTC)
RULE = Rule(since=SINCE, first_report=SINCE, style="emotet_style")
HEAD = b"told 1\n"


def report(
    host: str,
    product: str = "emocheck",
    outcome: str = "clean",
    *,
    at: str = "2022-05-19T10:00:00+00:00",
    ids: str = "-",
    number: str = "-",
    name: str = "",
) -> ReportFile:
    """A file with one scan."""
    line = " ".join((host, product, outcome, at, ids, number))
    return file(HEAD + line.encode(), name or f"{host}.told")


def file(data: bytes, name: str = "a.told") -> ReportFile:
    """Any file."""
    return ReportFile(name, data, NOW, ZoneInfo("Asia/Tokyo"))


def pc(name: str, office: str = "tokyo", **more: object) -> Pc:
    """A PC of the list."""
    return Pc(id=name.lower(), host=name, office=office, **more)  # type: ignore[arg-type]


def _claims(given: ReportFile) -> bool:
    return given.data.startswith(HEAD)


def _read(given: ReportFile) -> Read:
    scans, troubles = [], []
    lines = given.data.decode("utf-8", "replace").splitlines()[1:]
    for number, line in enumerate(lines, 2):
        try:
            scans.append(_scan(line))
        except ValueError:
            troubles.append(Trouble("line-unreadable", f"line {number}"))
    return Read("told", tuple(scans), tuple(troubles))


def _scan(line: str) -> Scan:
    host, product, outcome, at, ids, number = line.split(" ")
    moment = datetime.fromisoformat(at)
    signed = number != "-"
    kit, _, one_time = number.partition("/")
    return Scan(
        host=host,
        product=product,
        outcome=Outcome(outcome),
        extent=Extent.CHECKS if product == "emocheck" else Extent.FULL,
        started=moment,
        ended=moment,
        product_version="2.2" if product == "emocheck" else "",
        definitions_at=moment,
        rights=Answer.YES,
        user="EXAMPLE\\tanaka",
        ids=() if ids == "-" else tuple(ids.split(",")),
        signature=Signature.GOOD if signed else Signature.NONE,
        unknown={"kit": kit, "number": one_time} if signed else {},
    )


TOLD = Importer("told", _claims, _read)
