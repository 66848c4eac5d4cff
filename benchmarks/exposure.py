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
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from benchmarks.bars import Result
from benchmarks.data import folder_of
from benchmarks.trace_answers import Row, rows
from honmono.trace.archive._core import Level
from honmono.trace.archive.store import Store
from honmono.trace.archive.tables import rows_of
from honmono.trace.exposure._core import Bound, Certainty, Exposure, Kind
from honmono.trace.exposure.counting import work_out
from honmono.trace.forgery import Forgery
from honmono.trace.sets import read_set
from honmono.trace.traced import Case, Clue, Evidence, Suspect, Traced

SETS: Final = ("dev-synth", "dev-core")
_BAR: Final = 0.90


class Theft(NamedTuple):
    """One scenario in which something was stolen, with its truth."""

    forgeries: tuple[Forgery, ...]
    truth: Row


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


def told(theft: Theft, store: Store) -> Traced:
    """The answer of a trace that knows who was stolen and which reports are stray."""
    truth = theft.truth
    stolen = tuple(each["addr"] for each in truth["stolen"])
    ours = {box.person for box in store.mailboxes()}
    evidence = []
    matches = store.matches(theft.forgeries, Level.FULL)
    for forgery, fits, report in zip(
        theft.forgeries, matches, truth["reports"], strict=True
    ):
        clues = tuple(Clue(stolen[0], 0.0, fit, None, None, None) for fit in fits)
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
        suspects=tuple(Suspect(p, "", p in ours, 1.0) for p in stolen),
        credible=stolen,
        decided=True,
        abused_account=None,
        next=(),
        evidence=tuple(evidence),
        checks=(),
    )


def outcomes(theft: Theft, store: Store, ids: dict[int, str]) -> Iterator[Outcome]:
    """Hold what was worked out against the truth, which names messages by numbers."""
    traced = told(theft, store)
    found = work_out(traced, store, theft.forgeries)
    owners = {each["addr"] for each in theft.truth["stolen"]}
    addresses = set(theft.truth["exposed_addresses"]) | owners
    messages = {ids[n] for n in theft.truth["exposed_messages"]}
    least = {a for a, r in found.addresses.items() if r.certainty is Certainty.SEEN}
    held = {
        note.key: note.message_id
        for owner in owners
        for note in store.messages_of(owner, found.window.until)
    }
    seen = {
        clue.match.note.key: clue.match.note.message_id
        for evidence in traced.evidence
        for clue in evidence.clues
        if clue.match
    }
    at_least = {(held | seen)[key] for key in found.messages}
    parts = (
        (Kind.ADDRESSES, addresses, least, set(found.addresses)),
        (Kind.MESSAGES, messages, at_least, set(held.values()) | at_least),
    )
    for kind, true, least, most in parts:
        yield _outcome(theft, found, kind, true, least, most)


def _outcome(
    theft: Theft,
    found: Exposure,
    kind: Kind,
    true: set[str],
    at_least: set[str],
    at_most: set[str],
) -> Outcome:
    count = found.counts[kind]
    assert count is not None
    assert count.at_most == len(at_most), (theft.truth["id"], kind, count, len(at_most))
    return Outcome(
        theft.truth["case"],
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
    every = [outcome for name in SETS for outcome in _of_set(folder_of("trace") / name)]
    for kind in (Kind.ADDRESSES, Kind.MESSAGES):
        for bound in Bound:
            part = [o for o in every if o.kind is kind and o.bound is bound]
            yield from _of_part(kind, bound, part)


def _of_set(set_: Path) -> Iterator[Outcome]:
    """Store a set's mail and work out each of its thefts."""
    table = set_.parent / "archives" / set_.name / "messages.jsonl.gz"
    ids = {row["n"]: row["id"].strip("<>") for row in rows_of(table)}
    truths = {
        row["id"]: row for row in rows(set_.with_name(f"{set_.name}.truth.jsonl"))
    }
    with TemporaryDirectory(prefix="honmono-exposure-") as folder:
        scenarios = read_set(set_, Level.FULL, Path(folder))
        with Store(Path(folder)) as store:
            for scenario in scenarios:
                theft = Theft(scenario.forgeries, truths[scenario.id])
                if theft.truth["stolen"]:
                    yield from outcomes(theft, store, ids)


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
