"""Jobs that look once more, and jobs that the desk orders by itself; what came of them.

Called in processes of their own: a locked file and its password, evidence that is a mail,
another organization file, a long list of PCs, a folder of results, a frozen state, backups.
"""

from __future__ import annotations

import io
import shutil
import tarfile
import zipfile
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from honmono.incident.case import parse_incident
from honmono.sweep.inventory import mapping_from_json
from honmono.web.accounts.models import User
from honmono.web.accounts.services import found
from honmono.web.cases.models import Case
from honmono.web.cases.services import Doing, open_case
from honmono.web.evidence import services as evidence
from honmono.web.jobs import services as jobs
from honmono.web.jobs.models import Job
from honmono.web.keeping import scheduled
from honmono.web.mails import again
from honmono.web.mails import services as mails
from honmono.web.mails.models import Earlier, Mail, Upload
from honmono.web.mails.stale import stale
from honmono.web.sweep import services_inventory as inventory
from honmono.web.sweep import watched
from honmono.web.sweep.models import InventoryFile, ReportFile, Snapshot, WatchedFile
from honmono.web.sweep.ruling import sweep_of
from tests.web.conftest import NOW, ORG, SAMPLE
from tests.web.mails.conftest import FORGED, UNRELATED
from tests.web.mails.test_passwords import SECRET, locked
from tests.web.serving import killed_jobs
from tests.web.serving.killed_sweep import report

MAILS, PCS, REPORTS = 60, 1_100, 8
"""More mails than a step takes, more PCs than a page compares at once."""


def prepare() -> None:
    """Files of mail, one of them locked, and evidence that is a mail as well."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    by = found(username="chief", shown="山田 花子", password="inert-4711", now=NOW)
    home = Path(settings.HOME)
    shutil.copy(ORG, home / "honmono.toml")
    for name in ("share", "results"):
        (home / name).mkdir(exist_ok=True)
    (home / "settings.toml").write_text(
        f'[backup]\nfolder = "{home / "share"}"\nkeep = 2\n'
        f'[sweep]\nwatch = "{home / "results"}"\n'
    )
    case = open_case(parse_incident(SAMPLE.read_bytes()), Doing("opened", by, NOW))
    now = timezone.now()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as many:
        for number in range(MAILS):
            many.writestr(f"{number:03}.eml", UNRELATED + b"%d" % number)
    files = {"locked.zip": locked(SECRET, FORGED, beside=UNRELATED)}
    files["many.zip"] = packed.getvalue()
    for name, data in files.items():
        coming = mails.Coming(name, len(data))
        mails.take(case, coming, [data], by=by, language="ja", now=now)
    kept = home / "kept.eml"
    kept.write_bytes(FORGED + b"as evidence\n")
    evidence.add(
        case, [(kept, "kept.eml"), (ORG, "契約.toml")], note="", by=by, now=now
    )
    again.judge_originals(case, is_report=False, by=by, language="ja", now=now)


def unlock() -> None:
    """Somebody knows the password."""
    case, by = _chief()
    ids = list(Upload.objects.filter(locked__gt=0).values_list("pk", flat=True))
    now = timezone.now()
    again.unlock(case, ids, SECRET, by=by, language="ja", now=now)


def look_again() -> None:
    """The organization is another one now; and what belongs to PCs, and a backup."""
    case, by = _chief()
    home, now = Path(settings.HOME), timezone.now()
    with (home / "honmono.toml").open("a", encoding="utf-8") as file:
        file.write("\n# ours\n")
    again.judge_anew(case, home, by=by, language="ja", now=now, password=SECRET)
    sweep_of(case, now)
    _list(case, by)
    for number in range(REPORTS):
        name, data = report(number)
        (home / "results" / name).write_bytes(data)
    for seconds in (60, 30, 0):
        watched.look(now - timedelta(seconds=seconds))
    at = now.isoformat()
    frozen = {"as_of": at, "user": by.pk}
    jobs.put("sweep-freeze", f"f:{at}", now=now, case=case.name, by=by.called, **frozen)
    scheduled.ask(now)


def _list(case: Case, by: User) -> None:
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


def _chief() -> tuple[Case, User]:
    return Case.objects.get(), User.objects.get(username="chief")


def story() -> dict[str, object]:
    """All that came of it, without times and keys."""
    case = Case.objects.get()
    uploads = Upload.objects.order_by("name")
    file = InventoryFile.objects.get()
    anew = Job.objects.get(kind="mails-anew").result
    return {
        "jobs": sorted(Job.objects.values_list("kind", "state")),
        "uploads": list(uploads.values_list("name", "sealed", "locked", "by_password")),
        "mails": sorted(Mail.objects.values_list("upload__name", "item", "answer")),
        "earlier": Earlier.objects.count(),
        "stale": stale(case, Path(settings.HOME)).count(),
        "anew": [anew["mails"], anew["failed"], anew["changed"], anew["answers"]],
        "list": [file.state, sorted(file.counts.items())],
        "results": sorted(ReportFile.objects.values_list("name", "way", "scans")),
        "watched": sorted(WatchedFile.objects.values_list("name", "steady", "sha256")),
        "frozen": list(Snapshot.objects.values_list("total", "covered")),
        "log": sorted(killed_jobs.whats(case)),
        "backups": _backups(),
    }


def _backups() -> list[object]:
    """Whole ones alone; whoever was killed behind one writes another."""
    share = Path(settings.HOME) / "share"
    found = sorted(share.iterdir())
    assert found == scheduled.written(share)
    for each in found:
        with tarfile.open(each) as saved:
            assert "about.json" in saved.getnames()
    return [0 < len(found) <= 2]
