"""Memory of a run over an mbox of 2 GB: the peak of all its processes together.

    python -m benchmarks.memory [--size 2G] [-- COMMAND...]

Makes the mbox in a temporary folder (no holes in it: every byte is written), runs
COMMAND with its path at the end, adds up `RssAnon` of the command's process and all its
descendants every 50 ms, prints the largest sum and deletes the mbox.  Without COMMAND:
`parse` of every mail in one process.

`RssAnon` is what a program holds for itself.  Pages of mapped files and of the page
cache are not counted; the kernel takes those back when it needs them.  Linux only.
"""

from __future__ import annotations

import argparse
import base64
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

SIZE: Final = 2 * 2**30
BAR: Final = 250 * 10**6
"""Bytes over all processes of `honmono check --jobs 2`."""

_EVERY: Final = 0.05
"""Seconds between two looks."""

_BLOCK: Final = 4 * 2**20
"""Bytes written at once."""

_LINE: Final = (
    "Please find the order attached and confirm the delivery. いつもお世話になって"
    "おります。見積書と請求書をご確認のうえ、よろしくお願いいたします。 No. "
)


class Peak(NamedTuple):
    """What a run took."""

    bytes: int
    """Largest sum of `RssAnon` over the process tree."""

    processes: int
    """How many there were at that moment."""

    seconds: float
    status: int
    """Exit status of the command."""

    def __str__(self) -> str:
        """One line."""
        return (
            f"peak {self.bytes / 1e6:.0f} MB in {self.processes} processes, "
            f"{self.seconds:.0f} s, exit status {self.status}"
        )


def make_mbox(path: Path, size: int) -> int:
    """Write an mbox of at least `size` bytes and return how many messages it has.

    Mails of 1 to 30 kB, in UTF-8 and base64, plain and with HTML; every thousandth has
    an attachment of 3 MB.
    """
    bodies = list(_bodies(random.Random(2026)))  # noqa: S311
    number = written = 0
    with path.open("wb", buffering=_BLOCK) as file:
        while written < size:
            body = bodies[-1] if number % 1000 == 999 else bodies[number % 199]
            written += file.write(_HEADER % (number % 60, number, number) + body)
            number += 1
    return number


_HEADER: Final = b"""From tanaka@example.co.jp Mon Apr  6 09:12:%02d 2026
Received: from mail.example.net (mail.example.net [192.0.2.7])
\tby mx.example.co.jp (Postfix) with ESMTPS id 4X; Mon, 6 Apr 2026 09:12:44 +0900 (JST)
From: "Tanaka Hanako" <tanaka@example.co.jp>
To: sato@example.org
Subject: Order %d
Message-ID: <%d@example.co.jp>
Date: Mon, 6 Apr 2026 09:12:44 +0900
MIME-Version: 1.0
"""


def _bodies(random_: random.Random) -> Iterator[bytes]:
    """Yield 199 small bodies with their last header fields, and one large one."""
    for number in range(199):
        lines = [f"{_LINE}{random_.random()}" for _ in range(number // 2 + 5)]
        text = "\n".join(lines)
        if number % 3 == 0:
            yield b"Content-Type: text/plain; charset=utf-8\n\n%b\n\n" % text.encode()
        elif number % 3 == 1:
            yield (
                b"Content-Type: text/plain; charset=utf-8\n"
                b"Content-Transfer-Encoding: base64\n\n%b\n"
            ) % base64.encodebytes(text.encode())
        else:
            html = "".join(f"<p>{line}</p>\n" for line in lines)
            yield b"Content-Type: text/html; charset=utf-8\n\n%b\n" % html.encode()
    attachment = base64.encodebytes(random_.randbytes(3_000_000))
    yield (
        b'Content-Type: application/pdf; name="a.pdf"\n'
        b"Content-Transfer-Encoding: base64\n\n%b\n"
    ) % attachment


def measure(command: Sequence[str], mbox: Path) -> Peak:
    """Run `command` on the mbox, and watch the memory of all its processes."""
    begun = time.monotonic()
    most, processes = 0, 0
    with subprocess.Popen([*command, str(mbox)], stdout=subprocess.DEVNULL) as running:
        while running.poll() is None:
            sizes = [_rss_anon(pid) for pid in _tree(running.pid)]
            if sum(sizes) > most:
                most, processes = sum(sizes), len(sizes)
            time.sleep(_EVERY)
    return Peak(most, processes, time.monotonic() - begun, running.returncode)


def _tree(root: int) -> list[int]:
    """The process and all its descendants."""
    children = defaultdict(list)
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                status = (entry / "stat").read_bytes()
            except OSError:  # it has ended
                continue
            parent = int(status.rpartition(b")")[2].split()[1])
            children[parent].append(int(entry.name))
    tree = [root]
    for pid in tree:  # grows while it is walked
        tree.extend(children[pid])
    return tree


def _rss_anon(pid: int) -> int:
    """Bytes of anonymous memory; 0 for a process that has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_bytes()
    except OSError:
        return 0
    _, found, rest = status.partition(b"RssAnon:")
    return int(rest.split()[0]) * 1024 if found else 0


def _read_and_parse(path: str) -> None:
    """The default command: what `honmono check` does before it judges."""
    from honmono.mail.message.parse import parse
    from honmono.mail.source import RawMail, read

    for mail in read(path):
        if isinstance(mail, RawMail):
            parse(mail)


def _bytes(text: str) -> int:
    """`2G`, `50M` or plain bytes."""
    units = {"K": 2**10, "M": 2**20, "G": 2**30}
    return int(float(text.rstrip("KMG")) * units.get(text[-1:], 1))


def main() -> int:
    """Make the mbox, measure, compare with the bar."""
    if sys.argv[1:2] == ["--read"]:
        _read_and_parse(sys.argv[2])
        return 0
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--size", type=_bytes, default=SIZE)
    arguments.add_argument("command", nargs="*")
    given = arguments.parse_args()
    command = given.command or [sys.executable, "-m", "benchmarks.memory", "--read"]
    with tempfile.TemporaryDirectory() as folder:
        mbox = Path(folder) / "two-gigabytes.mbox"
        begun = time.monotonic()
        count = make_mbox(mbox, given.size)
        took = time.monotonic() - begun
        print(
            f"{count:,} messages, {mbox.stat().st_size:,} bytes, made in {took:.0f} s"
        )
        peak = measure(command, mbox)
    print(peak, flush=True)
    return 0 if peak.status == 0 and peak.bytes <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
