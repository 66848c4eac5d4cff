"""Containers of mail: the same mail out of each, and what hostile ones cost.

    HONMONO_DATA=../shared python -m benchmarks.containers [--each]

**One mail, many containers.**  100 mails of `check/synthetic` as files, mbox, Maildir and
ZIP archive through the command: all fields but `source` and `sha256` have to be equal, and
none may be missing or doubled.

**Hostile containers.**  Bombs (`zip_bombs`), and every sample of `KINDS` damaged in many
ways (`mutations`), the way a file goes that somebody names.  Each gets a worker of its
own, whose CPU time and peak of memory the system tells when it has ended.  This process
must raise nothing and stay small, and a good file must be read after each.  `--each`
prints every hostile file.  Linux and macOS.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks import zip_bombs
from benchmarks.bars import Result
from benchmarks.data import folder_of, honmono, unpack
from benchmarks.mutations import mutated
from honmono.mail.sandbox import warm
from honmono.mail.source import Access, RawMail, Unreadable, read_bytes
from tests.mail.source.build import mail
from tests.mail.source.zips import aes, streamed, zip_crypto, zipped

MAILS: Final = 100

MEMORY: Final = 512 * 2**20
CPU_SECONDS: Final = 10.0
PARENT: Final = 768 * 2**20
"""Bytes of this process at its peak: the largest member, as a file and as mails."""

DAMAGED: Final = 140
"""Damaged files of each kind, or one of each sample if there are more."""

SEED: Final = 20261125

_OTHER: Final = {"source", "sha256"}
_UNIT: Final = 1 if sys.platform == "darwin" else 1024
"""Bytes in which the system counts memory."""


class Kind(NamedTuple):
    """A kind of container, and samples of it that are whole."""

    name: str
    samples: Callable[[Path], list[bytes]]


def _files(*endings: str) -> Callable[[Path], list[bytes]]:
    """Files of the corpus by their endings; only a hint where to find them."""

    def samples(work: Path) -> list[bytes]:
        found = sorted(unpack("format_samples", work).rglob("*"))
        wanted = [path for path in found if path.name.lower().endswith(endings)]
        return [path.read_bytes() for path in wanted if path.is_file()]

    return samples


def _zips(work: Path) -> list[bytes]:
    """As programs write them, locked ones too."""
    del work
    letters = {f"{n}.eml": mail(f"letter {n}", "予定\n" * 50) for n in range(5)}
    inner = zipped({"in.zip": zipped(letters), "old.mbox": b"".join(_mbox(letters))})
    locked = [aes(letters, zip_bombs.KNOWN), zip_crypto(letters)]
    ways = (
        zipfile.ZIP_STORED,
        zipfile.ZIP_DEFLATED,
        zipfile.ZIP_BZIP2,
        zipfile.ZIP_LZMA,
    )
    return [*(zipped(letters, way) for way in ways), streamed(letters), inner, *locked]


def _mbox(letters: dict[str, bytes]) -> Iterator[bytes]:
    for letter in letters.values():
        yield b"From a@example.net Mon Apr  6 09:12:44 2026\n" + letter + b"\n"


KINDS: Final = (
    Kind("ZIP", _zips),
    Kind(".msg", _files(".msg")),
    Kind("TNEF", _files(".tnef", ".dat", "winmail.bin")),
    Kind("PST", _files(".pst", ".ost")),
)


class Cost(NamedTuple):
    """What one hostile file took in its workers."""

    name: str
    seconds: float
    memory: int
    """Bytes at the peak of the largest worker so far."""

    lines: int
    raised: str = ""
    next_is_read: bool = True

    def __str__(self) -> str:
        """One line."""
        end = self.raised or ("" if self.next_is_read else "THE NEXT IS NOT READ")
        return f"{self.seconds:6.2f} s {self.lines:6} lines  {self.name} {end}"


def measure(work: Path, *, each: bool = False) -> Iterator[Result]:
    """Measure both."""
    yield from _many_containers(work)
    yield from _hostile(work, each=each)


def _hostile(work: Path, *, each: bool) -> Iterator[Result]:
    """Open bombs and damaged files, and look at their cost."""
    found = [_cost(name, build()) for name, build in zip_bombs.bombs()]
    yield from _results("ZIP bombs", found)
    for kind in KINDS:
        costs = list(_damaged(kind, work))
        found += costs
        yield from _results(f"damaged {kind.name}", costs)
    memory = max(cost.memory for cost in found)
    yield Result(
        "worker's memory at its peak, all of these",
        f"≤ {MEMORY // 2**20} MB",
        f"{memory / 2**20:.0f} MB",
        memory <= MEMORY,
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT
    yield Result(
        "this process at its peak",
        f"≤ {PARENT // 2**20} MB",
        f"{peak / 2**20:.0f} MB",
        peak <= PARENT,
    )
    if each:
        print("\n".join(map(str, sorted(found, key=lambda cost: -cost.seconds))))


def _results(what: str, costs: Sequence[Cost]) -> Iterator[Result]:
    slowest = max(costs, key=lambda cost: cost.seconds)
    raised = [cost for cost in costs if cost.raised]
    unread = [cost for cost in costs if not cost.next_is_read]
    yield Result(
        f"{what}: worker's CPU time, worst of {len(costs)}",
        f"≤ {CPU_SECONDS:g} s",
        f"{slowest.seconds:.1f} s ({slowest.name})",
        slowest.seconds <= CPU_SECONDS,
    )
    yield Result(
        f"{what}: exceptions; next file not read",
        "0; 0",
        f"{len(raised)}; {len(unread)}",
        not raised and not unread,
    )


def _damaged(kind: Kind, work: Path) -> Iterator[Cost]:
    samples = kind.samples(work)
    count = -(-DAMAGED // len(samples))
    for number, sample in enumerate(samples):
        for variant, data in enumerate(mutated(sample, count, SEED + number)):
            yield _cost(f"{kind.name} {number}, damage {variant}", data)


_GOOD: Final = zipped({"a.eml": mail()})


def _cost(name: str, data: bytes) -> Cost:
    """Open one file in fresh workers, then a good one."""
    before = _cpu_of_workers()
    lines, raised = 0, ""
    try:
        for found in read_bytes(data, name, Access(lambda _: zip_bombs.KNOWN)):
            assert isinstance(found, RawMail | Unreadable)
            lines += 1
    except Exception as error:  # noqa: BLE001
        raised = f"{type(error).__name__}: {error}"
    (good,) = read_bytes(_GOOD, "good.zip")
    warm.end_all()
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(
        name,
        _cpu_of_workers() - before,
        usage.ru_maxrss * _UNIT,
        lines,
        raised,
        isinstance(good, RawMail) and good.data == mail(),
    )


def _cpu_of_workers() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _many_containers(work: Path) -> Iterator[Result]:
    """Check the same mails out of each container."""
    folder = folder_of("check/synthetic")
    paths = sorted((folder / "eml").iterdir())
    chosen = paths[:: len(paths) // MAILS][:MAILS]
    mails = [path.read_bytes() for path in chosen]
    expected: list[dict[str, object]] = []
    for name, write in CONTAINERS.items():
        source = write(work / f"mails-{name}", mails)
        records = _records(source, folder / "honmono.toml")
        expected = expected or records
        same = sum(a == b for a, b in zip(records, expected, strict=False))
        yield Result(
            f"{MAILS} mails as {name}: equal lines; lines",
            f"{MAILS}; {MAILS}",
            f"{same}; {len(records)}",
            same == len(records) == MAILS,
        )


def _as_files(path: Path, mails: Sequence[bytes]) -> Path:
    path.mkdir()
    for number, data in enumerate(mails):
        (path / f"{number:03}.eml").write_bytes(data)
    return path


def _as_mbox(path: Path, mails: Sequence[bytes]) -> Path:
    """As mboxo and mboxrd agree on, where no line begins with From."""
    path = path.with_suffix(".mbox")
    head = b"From sender@example.net Mon Apr  6 09:12:44 2026"
    with path.open("wb") as file:
        for data in mails:
            end = b"\r\n" if b"\r\n" in data else b"\n"
            file.write(head + end + data.removesuffix(end) + end + end)
    return path


def _as_maildir(path: Path, mails: Sequence[bytes]) -> Path:
    for name in ("cur", "new", "tmp"):
        (path / name).mkdir(parents=True)
    for number, data in enumerate(mails):
        (path / "cur" / f"{number:03}.M1P2.mx:2,S").write_bytes(data)
    return path


def _as_zip(path: Path, mails: Sequence[bytes]) -> Path:
    path = path.with_suffix(".zip")
    names = (f"{number:03}.eml" for number in range(len(mails)))
    path.write_bytes(zipped(dict(zip(names, mails, strict=True))))
    return path


CONTAINERS: Final[dict[str, Callable[[Path, Sequence[bytes]], Path]]] = {
    "files": _as_files,
    "mbox": _as_mbox,
    "Maildir": _as_maildir,
    "ZIP": _as_zip,
}
"""Name → how mails are put into one."""


def _records(source: Path, org: Path) -> list[dict[str, object]]:
    words = ("check", "--format", "jsonl", "--org", str(org), str(source))
    ran = subprocess.run([*honmono(), *words], capture_output=True, check=False)
    return [
        {key: value for key, value in json.loads(line).items() if key not in _OTHER}
        for line in ran.stdout.splitlines()
    ]


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description="Containers, honest and hostile.")
    arguments.add_argument("--each", action="store_true")
    with tempfile.TemporaryDirectory(prefix="honmono-containers-") as temporary:
        for result in measure(Path(temporary), each=arguments.parse_args().each):
            verdict = "holds" if result.holds else "FALLS SHORT"
            print(f"{verdict:12} {result.what}: {result.figure} (bar {result.bar})")
