"""Pages about the stolen mailbox: what they say, to whom, and what they never do."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from honmono.incident.evidence import durable
from honmono.text import say
from honmono.web.accounts.models import PersonalRead, User
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of
from honmono.web.cases.services import Doing, open_case
from honmono.web.jobs.models import Job
from honmono.web.rights import Role
from honmono.web.tracing import services, taking
from honmono.web.tracing.forms import IndexForm, TraceForm
from honmono.web.tracing.models import LeftOut, Source, Told, Trace
from tests.web.conftest import NOW
from tests.web.tracing.conftest import done

pytestmark = pytest.mark.django_db

Browser = Callable[..., Client]


def words(key: str, language: str = "en", **values: object) -> str:
    return say("web/tracing", key, language, **values)


def at(case: Case, name: str, *more: object) -> str:
    return reverse(f"tracing:{name}", args=[case.name, *more])


def text(client: Client, address: str, status: int = 200) -> str:
    page = client.get(address)
    assert page.status_code == status, page.content.decode()[:2000]
    return page.content.decode()


@pytest.fixture
def other(case: Case, person: Callable[..., User]) -> Case:
    """Another incident, which has nothing to do with it."""
    incident = incident_of(case).model_copy(update={"id": "other-2026"})
    return open_case(incident, Doing("opened", person(), NOW))


# -- what is said


def test_an_empty_desk_says_what_is_missing_and_never_safe(
    case: Case, signed_in: Browser
) -> None:
    page = text(signed_in(Role.HANDLER, "en"), at(case, "overview"))

    assert words("words-none") in page
    assert words("no-files") in page
    assert words("no-trace") in page
    assert re.search(r"<button[^>]* disabled", page)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_answer_stands_there_with_its_evidence(
    answer: Trace, case: Case, signed_in: Browser, language: str
) -> None:
    client = signed_in(Role.READER, language)
    told = answer.pages[language]

    overview = text(client, at(case, "overview"))
    result = text(client, at(case, "result", answer.pk))

    for page in (overview, result):
        assert told["headline"] in page
        assert told["caution"] in page
        assert told["sections"]["limits"]["heading"] in page
    first = answer.told.get(number=1).words[language]
    assert first[0][1] in result
    assert at(case, "picture", answer.pk) in result


def test_below_nine_in_ten_it_is_undecided(
    answer: Trace, case: Case, signed_in: Browser
) -> None:
    Trace.objects.update(settled="")

    page = text(signed_in(Role.READER, "en"), at(case, "overview"))

    assert words("undecided") in page
    assert say("trace", "badge-undecided", "en") in page


def test_that_nothing_was_stolen_is_never_proved_nor_green(
    answer: Trace, case: Case, signed_in: Browser
) -> None:
    Trace.objects.update(settled="0")

    page = text(signed_in(Role.READER, "en"), at(case, "result", answer.pk))

    assert words("settled-nothing") in page
    assert "badge good" not in page


def test_what_could_not_be_told_is_no_zero(
    answer: Trace, case: Case, signed_in: Browser
) -> None:
    values = json.loads(answer.result)
    values["exposure"]["messages"] = None
    Trace.objects.update(result=json.dumps(values))

    page = text(signed_in(Role.READER, "en"), at(case, "overview"))

    assert say("exposure", "could-not-tell", "en") in page


def test_mail_that_was_not_compared_stands_beside_the_answer(
    answer: Trace, case: Case, signed_in: Browser
) -> None:
    Trace.objects.update(missing=["stale"], unread=3, unindexed=2, nobody=1)

    page = text(signed_in(Role.READER, "en"), at(case, "overview"))

    assert words("missing-stale") in page
    assert words("missing-unread", count=2) in page
    assert words("missing-nobody", count=1) in page
    assert words("unread", count=3) in page


def test_an_old_index_is_told(
    boxes: Path,
    reports: list[str],
    index: Callable[..., Job],
    case: Case,
    signed_in: Browser,
) -> None:
    index()  # its newest mail is of the beginning of October, the upload of the 15th

    page = text(signed_in(Role.HANDLER, "en"), at(case, "overview"))

    assert "older than the latest forged mail" in page


def test_a_damaged_index_is_told(case: Case, home: Path, signed_in: Browser) -> None:
    (home / "archive").mkdir()
    (home / "archive" / "archive.db").write_bytes(b"rubbish" * 1000)

    page = text(signed_in(Role.HANDLER, "en"), at(case, "overview"))

    assert words("words-damaged") in page


def test_reports_that_came_later_are_told(
    answer: Trace, case: Case, signed_in: Browser
) -> None:
    Trace.objects.update(started=NOW.replace(year=2020))

    page = text(signed_in(Role.HANDLER, "en"), at(case, "overview"))

    assert words("came-since", count=12) in page


def test_what_a_criminal_wrote_is_text(
    answer: Trace, case: Case, signed_in: Browser
) -> None:
    evil = '<img src=x onerror=alert(1)><a href="http://evil.example">'
    answer.pages["en"]["headline"] = evil
    answer.save()
    Told.objects.update(words={"en": [["", evil, "plain", 0], ["a", evil, "plain", 1]]})

    client = signed_in(Role.READER, "en")
    for address in (at(case, "overview"), at(case, "result", answer.pk)):
        page = text(client, address)
        assert "<img src=x" not in page
        assert "&lt;img src=x" in page
        assert 'href="http://evil' not in page


def test_the_picture_is_closed(answer: Trace, case: Case, signed_in: Browser) -> None:
    response = signed_in(Role.READER).get(at(case, "picture", answer.pk))

    assert response.headers["Content-Type"].startswith("image/svg+xml")
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "style" not in response.content.decode()
    assert "<script" not in response.content.decode()


def test_the_file_is_the_very_line(
    answer: Trace, case: Case, signed_in: Browser
) -> None:
    response = signed_in(Role.READER).get(at(case, "download", answer.pk))

    assert response.content.decode() == answer.result
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_who_looks_at_people_is_noted(
    answer: Trace, case: Case, signed_in: Browser
) -> None:
    client = signed_in(Role.READER)

    for name, more in (
        ("overview", []),
        ("result", [answer.pk]),
        ("download", [answer.pk]),
        ("reports", []),
        ("archive", []),
    ):
        before = PersonalRead.objects.count()
        client.get(at(case, name, *more))
        assert PersonalRead.objects.count() == before + 1, name


def test_the_number_of_queries_does_not_grow(
    answer: Trace, case: Case, signed_in: Browser
) -> None:
    client = signed_in(Role.HANDLER)
    addresses = [
        at(case, "overview"),
        at(case, "result", answer.pk),
        at(case, "archive"),
        at(case, "reports"),
    ]

    def count() -> list[int]:
        counts = []
        for address in addresses:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                client.get(address)
            counts.append(len(queries))
        return counts

    count()
    before = count()
    for number in range(3):
        Trace.objects.create(
            **{
                field.attname: getattr(answer, field.attname)
                for field in Trace._meta.concrete_fields
                if field.attname not in ("id", "job")
            },
            job=10_000 + number,
        )
    after = count()
    assert max(b - a for a, b in zip(before, after, strict=True)) <= 1


def test_no_page_reads_a_mail(
    answer: Trace, case: Case, signed_in: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parsed(*_: object, **__: object) -> None:
        raise AssertionError("a mail was read in a process of pages")

    monkeypatch.setattr("honmono.mail.source.file.find", parsed)
    monkeypatch.setattr("honmono.mail.message.parse.parse", parsed)
    client = signed_in(Role.HANDLER)

    for name, more in (
        ("overview", []),
        ("archive", []),
        ("reports", []),
        ("result", [answer.pk]),
        ("take", [answer.pk]),
    ):
        assert client.get(at(case, name, *more)).status_code == 200, name


# -- what is done


def test_a_trace_is_asked_for_by_a_button(
    boxes: Path,
    reports: list[str],
    index: Callable[..., Job],
    case: Case,
    signed_in: Browser,
) -> None:
    index()
    client = signed_in(Role.HANDLER, "en")

    response = client.post(
        at(case, "ask"), {"level": "full", "contained": "2026-10-14"}
    )

    assert response.headers["Location"] == at(case, "overview")
    job = Job.objects.get(kind="trace")
    assert done(job).state == "done"
    contained = Trace.objects.get().contained
    assert contained is not None
    assert contained.isoformat() == "2026-10-14T14:59:59+00:00"  # the end of that day


@pytest.mark.parametrize(
    "values", [{"level": "everything"}, {"level": "full", "as_of": "last week"}]
)
def test_a_wrong_condition_is_shown_again(
    case: Case, signed_in: Browser, values: dict[str, str]
) -> None:
    response = signed_in(Role.HANDLER).post(at(case, "ask"), values)

    assert response.status_code == 422
    assert not Job.objects.exists()
    assert values.get("as_of", "everything")[:4] in response.content.decode()


def test_an_answer_is_looked_over_and_put_on_record(
    answer: Trace, case: Case, signed_in: Browser
) -> None:
    client = signed_in(Role.HANDLER, "en")
    page = text(client, at(case, "take", answer.pk))
    found = re.search(r'name="digest" value="(\w+)"', page)
    assert found is not None

    response = client.post(at(case, "put", answer.pk), {"digest": found[1]})

    assert response.status_code == 302
    case.refresh_from_db()
    assert taking.is_taken(incident_of(case), answer)
    assert words("is-taken") in text(client, at(case, "result", answer.pk))


def test_what_was_not_shown_is_not_put_on_record(
    answer: Trace, case: Case, signed_in: Browser
) -> None:
    response = signed_in(Role.HANDLER, "en").post(at(case, "put", answer.pk), {})

    assert response.status_code == 422
    assert words("take-changed") in response.content.decode()
    case.refresh_from_db()
    assert not taking.is_taken(incident_of(case), answer)


def test_an_incident_that_would_be_too_long_is_told(
    answer: Trace, case: Case, signed_in: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.refresh_from_db()
    digest = taking.look(incident_of(case), answer).digest
    monkeypatch.setattr("honmono.web.cases.services.MAX_FILE", 10)

    response = signed_in(Role.HANDLER, "en").post(
        at(case, "put", answer.pk), {"digest": digest}
    )

    assert response.status_code == 422
    assert "nothing was saved" in response.content.decode()


def test_reports_are_chosen(reports: list[str], case: Case, signed_in: Browser) -> None:
    client = signed_in(Role.HANDLER)

    client.post(at(case, "use"), {"shown": reports, "used": reports[2:]})

    assert {row.sha256 for row in LeftOut.objects.all()} == set(reports[:2])


def test_a_mailbox_is_uploaded_under_a_name_of_ours(
    case: Case, home: Path, signed_in: Browser
) -> None:
    file = SimpleUploadedFile("../../m.saito.mbox", b"From x\nSubject: a\n\nb\n")

    response = signed_in(Role.HANDLER).post(at(case, "add"), {"file": file})

    assert response.status_code == 302
    (stored,) = (home / "mailboxes").iterdir()
    assert re.fullmatch(r"upload-\d{8}-\d{6}-[0-9a-f]{8}\.mbox", stored.name)
    assert stored.read_bytes() == b"From x\nSubject: a\n\nb\n"
    source = Source.objects.get()
    assert source.owner == "m.saito@hoshimine-sr.example"
    assert source.said == "by-file"


@pytest.mark.parametrize("name", ["run.exe", "mbox", "a.eml.lnk"])
def test_what_is_no_mailbox_is_refused(
    case: Case, home: Path, signed_in: Browser, name: str
) -> None:
    file = SimpleUploadedFile(name, b"From x\n")

    response = signed_in(Role.HANDLER, "en").post(at(case, "add"), {"file": file})

    assert response.status_code == 422
    assert "not supported" in response.content.decode()
    assert not (home / "mailboxes").exists()


def test_a_full_disk_is_told_and_nothing_is_left(
    case: Case, home: Path, signed_in: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(durable, "write", full)
    file = SimpleUploadedFile("m.saito.mbox", b"From x\n")

    response = signed_in(Role.HANDLER, "en").post(at(case, "add"), {"file": file})

    assert response.status_code == 422
    assert "No space left" in response.content.decode()
    assert [*(home / "mailboxes").iterdir()] == []
    assert not Source.objects.exists()


def test_index_is_asked_for_by_a_button_and_told(
    boxes: Path, case: Case, signed_in: Browser
) -> None:
    client = signed_in(Role.HANDLER, "en")

    client.post(at(case, "index"), {"which": "all", "since": "2026-05-01"})

    job = Job.objects.get(kind="index")
    assert "hx-get" in text(client, at(case, "progress"))
    assert done(job).state == "done"
    page = text(client, at(case, "archive"))
    assert "m.saito@hoshimine-sr.example" in page
    assert job.result["too_old"] > 0
    assert words("too-old", count=job.result["too_old"]) in page


def test_nothing_chosen_is_told(boxes: Path, case: Case, signed_in: Browser) -> None:
    client = signed_in(Role.HANDLER, "en")

    response = client.post(at(case, "index"), {"which": "chosen"})

    assert response.status_code == 422
    assert words("choose") in response.content.decode()
    assert not Job.objects.exists()


def test_an_owner_is_one_of_those_who_are_registered(
    boxes: Path, case: Case, signed_in: Browser
) -> None:
    client = signed_in(Role.HANDLER, "en")
    (boxes / "m.saito").rename(boxes / "what")
    page = text(client, at(case, "archive"))
    key = re.findall(rf"{at(case, 'archive')}([0-9a-f]{{64}})/", page)[1]
    text(client, at(case, "owner", key))

    wrong = client.post(at(case, "assign", key), {"owner": "evil@evil.example"})
    right = client.post(
        at(case, "assign", key), {"owner": "m.saito@hoshimine-sr.example"}
    )

    assert wrong.status_code == 422
    assert right.status_code == 302
    assert Source.objects.get().owner == "m.saito@hoshimine-sr.example"


def test_a_mailbox_that_does_not_lie_there_is_404(
    boxes: Path, case: Case, signed_in: Browser
) -> None:
    client = signed_in(Role.HANDLER)

    assert client.get(at(case, "owner", "f" * 64)).status_code == 404
    assert client.post(at(case, "assign", "f" * 64)).status_code == 404


def test_forgetting_wants_to_be_meant(
    boxes: Path, index: Callable[..., Job], case: Case, signed_in: Browser
) -> None:
    index()
    client = signed_in(Role.HANDLER, "en")
    mailbox = "m.saito@hoshimine-sr.example"

    response = client.post(at(case, "forget"), {"mailbox": mailbox})
    assert response.status_code == 422
    assert not Job.objects.filter(kind="forget-mailbox").exists()

    client.post(at(case, "forget"), {"mailbox": mailbox, "sure": "on"})
    assert Job.objects.filter(kind="forget-mailbox").exists()


# -- who may


READS = ("overview", "reports", "archive", "progress")
WRITES = ("ask", "use", "index", "forget", "add")


@pytest.mark.parametrize("name", WRITES)
@pytest.mark.parametrize("role", [Role.READER, Role.APPROVER])
def test_who_reads_writes_nothing(
    case: Case, signed_in: Browser, name: str, role: Role
) -> None:
    assert signed_in(role).post(at(case, name)).status_code == 403
    assert not Job.objects.exists()


@pytest.mark.parametrize("name", ["take", "put"])
def test_who_reads_puts_nothing_on_record(
    answer: Trace, case: Case, signed_in: Browser, name: str
) -> None:
    client = signed_in(Role.READER)
    address = at(case, name, answer.pk)

    assert client.get(address).status_code == 403
    assert client.post(address).status_code == 403


@pytest.mark.parametrize("name", [*READS, *WRITES])
def test_without_an_account_there_is_nothing(case: Case, name: str) -> None:
    response = Client().post(at(case, name))

    assert response.status_code == 302
    assert "/accounts/login/" in response.headers["Location"]


@pytest.mark.parametrize("name", WRITES)
def test_nothing_is_written_by_a_link(
    case: Case, signed_in: Browser, name: str
) -> None:
    assert signed_in(Role.HANDLER).get(at(case, name)).status_code == 405


@pytest.mark.parametrize("name", ["result", "picture", "download", "take", "put"])
def test_an_answer_of_another_incident_is_not_there(
    answer: Trace, other: Case, signed_in: Browser, name: str
) -> None:
    client = signed_in(Role.ADMINISTRATOR)
    address = at(other, name, answer.pk)
    post = name == "put"

    response = client.post(address) if post else client.get(address)

    assert response.status_code == 404


def test_reports_of_another_incident_are_left_alone(
    reports: list[str], other: Case, signed_in: Browser
) -> None:
    signed_in(Role.HANDLER).post(at(other, "use"), {"shown": reports, "used": []})

    assert not LeftOut.objects.exists()


def test_work_on_the_index_is_told_to_other_incidents_without_their_name(
    case: Case,
    other: Case,
    boxes: Path,
    person: Callable[..., User],
    signed_in: Browser,
) -> None:
    services.ask_index(
        case=case,
        by=person(),
        now=NOW,
        keys=None,
        since=0,
        headers_only=False,
        language="en",
    )

    page = text(signed_in(Role.HANDLER, "en"), at(other, "progress"))

    assert say("web/jobs", "index", "en") in page
    assert case.name not in page


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_that_no_zone_knows_makes_no_trace(day: str) -> None:
    for form in (
        TraceForm({"level": "full", "contained": day}, zone=ZoneInfo("Asia/Tokyo")),
        TraceForm({"level": "full", "as_of": day}, zone=ZoneInfo("Asia/Tokyo")),
        IndexForm({"since": day}),
    ):
        assert set(form.errors) & {"contained", "as_of", "since"}
