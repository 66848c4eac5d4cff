"""A PostgreSQL of our own for as long as a test run lasts: nothing is installed or changed.

    with cluster() as server:
        server.url("postgres")

It listens on a socket in a folder of its own and on no port, runs as somebody else where
the tests are root's, and ends with whoever started it, even by `kill -9`: a shell beside
it reads a pipe that closes then.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlsplit
from uuid import uuid4

USER: Final = "honmono"
_PATIENCE: Final = 60.0

_BESIDE: Final = """
"$@" & server=$!
read -r nothing
while kill -INT $server 2>/dev/null; do sleep 0.2; done
wait $server
"""
"""Ends the server when the pipe closes, in order: what was committed is there.  One that
has only just begun does not listen yet, so it is told until it is gone."""


class NoPostgresError(Exception):
    """There is none on this machine."""


def programs() -> Path:
    """Where initdb and postgres lie."""
    found = [Path(p).resolve().parent for p in (shutil.which("initdb"),) if p]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in found:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise NoPostgresError("no PostgreSQL: sudo apt-get install -y postgresql")


class Cluster:
    """Databases in a folder, and perhaps a server that has them open."""

    def __init__(self, folder: Path, *, durable: bool) -> None:
        self.folder, self._durable = folder, durable
        self._beside: subprocess.Popen[bytes] | None = None
        self._programs = programs()

    def make(self) -> None:
        """Write an empty one."""
        if os.getuid() == 0:
            shutil.chown(self.folder, _somebody(), _group())
        options = ["--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"]
        self._run("initdb", *options, f"--username={USER}", f"--pgdata={self._data}")

    def start(self) -> None:
        """Start the server; it answers on return."""
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.folder),
            "fsync": "on" if self._durable else "off",
            "synchronous_commit": "on" if self._durable else "off",
            "max_connections": "60",
            "log_min_messages": "fatal",
        }
        words = [f"-c{key}={value}" for key, value in settings.items()]
        server = [str(self._programs / "postgres"), "-D", str(self._data), *words]
        with (self.folder / "server.log").open("ab") as log:  # the server has its own
            self._beside = subprocess.Popen(
                ["/bin/sh", "-c", _BESIDE, "sh", *server],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=log,
                env=_surroundings(),
                cwd="/",
                **_as_somebody(),
            )
        until = time.monotonic() + _PATIENCE
        while not self.answers():
            if time.monotonic() > until or self._beside.poll() is not None:
                said = (self.folder / "server.log").read_text(errors="replace")
                raise NoPostgresError(f"the server does not answer: {said[-500:]}")
            time.sleep(0.05)

    def stop(self, mode: str = "fast") -> None:
        """Stop it: `fast` in order, `immediate` as a power cut would."""
        words = ["-D", str(self._data), "-m", mode, "-w", "stop"]
        self._run("pg_ctl", *words, check=False)
        if self._beside is not None:
            self._beside.communicate()
            self._beside = None

    def answers(self) -> bool:
        """Can it be asked?"""
        words = ["-q", "-h", str(self.folder), "-U", USER, "-d", "postgres"]
        return self._run("pg_isready", *words, check=False).returncode == 0

    def url(self, database: str) -> str:
        """DATABASE_URL of one of its databases."""
        return f"postgresql://{USER}@/{database}?host={quote(str(self.folder))}"

    def create(self, database: str) -> str:
        """Make an empty database.

        Returns:
            Its DATABASE_URL.

        """
        self._run("createdb", "-h", str(self.folder), "-U", USER, database)
        return self.url(database)

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _run(
        self, program: str, *words: str, check: bool = True
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [str(self._programs / program), *words],
            check=check,
            capture_output=True,
            env=_surroundings(),
            cwd="/",
            **_as_somebody(),
        )


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """One that is gone afterwards.

    Args:
        durable: wait for the disk at each commit, as a real one does.

    """
    # Not in pytest's folders: a socket's name may have 107 characters.
    folder = Path(tempfile.mkdtemp(prefix="hm-pg-", dir="/tmp"))
    server = Cluster(folder, durable=durable)
    try:
        server.make()
        server.start()
        yield server
    finally:
        server.stop("immediate")
        shutil.rmtree(folder, ignore_errors=True)


def _somebody() -> str:
    """Who runs the server when we are root: it refuses to be root's."""
    import pwd

    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        return "nobody"


def _group() -> int:
    import pwd

    return pwd.getpwnam(_somebody()).pw_gid


def _as_somebody() -> dict[str, Any]:
    if os.getuid() != 0:
        return {}
    return {"user": _somebody(), "group": _group(), "extra_groups": []}


def _surroundings() -> dict[str, str]:
    """Of ours, what a server needs; PGHOST and its like would lead elsewhere."""
    return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"}


def fresh_database(like: str = "") -> str:
    """A database on the server of this run.

    Args:
        like: DATABASE_URL of one to copy, which nobody has open; else it is empty.

    Returns:
        Its DATABASE_URL; empty: this run has no server, but the embedded database.

    """
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return ""
    import psycopg

    name = f"drill_{uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as connection:
        first = urlsplit(like).path[1:] or "template1"
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {first}")
    return url.replace("/desk?", f"/{name}?")
