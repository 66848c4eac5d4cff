"""How well could anybody do on these worlds?  The answer of somebody who is told too much.

    python -m benchmarks.trace_worlds.ceiling [--only NAMES]

He knows the thief's habit and the hour of the theft, the mail among partners that we never
see, whom each fake shows and which letter it uses.  Only whose mailbox it was he must find,
by Bayes' rule.  What he misses cannot be told from the reports: no trace does better, but
for luck.  His confidences are honest, which tests the honesty tests.

He is asked about thefts of one mailbox alone, and told that there was one.  That somebody
may be framed he does not think of, and not of who reports and who does not.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from math import exp, log, prod
from random import Random
from typing import Final

from benchmarks.trace import show
from benchmarks.trace_answers import Answered
from benchmarks.trace_worlds.archive import Archive
from benchmarks.trace_worlds.fakes import TO_VICTIM
from benchmarks.trace_worlds.habits import HABITS, Habit, Part
from benchmarks.trace_worlds.incidents import Incident, loot_prior, robbable, worth
from benchmarks.trace_worlds.loot import Loot, steal
from benchmarks.trace_worlds.sets import SEED, incidents
from benchmarks.trace_worlds.shapes import WORLDS
from benchmarks.trace_worlds.strays import KINDS
from benchmarks.trace_worlds.traffic import make_world

DRAWS: Final = 6
"""Of the part of a mailbox that was taken, where a thief takes a part."""


UNLIKELY: Final = 1e-9
"""The chance of a fake at least: no draw may have taken just the letter that was used."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A report, read with perfect knowledge of names and letters; None is unknown."""

    shown: int | None
    to: int | None
    letter: int | None


class Mind:
    """What a thief with this loot and habit is likely to write."""

    def __init__(self, loot: Loot, habit: Habit) -> None:
        self.loot, self.habit = loot, habit
        ages, likes = loot.ages(habit.age), loot.weights(habit.keen)
        self.ages = {p: a / sum(ages) for p, a in zip(loot.letters, ages, strict=True)}
        self.likes = {
            p: w / sum(likes) for p, w in zip(loot.contacts, likes, strict=True)
        }
        self.with_: defaultdict[int, list[int]] = defaultdict(list)
        for place in loot.letters:
            for person in dict.fromkeys(loot.world.letters[place].parties):
                self.with_[person].append(place)

    def chance(self, seen: Seen) -> float:
        """Of one fake."""
        if seen.shown is None or seen.to is None:
            return 0.0
        shown, to, habit = seen.shown, seen.to, self.habit
        if seen.letter is not None:
            likely = self.ages.get(seen.letter, 0.0)
            return habit.content * likely * self._from(seen.letter, shown, to)
        met = sum(self.ages[p] * self._from(p, shown, to) for p in self.with_[to])
        apart = self.likes.get(to, 0.0) * self._shows(shown, self.likes.get(shown, 0.0))
        pairs = habit.thread * met + (1 - habit.thread) * apart
        return (1 - habit.content) * pairs

    def _shows(self, shown: int, other: float) -> float:
        """The victim, or one of the others whose chance is given."""
        owner = self.habit.owner
        return owner if shown == self.loot.victim else (1 - owner) * other

    def _from(self, place: int, shown: int, to: int) -> float:
        """That a letter gives this pair."""
        parties = dict.fromkeys(self.loot.world.letters[place].parties)
        near = [p for p in parties if p != self.loot.victim]
        if to == self.loot.victim and shown in near:
            return TO_VICTIM * (1 - self.habit.owner) / len(near)
        if to not in near:
            return 0.0
        rest = [p for p in near if p != to]
        other = shown in rest and 1 / len(rest)
        if not rest:
            other = self.likes.get(shown, 0.0)
        return self._shows(shown, float(other)) / len(near)


def stray(archive: Archive, seen: Seen) -> float:
    """How likely a report is without a theft."""
    if seen.letter is not None:
        return 0.0
    if seen.shown is None or seen.to is None:
        return 1.0  # the same for every suspect
    whole = sum(KINDS.values())
    ours = sum(p.ours for p in archive.world.cast.people)
    page = archive.world.cast.public
    chance = KINDS["scatter"] / whole / len(archive.known) / ours
    if seen.shown in page:
        to = 0.5 / ours + (seen.to in page) * 0.5 / len(page)
        chance += KINDS["public"] / whole / len(page) * to
    return chance


def read(archive: Archive, incident: Incident) -> list[Seen]:
    """The reports; of strays only what a name tells."""
    people = archive.world.cast.people
    by_address = {p.address: p.number for p in people}
    by_id = {letter.id: n for n, letter in enumerate(archive.world.letters)}
    seen = []
    rows = zip(incident.scenario["reports"], incident.truth["reports"], strict=True)
    for report, told in rows:
        shown = by_address.get(told.get("sender", ""))
        if shown is None:
            text = report["from_display"]
            named = (p.number for p in people if p.name in text or p.address in text)
            shown = next(named, None)
        letter = by_id[told["message"]] if told["message"] else None
        seen.append(Seen(shown, by_address.get(report["to"][0]), letter))
    return seen


def together(chances: list[float], strays: list[float], share: float) -> float:
    """All reports at once; at least one of them is real.

    Where chance drew strays alone, one of them was made real: without any the incident
    would have another case.
    """
    both = [share * n + (1 - share) * p for p, n in zip(chances, strays, strict=True)]
    none = [share * n for n in strays]
    lone = sum(
        share * p * prod(none[:i] + none[i + 1 :]) for i, p in enumerate(chances)
    )
    return prod(both) - prod(none) + lone / len(chances)


def suspects(archive: Archive, incident: Incident) -> list[tuple[int, float]]:
    """Everybody with his probability, likeliest first."""
    truth = incident.truth
    habit = next(h for h in HABITS if h.name == truth["habit"])
    at, seen = truth["stolen"][0]["at"], read(archive, incident)
    strays = [stray(archive, one) for one in seen]
    score: dict[int, float] = {}
    for victim, prior in _priors(archive).items():
        fits = []
        # Which part was taken is not known, either: several draws.
        for draw in range(1 if habit.part is Part.ALL else DRAWS):
            loot = steal(archive.world, victim, habit, at, Random(draw))
            if worth(archive, loot):
                mind = Mind(loot, habit)
                chances = [max(UNLIKELY, mind.chance(one)) for one in seen]
                fits.append(together(chances, strays, habit.stray))
        if any(fits):
            score[victim] = log(prior) + log(sum(fits) / len(fits))
    most = max(score.values(), default=0.0)
    weights = {victim: exp(s - most) for victim, s in score.items()}
    whole = sum(weights.values())
    ranked = sorted(weights.items(), key=lambda item: -item[1])
    return [(victim, weight / whole) for victim, weight in ranked]


@cache
def _priors(archive: Archive) -> dict[int, float]:
    """Ours and others' as often; within them as the incidents draw."""
    made = {}
    for ours in (True, False):
        able = robbable(archive, ours)
        weights = loot_prior(archive.world, able, ours)
        for victim, weight in zip(able, weights, strict=True):
            made[victim] = 0.5 * weight / sum(weights)
    return made


def main(only: str) -> None:
    """Answer the worlds, and print the figures."""
    answered: list[Answered] = []
    for shape in WORLDS:
        if only and shape.name not in only.split(","):
            continue
        archive = Archive(make_world(shape, SEED))
        people = archive.world.cast.people
        for incident in incidents(archive):
            truth = incident.truth
            if truth["case"] in ("1", "2"):
                ranked = suspects(archive, incident)[:25]
                candidates = [[people[v].address, p] for v, p in ranked]
                answer = {"id": truth["id"], "candidates": candidates}
                answered.append(Answered(shape.name, truth, answer))
    show(answered)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(
        description="Print what could be reached at most."
    )
    arguments.add_argument("--only", default="", metavar="NAMES")
    main(arguments.parse_args().only)
