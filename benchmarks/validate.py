"""Do answers and probabilities hold for families of mail that the weights never saw?

    python -m benchmarks.validate

- Calibration: each mail of the synthetic office gets its probability from weights that
  were fitted without its family (`variant`); ECE over ten bins, as the scorer counts it.
- Never seen: each family in turn is left out of the fit, so that its signals have no weight
  from it; then it is answered.
- Lost signals: harder.  For each signal all families in which it mostly speaks are left
  out together, so that nothing measured its weight.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.bars import Result
from benchmarks.judged import Judged
from benchmarks.weights import NAMES, fit, gather, left_out, penalty_of_table
from honmono.check.verdict import Answer, decide
from honmono.check.verdict.weights import weights

BINS: Final = 10
LARGEST_FALL: Final = 0.1
LARGEST_ERROR: Final = 0.05
_MAJORITY: Final = 0.5


@dataclass(frozen=True, slots=True)
class Fall:
    """What a family loses by weights that it did not teach."""

    signal: str
    """Whose families were all left out; empty when only this one was."""

    variant: str
    mails: int
    before: float
    after: float


def probability(mail: Judged, table: Mapping[str, float]) -> float:
    """What would be printed with these weights."""
    return decide(mail.exhibit, mail.found, prior=0.5, table=table).probability


def calibration_error(pairs: Iterable[tuple[float, bool]]) -> float:
    """Expected calibration error of (probability, forged) pairs."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for chance, forged in pairs:
        bins[min(int(chance * BINS), BINS - 1)].append((chance, forged))
    mails = sum(map(len, bins.values()))
    gaps = (abs(sum(p - forged for p, forged in held)) for held in bins.values())
    return sum(gaps) / mails


def calibration(mails: Sequence[Judged], penalty: float) -> float:
    """ECE on the synthetic office, each family by weights that never saw it."""
    return calibration_error(
        (probability(mail, table), mail.forged)
        for mail, table in left_out(mails, penalty)
        if mail.set == "synthetic"
        and (mail.forged or "forged" not in mail.label["also"])
    )


def never_seen(mails: Sequence[Judged], penalty: float) -> Iterator[Fall]:
    """What each family loses by weights that never saw it."""
    families = _families(mails)
    for variant, members in sorted(families.items()):
        table = fit([m for m in mails if _family(m) != variant], penalty)
        yield _fall("", variant, members, table)


def lost_signals(mails: Sequence[Judged], penalty: float) -> Iterator[Fall]:
    """For each signal, what its families lose when none of them taught its weight."""
    families = _families(mails)
    for signal in NAMES:
        own = [
            variant
            for variant, members in families.items()
            if _share(signal in m.signals for m in members) >= _MAJORITY
        ]
        if own:
            without = {id(m) for variant in own for m in families[variant]}
            table = fit([m for m in mails if id(m) not in without], penalty)
            for variant in sorted(own):
                yield _fall(signal, variant, families[variant], table)


def _family(mail: Judged) -> str:
    return str(mail.label["variant"]) if mail.set == "synthetic" else ""


def _families(mails: Sequence[Judged]) -> dict[str, list[Judged]]:
    """The forged mails of the synthetic office by family."""
    families: dict[str, list[Judged]] = defaultdict(list)
    for mail in mails:
        if mail.forged and mail.set == "synthetic":
            families[_family(mail)].append(mail)
    return families


def _fall(
    signal: str, variant: str, members: Sequence[Judged], table: Mapping[str, float]
) -> Fall:
    before, after = _recall(members, weights()), _recall(members, table)
    return Fall(signal, variant, len(members), before, after)


def _recall(mails: Sequence[Judged], table: Mapping[str, float]) -> float:
    return _share(
        decide(m.exhibit, m.found, prior=0.5, table=table).answer is Answer.FORGED
        for m in mails
    )


def _share(answers: Iterable[bool]) -> float:
    held = list(answers)
    return sum(held) / len(held)


def measure(work: Path) -> Iterator[Result]:
    """The bars of the exam."""
    mails, penalty = gather(work), penalty_of_table()
    error = calibration(mails, penalty)
    yield Result(
        "synthetic: ECE, families left out of the fit",
        f"≤ {LARGEST_ERROR}",
        f"{error:.4f}",
        error <= LARGEST_ERROR,
    )
    falls = [*never_seen(mails, penalty), *lost_signals(mails, penalty)]
    worst = max(falls, key=lambda fall: fall.before - fall.after)
    lost = worst.before - worst.after
    yield Result(
        f"never seen families ({len(falls)}): largest fall of a recall",
        f"≤ {LARGEST_FALL}",
        f"{lost:.2f} ({worst.variant})" if lost > 0 else "0.00",
        lost <= LARGEST_FALL,
    )


def main() -> None:
    """Print the figures, and every family that loses something."""
    with tempfile.TemporaryDirectory() as work:
        mails, penalty = gather(Path(work)), penalty_of_table()
    print(f"ECE, families left out: {calibration(mails, penalty):.4f}")
    for title, falls in (
        ("family left out of the fit", never_seen(mails, penalty)),
        ("all families of a signal left out", lost_signals(mails, penalty)),
    ):
        print(f"\n{title}: what is lost")
        for fall in falls:
            if fall.after < fall.before:
                of = f", by {fall.signal}" if fall.signal else ""
                print(
                    f"  {fall.variant} ({fall.mails} mails){of}: "
                    f"{fall.before:.2f} → {fall.after:.2f}"
                )


if __name__ == "__main__":
    main()
