"""Every kind of job that stores something: put down, and what came of it.

Called in processes of their own, beside a desk that does the jobs.
"""

from __future__ import annotations

import hashlib
import io
import shutil
import time
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from honmono.incident.case import parse_incident
from honmono.incident.evidence import Note, Place, writing
from honmono.incident.evidence.chain import Entry
from honmono.incident.folder import attach, create_case
from honmono.trace.archive.status import status
from honmono.web.accounts.models import User
from honmono.web.accounts.services import found
from honmono.web.cases import handed_in, log
from honmono.web.cases.models import Case, ListRow, Original
from honmono.web.cases.originals import store_of
from honmono.web.cases.services import Doing, open_case
from honmono.web.evidence import services as evidence
from honmono.web.evidence.models import Export
from honmono.web.jobs import services as jobs
from honmono.web.jobs.models import Job
from honmono.web.mails import services as mails
from honmono.web.mails.models import Mail
from honmono.web.tracing import archive
from honmono.web.tracing import services as tracing
from honmono.web.tracing.models import Source, Trace
from tests.web.conftest import NOW, ORG, SAMPLE
from tests.web.keeping.whole import CASE, ask_index, ask_trace, take_persons

PATIENCE = 120.0
"""Seconds; each death costs a lease of three, and the start of a process."""

ANOTHER = "another-2026-11"
TO_ERASE = ("one", "two")

MAILS = 120
"""More than two steps of the job that judges."""


def prepare() -> None:
    """An incident, files of mail, mailboxes."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    by = found(username="chief", shown="山田 花子", password="inert-4711", now=NOW)
    shutil.copy(ORG, Path(settings.HOME) / "honmono.toml")
    shutil.copytree(ORG.parent / "mailboxes", Path(settings.HOME) / "mailboxes")
    case = open_case(parse_incident(SAMPLE.read_bytes()), Doing("opened", by, NOW))
    now = timezone.now()
    reports = sorted((ORG.parent / "reports").iterdir())
    files = {file.name: file.read_bytes() for file in reports}
    letter = "From a@example.net Mon Oct 12 10:00:00 2026\nFrom: a@example.net\n"
    many = "".join(f"{letter}Subject: {n}\n\nhi\n\n" for n in range(MAILS))
    files["many.mbox"] = many.encode()
    for name, data in files.items():
        coming = mails.Coming(name, len(data))
        mails.take(case, coming, [data], by=by, language="ja", now=now)
    evidence.add(case, _files_to_erase(), note="", by=by, now=now)
    ask_index(case, by, now)


def _files_to_erase() -> list[tuple[Path, str]]:
    """Two files that nobody will want to keep."""
    made = [Path(settings.HOME) / f"{n}.txt" for n in TO_ERASE]
    for path, content in zip(made, TO_ERASE, strict=True):
        path.write_text(content)
    return [(path, path.name) for path in made]


def go_on() -> None:
    """What follows when mails are judged and mailboxes are indexed."""
    case, now = _case(), timezone.now()
    by = User.objects.get()
    ask_trace(case, by, now)
    rows = "".join(f"名 {n},p{n}@customer.example\n" for n in range(2_500))
    take_persons(case, by, f"氏名,メール\n{rows}".encode(), now)


def hand_over() -> None:
    """At the end, so that the log is the same whatever died before."""
    case = _case()
    by = User.objects.get()
    for form in ("bundle", "folder"):
        evidence.ask_for_export(case, form, by=by, now=timezone.now())


def clear_up() -> None:
    """What was handed over is erased, a mailbox is forgotten, another incident comes."""
    case = _case()
    by, now = User.objects.get(), timezone.now()
    for one in Export.objects.all():
        data = evidence.export_file(one.job).read_bytes()
        assert hashlib.sha256(data).hexdigest() == one.sha256
    evidence.erase(case.pk, originals=_erased(), values=(), by=by, now=now)
    mailbox = min(Source.objects.exclude(stored_as="").values_list("stored_as"))[0]
    tracing.ask_forget(case=case, by=by, now=now, mailbox=mailbox, language="ja")
    ask_import(by)


def ask_import(by: User) -> Job:
    """Hand in an incident that was kept elsewhere."""
    now = timezone.now()
    token = handed_in.receive(io.BytesIO(_another()), 2**24, now)
    handed_in.settle(token)
    return jobs.put(
        "import-incident",
        f"import:{token}",
        now=now,
        by=by.called,
        token=token,
        user=by.pk,
        language="ja",
    )


def look() -> None:
    """When nothing changes any more: is all of it as the log says?"""
    evidence.ask_for_check(_case(), by=User.objects.get(), now=timezone.now())


def _case() -> Case:
    return Case.objects.get(name=CASE)


def _erased() -> list[str]:
    return [hashlib.sha256(content.encode()).hexdigest() for content in TO_ERASE]


def _another() -> bytes:
    """The folder of an incident that was kept elsewhere, in a ZIP."""
    with TemporaryDirectory() as folder:
        sample = parse_incident(SAMPLE.read_bytes())
        incident = sample.model_copy(update={"id": ANOTHER})
        file = Path(folder) / f"{ANOTHER}.json"
        create_case(file, incident, Note("opened", NOW, "山田 花子"))
        mail, rows = Path(folder) / "mail.eml", Path(folder) / "persons.jsonl"
        mail.write_bytes(b"From: a\n\nb")
        rows.write_text("".join(f'{{"name": "n{n}"}}\n' for n in range(2_500)))
        with writing(Place(file)) as writer:
            writer.add([mail], at=NOW, by="山田 花子")
        attach(file, "persons", rows, Note("attached", NOW, "山田 花子"))
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as packed:
            for path in (file, *sorted(file.with_suffix("").rglob("*"))):
                if path.is_file():
                    packed.write(path, path.relative_to(folder).as_posix())
        return out.getvalue()


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
    case = _case()
    another = Case.objects.get(name=ANOTHER)
    store = store_of(CASE)
    mail = Mail.objects.order_by("upload__name", "item", "part")
    trace = Trace.objects.get()
    return {
        "jobs": sorted(Job.objects.values_list("kind", "state")),
        "mails": list(mail.values_list("upload__name", "item", "answer")),
        "sources": sorted(Source.objects.values_list("shown", "stored_as", "unread")),
        "trace": [trace.settled, trace.reports, trace.mails, trace.unread],
        "persons": ListRow.objects.filter(file__case=case).count(),
        "exports": sorted(
            [one.form, one.removed is not None, evidence.export_file(one.job).exists()]
            for one in Export.objects.all()
        ),
        "log": sorted(whats(case)),
        "erased": [store.has(name) for name in _erased()],
        "forgotten": Job.objects.get(kind="forget-mailbox").result["gone"],
        "boxes": [box.address for box in status(archive.folder()).boxes],
        "taken_over": [
            Original.objects.filter(case=another).count(),
            ListRow.objects.filter(file__case=another).count(),
            sum(1 for _ in (Path(settings.HOME) / "incoming" / "handed-in").iterdir()),
        ],
        "its_log": whats(another),
        "check": Job.objects.get(kind="check-evidence").result,
    }


def whats(case: Case) -> list[str]:
    """What its log says was done; `Break` where its chain does not hold."""
    found = log.entries(case)
    return [one.what if isinstance(one, Entry) else "Break" for one in found]
