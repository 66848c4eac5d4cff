"""One world on the disk, and the three ways in which its incidents are answered.

OUT/honmono.toml  OUT/mail/…  OUT/reports/clinic6-0001/report-00.eml  OUT/store
OUT/clinic6.scenarios.jsonl  OUT/clinic6.truth.jsonl  OUT/archives/clinic6    the tables
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from benchmarks.data import honmono
from benchmarks.raw_worlds.mailboxes import Post
from benchmarks.raw_worlds.reports import FORMS, Desk, Reported
from benchmarks.trace_answers import Row
from benchmarks.trace_worlds.archive import Archive, line
from benchmarks.trace_worlds.sets import incidents
from benchmarks.trace_worlds.shapes import Shape
from benchmarks.trace_worlds.traffic import make_world
from honmono.config import load_organization
from honmono.trace.archive._core import Level
from honmono.trace.archive.store import Store
from honmono.trace.evidence.record import as_json
from honmono.trace.pipeline import trace
from honmono.trace.sets import read_set

DAY: Final = 86_400


@dataclass(frozen=True, slots=True)
class Written:
    """A world that has been written."""

    folder: Path
    name: str
    reports: dict[str, list[Reported]]
    """Scenario → its reports."""

    forms: dict[str, str]
    """Scenario → the form of its reports."""

    @property
    def set_(self) -> Path:
        """The tables, as `honmono bench trace --set` takes them."""
        return self.folder / self.name

    def index(self) -> None:
        """Index the mail with the command; each folder is named as its owner's address."""
        self._command("index", "--archive", str(self.store), str(self.folder / "mail"))

    @property
    def store(self) -> Path:
        """What the command made."""
        return self.folder / "store"

    def traced(self, scenario: str) -> Row:
        """The command's answer to the files of a scenario."""
        files = str(self.folder / "reports" / scenario)
        told = self._command(
            "trace", "--archive", str(self.store), "--format", "jsonl", files
        )
        answer: dict[str, Any] = json.loads(told) if told.strip() else {}
        return {**answer, "id": scenario}

    def answered(self, *, on_tables: bool) -> list[Row]:
        """The answers to the rows, on the rows of mail or on the indexed mail."""
        rows = self.folder / f"rows-{on_tables}"
        scenarios = read_set(self.set_, Level.FULL, rows)
        org = None if on_tables else load_organization(self.folder / "honmono.toml")
        with Store(rows if on_tables else self.store, org) as archive:
            return [
                {
                    **as_json(
                        trace(told.forgeries, archive, Level.FULL, told.as_of + DAY),
                        None,
                    ),
                    "id": told.id,
                }
                for told in scenarios
            ]

    def _command(self, command: str, *rest: str) -> str:
        org = str(self.folder / "honmono.toml")
        told = subprocess.run(
            [*honmono(), command, "--org", org, *rest],
            check=False,
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
        )
        if told.returncode:
            print(
                f"{command}: {told.returncode}: {told.stderr[-400:]}", file=sys.stderr
            )
        return told.stdout


def write(
    out: Path,
    shape: Shape,
    zone: ZoneInfo,
    seed: int,
    turns: Sequence[tuple[str, tuple[int, ...], int]],
) -> Written:
    """Invent a world and write it, as mail and as tables."""
    archive = Archive(make_world(shape, seed))
    post = Post(archive, zone, seed)
    post.write(out)
    archive.write(out / "archives" / shape.name)
    world = Written(out, shape.name, {}, {})
    made = list(incidents(archive, seed, turns))
    scenarios: list[Row] = []
    for number, one in enumerate(made):
        told, form = one.scenario, FORMS[number % len(FORMS)]
        desk = Desk(post, told["id"], seed)
        reports = [
            desk.report(row, truth, form)
            for row, truth in zip(told["reports"], one.truth["reports"], strict=True)
        ]
        world.reports[told["id"]], world.forms[told["id"]] = reports, form
        scenarios.append({**told, "reports": [report.left for report in reports]})
        folder = out / "reports" / told["id"]
        folder.mkdir(parents=True)
        for place, report in enumerate(reports):
            (folder / f"report-{place:02}.eml").write_bytes(report.raw)
    for kind, rows in (("scenarios", scenarios), ("truth", [x.truth for x in made])):
        path = out / f"{shape.name}.{kind}.jsonl"
        path.write_text(
            "".join(line(dict(row)) for row in rows), encoding="utf-8", newline="\n"
        )
    return world
