"""How fast mail comes out of Outlook's message files.

    HONMONO_DATA=../shared python -m benchmarks.msg_rate

Every `.msg` of the samples from its path to a parsed mail, the way to the sandbox and
back included.  Parent and worker take turns, so together they keep one core busy, and the
rate by the clock is a rate of one core.  The best of several rounds counts: what disturbs
can only slow down.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Final

from benchmarks.bars import Result
from benchmarks.data import MissingDataError, unpack
from benchmarks.outlook import kind_of
from honmono.mail.message.parse import parse
from honmono.mail.source import RawMail, read

ROUNDS: Final = 5
MSG_BAR: Final = 100
"""`.msg` files a second on one core."""


def measure_msg(work: Path) -> Iterator[Result]:
    """Measure the rate of `.msg` files."""
    samples = unpack("format_samples", work)
    files = [str(path) for path in samples.rglob("*.msg") if kind_of(path) == "msg"]
    rate = max(_rate(files) for _ in range(ROUNDS))
    yield Result(
        f".msg a second on one core, sandbox and parse included, {len(files)} files",
        f"≥ {MSG_BAR}",
        f"{rate:.0f}",
        rate >= MSG_BAR,
    )


def _rate(files: list[str]) -> float:
    """Files a second, once through all of them."""
    start = perf_counter()
    for file in files:
        for found in read(file):
            if isinstance(found, RawMail):
                parse(found)
    return len(files) / (perf_counter() - start)


def main() -> int:
    """Print the rate."""
    with tempfile.TemporaryDirectory(prefix="honmono-msg-") as work:
        try:
            results = list(measure_msg(Path(work)))
        except MissingDataError as error:
            print(f"honmono msg_rate: {error}", file=sys.stderr)
            return 2
    for result in results:
        verdict = "holds" if result.holds else "FALLS SHORT"
        print(f"{result.what}: {result.figure} (bar {result.bar}) {verdict}")
    return 0 if all(result.holds for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
