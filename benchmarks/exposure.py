"""What leaked: does the truth lie between at least and at most, and how far off is likely?

    python -m benchmarks.exposure

The mailbox that was stolen is given (posterior 1), as are the reports that are stray: what
is measured is this part alone.  Which message a fake was made from is *not* given.
Addresses that a partner knows from mail which we never saw cannot lie within our copies:
of partners the answer says so (`our-copies`), and they are counted apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import Final, NamedTuple

from benchmarks.bars import Result
from benchmarks.exposure_tables import SETS, Scenario, Tables, read
from honmono.trace.archive._core import Level
from honmono.trace.exposure._core import Bound, Certainty, Exposure, Kind
from honmono.trace.exposure.counting import work_out
from honmono.trace.traced import Case, Clue, Evidence, Suspect, Traced

_BAR: Final = 0.90


class Outcome(NamedTuple):
    """One scenario: one kind against its truth."""

    case: str
    kind: Kind
    bound: Bound
    between: bool
    """The true number stands between at least and at most."""

    true_least: bool
    """Everything at least is true."""

    all_of_it: bool
    """Everything true is in at most."""

    ratio: float
    """Likely over true."""

    ratio_most: float


def told(scenario: Scenario, tables: Tables) -> Traced:
    """The answer of a trace that knows who was stolen and which reports are stray."""
    truth = scenario.truth
    stolen = tuple(each["addr"] for each in truth["stolen"])
    evidence = []
    matches = tables.matches(scenario.forgeries, Level.FULL)
    for forgery, fits, report in zip(
        scenario.forgeries, matches, truth["reports"], strict=True
    ):
        clues = tuple(
            Clue(stolen[0] if stolen else "", 0.0, match, None, None, None)
            for match in fits
        )
        sender = report.get("sender")
        evidence.append(
            Evidence(
                source=forgery.source,
                date=forgery.date,
                shown=(sender,) if sender else (),
                recipients=forgery.recipients,
                subject=forgery.subject or "",
                stray=0.0 if report["source"] else 1.0,
                clues=clues,
            )
        )
    return Traced(
        cases={Case(truth["case"]): 1.0},
        suspects=tuple(Suspect(p, "", p in tables.held, 1.0) for p in stolen),
        credible=stolen,
        decided=True,
        abused_account=None,
        next=(),
        evidence=tuple(evidence),
        checks=(),
    )


def outcomes(scenario: Scenario, tables: Tables) -> Iterator[Outcome]:
    """Hold what was worked out against the truth."""
    found = work_out(told(scenario, tables), tables, scenario.forgeries)
    owners = {each["addr"] for each in scenario.truth["stolen"]}
    addresses = set(scenario.truth["exposed_addresses"]) | owners
    messages = {str(n) for n in scenario.truth["exposed_messages"]}
    least = {a for a, r in found.addresses.items() if r.certainty is Certainty.SEEN}
    held = {
        note.key
        for owner in owners
        for note in tables.messages_of(owner, found.window.until)
    }
    rows = (
        (Kind.ADDRESSES, addresses, least, set(found.addresses)),
        (Kind.MESSAGES, messages, set(found.messages), held | set(found.messages)),
    )
    for kind, true, at_least, at_most in rows:
        yield _outcome(scenario, found, kind, true, at_least, at_most)


def _outcome(
    scenario: Scenario,
    found: Exposure,
    kind: Kind,
    true: set[str],
    at_least: set[str],
    at_most: set[str],
) -> Outcome:
    count = found.counts[kind]
    assert count is not None
    assert count.at_most == len(at_most), (scenario.id, kind, count, len(at_most))
    return Outcome(
        scenario.truth["case"],
        kind,
        found.basis.bound,
        count.at_least <= len(true) <= count.at_most,
        at_least <= true,
        true <= at_most,
        count.likely / max(1, len(true)),
        count.at_most / max(1, len(true)),
    )


def measure(work: Path) -> Iterator[Result]:
    """The bars of this part, over both sets."""
    del work
    sets = [(name, *read(name)) for name in SETS]
    thefts = [(t, s) for _, t, every in sets for s in every if s.truth["stolen"]]
    every = [o for tables, scenario in thefts for o in outcomes(scenario, tables)]
    for kind in (Kind.ADDRESSES, Kind.MESSAGES):
        for bound in Bound:
            part = [o for o in every if o.kind is kind and o.bound is bound]
            yield from _of_part(kind, bound, part)


def _of_part(kind: Kind, bound: Bound, part: list[Outcome]) -> Iterator[Result]:
    name = f"exposure: {kind.value}, {bound.value}, {len(part)} thefts"
    share = sum(o.between for o in part) / len(part)
    yield Result(
        f"{name}: truth between at least and at most",
        f"≥ {_BAR}" if bound is Bound.COMPLETE else "said to be no bound",
        f"{share:.3f} (at least true {_share(part, 'true_least')}, "
        f"all in at most {_share(part, 'all_of_it')})",
        share >= _BAR or bound is Bound.OUR_COPIES,
    )
    low, ratio, high = quantiles((o.ratio for o in part), n=4)
    yield Result(
        f"{name}: likely over truth, median",
        "0.8–1.25",
        f"{ratio:.2f} (half of them {low:.2f}–{high:.2f}; "
        f"at most {median(o.ratio_most for o in part):.2f})",
        0.8 <= ratio <= 1.25,
    )


def _share(part: list[Outcome], what: str) -> str:
    return f"{sum(getattr(each, what) for each in part) / len(part):.3f}"


if __name__ == "__main__":
    for line in measure(Path()):
        print(f"{line.what}\n    {line.bar}: {line.figure}")
