"""One incident, answered: what was right about it.

    truth  {"id": "x-1", "case": "1", "stolen": [{"addr": "sato@…"}], …}
    answer {"id": "x-1", "case": {"1": 0.8, …}, "candidates": [["sato@…", 0.7], …], …}
                                           →   rank 0, top 0.7, case right, covered …

Reads answers as the sets' own scorer does, so that equal figures are equal: at most 25
candidates and 20 next recipients, cases normalised, no answer means nothing known.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

CASES: Final = ("0", "1", "2", "3", "1+2")
CANDIDATES: Final = 25
NEXT: Final = 20
MISSED: Final = 99
"""The rank of somebody who is not among the candidates."""

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Answered:
    """An incident's truth and its answer."""

    set: str
    truth: Row
    answer: Row

    @property
    def case(self) -> str:
        """The true case."""
        return str(self.truth["case"])

    @property
    def k(self) -> int:
        """Reports in hand."""
        return int(self.truth["k"])

    @property
    def habit(self) -> str:
        """Which thief it was, where the truth tells; on raw mail it is called `style`."""
        return str(self.truth.get("habit") or self.truth.get("style") or "")

    @property
    def single(self) -> bool:
        """Was exactly one mailbox stolen?  Ranks are counted over these."""
        return self.case in ("1", "2")

    @property
    def theft(self) -> bool:
        """Was any mailbox stolen?"""
        return self.case in ("1", "2", "1+2")

    @cached_property
    def stolen(self) -> frozenset[str]:
        """The stolen mailboxes."""
        return frozenset(str(one["addr"]).lower() for one in self.truth["stolen"])

    @cached_property
    def cases(self) -> dict[str, float]:
        """The answered chance of each case; they sum to 1."""
        given = self.answer.get("case") or dict.fromkeys(CASES, 1 / len(CASES))
        kept = {case: max(0.0, float(given.get(case, 0))) for case in CASES}
        whole = sum(kept.values()) or 1.0
        return {case: chance / whole for case, chance in kept.items()}

    @cached_property
    def candidates(self) -> tuple[tuple[str, float], ...]:
        """Addresses and their chances, best first."""
        rows = (self.answer.get("candidates") or [])[:CANDIDATES]
        return tuple((str(address).lower(), float(chance)) for address, chance in rows)

    @property
    def case_right(self) -> bool:
        """Is the likeliest case the true one?"""
        return max(self.cases, key=lambda case: self.cases[case]) == self.case

    @property
    def side_right(self) -> bool:
        """Own or partner: is the true one likelier than the other?"""
        return (self.cases["1"] > self.cases["2"]) == (self.case == "1")

    @property
    def rank(self) -> int:
        """Of the stolen mailbox, from 0."""
        names = [address for address, _ in self.candidates]
        found = [names.index(one) for one in self.stolen if one in names]
        return min(found, default=MISSED)

    @property
    def top(self) -> float:
        """The chance of the first candidate."""
        return min(1.0, self.candidates[0][1]) if self.candidates else 0.0

    @property
    def top_right(self) -> bool:
        """Was the first candidate's mailbox stolen?"""
        return bool(self.candidates) and self.candidates[0][0] in self.stolen

    @cached_property
    def credible(self) -> tuple[str, ...]:
        """The first candidates whose chances reach 90 % together."""
        chosen: list[str] = []
        reached = 0.0
        for address, chance in self.candidates:
            chosen.append(address)
            reached += chance
            if reached >= 0.9:
                break
        return tuple(chosen)

    @property
    def covered(self) -> bool:
        """Is the stolen mailbox in that set?"""
        return not self.stolen.isdisjoint(self.credible)

    @property
    def both_found(self) -> float:
        """Which part of two stolen mailboxes are the first two candidates."""
        first = {address for address, _ in self.candidates[:2]}
        return len(self.stolen & first) / 2

    @property
    def account_right(self) -> bool:
        """Is the abused account named?"""
        named = str(self.answer.get("abused_account") or "").lower()
        return named == str(self.truth["abused_account"])

    @property
    def next_recall(self) -> float | None:
        """Which part of the next recipients was named; None where nobody comes next."""
        coming = set(self.truth["next_recipients"])
        if not coming:
            return None
        named = {str(one).lower() for one in (self.answer.get("next") or [])[:NEXT]}
        return len(coming & named) / min(NEXT, len(coming))


def rows(path: Path) -> list[Row]:
    """The lines of a file of JSON."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def paired(set_: Path, answers: Sequence[Row]) -> list[Answered]:
    """Each truth of a set (`DIR/NAME`) with its answer; none is an empty answer."""
    by_id = {str(answer["id"]): answer for answer in answers}
    truths = rows(set_.with_name(f"{set_.name}.truth.jsonl"))
    return [Answered(set_.name, t, by_id.get(str(t["id"]), {})) for t in truths]
