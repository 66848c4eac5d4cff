"""How fast a mail is read: messages per CPU second, as a ratio to the standard library.

    python benchmarks/read.py FOLDER...

For every file below FOLDER: `parse`, which fills every field of a `Message`.  The
yardstick is `reference_parse.py` of the test data (`$HONMONO_DATA/check`), which parses,
decodes every header and every text, and judges nothing.  Both run in turns in one
process, and the best run of each counts, so that the ratio says something on a busy
machine too.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from honmono.mail.message.parse import parse
from honmono.mail.source import RawMail

RUNS: Final = 3


class Result(NamedTuple):
    """What was measured on one folder: two rates in messages per CPU second."""

    folder: str
    mails: int
    ours: float
    yardstick: float
    """Of what is compared with: the standard library, an office of few people …"""

    @property
    def ratio(self) -> float:
        """How many times as fast as the yardstick."""
        return self.ours / self.yardstick

    def __str__(self) -> str:
        """One line of the table."""
        return (
            f"{self.folder} {self.mails} mails {self.ours:.0f}/s "
            f"{self.yardstick:.0f}/s {self.ratio:.2f}"
        )


def measure(folder: Path, yardstick: Path, runs: int = RUNS) -> Result:
    """Read every file below `folder` with `parse` and with the yardstick, in turns."""
    mails = [
        RawMail(path.read_bytes(), str(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    theirs = yardstick_of(yardstick)
    ours_best = theirs_best = 0.0
    for _ in range(runs):
        theirs_best = max(theirs_best, _rate(lambda mail: theirs(mail.data), mails))
        ours_best = max(ours_best, _rate(parse, mails))
    return Result(folder.name, len(mails), ours_best, theirs_best)


def yardstick_of(path: Path) -> Callable[[bytes], object]:
    """The function by which `reference_parse.py` reads one mail."""
    spec = importlib.util.spec_from_file_location("reference_parse", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    one: Callable[[bytes], object] = module.one
    return one


def _rate(read: Callable[[RawMail], object], mails: Sequence[RawMail]) -> float:
    start = time.process_time()
    for mail in mails:
        read(mail)
    return len(mails) / (time.process_time() - start)


def main(argv: Sequence[str]) -> int:
    """Print one line for each folder: name, our rate, the yardstick's, the ratio."""
    if not argv:
        print(__doc__)
        return 2
    data = Path(os.environ.get("HONMONO_DATA", "../shared"))
    for folder in argv:
        print(measure(Path(folder), data / "check" / "reference_parse.py"), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
