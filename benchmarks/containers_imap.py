"""Mail from a server whose line breaks: the same answers as for the files it came from.

    python -m benchmarks.containers_imap

100 mails of `check/synthetic` lie in a Dovecot, which is read over TLS through a line that
is cut at random places, always the same ones.  Each line of `check` has to be as for the
files, in all fields but `source` and `sha256`, and none may be missing or doubled.

Mails with a NUL byte are not among them: IMAP cannot carry one (RFC 9051 §4.3.1), and
Dovecot sends 0x80 in its place, so what is judged there is another mail.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from benchmarks.bars import Result
from benchmarks.data import MissingDataError, folder_of, honmono
from tests.mail.source.imap.dovecot import HOW_TO_GET_IT, PASSWORD, PROGRAM, Dovecot
from tests.mail.source.imap.proxy import Cutting

MAILS: Final = 100
SEEDS: Final = range(3)
_LINE_OF_ITS_OWN: Final = ("source", "sha256")


def over_imap(work: Path) -> Iterator[Result]:
    """Compare the answers over a breaking line with those for the files."""
    if not Path(PROGRAM).exists():
        raise MissingDataError(HOW_TO_GET_IT)
    org = folder_of("check/synthetic/honmono.toml")
    every = sorted(folder_of("check/synthetic/eml").glob("*.eml"))
    files = [path for path in every if b"\0" not in path.read_bytes()][:MAILS]
    wanted = _answers(org, [str(path) for path in files], work)
    with Dovecot() as server:
        for path in files:
            server.deliver(path.read_bytes())
        size = sum(path.stat().st_size for path in files)
        for seed in SEEDS:
            yield _over_a_breaking_line(server, org, wanted, size, seed, work)


def _over_a_breaking_line(
    server: Dovecot,
    org: Path,
    wanted: list[dict[str, Any]],
    size: int,
    seed: int,
    work: Path,
) -> Result:
    chance = random.Random(seed)  # noqa: S311 - the same line each time
    cuts = [8_000, *(chance.randrange(8_000, 8_000 + size // 4) for _ in range(8))]
    with Cutting(server.tls, cuts) as line:
        address = server.url(port=line.port)
        found = _answers(org, ["--ca-file", server.ca_file, address], work)
    names = {row["source"] for row in found}
    same = [_told(row) for row in found] == [_told(row) for row in wanted]
    equal = sum(
        _told(ours) == _told(theirs)
        for ours, theirs in zip(found, wanted, strict=False)
    )
    return Result(
        f"{MAILS} mails from Dovecot over TLS, line {seed} cut at random and resumed",
        "equal, none missing or doubled",
        f"{equal} of {len(found)} equal, {len(names)} places, "
        f"{line.connections - 1} cuts",
        same and len(found) == len(names) == MAILS and line.connections > 1,
    )


def _told(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in _LINE_OF_ITS_OWN}


def _answers(org: Path, words: list[str], work: Path) -> list[dict[str, Any]]:
    """What `check` prints, as JSON; standard error is ours to see."""
    done = subprocess.run(
        [*honmono(), "check", "--org", str(org), "--format", "jsonl", *words],
        env={
            **os.environ,
            "HONMONO_IMAP_PASSWORD": PASSWORD,
            "HONMONO_HOME": str(work / "home"),
        },
        stdout=subprocess.PIPE,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def main() -> int:
    """Print the bar of this file."""
    with tempfile.TemporaryDirectory() as work:
        results = list(over_imap(Path(work)))
    for result in results:
        print(f"{result.what}: {result.figure} (bar {result.bar})")
    return 0 if all(result.holds for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
