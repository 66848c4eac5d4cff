"""Incidents on raw mail, asked over partitions on a Ray cluster and of one store here.

    python -m benchmarks.engine_incidents            some three minutes

The first 20 incidents of `trace/e2e-dev`: 30 real mailboxes are indexed by this process
into one store, and by two Ray nodes into three partitions; then each incident is traced
both ways, and the answers are held against each other, all their numbers.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.bars import Result
from benchmarks.data import folder_of
from honmono.check.org import Organization
from honmono.check.org.portrait import Portrait
from honmono.config import load_organization
from honmono.engine import Engine
from honmono.mail.source import Access, read, survey
from honmono.trace.archive._core import Level
from honmono.trace.archive.entry import compared
from honmono.trace.archive.indexing import index
from honmono.trace.archive.manifest import Manifest, write
from honmono.trace.archive.partitions import opened
from honmono.trace.archive.reading import Reader
from honmono.trace.archive.sharding import Written, index_shards, join_partitions
from honmono.trace.archive.writer import Writer
from honmono.trace.evidence import as_json
from honmono.trace.forgery import Forgery
from honmono.trace.people.directory import of_organization
from honmono.trace.pipeline import trace
from honmono.trace.reports import forgeries_in, joined
from tests.engine.raylets import two_nodes

INCIDENTS: Final = 20
PARTS: Final = 3
CLOSE: Final = 1.5e-6
"""Numbers are told with six digits after the point."""

DAY: Final = 86_400

Boxes = Sequence[tuple[str, str]]


def unpacked(work: Path) -> Boxes:
    """(Owner, folder) of each mailbox."""
    set_ = folder_of("trace/e2e-dev")
    corpus = folder_of("corpora/enron.tar.zst")
    words = [sys.executable, str(set_ / "unpack.py"), str(corpus), str(work / "mail")]
    subprocess.run(words, check=True)
    with (set_ / "mailboxes.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [(row["address"], str(work / "mail" / row["mailbox"])) for row in rows]


def stored(archive: Path, boxes: Boxes, org: Organization) -> Path:
    """One store, made here."""
    with Writer(archive) as writer:
        reader = Reader(writer.database, Access())
        numbered = [(writer.mailbox(who), source) for who, source in boxes]
        registered = of_organization(org)[1]
        for _ in index(writer, numbered, reader, registered=registered):
            pass
    return archive


def parted(archive: Path, boxes: Boxes, org: Organization, engine: Engine) -> Path:
    """The same in partitions, made by an engine."""
    archive.mkdir()
    sizes = Counter({who: survey(source) for who, source in boxes})
    manifest = Manifest(PARTS, {}).with_mailboxes(sizes)
    write(archive, manifest)
    done = Written()
    for part in index_shards(archive, manifest, boxes, engine=engine):
        done = done.with_(part)
    if done.error:
        raise RuntimeError(done.error)
    join_partitions(archive, manifest, of_organization(org)[1])
    return archive


def answers(
    archive: Path, org: Organization, engine: Engine | None = None
) -> Iterator[dict[str, Any]]:
    """What a trace says of each incident."""
    set_, us = folder_of("trace/e2e-dev"), Portrait(org)
    lines = (set_ / "e2e-dev.scenarios.jsonl").read_text("utf-8").splitlines()
    with opened(archive, org, engine=engine) as asked:
        for line in lines[:INCIDENTS]:
            found = forgeries_in(read(str(set_ / json.loads(line)["folder"])), us)
            forged = joined([each for each in found if isinstance(each, Forgery)])
            newest = max(each.date or 0 for each in forged)
            yield as_json(trace(forged, asked, Level.FULL, newest + DAY), None)


def alike(one: Any, other: Any) -> bool:
    """The same words in the same order, and numbers that differ in the last digit.

    A subject is told as the first mail wrote it that had its letters: of one store, or of
    a partition.  So texts are compared as subjects are.
    """
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(
            alike(value, other[key]) for key, value in one.items()
        )
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, float) and isinstance(other, (int, float)):
        return abs(one - other) <= CLOSE
    if isinstance(one, str) and isinstance(other, str):
        return compared(one) == compared(other)
    return bool(one == other)


def measure(engine: Engine, work: Path) -> Iterator[Result]:
    """Equal answers to incidents."""
    org = load_organization(folder_of("trace/e2e-dev") / "honmono.toml")
    boxes = unpacked(work)
    here = answers(stored(work / "one", boxes, org), org)
    there = answers(parted(work / "parts", boxes, org, engine), org, engine)
    same = [alike(*each) for each in zip(here, there, strict=True)]
    yield Result(
        f"engine: incidents of raw mail, {PARTS} partitions made and asked on Ray, "
        "answered as by one store here",
        "all",
        f"{sum(same)} of {len(same)}",
        all(same),
    )


def main() -> int:
    """Print the figure."""
    with two_nodes() as nodes, tempfile.TemporaryDirectory() as folder:
        results = list(measure(nodes.engine, Path(folder)))
    for result in results:
        print(f"{result.what}: {result.figure} (bar {result.bar})")
    return 0 if all(result.holds for result in results) else 1


if __name__ == "__main__":
    from benchmarks import engine_incidents

    sys.exit(engine_incidents.main())
