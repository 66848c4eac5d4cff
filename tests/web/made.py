"""Objects of an incident, and of the desk, that addresses name: one of each kind.

    MADE["{mail}"](case) → number of a mail of the incident

What is made is an administrator's where it is somebody's own.
"""

from __future__ import annotations

import itertools
import secrets
import zlib
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import timezone

from honmono.incident.case import Incident
from honmono.incident.case.records import record_of
from honmono.sweep.inventory import mapping_from_json
from honmono.web.accounts.models import User
from honmono.web.cases import handed_in, originals
from honmono.web.cases.models import Case, LogEntry
from honmono.web.cases.selectors import incident_of
from honmono.web.cases.services import Doing, add_originals, change, record
from honmono.web.documents import services as documents
from honmono.web.documents.checking import Shown
from honmono.web.documents.making import Wish
from honmono.web.documents.models import Draft, File
from honmono.web.documents.selectors import digest_now
from honmono.web.evidence.models import Export, Form
from honmono.web.evidence.services import export_file
from honmono.web.jobs import services as jobs
from honmono.web.jobs.worker import do
from honmono.web.mails.models import Mail, State, Upload
from honmono.web.mails.services import Coming, take
from honmono.web.office import services as office
from honmono.web.office.models import FileVersion
from honmono.web.rights import Role
from honmono.web.sweep import snapshots
from honmono.web.sweep.kits import make as make_kit
from honmono.web.sweep.models import Pc, ReportFile
from honmono.web.sweep.services_inventory import compare as compare_inventory
from honmono.web.sweep.services_inventory import keep as keep_inventory
from honmono.web.tracing.mailboxes import key_of
from honmono.web.tracing.models import Told, Trace
from honmono.web.work import persons
from honmono.web.work.services_tasks import begin
from tests.web.conftest import NOW, ORG
from tests.web.mails.conftest import FORGED
from tests.web.sweep import make as sweeps

_numbers: Final = itertools.count(1)
_LETTER: Final = Path("m.saito", "a.eml")
NOTICE: Final = Wish("public-notice", date(2026, 10, 15), "report", number="1")


def somebody(role: Role = Role.ADMINISTRATOR) -> User:
    """Whoever made it; the one whom `signed_in` signs in."""
    user, _ = User.objects.get_or_create(
        username=role.value, defaults={"role": role, "shown": f"{role.label} 花子"}
    )
    return user


def put(case: Case, part: str, **fields: object) -> str:
    """A record of a part; its id."""
    name = str(fields.setdefault("id", f"made-{part[:20]}".replace("_", "-")))
    one = record_of(part, fields)

    def edit(incident: Incident) -> Incident:
        there = {each.id for each in getattr(incident, part)}
        return incident if name in there else incident.put(part, one)

    change(case.pk, edit, Doing("added", somebody(), NOW))
    return name


def mail(case: Case, number: int = 1) -> int:
    """A forged mail that was handed in, and judged as a worker judges it."""
    content = FORGED.replace(b"earlier", b"%d of %s" % (number, case.name.encode()))
    handed = take(
        case,
        Coming(f"{number}.eml", len(content), 0, is_report=False),
        [content],
        by=somebody(),
        language="ja",
        now=NOW,
    )
    while job := jobs.claim(timezone.now()):
        do(job, lambda: False)
    return Mail.objects.get(upload=handed.same_as or handed).pk


def upload(case: Case, name: str = "a.eml", content: bytes = b"") -> Upload:
    """A file that was handed in and is stored, with its job done."""
    sha256 = original(case, content, "mail")
    return Upload.objects.get_or_create(
        case=case,
        sha256=sha256,
        state=State.STORED,
        defaults={
            "token": secrets.token_hex(16),
            "name": name,
            "size": max(len(content), 1),
            "by": somebody(),
            "at": NOW,
        },
    )[0]


def coming(case: Case) -> str:
    """A file of which nothing has come yet; what its pieces are sent to."""
    token = secrets.token_hex(16)
    Upload.objects.create(
        case=case, token=token, name=token, size=9, by=somebody(), at=timezone.now()
    )
    return token


def original(case: Case, content: bytes = b"", kind: str = "evidence") -> str:
    """A file that is kept; its hash."""
    path = Path(settings.HOME) / f"made-{next(_numbers)}"
    path.write_bytes(content or f"of {case.name}".encode())
    kept, _ = originals.keep(case.name, [(path, path.name)], kind)
    path.unlink()
    add_originals(case.pk, kept, Doing("added", somebody(), NOW))
    return kept[0].kept.sha256


def draft(case: Case) -> int:
    """A notice, as if a file of it had been approved."""
    case.refresh_from_db()
    row = documents.start(case, NOTICE, by=somebody(), now=NOW)
    file = {"language": "ja", "form": "pdf", "sha256": kept(case), "size": 9}
    File.objects.create(step=row.steps.get(), **file)
    return row.pk


def approved(case: Case) -> int:
    """A notice that somebody else let go out."""
    row = Draft.objects.get(pk=draft(case))
    seen = Shown(row.digest, row.base, digest_now(case, row))
    by = somebody(Role.APPROVER)
    documents.approve(case, row.pk, seen, by=by, now=NOW)
    return row.pk


def kept(case: Case) -> str:
    """The file of every document that is made here."""
    return original(case, b"%PDF " + case.name.encode(), "document")


def trace(case: Case) -> int:
    """An answer, as small as it can be; nothing of it can be put on record."""
    row = Trace.objects.create(
        case=case,
        job=next(_numbers) + 1_000_000,
        started=NOW,
        at=NOW + timedelta(minutes=next(_numbers)),
        by=somebody(),
        level="full",
        until=NOW,
        reports=1,
        unread=0,
        left_out=0,
        mails=0,
        result="{}",
        sha256="0" * 64,
        affected="",
        packed_persons=zlib.compress(b""),
        packed_entry=zlib.compress(b"{}"),
        pages={"ja": [], "en": []},
        picture_ja="<svg/>",
        picture_en="<svg/>",
    )
    Told.objects.create(
        trace=row, number=1, original="0" * 64, stray=False, words={"ja": [], "en": []}
    )
    return row.pk


def export(case: Case) -> int:
    """A file that was made for others."""
    row = Export.objects.create(
        case=case,
        job=next(_numbers) + 1_000_000,
        form=Form.FOLDER,
        sha256="0" * 64,
        size=4,
        files=0,
        entry=1,
        at=NOW,
        by=somebody(),
    )
    path = export_file(row.job)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"PK\x05\x06")
    return row.pk


def entry(case: Case) -> int:
    """An entry of the log, later than those of an empty incident."""
    for _ in range(3):
        last = record(case.pk, Doing("checked", somebody(), NOW))
    return last.number


def ticket(case: Case) -> str:
    """A list of persons that somebody handed in."""
    table = BytesIO("氏名,メール\n伊藤,i@partner.example\n".encode())
    token = handed_in.receive(table, 1_000, timezone.now())
    return persons.ticket(case, somebody().pk, token, "a.csv")


def task(case: Case) -> str:
    """The first task of a playbook."""
    begin(case=case, style="emotet_style", by=somebody(), now=NOW)
    case.refresh_from_db()
    return incident_of(case).tasks[0].id


def question(case: Case) -> str:
    """The first question of a playbook."""
    task(case)
    return incident_of(case).questions[0].id


def account(case: Case) -> str:
    """An account of ours."""
    return put(case, "accounts", kind="mailbox", name="m.saito@hoshimine.example")


def mailbox(case: Case) -> str:
    """A mailbox that an operator put there; no incident's."""
    place = Path(settings.HOME) / "mailboxes" / _LETTER
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(b"Subject: a\n\nhi\n")
    return key_of(_LETTER.parent)


def version(case: Case) -> int:
    """A version of the organization file."""
    content = zlib.compress(ORG.read_bytes())
    row = FileVersion.objects.create(
        at=NOW, by=somebody(), what="text", sha256="0" * 64, content=content
    )
    return row.pk


def people_list(case: Case) -> int:
    """A list of people that waits."""
    now = timezone.now()
    return office.keep_list(name="a.csv", content=b"", by=somebody(), now=now).pk


def import_job(case: Case) -> int:
    """An administrator's own taking over of an incident."""
    who = somebody().pk
    key = f"import:{next(_numbers)}"
    return jobs.put("import-incident", key, now=NOW, user=who).pk


def pc(case: Case) -> str:
    """A PC that two scanners have looked at; the organization's, no incident's."""
    row = Pc.objects.filter(key="tky-pc001").first() or sweeps.covered("TKY-PC001")
    sweeps.judged(case)
    return row.key


def scan_file(case: Case) -> str:
    """A file of results; no incident's."""
    pc(case)
    return ReportFile.objects.all()[0].sha256


def snapshot(case: Case) -> int:
    """A frozen state of the PCs."""
    pc(case)
    return snapshots.freeze(case, as_of=NOW, by=somebody(), now=NOW).pk


def inventory(case: Case) -> int:
    """A list of PCs that was handed in."""
    content = "PC名,拠点\nTKY-PC014,本社\nTKY-PC015,東京\n".encode()
    file = keep_inventory(
        case=case, name="a.csv", content=content, by="", now=timezone.now()
    )
    mapping = mapping_from_json(file.mapping)
    compare_inventory(
        file=file, mapping=mapping, whole=True, language="ja", rows=2, now=NOW
    )
    return file.pk


def kit(case: Case) -> str:
    """A kit of an office; its token is gone."""
    return make_kit(case, "tokyo", days=7, by=somebody(), now=timezone.now()).kit.name


MADE: Final[dict[str, Callable[[Case], object]]] = {
    "{case}": lambda case: case.name,
    "{job}": lambda case: (
        jobs.put("mail", f"x:{case.name}", now=NOW, case=case.name).pk
    ),
    "{record}": lambda case: "seen",
    "{hypothesis}": lambda case: "c1",
    "{task}": task,
    "{question}": question,
    "{account}": account,
    "{mail}": mail,
    "{upload}": lambda case: upload(case).pk,
    "{coming}": coming,
    "{original}": original,
    "{draft}": draft,
    "{kept}": kept,
    "{approved}": approved,
    "{trace}": trace,
    "{export}": export,
    "{entry}": entry,
    "{ticket}": ticket,
    "{user}": lambda case: User.objects.get_or_create(username="somebody")[0].pk,
    "{mailbox}": mailbox,
    "{version}": version,
    "{list}": people_list,
    "{import}": import_job,
    "{pc}": pc,
    "{inventory}": inventory,
    "{kit}": kit,
    "{scan_file}": scan_file,
    "{snapshot}": snapshot,
}
"""By the word that stands for it in `rights.tsv`."""

OF_NO_CASE: Final = frozenset(
    {
        *("{case}", "{user}", "{mailbox}", "{version}", "{list}", "{import}"),
        *("{pc}", "{scan_file}"),
    }
)
"""What belongs to the desk: another incident's address leads to it as well."""


def everything(case: Case) -> int:
    """All kinds of things at once; how many entries the log has then."""
    for name, make in MADE.items():
        if name not in OF_NO_CASE:
            make(case)
    return LogEntry.objects.filter(case=case).count()
