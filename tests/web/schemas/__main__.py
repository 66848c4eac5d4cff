"""Writes the dump of a small database of this version."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
FILL = (
    "import django; django.setup()\nfrom tests.web.keeping import whole; whole.fill()"
)


def main(number: str) -> None:
    """Fill, dump."""
    target = HERE / f"{number}.sql"
    if target.exists():
        sys.exit(f"{target} is there already: people have databases like it")
    with tempfile.TemporaryDirectory() as home:
        environ = {
            **os.environ,
            "HONMONO_HOME": home,
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "honmono.web.project.settings",
        }
        subprocess.run([sys.executable, "-c", FILL], env=environ, check=True)
        connection = sqlite3.connect(Path(home) / "desk.sqlite3")
        dump = "\n".join(connection.iterdump()) + "\n"
        target.write_text(dump.replace(home, "/srv/honmono"), "utf-8")
        connection.close()


main(sys.argv[1])
