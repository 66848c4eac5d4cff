"""A desk of real processes, and ways to look into it."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import pytest

from tests.web.postgres import fresh_database
from tests.web.ready import into

PATIENCE: Final = 180.0
"""Seconds; what has not come by then will not come, on a machine with much else to do."""

_PROGRAM: Final = ["-m", "honmono"]
_IMPATIENT: Final = """
import sys
from honmono.web.serving import children
from honmono.cli import main
children.SILENT = float(sys.argv.pop(1))
main()
"""

_DJANGO: Final = "import django, sys, json; django.setup()\n"


def until(seen: Callable[[], Any], what: str) -> Any:
    """Wait for what one wants to see, and return it."""
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last:
        if found := seen():
            return found
        time.sleep(0.05)
    raise AssertionError(f"never seen: {what}")


def children_of(pid: int) -> list[int]:
    """The processes that a process has started."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            after = entry.read_text().rpartition(")")[2].split()
            if int(after[1]) == pid and after[0] != "Z":
                found.append(int(entry.parent.name))
    return found


def lives(pid: int) -> bool:
    """Is there such a process, and is it no corpse?"""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


class Desk:
    """`honmono serve` in a home of its own."""

    def __init__(self, home: Path, url: str) -> None:
        self.home, self.port = home, 0
        self.environ = {
            **os.environ,
            "HONMONO_HOME": str(home),
            "HONMONO_DRILL": str(home.parent),
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "tests.web.serving.drill_settings",
            "PYTHONPATH": str(Path(__file__).parents[3]),
        }
        self.process: subprocess.Popen[str] | None = None
        self.silent = 0.0
        """Seconds after which the parent ends who says nothing; 0: as it does for all."""

        self.before = list[str]()
        """What starts it, where it is not Python itself."""

        self.log = home.parent / "serve.log"

    def begin(self, *words: str, port: int = 0) -> None:
        """Start it; it need not answer yet."""
        options = ["--lang", "en", "--port", str(port), *words]  # the last one counts
        with self.log.open("w") as log:
            program = ["-c", _IMPATIENT, str(self.silent)] if self.silent else _PROGRAM
            self.process = subprocess.Popen(
                [sys.executable, *self.before, *program, "serve", *options],
                env=self.environ,
                stdout=log,
                stderr=subprocess.STDOUT,
                text=True,
            )

    def start(self, *words: str, port: int = 0) -> None:
        """Start it, and wait until it says where it is."""
        self.begin(*words, port=port)
        said = until(self._said, f"its address in {self.log}")
        self.port = int(said.group(1))

    def _said(self) -> re.Match[str] | None:
        ended = self.process is not None and self.process.poll() is not None
        assert not ended, self.log.read_text()
        return re.search(r"is at http://127\.0\.0\.1:(\d+)/", self.log.read_text())

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def get(self, path: str) -> tuple[int, bytes]:
        """Ask for a page; status 0: nobody answers."""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            asking.request("GET", path)
            answer = asking.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            return 0, b""
        finally:
            asking.close()

    def workers(self) -> list[int]:
        """Its web and job processes."""
        found = []
        for pid in children_of(self.pid):
            with suppress(OSError):
                line = Path(f"/proc/{pid}/cmdline").read_bytes()
                if b"spawn_main" in line:
                    found.append(pid)
        return sorted(found)

    def run(self, code: str) -> Any:
        """Run code beside it on the same database; what it prints last is JSON."""
        done = subprocess.run(
            [sys.executable, "-c", _DJANGO + code],
            env=self.environ,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout.decode().splitlines()[-1])

    def put_job(self) -> int:
        """Put the waiting job down."""
        job: int = self.run(
            "from django.utils import timezone\n"
            "from honmono.web.jobs import services\n"
            "print(services.put('drill', 'd', now=timezone.now()).pk)"
        )
        return job

    def jobs(self) -> list[list[Any]]:
        """State, tries and progress of every job."""
        rows: list[list[Any]] = self.run(
            "from honmono.web.jobs.models import Job\n"
            "print(json.dumps([list(r) for r in Job.objects.values_list"
            "('state', 'tries', 'done')]))"
        )
        return rows

    def workers_at_it(self) -> list[int]:
        """Processes that began the waiting job."""
        marks = self.home.parent.glob("at-it-*")
        return [int(mark.name.rpartition("-")[2]) for mark in marks]

    def end(self) -> int:
        """Ctrl-C, and its exit status."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)

    def clean_up(self) -> None:
        """Nothing of it stays."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


@pytest.fixture
def migrated(tmp_path: Path) -> str:
    """Gives `desk` a database of this version, where its first start is not the point."""
    return into(tmp_path / "home")


@pytest.fixture
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """One that has not started yet, and has nothing but what `migrated` gives it."""
    is_ready = "migrated" in request.fixturenames
    url = request.getfixturevalue("migrated") if is_ready else fresh_database()
    made = Desk(tmp_path / "home", url)
    yield made
    made.clean_up()
