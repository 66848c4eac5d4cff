"""Fuzzing of the Outlook readers: small files of our own, changed at random.

    python -m tests.fuzz_outlook [RUNS]

Each run takes a `.msg`, a TNEF capsule or packed rich text, changes it in a few places and
asks for the mail in it.  An answer or a refusal is right; anything else is printed as a
literal that can be pasted into a test.  Seed and number of runs are fixed.  It needs
nothing but Python, since the forms are short: chance alone reaches every branch.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from time import process_time
from typing import Final

from honmono.mail.message.parse import parse
from honmono.mail.outlook import jobs
from honmono.mail.outlook.rtf import shown
from honmono.mail.outlook.rtf_compressed import unpacked
from honmono.mail.sandbox import Refused
from honmono.mail.source import RawMail
from tests.mail.outlook.test_jobs import MSG, TNEF, changed

RUNS: Final = 3_000
SEED: Final = 20261125

SLOW: Final = 5.0
"""Seconds of CPU for one small file; the worst known takes 0.1."""

RTF: Final = (
    rb"{\rtf1\ansi\ansicpg932\fromhtml1{\fonttbl{\f0\fcharset128 A;}}{\*\htmltag <p>}"
    rb"\f0\'82\'a0\u12354?\par{\field{\*\fldinst HYPERLINK " + b'"http://a.example"'
    rb"}{\fldrslt b}}\htmlrtf\bin3 abc\htmlrtf0{\pict 00}}"
)
PACKED: Final = bytes.fromhex(
    "1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0"
)


def _rich_text(data: bytes) -> bytes:
    shown(data)
    return b"\n"


def _packed(data: bytes) -> bytes:
    shown(unpacked(data))
    return b"\n"


TARGETS: Final[tuple[tuple[str, Callable[[bytes], bytes], bytes], ...]] = (
    ("msg", jobs.mail_of_msg, MSG),
    ("tnef", jobs.mail_of_tnef, TNEF),
    ("rtf", _rich_text, RTF),
    ("packed", _packed, PACKED),
)


def try_file(job: Callable[[bytes], bytes], data: bytes) -> None:
    """Raise when a file is neither answered nor refused, or takes long."""
    start = process_time()
    try:
        _, _, mail = job(data).partition(b"\n")
        parse(RawMail(mail, "fuzz"))
    except Refused:
        pass
    if process_time() - start > SLOW:
        raise TimeoutError(f"{process_time() - start:.1f} s")


def main(runs: int) -> int:
    """Try every target so often; 1 when one of them failed."""
    jobs.warm_up()
    for name, job, seed in TARGETS:
        chance = random.Random(SEED)  # noqa: S311
        for _ in range(runs):
            data = changed(seed, chance)
            try:
                try_file(job, data)
            except Exception as error:  # noqa: BLE001 - any is a find
                print(f"{name}: {error!r} with {data!r}")
                return 1
        print(f"{name}: {runs} files, each answered or refused")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else RUNS))
