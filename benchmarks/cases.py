"""Incidents: do real ones pass, is every mistake named, is nothing lost by a kill?

    python -m benchmarks.cases

The published incidents of the test data go through the commands and back.  Then each is
broken in every way of `BREAKS`, and must be refused or told with the place that was
broken.  A list of a million persons is attached and checked; and a process that adds
records without end is killed at random moments.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from benchmarks.bars import Result
from benchmarks.data import folder_of, honmono
from benchmarks.memory import measure as peak_of
from honmono.incident.case import Incident, IncidentFileError, parse_incident
from honmono.incident.case.checks import Severity, World, problems
from honmono.incident.case.events import Event
from honmono.incident.case.records import new_id
from honmono.incident.evidence import Note, writing
from honmono.incident.folder import (
    attach,
    change_case,
    create_case,
    look_at,
    place_of,
    read_case,
)

PERSONS: Final = 1_000_000
MEMORY: Final = 400 * 10**6
KILLS: Final = 50
_NOW: Final = datetime(2026, 11, 20, 9, tzinfo=UTC)
_NEW: Final = b"""{"format": "honmono-incident-1", "id": "i",
 "organization": {"name": {"ja": "\xe4\xbe\x8b\xe7\xa4\xba\xe4\xba\x8b\xe5\x8b\x99"}}}"""


# --- real ones


def notices(work: Path) -> Iterator[Result]:
    """Published incidents through the commands, and back."""
    file, cases = folder_of("cases/notices.jsonl"), work / "cases"
    given = [json.loads(line) for line in file.read_bytes().splitlines()]
    case = [*honmono(), "case"]
    first = _status([*case, "import", str(file), "--out", str(cases)])
    again = _status([*case, "import", str(file), "--out", str(cases)])
    done = subprocess.run(
        [*case, "export", str(cases)], capture_output=True, check=True
    )
    back = [json.loads(line) for line in done.stdout.splitlines()]
    same = sum(record in back for record in given)
    yield Result(
        "case: published incidents imported and exported by the commands, equal",
        "all",
        f"{same} of {len(given)}; status {first}, again {again}",
        same == len(given) == len(back) and (first, again) == (0, 0),
    )
    found = [
        problem
        for path in cases.glob("*.json")
        for problem in problems(read_case(path), World(_NOW))
    ]
    errors = sum(one.severity is Severity.ERROR for one in found)
    yield Result(
        "case: errors found in these, which are in order; warnings",
        "0",
        f"{errors}; {len(found) - errors}",
        errors == 0,
    )


def _status(command: list[str]) -> int:
    return subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode


# --- broken ones

Broken = tuple[dict[str, Any], str]
"""An incident file that is wrong, and the place that must be named."""


def _put(data: dict[str, Any], part: str, *records: dict[str, Any]) -> Broken:
    """With records behind those that are there; their place."""
    held = data.get(part, [])
    return data | {part: [*held, *records]}, f"{part}[{len(held)}]"


def _task(name: str, *after: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "kind": "other", "title": {"en": "t"}, "after": after, **more}


_DONE: Final = {"by": "Sato", "when": "2022-05-01"}
_LATER: Final = {"by": "Sato", "when": "2022-05-03"}
_REPORT: Final = {"id": "z", "findings": [{"kind": "mailbox-theft", "answer": "yes"}]}

BREAKS: Final[dict[str, Callable[[dict[str, Any]], Broken]]] = {
    "a part that nobody knows": lambda d: (d | {"event": []}, "event"),
    "a key that nobody knows": lambda d: _put(
        d, "events", {"id": "z", "kind": "infection", "wen": "2022"}
    ),
    "a day that is not": lambda d: _put(
        d, "events", {"id": "z", "kind": "infection", "when": "2022-02-30"}
    ),
    "a moment that ends before it begins": lambda d: _put(
        d, "events", {"id": "z", "kind": "infection", "when": "2022-05-18/2022-05-17"}
    ),
    "an event in the future": lambda d: _put(
        d, "events", {"id": "z", "kind": "infection", "when": "2031-05-18"}
    ),
    "a kind that nobody knows": lambda d: _put(
        d, "events", {"id": "z", "kind": "infektion"}
    ),
    "a text where a number is": lambda d: _put(
        d, "figures", {"id": "z", "kind": "offices", "value": "3"}
    ),
    "at least more than at most": lambda d: _put(
        d, "affected", {"id": "z", "persons": {"at_least": 3, "at_most": 2}}
    ),
    "more covered than there are": lambda d: _put(
        d, "coverage", {"id": "z", "offices": [{"total": 1, "covered": 2}]}
    ),
    "a task that waits for itself": lambda d: _put(d, "tasks", _task("z", "z")),
    "tasks that wait for each other": lambda d: _put(
        d, "tasks", _task("z", "y"), _task("y", "x"), _task("x", "z")
    ),
    "a task that waits for none": lambda d: _put(d, "tasks", _task("z", "nobody")),
    "done before what it waits for": lambda d: _put(
        d, "tasks", _task("z", "y", done=_DONE), _task("y", done=_LATER)
    ),
    "changed before it was asked": lambda d: _put(
        d,
        "accounts",
        {"id": "z", "kind": "mailbox", "name": "z",
         # after every fake: a change that is older than it is asked for again
         "rotation": {"asked": "2026-11-02", "changed": "2026-11-01"}},
    ),
    "a case without evidence": lambda d: _put(
        d, "hypotheses", {"id": "z", "code": "C6", "standing": "established"}
    ),
    "a decision against a finding": lambda d: _put(
        d | {"outside_reports": [_REPORT]},
        "decisions",
        {"id": "zz", "kind": "leak-not-confirmed"},
    ),
    "a record that is cited and not there": lambda d: _put(
        d, "decisions", {"id": "z", "kind": "publish", "cites": ["nobody"]}
    ),
    "an original that was never kept": lambda d: _put(
        d, "events", {"id": "z", "kind": "infection", "evidence": ["0" * 64]}
    ),
    "a list that is not there": lambda d: _put(
        d, "affected", {"id": "z", "list": "persons"}
    ),
    "a correction of nothing": lambda d: _put(
        d,
        "corrections",
        {"record": "z", "of": "events", "at": "2022-05-18T09:00:00Z", "by": "Sato",
         "old": {}, "new": {}},
    ),
}  # fmt: skip
"""Every way to be wrong, by its name."""


def broken(work: Path) -> Iterator[Result]:
    """Break every published incident in every way."""
    cases = work / "cases"
    file = folder_of("cases/notices.jsonl")
    _status([*honmono(), "case", "import", str(file), "--out", str(cases)])
    missed, count = [], 0
    for path in sorted(cases.glob("*.json")):
        for name, break_ in BREAKS.items():
            data, place = break_(json.loads(path.read_bytes()))
            count += 1
            if not any(told.startswith(place) for told in _places(data)):
                missed.append(f"{path.stem}: {name}")
    yield Result(
        f"case: {len(BREAKS)} kinds of mistakes in each of them, named with their place",
        "all",
        f"{count - len(missed)} of {count} {missed[:3]}",
        not missed and count > 1_000,
    )


def _places(data: dict[str, Any]) -> list[str]:
    """The places of all that is wrong."""
    try:
        incident = parse_incident(json.dumps(data).encode())
    except IncidentFileError as error:
        return [mistake.place for mistake in error.mistakes]
    found = problems(incident, World(_NOW, originals=frozenset()))
    return [one.place for one in found]


# --- long lists


def persons(work: Path, count: int = PERSONS) -> Iterator[Result]:
    """Attach a list of a million persons and check the incident, by the commands."""
    case, rows = work / "i.json", work / "persons.jsonl"
    create_case(case, parse_incident(_NEW), Note("opened", _NOW, "Sato"))
    with rows.open("w", encoding="utf-8") as file:
        for n in range(count):
            mail = f"person.{n}@partner{n % 5_000}.example"
            row = {"name": f"伊藤 {n}", "mail": mail, "data": ["mail-address", "name"]}
            file.write(json.dumps(row | {"group": "customers"}) + "\n")
    command = [*honmono(), "case"]
    at_case = ["--case", str(case), "persons"]
    peaks = {
        "attach": peak_of([*command, "attach", *at_case], rows),
        "check": peak_of([*command, "check", "--case"], case),
    }
    most = max(peak.bytes for peak in peaks.values())
    times = ", ".join(f"{name} {peak.seconds:.0f} s" for name, peak in peaks.items())
    right = all(peak.status == 0 for peak in peaks.values())
    yield Result(
        f"case: a list of {count:,} persons attached and checked, peak RssAnon",
        f"≤ {MEMORY / 1e6:.0f} MB",
        f"{most / 1e6:.0f} MB ({times})",
        most <= MEMORY and right and read_case(case).lists[0].rows == count,
    )


# --- kills


def add_for_ever(folder: Path) -> None:
    """Add records and lists again and again, and print what is confirmed."""
    case, rows = folder / "i.json", folder / "rows.jsonl"

    def edit(incident: Incident) -> Incident:
        event = Event(id=new_id(incident, "events"), kind="phone_calls")
        return incident.put("events", event)

    number = 0
    while True:
        number += 1
        if number % 5 == 0:
            rows.write_text(f'{{"name": "{number}"}}\n' * 500, "utf-8")
            note = Note("attached", _NOW, "Sato")
            done = attach(case, "persons", rows, note)
            sys.stdout.write(f"list {done.after.lists[0].sha256}\n")
        else:
            done = change_case(case, edit, Note("added", _NOW, "Sato"))
            sys.stdout.write(f"event {done.after.events[-1].id}\n")
        sys.stdout.flush()


def kills(work: Path, count: int = KILLS) -> Iterator[Result]:
    """Kill the writer at random moments; each time see what is there."""
    random_ = random.Random(8)  # noqa: S311
    case = work / "i.json"
    create_case(case, parse_incident(_NEW), Note("opened", _NOW, "Sato"))
    place, wrong, changes, mended = place_of(case), [], 0, 0
    for _ in range(count):
        said = [line.split() for line in _until_killed(work, random_)]
        changes += len(said)
        with writing(place) as writer:
            mended += len(writer.told)
            agrees = writer.agrees
        incident = read_case(case)
        names = {event.id for event in incident.events}
        lost = [n for what, n in said if what == "event" and n not in names]
        lists = [n for what, n in said if what == "list"]
        whole = all(look_at(place, one).value == "whole" for one in incident.lists)
        kept = all(any(place.folder.glob(f"lists/*-{n}.jsonl")) for n in lists)
        if lost or not (agrees and whole and kept):
            wrong.append(f"{lost[:1]} {agrees} {whole} {kept}")
    yield Result(
        f"case: kill -9 at {count} moments of adding: file, lists and log agree, "
        "nothing confirmed is lost",
        "always",
        f"{count - len(wrong)} times, {mended} mended, {changes} changes {wrong[:3]}",
        not wrong and changes > count,
    )


def _until_killed(work: Path, random_: random.Random) -> list[str]:
    """Whole lines that the writer printed before it was killed."""
    words = [sys.executable, "-m", "benchmarks.cases", "--add", str(work)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        first = running.stdout.readline()
        time.sleep(random_.random() * 0.2)
        os.kill(running.pid, signal.SIGKILL)
        lines = [first, *running.stdout]
    return [line for line in lines if line.endswith("\n")]


def measure(work: Path) -> Iterator[Result]:
    """The bars of incidents on the disk."""
    for part in (notices, broken, persons, kills):
        folder = work / part.__name__
        folder.mkdir()
        yield from part(folder)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--add"]:
        add_for_ever(Path(sys.argv[2]))
    with tempfile.TemporaryDirectory(prefix="honmono-cases-") as temporary:
        for line in measure(Path(temporary)):
            print(f"{line.what}\n    {line.bar}: {line.figure}", flush=True)
