"""The index of our mail: speed, size, memory, growth, and what a kill leaves.

    python -m benchmarks.index                     on corpora/enron, about ten minutes
    python -m benchmarks.index --speed             speed alone, half a minute
    python -m benchmarks.index --ask DIR           twenty reports' questions to an archive

Speed is in messages per CPU-second (user and system, from start to end of the command), as
the machine may be shared.  "Ten times the mail" is the same mail ten times, each time with
other people and other texts: their letters are exchanged.
"""

from __future__ import annotations

import json
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
from benchmarks.memory import measure as peak_of

FULL: Final = 4_000
HEADERS: Final = 20_000
SIZE: Final = 0.35
MEMORY: Final = 500 * 10**6
TIMES: Final = 10
GROWTH: Final = 1.1
"""Time for `TIMES` times the mail, divided by that."""

ASKED: Final = 0.8
ASKED_OF_MUCH: Final = 2.0
"""CPU-seconds for the questions of a trace of 20 reports; its bars, 1.5 s and 3 s, hold
besides start, reading of reports and inference."""

KILLS: Final = 20
SUSPECTS: Final = 4_000
"""Whose profiles a trace asks for at most."""

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


def ask(archive: Path, mailboxes: Path) -> None:
    """Ask what a trace of 20 reports asks, and print how long that took."""
    begun = time.process_time()
    from honmono.mail.message import Message
    from honmono.mail.message.parse import parse
    from honmono.mail.source import RawMail, read
    from honmono.trace.archive._core import Level
    from honmono.trace.archive.store import Store
    from honmono.trace.forgery import Forgery

    loaded = time.process_time()
    mails: list[Message] = []
    for raw in read(str(mailboxes / "love-p")):
        if isinstance(raw, RawMail) and len(raw.data) > 1500:
            mails.append(parse(raw))
        if len(mails) == 400:
            break
    reports = [
        Forgery(
            source=mail.source,
            date=2**31,
            shown=str(mail.authors[0]),
            address="x@mail.example",
            recipients=tuple(each.address.lower() for each in mail.to[:3]),
            subject=f"RE: {mail.subject.text}",
            references=(),
            quoted=mail.body.text[50:1500] if mail.body else "",
        )
        for mail in mails[::20]
    ]
    begun += time.process_time() - loaded  # reading reports is not asking
    until = 2**31
    with Store(archive) as store:
        boxes = store.mailboxes()
        matches = store.matches(reports, Level.FULL)
        people = {
            each.person for report in reports for each in store.named(report.shown)
        }
        people |= {
            who for r in reports for a in r.recipients if (who := store.person_of(a))
        }
        known = store.acquaintances(people, until)
        suspects = {box.person for box in boxes} | people
        suspects |= {
            who for m in matches for each in m for who in each.note.participants
        }
        suspects |= set(sorted(known, key=lambda who: -len(known[who]))[:SUSPECTS])
        profiles = store.profiles(suspects, until)
        for person in sorted(profiles, key=lambda who: -profiles[who].contacts)[:10]:
            store.contacts_of(person, until)
    found = sum(1 for each in matches if each)
    seconds = time.process_time() - begun
    print(json.dumps({"seconds": seconds, "found": found, "suspects": len(suspects)}))


def asked(archive: Path, mailboxes: Path) -> tuple[float, int, int]:
    """CPU-seconds of the questions, reports with a match, and peak memory in bytes."""
    words = [sys.executable, "-m", "benchmarks.index", "--ask", str(archive)]
    done = subprocess.run([*words, str(mailboxes)], capture_output=True, check=True)
    told = json.loads(done.stdout)
    return told["seconds"], told["found"], peak_of(words, mailboxes).bytes


# --- kills


def survived(mail: Path, work: Path) -> int:
    """How many of the killed runs were finished by the next one, to the same archive."""
    boxes = sorted(mail.iterdir())[:3]
    begun = time.monotonic()
    cpu_of(index(work / "whole", *boxes))
    took = time.monotonic() - begun
    whole = _status(work / "whole")
    random_, right = random.Random(20), 0  # noqa: S311
    for number in range(KILLS):
        archive = work / f"killed-{number}"
        with subprocess.Popen(
            index(archive, *boxes), stdout=subprocess.DEVNULL
        ) as running:
            time.sleep(random_.uniform(0.3, 1.0) * took)
            running.send_signal(signal.SIGKILL)
        cpu_of(index(archive, *boxes))
        right += _status(archive) == whole
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

    for archive, bar in ((work / "full", ASKED), (work / "much", ASKED_OF_MUCH)):
        seconds, found, memory = asked(archive, mailboxes)
        what = f"CPU-seconds of 20 reports' questions, {archive.name}"
        yield Result(what, f"≤ {bar}", f"{seconds:.2f}", seconds <= bar and found >= 19)
        yield _memory(f"peak memory of these, {archive.name}", memory)

    right = survived(mail, work)
    yield Result(
        f"index killed {KILLS} times at random moments, finished by the next run",
        "all",
        f"{right} of {KILLS}",
        right == KILLS,
    )


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
    """Measure, or ask."""
    if sys.argv[1:2] == ["--ask"]:
        ask(Path(sys.argv[2]), Path(sys.argv[3]))
        return
    measured = speed if sys.argv[1:2] == ["--speed"] else measure
    with tempfile.TemporaryDirectory(prefix="honmono-index-") as work:
        for each in measured(Path(work)):
            print(f"{each.what}: {each.figure} (bar {each.bar})", flush=True)


if __name__ == "__main__":
    main()
