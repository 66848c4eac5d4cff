"""Two trivial ways to name the stolen mailbox, for comparison.

    shown   the person whom the reports show most often
    pairs   the mailbox that knows the shown person and the recipient, in most reports;
            of equals the one that is shown more

Whoever infers anything must beat both.  They read a set's tables as a solver may.
"""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from benchmarks.trace_answers import CANDIDATES, NEXT, Row, rows

ADDRESS: Final = re.compile(r"[\w.+'-]+@[\w.-]+\w")


class Acquaintances:
    """Who is called what, and who knows whom, from an archive's tables."""

    def __init__(self, folder: Path) -> None:
        mailboxes = json.loads((folder / "org.json").read_text("utf-8"))["mailboxes"]
        self.ours = {str(box["addr"]) for box in mailboxes}
        self.called: defaultdict[str, set[str]] = defaultdict(set)
        self.partly: defaultdict[str, set[str]] = defaultdict(set)
        self.knows: defaultdict[str, set[str]] = defaultdict(set)
        for box in mailboxes:
            self._name(box["addr"], box["name"], box["alt_name"])
        for row in _packed(folder / "contacts.jsonl.gz"):
            self._name(row["addr"], row["name"])
            self._meet((row["mailbox"], row["addr"]))
        for row in _packed(folder / "messages.jsonl.gz"):
            people = (row["from"], *row["to"], *row["cc"])
            for person in people:
                self._name(person["addr"], person["name"])
            self._meet([person["addr"] for person in people])

    def _name(self, address: str, *names: str) -> None:
        for name in (address, *names):
            if name:
                self.called[_folded(name)].add(address)
                for word in name.split():
                    self.partly[_folded(word)].add(address)

    def _meet(self, addresses: Iterable[str]) -> None:
        everybody = set(addresses)
        for one in everybody:
            self.knows[one] |= everybody

    def people(self, shown: str) -> list[str]:
        """Whom a display name may be; an address in it decides."""
        found = [x.lower() for x in ADDRESS.findall(shown)]
        known = [one for one in found if one in self.knows or one in self.ours]
        folded = _folded(shown)
        named = self.called.get(folded) or self.partly.get(folded) or set()
        return known or sorted(named)

    def circle(self, people: Iterable[str]) -> set[str]:
        """Everybody who knows one of these."""
        return {other for one in people for other in self.knows.get(one, ())}


def shown(world: Acquaintances, scenario: Row) -> Row:
    """Answer: the person shown most often; of equals the first."""
    return _answer(world, scenario, _shown(world, scenario))


def pairs(world: Acquaintances, scenario: Row) -> Row:
    """Answer: who knows both ends of most reports."""
    seen = _shown(world, scenario)
    votes: Counter[str] = Counter()
    for report in scenario["reports"]:
        people = world.people(report["from_display"])
        both = world.circle(report["to"]) & world.circle(people)
        votes.update(sorted(both - set(report["to"])))
    exact = {one: n + 0.5 * seen.get(one, 0) / (1 + n) for one, n in votes.items()}
    return _answer(world, scenario, exact)


def _shown(world: Acquaintances, scenario: Row) -> dict[str, float]:
    votes: defaultdict[str, float] = defaultdict(float)
    for report in scenario["reports"]:
        people = world.people(report["from_display"])
        for person in people:
            votes[person] += 1 / len(people)
    return dict(votes)


def answers(set_: Path, way: str) -> Iterator[Row]:
    """Answer a whole set (`DIR/NAME`) in one of the two ways."""
    worlds: dict[str, Acquaintances] = {}
    for scenario in rows(set_.with_name(f"{set_.name}.scenarios.jsonl")):
        name = str(scenario["archive"])
        if name not in worlds:
            worlds[name] = Acquaintances(set_.parent / "archives" / name)
        yield WAYS[way](worlds[name], scenario)


WAYS: Final = {"shown": shown, "pairs": pairs}


def _answer(world: Acquaintances, scenario: Row, votes: Mapping[str, float]) -> Row:
    ranked = sorted(votes.items(), key=lambda item: -item[1])[:CANDIDATES]
    whole = sum(count for _, count in ranked) or 1
    first = ranked[0][0] if ranked else ""
    case = "0" if not first else "1" if first in world.ours else "2"
    return {
        "id": scenario["id"],
        "case": {case: 1.0},
        "candidates": [[address, count / whole] for address, count in ranked],
        "abused_account": None,
        "next": sorted(world.knows.get(first, ()))[:NEXT],
    }


def _folded(name: str) -> str:
    """A name without spaces, case and order of its words."""
    words = re.findall(r"[\w.@'-]+", unicodedata.normalize("NFKC", name).casefold())
    return "".join(sorted(words)) if all(w.isascii() for w in words) else "".join(words)


def _packed(path: Path) -> Iterator[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
