"""A database that was made ready once, and is copied into each home that wants it so.

    url = into(home)                       of this version, with nothing in it
    url = into(home, FILL, "one", given=b"{}")   and then filled by a piece of code

To bring an empty database here and to fill it costs seconds; a copy costs none.  Drills of
the first start take `fresh_database`, which is empty.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Final

from tests.web.postgres import fresh_database

ROOT: Final = Path(__file__).parents[2]
EMBEDDED: Final = "desk.sqlite3"

_PREPARE: Final = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0); call_command("createcachetable", verbosity=0)
"""


def into(home: Path, code: str = "", *words: str, given: bytes = b"") -> str:
    """Give a home without a database a copy of the one that this code makes.

    Args:
        home: is made where it is not there.
        code: what fills it, run once for all homes; it reads `sys.argv[1:]`.
        words: what stands in `sys.argv[1:]`.
        given: what it can read from its standard input.

    Returns:
        DATABASE_URL of the copy; empty: the embedded one, in the home.

    """
    home.mkdir(parents=True, exist_ok=True)
    first, url = _made(code, words, given)
    if url:
        return fresh_database(like=url)
    with (
        closing(sqlite3.connect(first / EMBEDDED)) as there,
        closing(sqlite3.connect(home / EMBEDDED)) as here,
    ):
        there.backup(here)
    return ""


@cache
def _made(code: str, words: tuple[str, ...], given: bytes) -> tuple[Path, str]:
    home = Path(tempfile.mkdtemp(prefix="honmono-ready-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    url = fresh_database()
    own = {
        "HONMONO_HOME": str(home),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "honmono.web.project.settings",
    }
    command = [sys.executable, "-c", _PREPARE + code, *words]
    subprocess.run(
        command, input=given, env={**os.environ, **own}, cwd=ROOT, check=True
    )
    return home, url
