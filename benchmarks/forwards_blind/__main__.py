"""Count how many forwards are read right, and show those that are not."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from benchmarks.forwards_blind.cases import Case, Expected, cases
from benchmarks.forwards_blind.decoys import decoy_mails
from benchmarks.forwards_blind.first import FIRST
from benchmarks.forwards_blind.inner import Batch
from benchmarks.forwards_blind.second import SECOND
from honmono.check.batch import Errand, judge_found, prepare
from honmono.check.record import Record
from honmono.config import load_organization
from honmono.mail.source import RawMail

_HERE: Final = Path(__file__).parent
BATCHES: Final = (
    FIRST,
    SECOND,
    replace(FIRST, name="crossed", layouts=SECOND.layouts),
    replace(SECOND, name="crossed-back", layouts=FIRST.layouts),
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
    if any(_is_reporter(row, case) for row in inside or rows):
        yield "reporter"
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


def main() -> None:
    """Print the figures of every batch, by field and by kind of mail."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--wrong", action="store_true")
    asked.add_argument("--batch", default="")
    asked.add_argument("--dump", type=Path)
    args = asked.parse_args()
    prepare(Errand(load_organization(_HERE / "honmono.toml"), reports=True))
    for batch in BATCHES:
        if args.batch in {"", batch.name}:
            _print(batch.name, list(outcomes(batch)), args.wrong, args.dump)
    if args.batch in {"", "decoys"}:
        _print("decoys", list(decoy_outcomes()), args.wrong, args.dump)


def _print(name: str, all_of: list[Outcome], wrong: bool, dump: Path | None) -> None:
    kinds = Counter(kind for one in all_of for kind in one.wrong)
    right = sum(not one.wrong for one in all_of)
    print(
        f"{name}: {right} of {len(all_of)} right ({right / len(all_of):.2%});",
        dict(kinds),
    )
    for one in all_of:
        if one.wrong and wrong:
            print(" ", one.case, sorted(one.wrong))
            for row in one.rows:
                print(
                    "      ", row["from"], row["date"], row["subject"], bool(row["via"])
                )
        if one.wrong and dump:
            dump.mkdir(exist_ok=True)
            (dump / f"{one.case.replace('/', '_')}.eml").write_bytes(one.raw)


if __name__ == "__main__":
    main()
