"""Fuzzing of the whole of `judge`, led by the code that each mail reaches.

    python -m tests.fuzz [RUNS]

The sample mailbox is changed at random, and what reaches new code is kept and changed
further.  Seed and number of runs are fixed, so that nothing depends on time; each run
judges a mail three times.  A mail with which something does not hold is printed as a
literal that can be pasted into a test.  Needs atheris, which exists for Linux alone.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final

RUNS: Final = 7_000
SEED: Final = 20261123
LONGEST: Final = 6_000
"""Bytes of a mail; longer ones find little more and take their time."""

SAMPLES: Final = Path(__file__).parents[1] / "examples" / "hoshimine" / "mail"

WORDS: Final = (
    "From:", "Received:", "Authentication-Results:", "Content-Type:", "Sender:",
    "Reply-To:", "mx.hoshimine-sr.example", "hoshimine-sr.example", "192.0.2.9",
    "dkim=pass header.d=", "dmarc=pass header.from=", "spf=pass smtp.mailfrom=",
    "=?utf-8?B?", "=?iso-2022-jp?B?", "=?utf-7?Q?", "?=", "\\x1b$B", "\\x1b(B",
    "multipart/mixed; boundary=", "message/rfc822", "base64", "quoted-printable",
    "DKIM-Signature:", "v=1; a=rsa-sha256;", "d=hoshimine-sr.example; s=s1;", "; bh=",
    "; h=from:to", "; b=", "ARC-Seal: i=1;", "charset=", "utf-16", "filename*0*=", "begin 644 a\\x0a", "\\x0d\\x0a\\x0d\\x0a",
    "<a href=", "<style>", "display:none", "&#x202e;", "\\xe2\\x80\\xae", "+2AA-",
)  # fmt: skip
"""What changes by chance would hardly hit upon, in libFuzzer's spelling."""


def try_mail(data: bytes) -> None:
    """Raise when something does not hold with this mail, and print the mail."""
    from tests.check.invariants import broken

    try:
        found = list(broken(data))
    except BaseException:
        print(f"\nraises: {data!r}", flush=True)
        raise
    if found:
        print(f"\n{'; '.join(found)}: {data!r}", flush=True)
        raise AssertionError(found)


def main(runs: int) -> int:
    """Fuzz in a process of its own, since libFuzzer ends the one that it runs in."""
    if find_spec("atheris") is None:
        print("atheris is not installed: `make setup` brings it, on Linux")
        return 2
    with tempfile.TemporaryDirectory(prefix="honmono-fuzz-") as work:
        _write_seeds(Path(work))
        command = [sys.executable, "-m", "tests.fuzz", str(runs), work]
        return subprocess.run(command, check=False).returncode


def _write_seeds(work: Path) -> None:
    (work / "seeds").mkdir()
    for number, path in enumerate(sorted(SAMPLES.rglob("*"))):
        if path.suffix in (".eml", ".mx"):
            (work / "seeds" / f"{number:03}").write_bytes(path.read_bytes())
    (work / "words").write_text("".join(f'"{word}"\n' for word in WORDS), "utf-8")


def fuzz(runs: int, work: Path) -> None:
    """Run the fuzzer; it ends the process, with a status other than 0 on a find."""
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["honmono"]):
        import_module("tests.check.invariants")
    options = (
        f"-atheris_runs={runs}",
        f"-seed={SEED}",
        f"-max_len={LONGEST}",
        f"-dict={work / 'words'}",
        f"-artifact_prefix={work}/",
        "-timeout=60",
        "-rss_limit_mb=2048",
        "-verbosity=0",
        str(work / "seeds"),
    )
    atheris.Setup([sys.argv[0], *options], try_mail)
    atheris.Fuzz()


if __name__ == "__main__":
    if len(sys.argv) > 2:
        fuzz(int(sys.argv[1]), Path(sys.argv[2]))
    else:
        sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else RUNS))
