"""Count how many forwards are read right, and measure the bars.

`check --reports` judges every case, as it would in an office: the rows are compared.  A
row for the report itself may stand beside those of the mails in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from benchmarks.bars import Result
from benchmarks.forwards_blind.cases import Case, Expected, cases
from benchmarks.forwards_blind.decoys import decoy_mails
from benchmarks.forwards_blind.first import FIRST
from benchmarks.forwards_blind.fourth import FOURTH
from benchmarks.forwards_blind.inner import Batch
from benchmarks.forwards_blind.second import SECOND
from honmono.check.batch import Errand, judge_found, prepare
from honmono.check.record import Record
from honmono.config import load_organization
from honmono.mail.source import RawMail

_HERE: Final = Path(__file__).parent
BAR: Final = 0.99
BATCHES: Final = (
    FIRST,
    SECOND,
    replace(FIRST, name="crossed", layouts=SECOND.layouts),
    replace(SECOND, name="crossed-back", layouts=FIRST.layouts),
    replace(FIRST, name="third", layouts="third.txt"),
    FOURTH,
)
"""The crossed ones were never looked at before the readers were finished."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case and what was wrong with its rows."""

    case: str
    wrong: frozenset[str]
    rows: tuple[Record, ...]
    raw: bytes


def outcomes(batch: Batch) -> Iterator[Outcome]:
    """Read every case of a batch, and compare."""
    for case in cases(batch):
        rows = judged(case.name, case.raw)
        yield Outcome(case.name, frozenset(_wrong(case, rows)), rows, case.raw)


def decoy_outcomes() -> Iterator[Outcome]:
    """Read every mail that is no report; it must be the only row, and itself."""
    for name, raw in decoy_mails():
        rows = judged(name, raw)
        alone = len(rows) == 1 and rows[0]["via"] is None
        yield Outcome(name, frozenset() if alone else frozenset({"taken"}), rows, raw)


def judged(name: str, raw: bytes) -> tuple[Record, ...]:
    """Judge one mail as `check --reports` does."""
    return judge_found(RawMail(raw, name))


def _wrong(case: Case, rows: tuple[Record, ...]) -> Iterator[str]:
    """Name what is wrong; a row for the report itself may stand beside the others."""
    inside = tuple(row for row in rows if row["via"])
    if not inside:
        yield "missed"
    if any(_is_reporter(row, case) for row in inside):
        yield "blamed"
    rows = inside or rows
    if case.loose:
        found = [row for row in rows if _same_name(row, case.expected[0])]
        if not found:
            yield "name"
        for row in found[:1]:
            whole = replace(case.expected[0], address=None)
            yield from _fields(row, whole, address=case.expected[0].address)
        return
    if len(rows) != len(case.expected):
        yield "count"
    for row, wanted in zip(rows, case.expected, strict=False):
        yield from _fields(row, wanted, address=wanted.address or "")


def _fields(row: Record, wanted: Expected, *, address: str | None) -> Iterator[str]:
    """Name the fields that differ; `address` None: it was cut, so any will do."""
    shown = row["from"] or {"name": None, "address": None}
    if not _same_name(row, wanted):
        yield "name"
    if address is not None and (shown["address"] or "") != address:
        yield "address"
    if wanted.date and not _same_minute(row["date"], wanted.date):
        yield "date"
    if wanted.subject and _bare(row["subject"]) != _bare(wanted.subject):
        yield "subject"


def _same_name(row: Record, wanted: Expected) -> bool:
    shown = row["from"] or {"name": None, "address": None}
    name = _bare(shown["name"])
    if wanted.name is None:
        return name in {"", wanted.address}
    return name == _bare(wanted.name)


def _is_reporter(row: Record, case: Case) -> bool:
    shown = row["from"] or {"name": None, "address": None}
    return bool(shown["address"] == case.reporter.address)


def _bare(text: str | None) -> str:
    """Leave out blanks and quote marks: a fold may eat or add one."""
    return "".join((text or "").split()).strip("\"'*")


def _same_minute(found: str | None, wanted: datetime) -> bool:
    """Compare what the clock showed; most heads name no zone."""
    if not found:
        return False
    return datetime.fromisoformat(found).replace(tzinfo=None, second=0) == (
        wanted.replace(second=0)
    )


def measure(work: Path) -> Iterator[Result]:
    """Measure the bars."""
    del work
    prepare_for_cases()
    every = [one for batch in BATCHES for one in outcomes(batch)]
    right = sum(not one.wrong for one in every)
    yield Result(
        "forwards by another hand: name, address, date and subject right",
        f"≥ {BAR:.0%}",
        f"{right} of {len(every)}",
        right >= BAR * len(every),
    )
    blamed = sum("blamed" in one.wrong for one in every)
    yield Result(
        "the same: the reporter taken for the forger", "0", f"{blamed}", blamed == 0
    )
    mails = list(decoy_outcomes())
    alone = sum(not one.wrong for one in mails)
    yield Result(
        "mail that is no report: judged as itself",
        "all",
        f"{alone} of {len(mails)}",
        alone == len(mails),
    )


def prepare_for_cases() -> None:
    """Get this process ready to judge the cases."""
    prepare(Errand(load_organization(_HERE / "honmono.toml"), reports=True))
