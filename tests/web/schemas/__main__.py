"""Writes the dump of a small database of this version."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
FILL = """
import django; django.setup()
from datetime import UTC, datetime
from django.core.management import call_command
call_command("migrate", verbosity=0); call_command("createcachetable", verbosity=0)
from honmono.incident.case import Incident, parse_incident
from honmono.web.accounts.models import User
from honmono.web.cases.services import Doing, open_case
from honmono.web.jobs import services
now = datetime(2026, 10, 15, 3, 0, tzinfo=UTC)
user = User.objects.create(username="clerk", shown="山田 花子", role="handler",
                           date_joined=now)
import pathlib
sample = pathlib.Path("examples/hoshimine/hoshimine-2026-10.json")
open_case(parse_incident(sample.read_bytes()), Doing("opened", user, now))
services.put("judge", "judge:1", now=now, case="hoshimine-2026-10")
"""


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
        target.write_text("\n".join(connection.iterdump()) + "\n", "utf-8")
        connection.close()


main(sys.argv[1])
