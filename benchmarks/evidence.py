"""Evidence: is every change found and named, is nothing lost by a kill, how fast is it?

    python -m benchmarks.evidence

Bundles are changed one way at a time: a byte is flipped, bytes dropped, added, exchanged; a
row of a list is dropped, moved; a whole file is dropped, added, moved, wherever it hits,
headers of the ZIP included.  A change counts as named when one of the differences is about
the bytes where it was made (or the file, where a file is gone).
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.bars import Result
from benchmarks.data import honmono
from benchmarks.memory import measure as peak_of
from honmono.incident.evidence.bundle import export
from honmono.incident.evidence.manifest import File
from honmono.incident.evidence.opening import open_front
from honmono.incident.evidence.place import Place
from honmono.incident.evidence.placing import plan_of
from honmono.incident.evidence.sealing import make_key_file, read_key_file
from honmono.incident.evidence.signing import Signer
from honmono.incident.evidence.verify import verify
from honmono.incident.evidence.writing import Note, commit, writing

CHANGES: Final = 1_000
MAILS: Final = 10_000
SECONDS: Final = 60
MEMORY: Final = 400 * 10**6
KILLS: Final = 50
_NOW: Final = datetime(2026, 4, 6, 9, tzinfo=UTC)
_NEAR: Final = 64
"""Bytes: to drop one of several zeros is to drop any of them."""


# --- changes


class Change(NamedTuple):
    """A bundle that was changed, and where."""

    content: bytes
    at: int
    names: tuple[str, ...] = ()
    """The file that is gone, or the two that changed places: one of them is enough."""


Made = Callable[[bytes, random.Random, list[tuple[str, int, int]]], Change]
Parts = list[tuple[str, int, int]]
"""Every file's name, the place of its header and the place behind its bytes."""


def _flipped(raw: bytes, random_: random.Random, parts: Parts) -> Change:
    at = _somewhere(raw, random_, parts)
    return Change(
        raw[:at] + bytes([raw[at] ^ 1 << random_.randrange(8)]) + raw[at + 1 :], at
    )


def _dropped(raw: bytes, random_: random.Random, parts: Parts) -> Change:
    at = _somewhere(raw, random_, parts)
    return Change(raw[:at] + raw[at + random_.choice((1, 1, 2, 40)) :], at)


def _added(raw: bytes, random_: random.Random, parts: Parts) -> Change:
    at = _somewhere(raw, random_, parts)
    new = random_.randbytes(random_.choice((1, 1, 2, 400)))
    return Change(raw[:at] + new + raw[at:], at)


def _exchanged(raw: bytes, random_: random.Random, parts: Parts) -> Change:
    """Two neighbouring bytes that differ change places."""
    while True:
        at = min(_somewhere(raw, random_, parts), len(raw) - 2)
        if raw[at] != raw[at + 1]:
            return Change(raw[:at] + raw[at : at + 2][::-1] + raw[at + 2 :], at)


def _rows(raw: bytes, random_: random.Random, parts: Parts) -> tuple[int, list[bytes]]:
    """The rows of the log, the values or the manifest, and where they begin."""
    lists = [part for part in parts if part[0].endswith(".jsonl")]
    name, start, end = random_.choice(lists)
    start += 30 + len(name)
    return start, raw[start:end].splitlines(keepends=True)


def _row_dropped(raw: bytes, random_: random.Random, parts: Parts) -> Change:
    start, rows = _rows(raw, random_, parts)
    number = random_.randrange(len(rows))
    at = start + sum(map(len, rows[:number]))
    return Change(raw[:at] + raw[at + len(rows[number]) :], at)


def _row_moved(raw: bytes, random_: random.Random, parts: Parts) -> Change:
    start, rows = _rows(raw, random_, parts)
    while True:
        one, two = sorted(random_.sample(range(len(rows)), 2))
        if rows[one] != rows[two]:
            break
    at = start + sum(map(len, rows[:one]))
    end = start + sum(map(len, rows))
    rows[one], rows[two] = rows[two], rows[one]
    return Change(raw[:start] + b"".join(rows) + raw[end:], at)


def _file_dropped(raw: bytes, random_: random.Random, parts: Parts) -> Change:
    name, start, end = random_.choice(parts[2:])
    return Change(raw[:start] + raw[end:], start, (name,))


def _file_added(raw: bytes, random_: random.Random, parts: Parts) -> Change:
    """A copy of one of its files, or one that nobody knows."""
    at = random_.choice(parts)[2]
    name, start, end = random_.choice(parts)
    if random_.random() < 0.5:  # a copy beside its file: which of them is the copy?
        return Change(raw[:at] + raw[start:end] + raw[at:], at, (name,))
    return Change(raw[:at] + random_.randbytes(end - start) + raw[at:], at)


def _file_moved(raw: bytes, random_: random.Random, parts: Parts) -> Change:
    one, two = sorted(random_.sample(parts[2:], 2), key=lambda part: part[1])
    content = b"".join(
        (
            raw[: one[1]],
            raw[two[1] : two[2]],
            raw[one[2] : two[1]],
            raw[one[1] : one[2]],
            raw[two[2] :],
        )
    )
    return Change(content, one[1], (one[0], two[0]))


CHANGED_BY: Final[tuple[Made, ...]] = (
    *(_flipped, _dropped, _added, _exchanged, _row_dropped, _row_moved),
    *(_file_dropped, _file_added, _file_moved),
)


def _somewhere(raw: bytes, random_: random.Random, parts: Parts) -> int:
    """Any byte; every second time near a header, which have few bytes of all."""
    if random_.random() < 0.5:
        return random_.randrange(len(raw))
    near = random_.choice([*(p[1] for p in parts), parts[-1][2], len(raw) - 22])
    return min(len(raw) - 1, near + random_.randrange(100))


def parts_of(bundle: Path) -> Parts:
    """Where each file of a bundle stands."""
    with bundle.open("rb") as file:
        front = open_front(file, bundle.stat().st_size)
    fronts = [File(m.name, m.size, "", m.crc, "") for m in front[2:4]]
    plan = plan_of((*fronts, *front.files))
    return [(e.file.name, e.offset, e.offset + e.length) for e in plan.files]


def is_named(change: Change, bundle: Path) -> bool:
    """Does the verifier say that it was changed, and where?"""
    bundle.write_bytes(change.content)
    return any(
        each.start - _NEAR <= change.at <= each.end + _NEAR or each.name in change.names
        for each in verify(bundle).differences
    )


def sample(folder: Path, mails: int, random_: random.Random) -> Path:
    """An incident with everything in it, exported."""
    place = Place(folder / "n001.json")
    for number in range(mails):
        body = random_.randbytes(random_.choice((0, 40, 900, 30_000)))
        (folder / f"{number}.eml").write_bytes(b"Subject: %d\n\n" % number + body)
    states = [b'{"id":"n001","facts":%d}\n' % n for n in range(4)]
    commit(place, None, states[0], Note("opened", _NOW, "Yamada Hanako"))
    for old, new in pairwise(states):
        commit(
            place,
            old,
            new,
            Note("changed", _NOW, "Yamada Hanako"),
            originals=sorted(folder.glob("*.eml")),
        )
    for name in ("lists/persons.jsonl", "documents/first-notice.txt"):
        (place.folder / name).parent.mkdir()
        rows = b"".join(b'{"person":%d}\n' % n for n in range(200))
        (place.folder / name).write_bytes(rows)
    out = folder / "bundle.zip"
    with writing(place) as writer:
        export(writer, out, Signer.of_home(folder / "home"), at=_NOW, by="Yamada")
    return out


def changes(work: Path, count: int = CHANGES) -> Iterator[Result]:
    """Change a bundle in every way, many times."""
    random_ = random.Random(6)  # noqa: S311
    bundle = sample(work, 20, random_)
    raw, parts = bundle.read_bytes(), parts_of(bundle)
    intact = verify(bundle).intact
    named, unnamed = 0, []
    for number in range(count):
        made = CHANGED_BY[number % len(CHANGED_BY)]
        change = made(raw, random_, parts)
        while change.content == raw:
            change = made(raw, random_, parts)
        if is_named(change, work / "changed.zip"):
            named += 1
        else:
            unnamed.append(f"{made.__name__} at {change.at}")
    yield Result(
        f"bundle: {count} changes of {len(CHANGED_BY)} kinds found and named",
        "all; the intact one verifies",
        f"{named}; {'it does' if intact else 'IT DOES NOT'} {'; '.join(unnamed[:5])}",
        named == count and intact,
    )


# --- speed and memory


def speed(work: Path) -> Iterator[Result]:
    """Add, export and verify many mails by the command, as a user does."""
    random_ = random.Random(7)  # noqa: S311
    mails = work / "mails"
    mails.mkdir()
    for number in range(MAILS):
        body = random_.randbytes(random_.randrange(1_000, 20_000)).hex()
        (mails / f"{number}.eml").write_text(f"Subject: {number}\n\n{body}\n", "ascii")
    case, out = work / "n002.json", work / "n002.zip"
    commit(Place(case), None, b'{"id":"n002"}\n', Note("opened", _NOW, "Yamada"))
    home = ["--home", str(work / "home"), "--lang", "en"]
    command = [*honmono(), "evidence"]
    at_case = ["--case", str(case), *home]
    peaks = {
        "add": peak_of([*command, "add", *at_case], mails),
        "export": peak_of([*command, "export", *at_case, "--out"], out),
        "verify": peak_of([*command, "verify", *home], out),
    }
    taken = peaks["export"].seconds + peaks["verify"].seconds
    each = ", ".join(f"{name} {peak.seconds:.1f} s" for name, peak in peaks.items())
    right = all(peak.status == 0 for peak in peaks.values())
    yield Result(
        f"bundle: export and verify of {MAILS:,} mails, {out.stat().st_size / 1e6:.0f} MB",
        f"≤ {SECONDS} s",
        f"{taken:.1f} s ({each})",
        taken <= SECONDS and right,
    )
    most = max(peak.bytes for peak in peaks.values())
    yield Result(
        "bundle: peak RssAnon of these",
        f"≤ {MEMORY / 1e6:.0f} MB",
        f"{most / 1e6:.0f} MB",
        most <= MEMORY,
    )


# --- kills


def write_for_ever(folder: Path) -> None:
    """Change an incident again and again, and print what is confirmed."""
    place = Place(folder / "n003.json")
    key = read_key_file(folder / "key")
    number = int(place.file.read_bytes()) if place.file.exists() else 0
    while True:
        number += 1
        old = place.file.read_bytes() if place.file.exists() else None
        mail = folder / "mail.eml"
        mail.write_bytes(b"mail %d" % number * 5_000)
        note = Note("changed", _NOW, f"person {number}")
        with writing(place, key) as writer:
            kept = writer.add([mail], at=_NOW, by=f"person {number}")
            writer.change(old, b"%d" % number, note)
            if number % 7 == 0:
                gone = min(writer.state.originals - {kept[0][1].sha256}, default="")
                values = writer.values_before("2027-01-01")[:2]
                writer.erase(note, originals=[gone] if gone else [], values=values)
                sys.stdout.write(f"erased {gone}\n")
        sys.stdout.write(f"stored {number} {kept[0][1].sha256}\n")
        sys.stdout.flush()


def kills(work: Path, count: int = KILLS) -> Iterator[Result]:
    """Kill the writer at random moments; each time see what is there."""
    random_ = random.Random(8)  # noqa: S311
    make_key_file(work / "key")
    place, key = Place(work / "n003.json"), read_key_file(work / "key")
    confirmed, erased, number, wrong, mended = set[str](), set[str](), 0, [], 0
    for _ in range(count):
        said = _until_killed(work, random_)
        for word, *rest in (line.split() for line in said):
            if word == "erased":
                erased |= set(rest)
            else:
                number = int(rest[0])
                confirmed.add(rest[1])
        with writing(place, key) as writer:
            mended += len(writer.told)
            there = writer.state.originals
            stored = int(place.file.read_bytes())
            erased |= writer.state.erased
            whole = all(_readable(writer.store.read(n)) for n in there)
            left = any(map(writer.store.is_left, writer.state.erased))
            if not (writer.agrees and whole and stored >= number and not left):
                wrong.append(f"{stored} after {number}")
            if not confirmed <= there | erased:
                wrong.append("an original is lost")
    yield Result(
        f"evidence: kill -9 at {count} moments of writing: log and file agree, "
        "nothing confirmed is lost",
        "always",
        f"{count - len(wrong)} times, {mended} mended, {number} changes {wrong[:3]}",
        not wrong and number > count,
    )


def _readable(chunks: Iterator[bytes]) -> bool:
    return sum(map(len, chunks)) > 0


def _until_killed(work: Path, random_: random.Random) -> list[str]:
    """Whole lines that the writer printed before it was killed."""
    words = [sys.executable, "-m", "benchmarks.evidence", "--write", str(work)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        first = running.stdout.readline()
        time.sleep(random_.random() * 0.2)
        os.kill(running.pid, signal.SIGKILL)
        lines = [first, *running.stdout]
    return [line for line in lines if line.endswith("\n")]


def measure(work: Path) -> Iterator[Result]:
    """The bars of evidence."""
    for name, part in (("changes", changes), ("speed", speed), ("kills", kills)):
        folder = work / name
        folder.mkdir()
        yield from part(folder)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--write"]:
        write_for_ever(Path(sys.argv[2]))
    with tempfile.TemporaryDirectory(prefix="honmono-evidence-") as temporary:
        for line in measure(Path(temporary)):
            print(f"{line.what}\n    {line.bar}: {line.figure}", flush=True)
