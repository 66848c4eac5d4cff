"""The index of our mail: speed, size, memory, growth, and what a kill leaves.

    python -m benchmarks.index                     on corpora/enron, about ten minutes
    python -m benchmarks.index --speed             speed alone, half a minute
    python -m benchmarks.index --kills             kills alone, some minutes

Speed is in messages per CPU-second (user and system, from start to end of the command), as
the machine may be shared.  "Ten times the mail" is the same mail ten times, each time with
other people and other texts: their letters are exchanged.
"""

from __future__ import annotations

import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.bars import Result
from benchmarks.data import honmono, unpack
from benchmarks.index_reports import organization, scattered, theft
from benchmarks.memory import measure as peak_of

FULL: Final = 4_000
HEADERS: Final = 20_000
SIZE: Final = 0.35
MEMORY: Final = 500 * 10**6
TIMES: Final = 10
GROWTH: Final = 1.1
"""Time for `TIMES` times the mail, divided by that."""

ASKED: Final = 1.5
ASKED_OF_MUCH: Final = 3.0
"""CPU-seconds of `honmono trace` with 20 reports, from its start to its end."""

KILLS: Final = 20
PARTS: Final = ("--partitions", "2", "--jobs", "2")
_FROM: Final = re.compile(rb"(?:\A|(?<=\n\n))From MAILER-DAEMON[^\n]*\n")
_FIELD: Final = re.compile(
    rb"^(?!Date|Mime|Content)([A-Za-z-]+: ?)([^\n]*)", re.MULTILINE
)


class Run(NamedTuple):
    """One run of the command."""

    seconds: float
    """Of CPU."""

    status: int


def spent() -> float:
    """CPU-seconds of all commands that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def cpu_of(words: list[str]) -> Run:
    """Run a command to its end."""
    before = spent()
    done = subprocess.run(words, stdout=subprocess.DEVNULL, check=False)
    return Run(spent() - before, done.returncode)


def index(archive: Path, *sources: Path, more: tuple[str, ...] = ()) -> list[str]:
    """The command line; owners stand in the names of folders."""
    words = ["index", "--archive", str(archive), *more, *map(str, sources)]
    return [*honmono(), *words]


# --- mail


def owned(mailboxes: Path, into: Path) -> Path:
    """The same mailboxes as folders whose names are addresses."""
    for box in sorted(mailboxes.iterdir()):
        folder = into / f"{box.name}@enron.example"
        folder.mkdir(parents=True)
        for file in sorted(box.iterdir()):
            os.link(file, folder / file.name)
    return into


def others(mailboxes: Path, into: Path, number: int) -> Path:
    """The same mail of other people about other things."""
    random_ = random.Random(number)  # noqa: S311
    vowels, rest = "aeiou", "bcdfghjklmnpqrstvwxyz"
    exchanged = "".join(random_.sample(vowels, 5) + random_.sample(rest, 21))
    letters = vowels + rest
    table = bytes.maketrans(
        (letters + letters.upper()).encode(), (exchanged + exchanged.upper()).encode()
    )
    for box in sorted(mailboxes.iterdir()):
        folder = into / f"{box.name}.{number}@enron.example"
        folder.mkdir(parents=True)
        for file in sorted(box.iterdir()):
            (folder / file.name).write_bytes(_exchanged(file.read_bytes(), table))
    return into


def _exchanged(mbox: bytes, table: bytes) -> bytes:
    """An mbox whose letters are exchanged, save names of fields and dates."""
    parts = _FROM.split(mbox)
    lines = _FROM.findall(mbox)
    changed = [parts[0]]
    for line, mail in zip(lines, parts[1:], strict=True):
        head, blank, body = mail.partition(b"\n\n")
        head = _FIELD.sub(lambda found: found[1] + found[2].translate(table), head)
        changed += [line, head, blank, body.translate(table)]
    return b"".join(changed)


def unique_bytes(mailboxes: Path) -> tuple[int, int]:
    """Mails, and bytes of one copy of each, told by author, subject and letters."""
    seen, mails, size = set[int](), 0, 0
    for file in sorted(mailboxes.rglob("*.mbox")):
        for mail in _FROM.split(file.read_bytes())[1:]:
            mails += 1
            head, _, body = mail.partition(b"\n\n")
            told = re.findall(rb"^(?:From|Subject): [^\n]*", head, re.MULTILINE)
            key = hash((*told, b"".join(body.split())))
            if key not in seen:
                seen.add(key)
                size += len(mail)
    return mails, size


# --- what is asked


def traced(archive: Path, org: Path, reports: Path) -> tuple[float, float, int]:
    """A trace as a user has it, from start to end: CPU-seconds, seconds, peak memory."""
    words = [*honmono(), "trace", "--archive", str(archive), "--org", str(org)]
    words += ["--format", "jsonl", str(reports)]
    begun = time.perf_counter()
    cpu = cpu_of(words)
    seconds = time.perf_counter() - begun
    if cpu.status:
        raise RuntimeError(f"trace ended with {cpu.status}")
    return cpu.seconds, seconds, peak_of(words, reports).bytes


# --- kills


def survived(mail: Path, work: Path, more: tuple[str, ...]) -> int:
    """How many of the killed runs were finished by the next one, to the same archive."""
    work.mkdir()
    boxes = sorted(mail.iterdir())[:3]
    begun = time.monotonic()
    cpu_of(index(work / "whole", *boxes, more=more))
    took = time.monotonic() - begun
    whole = _status(work / "whole")
    random_, right = random.Random(20), 0  # noqa: S311
    for number in range(KILLS):
        archive = work / f"killed-{number}"
        with subprocess.Popen(
            index(archive, *boxes, more=more), stdout=subprocess.DEVNULL
        ) as running:
            time.sleep(random_.uniform(0.3, 1.0) * took)
            running.send_signal(signal.SIGKILL)
        after = cpu_of(index(archive, *boxes, more=more))
        right += after.status == 0 and _status(archive) == whole
    return right


def _status(archive: Path) -> bytes:
    """What it holds, without its size."""
    words = [*honmono(), "index", "--archive", str(archive), "--status"]
    done = subprocess.run(words, capture_output=True, check=True)
    return re.sub(rb", [0-9.,]+ MB", b"", done.stdout)


# --- all of it


def measure(work: Path) -> Iterator[Result]:
    """Everything that is published about the index."""
    mailboxes = unpack("enron", work) / "mailboxes"
    mail = owned(mailboxes, work / "once")
    count, size = unique_bytes(mailboxes)

    once = cpu_of(index(work / "full", mail))
    yield _speed(f"index of {count:,} mails, full", count / once.seconds, FULL)
    heads = cpu_of(index(work / "heads", mail, more=("--headers-only",)))
    yield _speed("the same, header fields alone", count / heads.seconds, HEADERS)
    share = sum(file.stat().st_size for file in (work / "full").iterdir()) / size
    yield Result(
        f"index, as part of {size / 1e6:.0f} MB of unique mail",
        f"≤ {SIZE}",
        f"{share:.2f}",
        share <= SIZE,
    )

    for number in range(1, TIMES):
        others(mailboxes, work / "more", number)
    before = spent()
    peak = peak_of(index(work / "much", mail), work / "more")
    factor = (spent() - before) / once.seconds
    yield Result(
        f"time for {TIMES} times the mail",
        f"≤ {GROWTH * TIMES:.0f} ×",
        f"{factor:.1f} ×",
        factor <= GROWTH * TIMES and peak.status == 0,
    )
    yield _memory("peak memory of that", peak.bytes)

    org = organization(mailboxes, work / "honmono.toml")
    for archive, bar in ((work / "full", ASKED), (work / "much", ASKED_OF_MUCH)):
        for kind in (theft, scattered):
            reports = kind(mailboxes, work / archive.name / kind.__name__)
            cpu, seconds, memory = traced(archive, org, reports)
            what = f"trace of 20 reports, {archive.name}, {kind.__name__}"
            figure = f"{cpu:.2f} CPU-s ({seconds:.2f} s)"
            yield Result(what, f"≤ {bar}", figure, cpu <= bar)
            yield _memory(f"peak memory of it, {archive.name}", memory)

    yield from _faults(mail, work)


def _faults(mail: Path, work: Path) -> Iterator[Result]:
    for name, more in (("jobs", ("--jobs", "2")), ("partitions", PARTS)):
        right = survived(mail, work / name, more)
        yield Result(
            f"faults: index with {' '.join(more)} killed {KILLS} times, then finished",
            "all",
            f"{right} of {KILLS}",
            right == KILLS,
        )


def kills(work: Path) -> Iterator[Result]:
    """Kills alone, for whoever works on what is stored when."""
    yield from _faults(owned(unpack("enron", work) / "mailboxes", work / "once"), work)


def speed(work: Path) -> Iterator[Result]:
    """Speed alone, for whoever works on it."""
    mailboxes = unpack("enron", work) / "mailboxes"
    mail = owned(mailboxes, work / "once")
    count, _ = unique_bytes(mailboxes)
    heads = cpu_of(index(work / "heads", mail, more=("--headers-only",)))
    yield _speed("header fields alone", count / heads.seconds, HEADERS)
    full = cpu_of(index(work / "full", mail))
    yield _speed("full", count / full.seconds, FULL)


def _speed(what: str, rate: float, bar: int) -> Result:
    return Result(f"{what}: per CPU-second", f"≥ {bar:,}", f"{rate:,.0f}", rate >= bar)


def _memory(what: str, peak: int) -> Result:
    return Result(
        what, f"≤ {MEMORY / 1e6:.0f} MB", f"{peak / 1e6:.0f} MB", peak <= MEMORY
    )


def main() -> None:
    """Measure all, or one part."""
    some = {"--speed": speed, "--kills": kills}
    measured = some.get(sys.argv[1], measure) if sys.argv[1:] else measure
    with tempfile.TemporaryDirectory(prefix="honmono-index-") as work:
        for each in measured(Path(work)):
            print(f"{each.what}: {each.figure} (bar {each.bar})", flush=True)


if __name__ == "__main__":
    main()
