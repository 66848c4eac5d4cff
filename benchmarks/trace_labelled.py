"""Incidents whose truth is known, of three kinds, and all that the archive said about them.

    tables      trace/dev-synth, trace/dev-core        rows of reports, rows of mail
    worlds      `trace_worlds`: 21 invented ones       the same; thieves with habits
    raw mail    trace/e2e-dev, `trace_raw_worlds`      .eml reports, indexed mailboxes

An incident keeps what the archive answered (`Remembered`), so that the model can be asked
again and again with other figures, without any archive: a second for a hundred incidents,
where reading them takes minutes.  With a folder, every set is kept there as one file.

It leaves alone: thieves who frame somebody (`ADVERSARY`).  No figures help against them.
"""

from __future__ import annotations

import csv
import json
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from benchmarks import trace_raw, trace_raw_worlds
from benchmarks.data import folder_of, honmono
from benchmarks.raw_worlds import world as raw_world
from benchmarks.trace_bars import ADVERSARY
from benchmarks.trace_worlds.sets import write
from benchmarks.trace_worlds.shapes import WORLDS, Shape
from honmono.check.org.portrait import Portrait
from honmono.config import load_organization
from honmono.mail.source import read
from honmono.trace.archive._core import Archive, Level
from honmono.trace.archive.store import Store
from honmono.trace.forgery import Forgery
from honmono.trace.model.facts import Facts, gathered
from honmono.trace.model.figures import Figures, measured
from honmono.trace.model.ledger import Ledger
from honmono.trace.model.posterior import Posterior
from honmono.trace.reports import forgeries_in, joined
from honmono.trace.sets import raw_scenarios, read_set
from honmono.trace.traced import Case

TABLES: Final = "tables"
INVENTED: Final = "worlds"
RAW: Final = "raw mail"
KINDS: Final = (TABLES, INVENTED, RAW)
GIVEN: Final = ("dev-synth", "dev-core")


class Remembered:
    """An archive that remembers what it was asked, and answers so when it is gone."""

    def __init__(self, archive: Archive) -> None:
        """Begin without any answer."""
        self._archive: Archive | None = archive
        self._answers: dict[tuple[object, ...], Any] = {}

    def __getattr__(self, question: str) -> Callable[..., Any]:
        """Give the question, as it would be asked of the archive."""
        if question.startswith("_"):
            raise AttributeError(question)

        def asked(*about: object) -> Any:
            key = (question, *about)
            if key not in self._answers:
                self._answers[key] = getattr(self._archive, question)(*about)
            return self._answers[key]

        return asked

    def close(self) -> None:
        """Let the archive go."""
        self._archive = None


@dataclass(frozen=True, slots=True)
class Labelled:
    """An incident with its truth."""

    kind: str
    set: str
    facts: Facts
    truth: Mapping[str, Any]

    @property
    def case(self) -> Case:
        """The true one."""
        return Case(self.truth["case"])

    @property
    def stolen(self) -> tuple[str, ...]:
        """The stolen mailboxes."""
        return tuple(str(one["addr"]).lower() for one in self.truth["stolen"])

    def posterior(self, figures: Figures) -> Posterior:
        """What the reports say under these figures."""
        return Posterior(Ledger(self.facts, figures))

    def chance(self, posterior: Posterior) -> float:
        """Of exactly this case and these mailboxes, or this account."""
        return posterior.chance_of(self.case, self.stolen, self.truth["abused_account"])


def everything(keep: Path | None) -> Iterator[Labelled]:
    """All that is labelled, of each kind; with a folder, what was read is kept there."""
    yield from tables(keep)
    for shape in WORLDS:
        yield from _kept(keep, shape.name, partial(_of_world, shape))
    yield from _kept(keep, trace_raw.NAME, _of_raw_mail)
    for row in trace_raw_worlds.OF:
        yield from _kept(keep, f"raw-{row[0]}", partial(_of_raw_world, *row))


def tables(keep: Path | None) -> Iterator[Labelled]:
    """The given sets of tables alone."""
    for name in GIVEN:
        yield from _kept(keep, name, partial(_of_tables, name))


def _kept(
    keep: Path | None, name: str, read_it: Callable[[Path], list[Labelled]]
) -> list[Labelled]:
    """Read a set, or take it from where it was kept."""
    file = keep / f"{name}.pickle" if keep else None
    if file and file.exists():
        found: list[Labelled] = pickle.loads(file.read_bytes())  # noqa: S301 - our own file
        return found
    with TemporaryDirectory(prefix="honmono-labelled-") as work:
        found = read_it(Path(work))
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(pickle.dumps(found))
    return found


def _of_tables(name: str, work: Path) -> list[Labelled]:
    return list(_rows(TABLES, folder_of("trace") / name, work))


def _of_world(shape: Shape, work: Path) -> list[Labelled]:
    write(shape, work)
    return list(_rows(INVENTED, work / shape.name, work))


def _of_raw_mail(work: Path) -> list[Labelled]:
    set_ = folder_of(f"trace/{trace_raw.NAME}")
    mail, store, org = work / "mail", work / "store", set_ / "honmono.toml"
    corpus = folder_of("corpora/enron.tar.zst")
    subprocess.run([sys.executable, set_ / "unpack.py", corpus, mail], check=True)
    with (set_ / "mailboxes.tsv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            where = ["--org", str(org), "--archive", str(store)]
            where += ["--mailbox", row["address"], str(mail / row["mailbox"])]
            subprocess.run([*honmono(), "index", *where], check=True)
    told = {
        one.id: (one.folder, one.as_of + raw_world.DAY) for one in raw_scenarios(set_)
    }
    return list(_files(set_ / trace_raw.NAME, org, store, told))


def _of_raw_world(
    name: str, _language: str, zone: str, letters: int, work: Path
) -> list[Labelled]:
    shape = next(replace(s, letters=letters) for s in WORLDS if s.name == name)
    written = raw_world.write(
        work, shape, ZoneInfo(zone), trace_raw_worlds.SEED, trace_raw_worlds.TURNS
    )
    written.index()
    rows = (work / f"{name}.scenarios.jsonl").read_text("utf-8").splitlines()
    told = {
        row["id"]: (work / "reports" / row["id"], row["as_of"] + raw_world.DAY)
        for row in map(json.loads, rows)
    }
    return list(_files(written.set_, work / "honmono.toml", written.store, told))


def _rows(kind: str, set_: Path, work: Path) -> Iterator[Labelled]:
    """Incidents of a set of tables, as `honmono bench trace` reads them."""
    truths, store = _truths(set_), work / f"{set_.name}-store"
    scenarios = read_set(set_, Level.FULL, store)
    with Store(store) as archive:
        for told in scenarios:
            if (truth := truths[told.id]).get("habit") != ADVERSARY:
                facts = _asked(told.forgeries, archive, told.as_of)
                yield Labelled(kind, set_.name, facts, truth)


def _files(
    set_: Path, toml: Path, store: Path, told: Mapping[str, tuple[Path, int]]
) -> Iterator[Labelled]:
    """Incidents whose reports are files, as `honmono trace` reads them."""
    truths, org = _truths(set_), load_organization(toml)
    us = Portrait(org)
    with Store(store, org) as archive:
        for scenario, (folder, as_of) in told.items():
            if (truth := truths[scenario]).get("habit") != ADVERSARY:
                found = forgeries_in(read(str(folder)), us)
                forgeries = joined([one for one in found if isinstance(one, Forgery)])
                facts = _asked(forgeries, archive, as_of)
                yield Labelled(RAW, set_.name, facts, truth)


def _truths(set_: Path) -> Mapping[str, Mapping[str, Any]]:
    lines = set_.with_name(f"{set_.name}.truth.jsonl").read_text("utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


def _asked(forgeries: Sequence[Forgery], archive: Store, as_of: int) -> Facts:
    """Ask all that the model will ask, and let the archive go."""
    facts = gathered(forgeries, archive, Level.FULL, as_of)
    remembered = Remembered(archive)
    facts = replace(facts, archive=cast("Archive", remembered))
    _ = Posterior(Ledger(facts, measured())).cases
    remembered.close()
    return facts
