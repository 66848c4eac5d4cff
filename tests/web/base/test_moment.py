"""Read at one moment: a writer in between is in all of it, or in none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.conftest import SAMPLE
from tests.web.ready import ROOT, into

_BOTH = """
import django; django.setup()
import json, sys, threading
from unittest.mock import patch
from django.db import connection
from django.test import Client
from honmono.incident.case import parse_incident
from honmono.web.accounts.models import User
from honmono.web.cases.services import Doing, open_case
from honmono.web.jobs import services as jobs
from honmono.web.jobs.models import Job
from honmono.web.sweep import looking, selectors, snapshots
from tests.web.conftest import NOW
from tests.web.sweep import make

def beside(do, *words):
    def run():
        do(*words)
        connection.close()
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()

def with_one_more(real, *before):
    def asked(*words):
        said = real(*words)
        beside(*before)
        return said
    return asked

user = User.objects.create_user("a", password="inert-4711", role="administrator")
case = open_case(parse_incident(sys.stdin.buffer.read()), Doing("opened", user, NOW))
make.covered("TKY-PC001")
make.judged(case)

def judged_pc(host):
    make.covered(host)
    make.judged(case)

browser = Client(headers={"host": "localhost"})
browser.force_login(user)
slow = with_one_more(selectors.totals_of, judged_pc, "TKY-PC002")
path = f"/cases/{case.name}/sweep/"
with patch.object(selectors, "totals_of", slow):
    torn = "TKY-PC002" in browser.get(path).content.decode()
later = "TKY-PC002" in browser.get(path).content.decode()

jobs.put("sweep-read", "read", now=NOW)
slow = with_one_more(looking.unlisted_at, lambda: Job.objects.all().delete())
with patch.object(looking, "unlisted_at", slow):
    is_told = "gap-reading" in str(snapshots.looked_at(case, NOW).totals.gaps)
print(json.dumps([torn, later, is_told]))
"""


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """A database that two can have open at once."""
    home = tmp_path / "home"
    own = {
        "HONMONO_HOME": str(home),
        "DATABASE_URL": into(home),
        "DJANGO_SETTINGS_MODULE": "honmono.web.project.settings",
    }
    return {**os.environ, **own}


def test_sums_and_what_they_count_are_of_one_moment(
    surroundings: dict[str, str],
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _BOTH],
        input=SAMPLE.read_bytes(),
        env=surroundings,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
    )
    torn, later, is_told = json.loads(done.stdout.splitlines()[-1])

    assert not torn
    assert later
    assert is_told
