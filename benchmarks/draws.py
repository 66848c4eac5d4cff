"""Do the figures of the synthetic office depend on one draw of its mails?

    python -m benchmarks.draws [SEED]...

The set comes with the program that made it.  Each seed gives other mails of the same office
and the same families: other names, senders, programs and encodings drawn.  It says nothing
about other offices (`benchmarks/offices`).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.check import score_folders
from benchmarks.data import folder_of

SEEDS: Final = (1, 2, 3, 4, 5, 6)
SHOWN: Final = (
    *("recall_only_forged", "recall", "recall_or_acceptable", "false_alarms"),
    *("legitimate_exact", "wrong_ours", "kinds_exact", "ece"),
)


def main(seeds: Sequence[int]) -> None:
    """Print the scorer's figures of each draw."""
    maker = folder_of("check/synthetic/generate.py")
    print("seed", *SHOWN)
    with tempfile.TemporaryDirectory() as work:
        for seed in seeds or SEEDS:
            folder = Path(work) / f"draw-{seed}"
            subprocess.run(
                [sys.executable, str(maker), "--seed", str(seed), "--out", str(folder)],
                check=True,
                stdout=subprocess.DEVNULL,
            )
            figures = score_folders([folder], Path(work))
            print(seed, *(figures[name] for name in SHOWN), flush=True)


if __name__ == "__main__":
    main([int(seed) for seed in sys.argv[1:]])
