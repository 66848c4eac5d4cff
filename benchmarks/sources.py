"""How fast mail comes out of what holds it: mails per second, beside a bare reader.

    python -m benchmarks.sources

A mailbox on a server: Dovecot on loopback, over TLS with a certificate of a test authority.
The bare client is `imaplib` of the standard library, which fetches the same mails in
batches as large and looks at nothing.  Both run in turns and the best run of each counts.
It needs Dovecot (`apt-get install dovecot-imapd`).
"""

from __future__ import annotations

import imaplib
import ssl
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from benchmarks.bars import Result
from benchmarks.data import MissingDataError, unpack
from honmono.mail.source import RawMail, find
from honmono.mail.source.imap.reading import BATCH_MAILS
from tests.mail.source.imap.dovecot import (
    HOST,
    HOW_TO_GET_IT,
    PASSWORD,
    PROGRAM,
    USER,
    Dovecot,
)

RUNS: Final = 5
MAILS: Final = 3_000
BAR: Final = 0.8


def measure_imap(work: Path) -> Iterator[Result]:
    """Read a folder as `check` does, and as a bare client."""
    if not Path(PROGRAM).exists():
        raise MissingDataError(HOW_TO_GET_IT)
    files = [p for p in sorted(unpack("spamassassin", work).rglob("*")) if p.is_file()]
    with Dovecot() as server:
        for path in files[:MAILS]:
            server.deliver(path.read_bytes())
        wanted = bare(server)  # also makes Dovecot's index
        best = {_ours: 0.0, bare: 0.0}
        for _ in range(RUNS):
            for client in best:
                best[client] = max(best[client], _rate(client, server, wanted))
    ratio = best[_ours] / best[bare]
    yield Result(
        f"IMAP over TLS, {wanted} mails: rate over that of a bare client",
        f"≥ {BAR:.0%}",
        f"{ratio:.0%} ({best[_ours]:,.0f}/s; bare {best[bare]:,.0f}/s)",
        ratio >= BAR,
    )


def _rate(client: Callable[[Dovecot], int], server: Dovecot, wanted: int) -> float:
    begun = time.perf_counter()
    assert client(server) == wanted
    return wanted / (time.perf_counter() - begun)


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
    with tempfile.TemporaryDirectory() as work:
        results = list(measure_imap(Path(work)))
    for result in results:
        print(f"{result.what}: {result.figure} (bar {result.bar})")
    return 0 if all(result.holds for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
