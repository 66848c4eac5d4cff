"""The rule of the double scan: what must hold for every sequence of results.

    python -m benchmarks.sweep_coverage

The property tests of coverage, with more examples than in a run of the tests.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.bars import Result

EXAMPLES: Final = 500
"""Of each property; a test run draws 100."""

PROPERTIES: Final = (
    Path(__file__).parents[1] / "tests/sweep/coverage/test_properties.py"
)


def measure(work: Path) -> Iterator[Result]:
    """Run them; a process of its own, since the number of examples is set as it begins."""
    del work
    count = PROPERTIES.read_text("utf-8").count("\n@many\n")
    status = run(PROPERTIES, EXAMPLES)
    yield Result(
        f"coverage: {count} properties, {EXAMPLES} examples each",
        "hold",
        "hold" if status == 0 else f"broken (pytest {status})",
        status == 0 and count > 0,
    )


def run(path: Path, examples: int) -> int:
    """Pytest's exit status: 0 when every property holds."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
    environment = {**os.environ, "HONMONO_EXAMPLES": str(examples)}
    done = subprocess.run(
        [*command, str(path)],
        cwd=Path(__file__).parents[1],
        env=environment,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode


if __name__ == "__main__":
    for result in measure(Path()):
        print(result)
