"""A home with people and the sample incident, and the way in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

from playwright.sync_api import Page

from tests.web.end_to_end.desk import ROOT, Desk, databases, surroundings
from tests.web.ready import into

CASE: Final = "hoshimine-2026-10"
PASSWORD: Final = "correct horse battery"
PEOPLE: Final = ("administrator", "handler", "approver", "reader")
"""Their roles are their names."""

_SAMPLE: Final = ROOT / "examples/hoshimine"

_FILL: Final = """
import sys
from datetime import UTC, datetime
from honmono.incident.case import parse_incident
from honmono.web.accounts.models import User
from honmono.web.cases.services import Doing, open_case
for name in sys.argv[2:]:
    User.objects.create_user(name, password=sys.argv[1], role=name, shown=name)
incident = parse_incident(sys.stdin.buffer.read())
by = User.objects.get(username="handler")
open_case(incident, Doing("opened", by, datetime(2026, 10, 13, 3, 0, tzinfo=UTC)))
"""


def seed(home: Path) -> None:
    """Fill an empty home."""
    seed_with(home, (_SAMPLE / f"{CASE}.json").read_bytes())


def seed_with(home: Path, incident: bytes) -> None:
    """The same with another incident of the same firm."""
    (home / "honmono.toml").write_bytes((_SAMPLE / "honmono.toml").read_bytes())
    databases[home] = into(home, _FILL, PASSWORD, *PEOPLE, given=incident)


_FILL_PCS: Final = """
import django; django.setup()
from datetime import timedelta
from honmono.sweep.scan import Detection, Extent, Outcome, Signature
from honmono.web.cases.models import Case
from honmono.web.sweep import snapshots
from tests.web.conftest import NOW
from tests.web.sweep import make
case = Case.objects.get()
make.covered("TKY-PC001")
for n, more in enumerate((
    {"extent": Extent.QUICK}, {"outcome": Outcome.FAILED}, {"signature": Signature.STATED},
    {"at": make.LOOKED - timedelta(days=60)},
    {"outcome": Outcome.FOUND, "detections": (Detection("Emotet", "C:/a/b.dll"),)},
), 2):
    make.pc(f"TKY-PC00{n}", user="斎藤 美咲")
    make.result(make.scan(f"TKY-PC00{n}", **more))
make.pc("YKH-PC001", "yokohama")
odd = [{"code": "unknown-form", "place": "line 3", "values": {}}]
make.result(make.scan("KEIRI-NOTE"), troubles=odd, troubled=True)
make.judged(case)
for hours in (1, 24):
    as_of = make.LOOKED + timedelta(hours=hours)
    snapshots.freeze(case, as_of=as_of, by=None, now=NOW)
"""


def seed_pcs(home: Path) -> None:
    """PCs in every state, in a home that was filled."""
    environment = {
        **surroundings(home),
        "DJANGO_SETTINGS_MODULE": "honmono.web.project.settings",
    }
    command = [sys.executable, "-c", _FILL_PCS]
    subprocess.run(command, env=environment, cwd=ROOT, check=True)


def sign_in(page: Page, desk: Desk, name: str = "administrator") -> None:
    """Sign in as people do."""
    page.goto(desk.address + "/accounts/login/")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button[type=submit], main form button:not([type])")
    page.wait_for_url(desk.address + "/")
