"""Whom shown names are, and which addresses are one person's.

    python -m benchmarks.trace_people

*Named*: on the three sets of traces, for each report that shows somebody whom the archive
knows: is the one who was meant among those named, and how many are named.  Who is shown
and was never seen in our mail cannot be named; they are counted apart.

*Joined*: on the Enron mailboxes.  That an alias should be joined is told by
`addresses.tsv` of the raw set (41 people who own the mailboxes, checked by hand by its
makers): each alias against the person's address that is used most, weighed by sightings.
That a join is wrong is told by the ids of Exchange's own directory, which stand in X-From
and X-To and which joining does not look at: two joined addresses whose ids differ, where
the ids stand in a tenth of the mail of both.  In the tables every person has one address,
so every join there is wrong.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmarks.bars import Result
from benchmarks.data import folder_of, unpack
from honmono.config import load_organization
from honmono.mail.message.message import Message
from honmono.mail.message.parse import parse
from honmono.mail.source import RawMail, read
from honmono.trace.people.aliases import Sighting, persons
from honmono.trace.people.directory import Directory, of_organization
from honmono.trace.people.forms import forms_of, forms_shown
from honmono.trace.people.x_names import names_of

TABLES: Final = ("dev-synth", "dev-core")
NAMES: Final = 20_000
"""Invented names whose forms are made, for the rate."""

_ENTRY: Final = re.compile(rb"/CN=RECIPIENTS/CN=([A-Z0-9_]+)>", re.IGNORECASE)


class Found(NamedTuple):
    """How well the people of one set are named."""

    shown: int
    known: int
    """Shown people whom the archive has seen."""

    named: int
    first: int
    people: int
    """Persons named, over all reports that show somebody known."""

    @property
    def recall(self) -> float:
        """Part of the known ones who are among those named."""
        return self.named / self.known

    @property
    def mean(self) -> float:
        """Persons named for a report."""
        return self.people / self.known


def found(directory: Directory, pairs: Iterable[tuple[str, str]]) -> Found:
    """Look up (shown text, address of who was meant); say who is missed."""
    shown = known = named = first = people = 0
    for text, meant in pairs:
        shown += 1
        person = directory.owner(meant)
        if person is None:
            continue
        fitting = [fit.person for fit in directory.fits(text)]
        if person not in fitting:
            print(f"not named: {text!r} {meant} {fitting[:3]}", file=sys.stderr)
        known += 1
        named += person in fitting
        first += fitting[:1] == [person]
        people += len(fitting)
    return Found(shown, known, named, first, people)


# --- the sets of tables


def _lines(path: Path) -> Iterator[Any]:
    data = path.read_bytes()
    text = gzip.decompress(data) if path.suffix == ".gz" else data
    yield from map(json.loads, text.splitlines())


def table(name: str) -> tuple[list[Sighting], list[Sighting]]:
    """Read (sightings in mail, our own people) of a set of tables."""
    folder = folder_of(f"trace/archives/{name}")
    seen: Counter[tuple[str, str]] = Counter()
    for mail in _lines(folder / "messages.jsonl.gz"):
        for one in (mail["from"], *mail["to"], *mail["cc"]):
            seen[one["addr"], one["name"]] += 1
    boxes = json.loads((folder / "org.json").read_text("utf-8"))["mailboxes"]
    own = [
        Sighting(box["addr"], name, 1)
        for box in boxes
        for name in (box["name"], box.get("alt_name"))
        if name
    ]
    return [Sighting(a, name, times) for (a, name), times in seen.items()], own


def of_tables(name: str) -> tuple[Directory, Iterator[tuple[str, str]]]:
    """Give the people of a set of tables, and what its reports show."""
    seen, own = table(name)
    directory = Directory([*own, *seen], {one.address: one.address for one in own})
    truth = {one["id"]: one for one in _lines(folder_of(f"trace/{name}.truth.jsonl"))}
    pairs = (
        (report["from_display"], told["sender"])
        for scenario in _lines(folder_of(f"trace/{name}.scenarios.jsonl"))
        for report, told in zip(
            scenario["reports"], truth[scenario["id"]]["reports"], strict=True
        )
        if told.get("sender")
    )
    return directory, pairs


# --- raw mail


class Seen:
    """What the mailboxes of one archive show."""

    def __init__(self, folder: Path) -> None:
        self.names: Counter[tuple[str, str]] = Counter()
        self.entries: defaultdict[str, Counter[bytes]] = defaultdict(Counter)
        """For each address the ids in Exchange's directory."""

        self.seconds = self.mails = 0.0
        for raw in read(str(folder)):
            if isinstance(raw, RawMail):
                self._add(parse(raw))

    def _add(self, mail: Message) -> None:
        people = [a.address.lower() for a in (*mail.authors[:1], *mail.to, *mail.cc)]
        start = time.process_time()
        names = names_of(mail)
        self.seconds += time.process_time() - start
        self.mails += 1
        self.names.update(names)
        named = {address for address, _ in names}
        self.names.update((a, "") for a in people if a and a not in named)
        self._note_entry(mail)

    def _note_entry(self, mail: Message) -> None:
        """Note the id of the author, and of somebody who alone got the mail."""
        fields = (("x-from", mail.authors[:1]), ("x-to", mail.to), ("x-cc", mail.cc))
        for field, people in fields:
            ids = [i for value in mail.values(field) for i in _ENTRY.findall(value)]
            if len(people) == len(ids) and len(ids) > 0:
                for one, entry in zip(people, ids, strict=True):
                    self.entries[one.address.lower()][entry.upper()] += 1

    @property
    def sightings(self) -> list[Sighting]:
        """As joining takes them."""
        return [Sighting(a, name, times) for (a, name), times in self.names.items()]


def of_raw_mail(archive: Path) -> tuple[Directory, list[tuple[str, str]], Seen]:
    """Give the people of the raw set, and what its reports show."""
    org = load_organization(folder_of("trace/e2e-dev/honmono.toml"))
    own, registered = of_organization(org)
    seen = Seen(archive)
    truth = _lines(folder_of("trace/e2e-dev/e2e-dev.truth.jsonl"))
    pairs = [
        (report["display"], report["sender"])
        for scenario in truth
        for report in scenario["reports"]
        if report["source"] and report["sender"]
    ]
    return Directory([*own, *seen.sightings], registered), pairs, seen


class Joined(NamedTuple):
    """How well addresses are joined."""

    joins: int
    """Pairs of addresses that are one person's, as joined."""

    judged: int
    wrong: int
    """Of the judged ones: the directory has two entries."""

    aliases: int
    recall: float
    """Of their sightings."""


def joined(seen: Seen) -> Joined:
    """Hold the joins of the Enron addresses against aliases and ids that are known."""
    person = persons(seen.sightings)
    times: Counter[str] = Counter()
    for address, _, often in seen.sightings:
        times[address] += often
    clusters: defaultdict[str, list[str]] = defaultdict(list)
    for address, one in person.items():
        clusters[one].append(address)
    pairs = [two for cluster in clusters.values() for two in combinations(cluster, 2)]
    sure = {
        address: set(ids)
        for address, ids in seen.entries.items()
        if ids.total() * 10 >= times[address]
    }
    judged = [(a, b) for a, b in pairs if a in sure and b in sure]
    wrong = [two for two in judged if not sure[two[0]] & sure[two[1]]]
    for two in wrong:
        print("joined, and the directory has two entries:", *two, file=sys.stderr)
    known: defaultdict[str, list[str]] = defaultdict(list)
    with folder_of("trace/e2e-dev/addresses.tsv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            known[row["new"]].append(row["old"])
    total = right = aliases = 0
    for new, old in known.items():
        addresses = [address for address in {new, *old} if address in times]
        main = max(addresses, key=lambda a: times[a])
        for address in addresses:
            if address != main:
                aliases += 1
                total += times[address]
                right += times[address] * (person[address] == person[main])
    return Joined(len(pairs), len(judged), len(wrong), aliases, right / total)


# --- the bars


def measure(work: Path) -> Iterator[Result]:
    """Measure every bar."""
    for name in TABLES:
        yield from _named(name, found(*of_tables(name)))
        moved = [a for a, one in persons(table(name)[0]).items() if a != one]
        yield Result(
            f"{name}: people who are one by mistake", "0", str(len(moved)), not moved
        )
    enron = unpack("enron", work)
    archive = work / "archive"
    script = folder_of("trace/e2e-dev/unpack.py")
    subprocess.run([sys.executable, script, enron, archive], check=True)
    directory, pairs, seen = of_raw_mail(archive)
    yield from _named("raw mail", found(directory, pairs))
    yield from _joined(joined(Seen(_mailboxes(enron))))
    micro = seen.seconds / seen.mails * 1e6
    yield Result("names of one mail: CPU", "≤ 15 µs", f"{micro:.1f} µs", micro <= 15)
    yield from _speed([name for _, name in seen.names if name], pairs)


def _mailboxes(folder: Path) -> Path:
    return next(folder.rglob("mailboxes"))


def _named(name: str, result: Found) -> Iterator[Result]:
    yield Result(
        f"{name}: who was shown is among those named ({result.known} known of "
        f"{result.shown})",
        "≥ 0.97",
        f"{result.recall:.3f}, first {result.first / result.known:.3f}",
        result.recall >= 0.97,
    )
    yield Result(
        f"{name}: people named for one text",
        "≤ 1.6",
        f"{result.mean:.2f}",
        result.mean <= 1.6,
    )


def _joined(result: Joined) -> Iterator[Result]:
    part = result.wrong / result.joins
    yield Result(
        f"Enron: joined pairs that its directory contradicts ({result.judged} of "
        f"{result.joins} could be judged)",
        "≤ 0.5 % of all",
        f"{result.wrong}, {part:.2%}",
        part <= 0.005,
    )
    yield Result(
        f"Enron: mail of {result.aliases} aliases that is joined with its person",
        "≥ 0.75",
        f"{result.recall:.2f}",
        result.recall >= 0.75,
    )


def _speed(names: list[str], pairs: list[tuple[str, str]]) -> Iterator[Result]:
    start = time.process_time()
    for name in names[:NAMES]:
        forms_of(name)
    rate = len(names[:NAMES]) / (time.process_time() - start)
    yield Result("forms of names", "≥ 20,000 a second", f"{rate:,.0f}", rate >= 20_000)
    start = time.process_time()
    for shown, _ in pairs:
        forms_shown(shown)
    milli = (time.process_time() - start) / len(pairs) * 1e3
    yield Result("forms of a shown text", "≤ 1 ms", f"{milli:.3f} ms", milli <= 1)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="honmono-people-") as folder:
        for bar in measure(Path(folder)):
            verdict = "holds" if bar.holds else "FALLS SHORT"
            print(f"{bar.what}: {bar.figure} ({bar.bar}) {verdict}", flush=True)
