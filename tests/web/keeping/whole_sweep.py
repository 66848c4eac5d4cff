"""The sweep's part of a desk in which everything is kept: a row in each of its tables."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from honmono.sweep.importers import ReportFile
from honmono.sweep.inventory import mapping_from_json
from honmono.sweep.pc import Pc
from honmono.sweep.rule import Rule
from honmono.sweep.status import rule_as_json
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.jobs import services as jobs
from honmono.web.jobs.worker import work
from honmono.web.sweep import services_inventory as inventory
from honmono.web.sweep import snapshots
from honmono.web.sweep.errors import KitError
from honmono.web.sweep.kits import accept, admitted, make
from honmono.web.sweep.knowing import compare
from honmono.web.sweep.models import (
    ColumnMap,
    Received,
    ScanMark,
    StandingRule,
    WatchedFile,
    Way,
)
from honmono.web.sweep.ruling import sweep_of
from honmono.web.sweep.services import Brought, put_pcs, take
from tests.sweep.importers.made import CLAMAV, CSV, MAP, MAPS, defender

LIST = "資産番号,コンピューター名,拠点,シリアル番号\n0002,TKY-PC015,東京オフィス,S2\n"


def fill(case: Case, by: User, now: datetime) -> None:
    """PCs, results by every way, a kit, a list, a frozen state."""
    sweep_of(case, now)
    pc = Pc("pc-1", "TKY-PC014", "tokyo", ids=("serial:S1",))
    put_pcs([(pc, "added")], by=by.called, now=now)
    put_pcs([(replace(pc, user="加藤"), "changed")], by=by.called, now=now)
    ColumnMap.objects.create(name="virus-buster", value=MAP, at=now, by=by.called)
    rule = rule_as_json(Rule(since=now))
    StandingRule.objects.create(rule=rule, at=now)
    compare("JPCERT/CC", by=by.called, now=now, day=now.date())
    _results(by, now)
    _kit(case, by, now)
    _list(case, by, now)
    snapshots.freeze(case, as_of=now, by=by, now=now)


def _results(by: User, now: datetime) -> None:
    zone = ZoneInfo("Asia/Tokyo")
    files = {
        "TKY-PC014_mpstatus.json": defender(),
        "TKY-PC014_clamscan.log": CLAMAV,
        "unlisted.csv": CSV.replace("TKY-PC014", "OSK-PC999").encode("cp932"),
        "nobody.bin": b"\x00\xff nobody knows such a file",
    }
    read = [ReportFile(n, data, now, zone, columns=MAPS) for n, data in files.items()]
    take(read, Brought(Way.COMMAND, by.called, now))
    WatchedFile.objects.create(name="a/b.txt", size=2**40, modified=2**60, seen=now)


def _kit(case: Case, by: User, now: datetime) -> None:
    made = make(case, "tokyo", days=7, by=by, now=now)
    name = "TKY-PC014_20221018110233_emocheck.txt"
    said = f"[EmoCheck v2.4]\r\nScan time: 2022-10-18 11:02:33\r\n{'_' * 52}\r\n\r\n"
    row, _ = accept(
        made.kit, name, f"{said}[Result]\r\nEmotet was not detected.\r\n".encode(), now
    )
    try:
        admitted(made.kit.name, "wrong", now)
    except KitError:
        jobs.put("sweep-read", "sweep-read", now=now)
    work(threading.Event(), until_empty=True)
    Received.objects.create(kit=made.kit, number="77", sha256=row.sha256, at=now)
    scan = row.scan_set.get()
    ScanMark.objects.create(scan=scan, mark="serial:S1")


def _list(case: Case, by: User, now: datetime) -> None:
    file = inventory.keep(
        case=case, name="a.csv", content=LIST.encode(), by=by.called, now=now
    )
    mapping = mapping_from_json(file.mapping)
    inventory.save_mapping(name="ours", mapping=mapping, by=by.called, now=now)
    inventory.compare(
        file=file, mapping=mapping, whole=False, language="ja", rows=1, now=now
    )
