"""Print how many cases of each batch are right, and those that are not."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from benchmarks.forwards_blind.outcomes import (
    BATCHES,
    Outcome,
    decoy_outcomes,
    outcomes,
    prepare_for_cases,
)


def main() -> None:
    """Print the figures of every batch, by field."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--wrong", action="store_true", help="print what is wrong")
    asked.add_argument("--batch", default="", help="only this one, or `decoys`")
    asked.add_argument("--dump", type=Path, help="write wrong cases into this folder")
    args = asked.parse_args()
    prepare_for_cases()
    for batch in BATCHES:
        if args.batch in {"", batch.name}:
            _print(batch.name, list(outcomes(batch)), args.wrong, args.dump)
    if args.batch in {"", "decoys"}:
        _print("decoys", list(decoy_outcomes()), args.wrong, args.dump)


def _print(name: str, all_of: list[Outcome], wrong: bool, dump: Path | None) -> None:
    kinds = Counter(kind for one in all_of for kind in one.wrong)
    right = sum(not one.wrong for one in all_of)
    print(
        f"{name}: {right} of {len(all_of)} right ({right / len(all_of):.2%});",
        dict(kinds),
    )
    for one in all_of:
        if one.wrong and wrong:
            print(" ", one.case, sorted(one.wrong))
            for row in one.rows:
                print(
                    "      ", row["from"], row["date"], row["subject"], bool(row["via"])
                )
        if one.wrong and dump:
            dump.mkdir(exist_ok=True)
            (dump / f"{one.case.replace('/', '_')}.eml").write_bytes(one.raw)


if __name__ == "__main__":
    main()
