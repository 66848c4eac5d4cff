"""How fast mail comes out of what holds it: messages a second, beside a bare reader.

    HONMONO_DATA=../shared python -m benchmarks.sources

**Outlook.**  Every `.msg` of the samples from its path to a parsed mail, the way to the
sandbox and back included.  What counts is the CPU time of both processes together, as if
they had one core, so that other work on the machine hardly matters.

**ZIP.**  The same mails in an archive and as files, each loaded and parsed; CPU time of
both processes as well.

**IMAP.**  Dovecot on loopback, over TLS with a certificate of a test authority.  The bare
client is `imaplib` of the standard library, which fetches the same mails in batches as
large and looks at nothing.  Wall time, since a server works beside; both run in turns, and
the best run of each counts.  On a machine with other work the ratio says little.  It needs
Dovecot (`apt-get install dovecot-imapd`).
"""

from __future__ import annotations

import imaplib
import resource
import ssl
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter, process_time
from typing import Final

from benchmarks.bars import Result
from benchmarks.data import MissingDataError, unpack
from benchmarks.outlook import kind_of
from honmono.mail.message.parse import parse
from honmono.mail.sandbox import warm
from honmono.mail.source import RawMail, find, read
from honmono.mail.source.imap.reading import BATCH_MAILS
from tests.mail.source.imap.dovecot import (
    HOST,
    HOW_TO_GET_IT,
    PASSWORD,
    PROGRAM,
    USER,
    Dovecot,
)

MSG_ROUNDS: Final = 10
MSG_BAR: Final = 100
"""`.msg` files a second on one core."""

ZIP_MAILS: Final = 2_000
ZIP_ROUNDS: Final = 4
ZIP_BAR: Final = 0.5

IMAP_MAILS: Final = 3_000
IMAP_ROUNDS: Final = 6
IMAP_BAR: Final = 0.8


def measure(work: Path) -> Iterator[Result]:
    """Measure each of them."""
    yield from measure_msg(work)
    yield from measure_zip(work)
    yield from measure_imap(work)


def measure_msg(work: Path) -> Iterator[Result]:
    """Measure the rate of `.msg` files."""
    samples = unpack("format_samples", work)
    files = [str(path) for path in samples.rglob("*.msg") if kind_of(path) == "msg"]
    rate = len(files) / _cpu_a_round(files, MSG_ROUNDS)
    yield Result(
        f".msg a second on one core, sandbox and parse included, {len(files)} files",
        f"≥ {MSG_BAR}",
        f"{rate:.0f}",
        rate >= MSG_BAR,
    )


def measure_zip(work: Path) -> Iterator[Result]:
    """Compare a ZIP archive with the files that were packed."""
    files = _old_mail(work)[:ZIP_MAILS]
    packed = work / "packed.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, path in enumerate(files):
            archive.write(path, f"{number}.eml")
    loose = _cpu_a_round([str(path) for path in files], ZIP_ROUNDS)
    zipped = _cpu_a_round([str(packed)], ZIP_ROUNDS)
    rate = len(files) / zipped
    yield Result(
        f"ZIP of {len(files):,} mails: rate of parsed mails over that of the files",
        f"≥ {ZIP_BAR}",
        f"{loose / zipped:.2f} ({rate:,.0f}/s on one core)",
        loose / zipped >= ZIP_BAR,
    )


def _cpu_a_round(sources: Sequence[str], rounds: int) -> float:
    """Seconds of CPU, ours and the worker's, for one round without the worker's start.

    What a worker took is known when it has ended, so one round is measured with a fresh
    worker, and then that one and some more.
    """
    first, all_rounds = _cpu_of(sources, 1), _cpu_of(sources, 1 + rounds)
    return (all_rounds - first) / rounds


def _cpu_of(sources: Sequence[str], rounds: int) -> float:
    warm.end_all()
    before = _cpu()
    for _ in range(rounds):
        for source in sources:
            for found in read(source):
                if isinstance(found, RawMail):
                    parse(found)
    warm.end_all()
    return _cpu() - before


def _cpu() -> float:
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + ended.ru_utime + ended.ru_stime


def measure_imap(work: Path) -> Iterator[Result]:
    """Read a folder as `check` does, and as a bare client."""
    if not Path(PROGRAM).exists():
        raise MissingDataError(HOW_TO_GET_IT)
    with Dovecot() as server:
        for path in _old_mail(work)[:IMAP_MAILS]:
            server.deliver(path.read_bytes())
        wanted = bare(server)  # also makes Dovecot's index
        best = {_ours: 0.0, bare: 0.0}
        for _ in range(IMAP_ROUNDS):
            for client in best:
                best[client] = max(best[client], _rate(client, server, wanted))
    ratio = best[_ours] / best[bare]
    yield Result(
        f"IMAP over TLS, {wanted:,} mails: rate over that of a bare client",
        f"≥ {IMAP_BAR:.0%}",
        f"{ratio:.0%} ({best[_ours]:,.0f}/s; bare {best[bare]:,.0f}/s)",
        ratio >= IMAP_BAR,
    )


def _old_mail(work: Path) -> list[Path]:
    found = sorted(unpack("spamassassin", work).rglob("*"))
    return [path for path in found if path.is_file()]


def _rate(client: Callable[[Dovecot], int], server: Dovecot, wanted: int) -> float:
    begun = perf_counter()
    assert client(server) == wanted
    return wanted / (perf_counter() - begun)


def _ours(server: Dovecot) -> int:
    found = find(server.url(), server.access)
    return sum(isinstance(each, RawMail) for each in found)


def bare(server: Dovecot) -> int:
    """Fetch all mails with the standard library, and count them."""
    context = ssl.create_default_context(cafile=server.ca_file)
    with imaplib.IMAP4_SSL(HOST, server.tls, ssl_context=context) as client:
        client.authenticate("PLAIN", lambda _: f"\0{USER}\0{PASSWORD}".encode())
        client.select("INBOX", readonly=True)
        uids = client.uid("SEARCH", "ALL")[1][0].split()
        mails = 0
        for first in range(0, len(uids), BATCH_MAILS):
            batch = uids[first : first + BATCH_MAILS]
            which = f"{batch[0].decode()}:{batch[-1].decode()}"
            answers = client.uid("FETCH", which, "(UID BODY.PEEK[])")[1]
            mails += sum(isinstance(each, tuple) for each in answers)
        return mails


def main() -> int:
    """Print the bars of this file."""
    holds = True
    with tempfile.TemporaryDirectory(prefix="honmono-sources-") as work:
        try:
            for result in measure(Path(work)):
                print(f"{result.what}: {result.figure} (bar {result.bar})", flush=True)
                holds = holds and result.holds
        except MissingDataError as error:
            print(f"honmono sources: {error}", file=sys.stderr)
            return 2
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
