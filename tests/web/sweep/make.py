"""PCs and results of them, stored as those that came from outside are."""

from __future__ import annotations

import hashlib
import zlib
from datetime import UTC, datetime, timedelta
from typing import Any

from honmono.sweep.marks import host_mark
from honmono.sweep.pc import Pc as PcValue
from honmono.sweep.scan import Extent, Outcome, Scan, scan_as_json
from honmono.web.cases.models import Case
from honmono.web.sweep import models
from honmono.web.sweep.basis import basis
from honmono.web.sweep.judging import judge
from honmono.web.sweep.models import Pc, ReportFile
from honmono.web.sweep.ruling import sweep_of
from honmono.web.sweep.services import put_pc
from tests.web.conftest import NOW

LOOKED = datetime(2026, 10, 14, 2, 0, tzinfo=UTC)
"""A day after the first forged mail of the sample incident."""


def pc(host: str = "TKY-PC001", office: str = "tokyo", **more: Any) -> Pc:
    """A PC of the list."""
    value = PcValue(id=host.lower(), host=host, office=office, **more)
    return put_pc(value, "added", by="山田 花子", now=NOW)


def scan(
    host: str, product: str = "defender", at: datetime = LOOKED, **more: Any
) -> Scan:
    """A scan that counts."""
    extent = Extent.FULL if product == "defender" else Extent.CHECKS
    fields = {"extent": extent, "outcome": Outcome.CLEAN, "operator": "加藤 大輔"}
    return Scan(
        host=host,
        product=product,
        started=at,
        ended=at + timedelta(minutes=30),
        definitions_at=at - timedelta(hours=2),
        **{**fields, **more},
    )


def result(one: Scan, *, received: datetime | None = None, **more: Any) -> ReportFile:
    """A file with one scan; its PC is found as a service finds it."""
    value = scan_as_json(one)
    data = value.encode()
    row = ReportFile.objects.create(
        sha256=hashlib.sha256(data).hexdigest(),
        name=f"{one.host}.txt",
        size=len(data),
        content=zlib.compress(data),
        at=received or (one.at or NOW) + timedelta(hours=1),
        **{
            "way": "dropped",
            "by": "山田 花子",
            "format": "defender",
            "scans": 1,
            **more,
        },
    )
    mark = host_mark(one.host)
    models.Scan.objects.create(
        file=row,
        item=0,
        mark=mark,
        pc=Pc.objects.filter(marks__mark=mark).first(),
        product=one.product,
        at=one.at,
        found=bool(one.detections),
        value=value,
    )
    return row


def covered(host: str, office: str = "tokyo", at: datetime = LOOKED) -> Pc:
    """A PC at which two scanners have looked."""
    row = pc(host, office)
    result(scan(host, at=at))
    result(scan(host, "honmono", at=at + timedelta(hours=1)))
    return row


def judged(case: Case, now: datetime = NOW) -> models.Sweep:
    """Judge every PC as it is now."""
    sweep = sweep_of(case, now)
    judge(sweep, Pc.objects.values_list("pk", flat=True), now)
    sweep.judged_by = basis(sweep, now)
    sweep.save(update_fields=["judged_by"])
    return sweep
