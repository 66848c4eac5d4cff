"""Fuzzing of `judge` and of the reader of archives, led by the code that each input reaches.

    python -m tests.fuzz [RUNS [TARGET]]

Samples are changed at random, and what reaches new code is kept and changed further.
Seed and number of runs are fixed, so that nothing depends on time; each run of `mail`
judges a mail three times.  Input with which something does not hold is printed as a
literal that can be pasted into a test.  Needs atheris, which exists for Linux alone.

A new target: what tries one input, its samples, and a line in `TARGETS`.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

SEED: Final = 20261123

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


def _mails() -> Iterator[bytes]:
    for path in sorted(SAMPLES.rglob("*")):
        if path.suffix in (".eml", ".mx"):
            yield path.read_bytes()


def try_zip(data: bytes) -> None:
    """Raise when the worker's job ends otherwise than by a refusal, and print it."""
    from honmono.mail.sandbox import Refused
    from honmono.mail.source.zipped_members import MAX_MEMBER, members

    try:
        for item in members(io.BytesIO(data), most="100", password="Kaisha-2026"):
            assert len(item.data) <= MAX_MEMBER
    except (Refused, MemoryError):  # memory is bounded around the worker
        pass
    except BaseException:
        print(f"\nraises: {data!r}", flush=True)
        raise


def _zips() -> Iterator[bytes]:
    from tests.mail.source.zips import aes, streamed, zip_crypto, zipped

    small = {"a.eml": b"From: a@example.net\n\nhello\n", "b/c": b"x" * 99}
    yield from (zipped(small, method) for method in (0, 8, 12, 14))
    yield from (streamed(small), aes(small), zip_crypto(small), zipped({}))


def try_outlook(data: bytes) -> None:
    """Raise when an Outlook reader ends otherwise than by a refusal, and print the file."""
    from honmono.mail.outlook import jobs
    from honmono.mail.outlook.rtf import shown
    from honmono.mail.outlook.rtf_compressed import unpacked
    from honmono.mail.sandbox import Refused

    try:
        if data.startswith(b"\xd0\xcf"):
            jobs.mail_of_msg(data)
        elif data.startswith(b"\x78\x9f"):
            jobs.mail_of_tnef(data)
        else:
            shown(data)
            shown(unpacked(data))
    except Refused:
        pass
    except BaseException:
        print(f"\nraises: {data!r}", flush=True)
        raise


def _outlook_files() -> Iterator[bytes]:
    from tests.mail.outlook.make_msg import SMALL_MSG, SMALL_TNEF

    yield from (SMALL_MSG, SMALL_TNEF, RICH_TEXT)
    yield bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")


RICH_TEXT: Final = (
    rb"{\rtf1\ansi\ansicpg932\fromhtml1{\fonttbl{\f0\fcharset128 A;}}{\*\htmltag <p>}"
    rb"\f0\'82\'a0\u12354?\par{\field{\*\fldinst HYPERLINK " + b'"http://a.example"'
    rb"}{\fldrslt b}}\htmlrtf\bin3 abc\htmlrtf0{\pict 00}}"
)


class Target(NamedTuple):
    """What is fuzzed, and with what."""

    try_one: Callable[[bytes], None]
    samples: Callable[[], Iterator[bytes]]
    modules: tuple[str, ...]
    """Loaded so that the fuzzer sees which code an input reaches."""

    runs: int
    longest: int
    """Bytes of an input; longer ones find little more and take their time."""

    words: tuple[str, ...] = ()


TARGETS: Final = {
    "mail": Target(try_mail, _mails, ("tests.check.invariants",), 7_000, 6_000, WORDS),
    "zip": Target(
        try_zip,
        _zips,
        ("zipfile", "pyzipper", "honmono.mail.source.zipped_members"),
        30_000,
        2_000,
        (
            "PK\\x01\\x02",
            "PK\\x03\\x04",
            "PK\\x05\\x06",
            "PK\\x06\\x06",
            "\\xff\\xff\\xff\\xff",
        ),
    ),
    "outlook": Target(
        try_outlook,
        _outlook_files,
        ("honmono.mail.outlook.jobs",),
        20_000,
        8_000,
        (
            "\\x78\\x9f\\x3e\\x22",
            "\\xff\\xff\\xff\\x7f",
            "\\xfe\\xff\\xff\\xff",
            "LZFu",
            "\\\\htmlrtf",
            "\\\\bin9",
            "\\\\u-1",
        ),
    ),
}


def main(runs: int | None, only: str) -> int:
    """Fuzz each in a process of its own, since libFuzzer ends the one that it runs in."""
    if find_spec("atheris") is None:
        print("atheris is not installed: `make setup` brings it, on Linux")
        return 2
    worst = 0
    for name, target in TARGETS.items():
        if only not in ("", name):
            continue
        with tempfile.TemporaryDirectory(prefix="honmono-fuzz-") as work:
            _write_seeds(Path(work), target)
            words = (name, str(runs or target.runs), work)
            command = [sys.executable, "-m", "tests.fuzz", "--inside", *words]
            worst = max(worst, subprocess.run(command, check=False).returncode, key=abs)
    return worst


def _write_seeds(work: Path, target: Target) -> None:
    (work / "seeds").mkdir()
    for number, sample in enumerate(target.samples()):
        (work / "seeds" / f"{number:03}").write_bytes(sample)
    words = "".join(f'"{word}"\n' for word in target.words)
    (work / "words").write_text(words, "utf-8")


def fuzz(name: str, runs: int, work: Path) -> None:
    """Run the fuzzer; it ends the process, with a status other than 0 on a find."""
    target = TARGETS[name]
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["honmono", "zipfile", "pyzipper"]):
        for module in target.modules:
            import_module(module)
    options = (
        f"-atheris_runs={runs}",
        f"-seed={SEED}",
        f"-max_len={target.longest}",
        f"-dict={work / 'words'}",
        f"-artifact_prefix={work}/",
        "-timeout=60",
        "-rss_limit_mb=2048",
        "-verbosity=0",
        str(work / "seeds"),
    )
    atheris.Setup([sys.argv[0], *options], target.try_one)
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        fuzz(sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
    else:
        given = [*sys.argv[1:], "", ""]
        sys.exit(main(int(given[0]) if given[0] else None, given[1]))
