"""A desk with very many PCs for `benchmarks/sweep.py`, filled as a worker fills it."""

from __future__ import annotations

import json
import resource
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from django.core.management import call_command
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from benchmarks.desk_load import percentile
from benchmarks.sweep_rows import NOW, RULE, pcs, reports
from honmono.incident.case import parse_incident
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.cases.services import Doing, open_case
from honmono.web.rights import Role
from honmono.web.sweep.basis import rule_of
from honmono.web.sweep.finding import Wanted, narrowed
from honmono.web.sweep.models import PcState, ReportFile, Scan, Sweep, Way
from honmono.web.sweep.selectors import totals_of
from honmono.web.sweep.services import Brought, put_pcs, put_rule, take

SAMPLE: Final = Path(__file__).parents[1] / "examples/hoshimine/hoshimine-2026-10.json"
_A_PAGE: Final = 200
_TIMES: Final = 20


def fill(count: int, results: int, processes: int) -> dict[str, Any]:
    """Fill the desk of the environment; how long it took, and where it is."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    by = User.objects.create(username="chief", role=Role.ADMINISTRATOR, shown="山田")
    case = open_case(
        parse_incident(SAMPLE.read_bytes()), Doing("opened", by, timezone.now())
    )
    sweep = put_rule(case, RULE, now=NOW)
    began = time.monotonic()
    put_pcs(pcs(count), by="山田", now=NOW)
    listing = time.monotonic() - began
    began, spent = time.monotonic(), _cpu()
    brought = Brought(Way.COMMAND, "山田", NOW)
    take(reports(count, results), brought, processes=processes)
    seconds, cpu = time.monotonic() - began, _cpu() - spent
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # as its own process does within minutes
            cursor.execute("VACUUM ANALYZE")
    return {
        "case": Case.objects.get().name,
        "session": _session(by),
        "listing": listing,
        "seconds": seconds,
        "cpu": cpu,
        "results": _looked().count(),
        "troubled": ReportFile.objects.filter(troubled=True).count(),
        "states": dict(Counter(PcState.objects.values_list("state", flat=True))),
        "judged": PcState.objects.count(),
        "parts": parts(sweep),
    }


def _looked() -> QuerySet[Scan]:
    """Each result once: beside its scan Defender says how it is itself."""
    return Scan.objects.exclude(pc=None).exclude(value__contains='"extent":"status"')


def parts(sweep: Sweep) -> dict[str, float]:
    """Seconds, p95, of what the board reads."""
    rule = rule_of(sweep)
    now = timezone.now()

    def shown(office: str, *, missing: bool) -> int:
        rows = narrowed(sweep, Wanted(missing=missing, office=office))[:_A_PAGE]
        return len([json.loads(row) for row in rows.values_list("row", flat=True)])

    asked: dict[str, Callable[[], object]] = {
        "counts of every office": lambda: totals_of(sweep, rule, [], now),
        "tiles of an office": lambda: shown("o007", missing=False),
        "what is missing there": lambda: shown("o007", missing=True),
    }
    return {name: _timed(ask) for name, ask in asked.items()}


def _timed(ask: Callable[[], object]) -> float:
    times = []
    for _ in range(_TIMES):
        began = time.monotonic()
        ask()
        times.append(time.monotonic() - began)
    return percentile(times, 95)


def _cpu() -> float:
    """Seconds of this process and of those that have ended."""
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    used = [resource.getrusage(who) for who in both]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _session(by: User) -> str:
    client = Client()
    client.force_login(by)
    return str(client.cookies["sessionid"].value)
