"""Somebody says what the columns of a scanner's list mean; lists that waited are read.

    コンピューター名,結果,完了日時   →   {"host": "コンピューター名", "outcome": "結果", …}

A map counts for every list with these headers, whoever hands it in and by which way.
"""

from __future__ import annotations

import zlib
from datetime import datetime

from django.db import transaction

from honmono.sweep.importers import ReportFile as File
from honmono.sweep.importers.columns import NAME, columns_of
from honmono.web.jobs import services as jobs
from honmono.web.sweep.importing import about_row
from honmono.web.sweep.models import ColumnMap, ReportFile
from honmono.web.sweep.turns import my_turn


def wants_map(row: ReportFile) -> bool:
    """Is it a list of which nobody has said what its columns mean?"""
    return row.format == NAME and row.troubled and not row.scans


def headers_of(row: ReportFile) -> tuple[str, ...]:
    """The headers of a list that is kept; reads its bytes."""
    data = zlib.decompress(bytes(row.content))
    file: File = about_row(row).file(row.name, data)
    return columns_of(file)


def save(name: str, value: dict[str, str], *, by: str, now: datetime) -> int:
    """Keep a map, and have lists read again that could not be.

    Returns:
        How many of them there are.

    """
    with transaction.atomic():
        my_turn()
        fields = {"value": value, "by": by, "at": now}
        ColumnMap.objects.update_or_create(name=name, defaults=fields)
        lists = ReportFile.objects.filter(format=NAME, troubled=True, scans=0)
        count = lists.update(waiting=True)
        if count:
            jobs.put("sweep-read", "sweep-read", now=now)
    return count
