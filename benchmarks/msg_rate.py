"""How fast mail comes out of Outlook's message files.

    HONMONO_DATA=../shared python -m benchmarks.msg_rate

Every `.msg` of the samples from its path to a parsed mail, the way to the sandbox and back
included.  What counts is the CPU time of both processes together, as if they had one core,
so that other work on the machine hardly matters; that of a worker is known when it has
ended, so its start is measured alone and taken off.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Final

from benchmarks.bars import Result
from benchmarks.data import MissingDataError, unpack
from benchmarks.outlook import kind_of
from honmono.mail.message.parse import parse
from honmono.mail.sandbox import warm
from honmono.mail.source import RawMail, read

ROUNDS: Final = 10
MSG_BAR: Final = 100
"""`.msg` files a second on one core."""


def measure_msg(work: Path) -> Iterator[Result]:
    """Measure the rate of `.msg` files."""
    samples = unpack("format_samples", work)
    files = [str(path) for path in samples.rglob("*.msg") if kind_of(path) == "msg"]
    first, all_rounds = _cpu_of(files, 1), _cpu_of(files, 1 + ROUNDS)
    rate = len(files) * ROUNDS / (all_rounds - first)
    yield Result(
        f".msg a second on one core, sandbox and parse included, {len(files)} files",
        f"≥ {MSG_BAR}",
        f"{rate:.0f}",
        rate >= MSG_BAR,
    )


def _cpu_of(files: list[str], rounds: int) -> float:
    """Seconds of CPU, ours and the worker's, for so many rounds with a fresh worker."""
    warm.end_all()
    before = _cpu()
    for file in files * rounds:
        for found in read(file):
            if isinstance(found, RawMail):
                parse(found)
    warm.end_all()
    return _cpu() - before


def _cpu() -> float:
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + ended.ru_utime + ended.ru_stime


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
