"""Jobs of the sweep that store something: put down, and what came of them.

Called in processes of their own, beside a desk that does the jobs.
"""

from __future__ import annotations

import io
import time
import zipfile

from django.core.management import call_command
from django.utils import timezone

from honmono.incident.case import parse_incident
from honmono.sweep.inventory import mapping_from_json
from honmono.web.accounts.models import User
from honmono.web.accounts.services import found
from honmono.web.cases import handed_in
from honmono.web.cases.models import Case
from honmono.web.cases.services import Doing, open_case
from honmono.web.jobs import services as jobs
from honmono.web.jobs.models import Job
from honmono.web.sweep import services_inventory as inventory
from honmono.web.sweep.kits import accept
from honmono.web.sweep.kits import make as make_kit
from honmono.web.sweep.models import (
    InventoryFile,
    Kit,
    Pc,
    PcChange,
    PcState,
    ReportFile,
    Scan,
)
from honmono.web.sweep.ruling import sweep_of
from tests.web.conftest import NOW, SAMPLE

PATIENCE = 50.0
"""Seconds; each death costs a lease of three, and the start of a process."""

PCS = 700
"""More than two turns of the job that applies a list."""

IN_ZIP, AT_KIT = 200, 10


def prepare() -> None:
    """A list of PCs that is compared, reports in a ZIP, reports at the door of a kit."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    by = found(username="chief", shown="山田 花子", password="inert-4711", now=NOW)
    case = open_case(parse_incident(SAMPLE.read_bytes()), Doing("opened", by, NOW))
    now = timezone.now()
    sweep_of(case, now)
    _list(case, by)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for number in range(IN_ZIP):
            target.writestr(*report(number))
    token = handed_in.receive(io.BytesIO(packed.getvalue()), 2**24, now)
    handed_in.settle(token)
    jobs.put(
        "sweep-import", f"sweep-import:{token}", now=now, token=token, name="a.zip"
    )
    kit = make_kit(case, "tokyo", days=7, by=by, now=now).kit
    for number in range(IN_ZIP, IN_ZIP + AT_KIT):
        accept(kit, *report(number), now)
    jobs.put("sweep-read", "sweep-read", now=now)


def _list(case: Case, by: User) -> None:
    """A long list, of which everything is to be taken."""
    rows = "".join(f"{n:05},TKY-PC{n},東京オフィス,S{n:05}\n" for n in range(PCS))
    now = timezone.now()
    head = "資産番号,コンピューター名,拠点,シリアル番号\n"
    file = inventory.keep(
        case=case, name="a.csv", content=(head + rows).encode(), by="", now=now
    )
    inventory.compare(
        file=file,
        mapping=mapping_from_json(file.mapping),
        whole=True,
        language="ja",
        rows=PCS,
        now=now,
    )
    inventory.apply(file=file, by=by.called, now=now)


def report(number: int) -> tuple[str, bytes]:
    """What EmoCheck says: of two PCs that were looked at in one second the same bytes."""
    said = f"Scan time: 2026-10-16 10:{number // 2 % 60:02}:{number // 120:02}\r\n"
    said += f"{'_' * 52}\r\n\r\n[Result] \r\nEmotet was not detected.\r\n"
    name = f"TKY-PC{number}_20261016100000_emocheck.txt"
    return name, f"[EmoCheck v2.4]\r\n{said}".encode()


def wait() -> bool:
    """Until the desk has done them all; False where it does not."""
    until = time.monotonic() + PATIENCE
    while Job.objects.filter(state__in=("queued", "running")).exists():
        if time.monotonic() > until:
            return False
        time.sleep(0.2)
    return True


def story() -> dict[str, object]:
    """All that came of it, without times and keys."""
    file = InventoryFile.objects.get()
    ours = Scan.objects.exclude(pc=None).order_by("mark")
    return {
        "jobs": sorted(Job.objects.values_list("kind", "state")),
        "imported": Job.objects.get(kind="sweep-import").result,
        "files": sorted(
            ReportFile.objects.values_list("name", "way", "scans", "waiting")
        ),
        "scans": list(ours.values_list("mark", "pc__host")),
        "let_in": Kit.objects.get().taken,
        "list": [file.state, file.counts["taken"], file.counts["stale"]],
        "pcs": sorted(Pc.objects.values_list("host", "version")),
        "changes": PcChange.objects.count(),
        "standings": sorted(PcState.objects.values_list("host", "state")),
    }
