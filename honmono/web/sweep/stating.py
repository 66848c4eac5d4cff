"""Somebody states that a PC was scanned: kept as a file of its own, and read like one."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from honmono.sweep.importers import ReportFile
from honmono.sweep.importers.statement import statement
from honmono.sweep.scan import Scan
from honmono.web.accounts.models import User
from honmono.web.sweep.models import Way
from honmono.web.sweep.services import Brought, Taken, take


def state(scan: Scan, *, by: User, now: datetime) -> Taken:
    """Keep it with the name of whoever typed it, and judge the PC anew."""
    data = statement(
        host=scan.host,
        product=scan.product,
        product_version=scan.product_version,
        extent=scan.extent,
        outcome=scan.outcome,
        started=scan.started,
        ended=scan.ended,
        definitions_at=scan.definitions_at,
        detections=scan.detections,
        operator=scan.operator,
        note=f"{by.called} {now.isoformat()}",
    )
    file = ReportFile("statement.json", data, now, ZoneInfo("UTC"), host=scan.host)
    return take([file], Brought(Way.TYPED, by.called, now))[0]
