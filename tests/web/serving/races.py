"""Two do the same at the same moment, each with a connection of its own to a real database.

Called in a process of its own.  Whoever comes first, the answers are the same: each race
says, in order of the words, what its runners were told.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from django.utils import timezone

from honmono.incident.case import parse_incident
from honmono.incident.evidence.chain import Entry
from honmono.web.accounts.errors import FoundedAlreadyError
from honmono.web.accounts.models import AccountEvent, User
from honmono.web.accounts.services import found, make_account
from honmono.web.cases import log
from honmono.web.cases.errors import CaseError
from honmono.web.cases.models import Case, ListRow, Original
from honmono.web.cases.originals import store_of
from honmono.web.cases.selectors import fingerprint, incident_of
from honmono.web.cases.services import Doing, locked, open_case
from honmono.web.documents import services as documents
from honmono.web.documents.errors import DraftError
from honmono.web.documents.issuing import issue
from honmono.web.documents.models import Draft
from honmono.web.evidence import services as evidence
from honmono.web.facts import services as facts
from honmono.web.facts.words import as_json
from honmono.web.jobs import services as jobs
from honmono.web.jobs.models import Job
from honmono.web.mails import services as mails
from honmono.web.mails.models import Upload
from tests.web.conftest import SAMPLE
from tests.web.documents.conftest import REPORT, shown
from tests.web.documents.test_issuing import GONE
from tests.web.keeping.whole import CASE, do_jobs
from tests.web.serving import killed_jobs

HELD = 0.3
"""Seconds for which the incident is held, so that all who want it stand in line."""

ROUNDS = 4
"""Of a race that may end in more than one way."""

Runner = Callable[[], object]


def race(runners: Sequence[Runner], case: Case | None = None) -> list[str]:
    """Let all run at once, where there is an incident behind one who holds it."""
    ready = Barrier(len(runners) + 1)

    def run(runner: Runner) -> str:
        ready.wait(20)
        try:
            return str(runner())
        except (CaseError, DraftError) as error:
            return error.key
        except FoundedAlreadyError:
            return "founded"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(runners)) as pool:
        answers = [pool.submit(run, runner) for runner in runners]
        if case is None:
            ready.wait(20)
        else:
            with transaction.atomic():
                locked(case.pk)
                ready.wait(20)
                time.sleep(HELD)
        return sorted(answer.result(60) for answer in answers)


def first_accounts() -> list[str]:
    """Two visitors of an empty desk; it is prepared here."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)

    def make(name: str) -> str:
        found(username=name, shown=name, password="inert-4711", now=timezone.now())
        return "won"

    told = race([lambda: make("one"), lambda: make("two")])
    assert AccountEvent.objects.count() == User.objects.count() == 1
    by = User.objects.get()
    for name in ("first", "second"):
        make_account(
            username=name, shown=name, role="approver", by=by, now=timezone.now()
        )
    open_case(parse_incident(SAMPLE.read_bytes()), Doing("opened", by, timezone.now()))
    return told


def _people() -> list[User]:
    return list(User.objects.filter(role="approver").order_by("pk"))


def _whats() -> list[str]:
    found = log.entries(Case.objects.get(name=CASE))
    return [one.what if isinstance(one, Entry) else "Break" for one in found]


def corrections() -> list[str]:
    """Two handlers have the same record before them."""
    case = Case.objects.get(name=CASE)
    _, record = incident_of(case).find("seen")

    def correct(by: User, minute: int) -> str:
        facts.correct(
            case=case,
            name="seen",
            values={**as_json(record), "when": f"2026-10-13T10:{minute}"},
            shown=fingerprint(record),
            reason="",
            language="ja",
            by=by,
            now=timezone.now(),
        )
        return "won"

    one, two = _people()
    told = race([lambda: correct(one, 30), lambda: correct(two, 40)], case)
    assert len(incident_of(Case.objects.get(name=CASE)).corrections) == 1
    assert _whats().count("corrected") == 1
    return told


def same_forms() -> list[str]:
    """One form is sent twice."""
    case, by = Case.objects.get(name=CASE), User.objects.earliest("pk")

    def send() -> str:
        written = facts.add(
            case=case,
            part="inquiries",
            values={"way": "phone", "who": "A"},
            by=by,
            now=timezone.now(),
            form="abc123",
        )
        return f"{written.record} {written.is_new}"

    return race([send, send], case)


def approvals() -> list[str]:
    """Two approvers press the button."""
    case = Case.objects.get(name=CASE)
    by, now = User.objects.earliest("pk"), timezone.now()
    draft = documents.start(case, REPORT, by=by, now=now)
    seen = shown(draft)

    def approve(by: User) -> str:
        documents.approve(case, draft.pk, seen, by=by, now=now)
        return "won"

    one, two = _people()
    told = race([lambda: approve(one), lambda: approve(two)], case)
    assert draft.steps.filter(what="approved").count() == 1
    assert _whats().count("document-approved") == 1
    return told


def issues() -> list[str]:
    """Two say that the same document went out."""
    case, draft = Case.objects.get(name=CASE), Draft.objects.get()
    before = len(incident_of(case).issued)

    def went(by: User) -> str:
        issue(case, draft.pk, GONE, digest=draft.digest, by=by, now=timezone.now())
        return "won"

    one, two = _people()
    told = race([lambda: went(one), lambda: went(two)], case)
    assert draft.steps.filter(what="issued").count() == 1
    assert len(incident_of(Case.objects.get(name=CASE)).issued) == before + 1
    assert _whats().count("document-issued") == 1
    return told


def uploads() -> list[str]:
    """The same mail comes from two people."""
    case, data = Case.objects.get(name=CASE), b"From: a@example.net\nSubject: x\n\nhi\n"

    def bring(by: User) -> str:
        coming = mails.Coming(f"{by.username}.eml", len(data))
        now = timezone.now()
        return mails.take(case, coming, [data], by=by, language="ja", now=now).state

    one, two = _people()
    told = race([lambda: bring(one), lambda: bring(two)], case)
    assert Upload.objects.count() == 2
    assert Job.objects.filter(kind="mail").count() == 1
    return told


def additions() -> list[str]:
    """Two add the same evidence."""
    case = Case.objects.get(name=CASE)

    def add(by: User) -> str:
        return _added(case, by, f"{by.username}.txt", b"the same")

    one, two = _people()
    return race([lambda: add(one), lambda: add(two)], case)


def _added(case: Case, by: User, name: str, content: bytes) -> str:
    path = Path(settings.HOME) / name
    path.write_bytes(content)
    now = timezone.now()
    done = evidence.add(case, [(path, name)], note="", by=by, now=now)
    return f"{len(done.new)} new, {len(done.known)} known, {len(done.lost)} lost"


def erasures() -> list[str]:
    """One erases a file while another adds it: told as it is, whoever was first."""
    return [word for n in range(ROUNDS) for word in _erasure(f"round {n}", job=False)]


def destructions() -> list[str]:
    """It comes again while the job destroys it."""
    return [word for n in range(ROUNDS) for word in _erasure(f"again {n}", job=True)]


def _erasure(content: str, *, job: bool) -> list[str]:
    """What does not fit together."""
    case, (one, two) = Case.objects.get(name=CASE), _people()
    _added(case, one, "first.txt", content.encode())
    name = Original.objects.latest("pk").sha256

    def erase() -> str:
        now = timezone.now()
        evidence.erase(case.pk, originals=[name], values=(), by=one, now=now)
        return "erased"

    def destroy() -> str:
        do_jobs()
        return "destroyed"

    def add() -> str:
        return _added(case, two, "second.txt", content.encode())

    if job:
        erase()
        told = race([destroy, add], case)
        _, answer = sorted(told, key=lambda each: each != "destroyed")
    else:
        told = race([erase, add], case)
        _, answer = sorted(told, key=lambda each: each != "erased")
        do_jobs()
    is_kept = store_of(CASE).has(name)
    is_listed = Original.objects.filter(case=case, sha256=name).exists()
    fitting = {
        "1 new, 0 known, 0 lost": (True, True),
        "0 new, 1 known, 0 lost": (False, False),
        "just-erased": (False, False),
    }
    right = fitting.get(answer) == (is_kept, is_listed)
    return [] if right else [f"{answer}: on the disk {is_kept}, listed {is_listed}"]


def puts() -> list[str]:
    """Four ask for the same job, and four workers look for work."""
    case, by = Case.objects.get(name=CASE), User.objects.earliest("pk")
    do_jobs()
    now = timezone.now()

    def ask() -> str:
        return str(evidence.ask_for_check(case, by=by, now=now).pk)

    asked = race([ask] * 4)
    for number in range(3):
        jobs.put("drill", f"drill-{number}", now=now)

    def take() -> str:
        taken = []
        while job := jobs.claim(timezone.now() + timedelta(seconds=1)):
            taken.append(job.pk)
        return " ".join(map(str, taken))

    claimed = " ".join(race([take] * 4)).split()
    tries = Job.objects.filter(pk__in=claimed).values_list("tries", flat=True)
    return [str(len(set(asked))), str(len(claimed)), *map(str, tries)]


def openings() -> list[str]:
    """Two open an incident of one name."""
    sample = parse_incident(SAMPLE.read_bytes())
    incident = sample.model_copy(update={"id": "twice-2026"})

    def begin(by: User) -> str:
        open_case(incident, Doing("opened", by, timezone.now()))
        return "won"

    one, two = _people()
    return race([lambda: begin(one), lambda: begin(two)])


def imports() -> list[str]:
    """The same folder is handed in twice, and two workers take it over."""
    by = User.objects.earliest("pk")
    mine = [killed_jobs.ask_import(by) for _ in range(2)]

    def work() -> str:
        do_jobs()
        return "ended"

    race([work, work])
    do_jobs()
    assert Case.objects.filter(name=killed_jobs.ANOTHER).count() == 1
    assert ListRow.objects.filter(file__case__name=killed_jobs.ANOTHER).count() == 2_500
    states = Job.objects.filter(pk__in=[job.pk for job in mine])
    return sorted(states.values_list("state", flat=True))


def chain() -> list[str]:
    """After all of it, what does not hold."""
    return [what for what in _whats() if what == "Break"]


def every() -> dict[str, list[str]]:
    """All races, in the order in which one leads to the next."""
    order = (
        first_accounts,
        corrections,
        same_forms,
        approvals,
        issues,
        uploads,
        additions,
        erasures,
        destructions,
        puts,
        chain,
        openings,
        imports,
    )
    return {each.__name__: each() for each in order}
