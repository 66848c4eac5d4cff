"""Pages of mails: what they show, to whom, and in how many questions to the database."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
import pyzipper
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from honmono.incident.case import Incident
from honmono.text import say
from honmono.web.accounts.models import PersonalRead, User
from honmono.web.cases import log
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of
from honmono.web.cases.services import Doing, open_case
from honmono.web.jobs.models import Job
from honmono.web.mails.models import Answer, Mail, State, Upload
from honmono.web.mails.services import PIECE
from honmono.web.rights import Role
from tests.web.conftest import NOW
from tests.web.mails.conftest import FORGED, REPORTS, UNRELATED

pytestmark = pytest.mark.django_db

Done = Callable[[], list[Job]]
Sign = Callable[..., Client]


@pytest.fixture
def forged(hand_in: Callable[..., Upload], do_jobs: Done) -> Mail:
    """A forged mail that was judged."""
    hand_in(FORGED)
    do_jobs()
    return Mail.objects.get()


def page(client: Client, address: str, *args: object, query: str = "") -> str:
    response = client.get(reverse(address, args=args) + query)
    assert response.status_code == 200
    return str(response.content.decode())


# -- the list


def test_the_list_shows_answers_in_words(
    forged: Mail, case: Case, signed_in: Sign
) -> None:
    text = page(signed_in(Role.READER), "mails:list", case.name)

    assert '<span class="badge bad">偽物</span>' in text
    assert "&lt;b&gt;invoice&lt;/b&gt;" in text
    assert "齋藤 美咲" in text


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?answer=forged", 1),
        ("?answer=ours", 0),
        ("?kind=display-name", 1),
        ("?kind=reply-to", 0),
        ("?hazard=macro", 0),
        ("?text=INVOICE+harbor", 1),
        ("?text=100%25", 0),
        ("?reporter=nobody", 0),
        ("?show=reports", 0),
        ("?show=aside", 0),
        ("?answer=nonsense&upload=x&page=zz", 1),
        ("?page=999", 1),
    ],
)
def test_filters(
    query: str, count: int, forged: Mail, case: Case, signed_in: Sign
) -> None:
    text = page(signed_in(Role.READER), "mails:list", case.name, query=query)

    assert text.count('<th scope="row">') == count


def test_only_what_is_proved_to_be_ours_looks_good(
    hand_in: Callable[..., Upload], do_jobs: Done, case: Case, signed_in: Sign
) -> None:
    hand_in(b"nothing", "x.bin")
    hand_in(UNRELATED, "y.eml")
    do_jobs()

    text = page(signed_in(Role.READER, "en"), "mails:list", case.name)

    assert '<span class="badge unknown">unreadable</span>' in text
    assert '<span class="badge still">unrelated</span>' in text
    good = text.count("badge good")
    assert good == text.count('<span class="badge good">ours</span>') == 1  # the count


def test_the_number_of_questions_does_not_grow(
    hand_in: Callable[..., Upload], do_jobs: Done, case: Case, signed_in: Sign
) -> None:
    client = signed_in(Role.HANDLER)
    counts: dict[str, list[int]] = {"mails:list": [], "mails:upload": []}
    for number in (2, 20):
        for n in range(number):
            hand_in(UNRELATED + b"%d" % n, f"{n}.eml")
        do_jobs()
        for address, found in counts.items():
            client.get(reverse(address, args=[case.name]))
            with CaptureQueriesContext(connection) as asked:
                client.get(reverse(address, args=[case.name]))
            found.append(len(asked))

    assert all(len(set(found)) == 1 for found in counts.values()), counts


def test_days_are_numbers_and_a_table(
    forged: Mail, case: Case, signed_in: Sign
) -> None:
    client = signed_in(Role.READER)

    text = page(client, "mails:days", case.name)
    told = json.loads(page(client, "mails:days-data", case.name))

    assert '<th scope="row">2026-10-14</th>' in text
    assert told["days"] == ["2026-10-14"]
    assert told["answers"]["forged"] == [1]
    assert told["reached"] == []


# -- one mail


def test_a_mail_shows_the_name_over_the_real_address_with_its_difference(
    forged: Mail, case: Case, signed_in: Sign
) -> None:
    text = page(signed_in(Role.READER), "mails:mail", case.name, forged.pk)

    assert "info@<mark" in text
    assert '<mark class="differs">harbor-travel.example</mark>' in text
    assert "hxxp://x3.example.net/pay" in text
    assert "http://x3" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert 'class="stretch quoted"' in text


def test_reading_a_mail_is_noted(
    forged: Mail, case: Case, signed_in: Sign, person: Callable[..., User]
) -> None:
    page(signed_in(Role.READER), "mails:mail", case.name, forged.pk)

    read = PersonalRead.objects.get()
    assert (read.by, read.case, read.what) == (person(Role.READER), case.name, "mail")


def test_report_and_reported_mail_name_each_other(
    hand_in: Callable[..., Upload], do_jobs: Done, case: Case, signed_in: Sign
) -> None:
    hand_in((REPORTS / "report-06.eml").read_bytes(), "r.eml", is_report=True)
    do_jobs()
    report = Mail.objects.get(role="report")
    reported = Mail.objects.get(role="reported")
    client = signed_in(Role.READER)

    above = page(client, "mails:mail", case.name, report.pk)
    below = page(client, "mails:mail", case.name, reported.pk)

    assert reverse("mails:mail", args=[case.name, reported.pk]) in above
    assert reverse("mails:mail", args=[case.name, report.pk]) in below


def test_what_could_not_be_read_says_so(
    hand_in: Callable[..., Upload], do_jobs: Done, case: Case, signed_in: Sign
) -> None:
    hand_in(b"nothing", "x.bin")
    do_jobs()

    text = page(
        signed_in(Role.HANDLER, "en"), "mails:mail", case.name, Mail.objects.get().pk
    )

    assert "unreadable" in text
    assert "it is no mail" in text
    assert "No sign of a dangerous file" not in text


# -- rights, other incidents


WRITES = ("mails:aside", "mails:take")


@pytest.mark.parametrize("address", WRITES)
@pytest.mark.parametrize("role", [Role.READER, Role.APPROVER])
def test_who_may_only_read_changes_nothing(
    address: str, role: Role, forged: Mail, case: Case, signed_in: Sign
) -> None:
    where = reverse(address, args=[case.name, forged.pk])

    assert (
        signed_in(role).post(where, {"aside": "1", "what": "event"}).status_code == 403
    )

    forged.refresh_from_db()
    assert not forged.aside


@pytest.mark.parametrize(
    ("address", "method"),
    [
        *((address, "post") for address in WRITES),
        ("mails:mail", "get"),
        ("mails:original", "post"),
    ],
)
def test_a_mail_of_another_incident_is_not_there(
    address: str,
    method: str,
    forged: Mail,
    sample: Incident,
    signed_in: Sign,
    person: Callable[..., User],
) -> None:
    other = sample.model_copy(update={"id": "another"})
    open_case(other, Doing("opened", person(), NOW))
    where = reverse(address, args=["another", forged.pk])

    assert getattr(signed_in(Role.HANDLER), method)(where).status_code == 404


def test_a_file_of_another_incident_is_not_there(
    forged: Mail, sample: Incident, signed_in: Sign, person: Callable[..., User]
) -> None:
    open_case(
        sample.model_copy(update={"id": "another"}), Doing("opened", person(), NOW)
    )
    client, file = signed_in(Role.HANDLER), forged.upload

    again = client.post(reverse("mails:again", args=["another", file.pk]))
    piece = client.post(reverse("mails:piece", args=["another", file.token]))
    listed = page(client, "mails:list", "another", query=f"?upload={file.pk}")

    assert (again.status_code, piece.status_code) == (404, 404)
    assert file.name not in listed


# -- actions


def test_a_mail_is_set_aside_and_back_and_both_are_logged(
    forged: Mail, case: Case, signed_in: Sign
) -> None:
    client, where = signed_in(), reverse("mails:aside", args=[case.name, forged.pk])

    client.post(where, {"aside": "1"})
    client.post(where, {"aside": "1"})  # twice is once
    forged.refresh_from_db()
    assert (forged.aside, forged.counts) == (True, False)
    text = page(client, "mails:list", case.name)
    assert '<th scope="row">' not in text
    client.post(where, {"aside": "0"})

    forged.refresh_from_db()
    assert (forged.aside, forged.counts) == (False, True)
    kinds = [getattr(each, "what", "") for each in log.entries(Case.objects.get())]
    assert kinds[-2:] == ["mail-set-aside", "mail-taken-back"]


def test_what_a_mail_shows_is_put_on_record_once(
    forged: Mail, case: Case, signed_in: Sign
) -> None:
    client, where = signed_in(), reverse("mails:take", args=[case.name, forged.pk])
    before = incident_of(case)

    first = client.post(where, {"what": ["event", "sender", "subject"]})
    again = client.post(where, {"what": ["event", "sender"]})

    assert first.status_code == 302
    assert again.status_code == 422
    after = incident_of(Case.objects.get())
    assert len(after.events) == len(before.events) + 1
    event, sender = after.events[-1], after.traits[-2]
    assert event.kind == "spoof_mail_observed"
    assert event.evidence == (forged.upload.sha256,)
    assert sender.address == "info@harbor-travel.example"
    assert len(after.traits) == len(before.traits) + 2


def test_choosing_nothing_is_told(forged: Mail, case: Case, signed_in: Sign) -> None:
    where = reverse("mails:take", args=[case.name, forged.pk])

    answer = signed_in().post(where, {"what": "nonsense"})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_the_original_leaves_only_locked_and_after_a_question(
    forged: Mail, case: Case, signed_in: Sign
) -> None:
    client = signed_in()
    where = reverse("mails:original", args=[case.name, forged.pk])
    asked = client.get(where)
    assert b"<form" in asked.content
    assert not PersonalRead.objects.exists()

    got: Any = client.post(where, {"password": "other words"})

    assert got["Content-Type"] == "application/octet-stream"
    assert got["Content-Disposition"].startswith("attachment; ")
    assert got["Content-Security-Policy"].startswith("sandbox")
    data = b"".join(got.streaming_content)
    assert b"harbor-travel" not in data
    with pyzipper.AESZipFile(io.BytesIO(data)) as archive:
        [member] = archive.infolist()
        assert member.filename == f"{forged.upload.sha256}.bin"
        archive.setpassword(b"other words")
        assert archive.read(member) == FORGED
    assert PersonalRead.objects.get().what == "original"


def test_a_reader_takes_no_original(forged: Mail, case: Case, signed_in: Sign) -> None:
    where = reverse("mails:original", args=[case.name, forged.pk])

    assert signed_in(Role.READER).post(where).status_code == 403


def test_a_password_that_no_zip_takes_is_told(
    forged: Mail, case: Case, signed_in: Sign
) -> None:
    where = reverse("mails:original", args=[case.name, forged.pk])

    assert signed_in().post(where, {"password": "日本語"}).status_code == 422


# -- handing in


def test_a_form_without_a_script_hands_files_in(
    home: object, case: Case, signed_in: Sign
) -> None:
    files = [SimpleUploadedFile(f"{n}.eml", UNRELATED + b"%d" % n) for n in range(3)]

    answer = signed_in().post(
        reverse("mails:upload", args=[case.name]), {"files": files, "is_report": "0"}
    )

    assert answer.status_code == 302
    assert Upload.objects.filter(state=State.STORED, is_report=False).count() == 3
    assert Job.objects.count() == 3


@pytest.mark.parametrize("given", [{}, {"files": SimpleUploadedFile("e.eml", b"")}])
def test_a_form_without_a_file_is_told(
    given: dict[str, object], home: object, case: Case, signed_in: Sign
) -> None:
    data = {**given, "is_report": "0"}

    answer = signed_in().post(reverse("mails:upload", args=[case.name]), data)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert 'value="0" checked' in answer.content.decode()
    assert not Job.objects.exists()


def announce(client: Client, case: Case, size: int, **more: object) -> Any:
    about = {"name": "a.eml", "size": size, "modified": 5, **more}
    answer: Any = client.post(reverse("mails:begin", args=[case.name]), about)
    return answer


def send(client: Client, where: str, data: bytes) -> Any:
    answer: Any = client.post(where, data, "application/octet-stream")
    return answer


def test_a_browser_sends_pieces(home: object, case: Case, signed_in: Sign) -> None:
    client = signed_in()
    begun = json.loads(announce(client, case, len(FORGED), is_report="on").content)
    where = begun["address"]

    half = send(client, f"{where}?offset=0", FORGED[:50])
    wrong = send(client, f"{where}?offset=7", FORGED[7:])
    again = json.loads(announce(client, case, len(FORGED), is_report="on").content)
    whole = send(client, f"{where}?offset=50", FORGED[50:])

    assert json.loads(half.content) == {"offset": 50, "state": "coming", "text": ""}
    assert wrong.status_code == 409
    assert json.loads(wrong.content)["offset"] == 50
    assert (again["address"], again["offset"]) == (where, 50)
    assert json.loads(whole.content)["state"] == "stored"
    assert Upload.objects.get().is_report


def test_pieces_that_make_no_sense_are_refused(
    home: object, case: Case, signed_in: Sign
) -> None:
    client = signed_in()
    where = json.loads(announce(client, case, 10).content)["address"]

    for query, data, status in (
        ("", b"x", 422),
        ("?offset=-1", b"x", 422),
        ("?offset=" + "9" * 30, b"x", 422),
        ("?offset=0", b"x" * 11, 409),
        ("?offset=0", b"x" * (PIECE + 1), 413),
    ):
        assert send(client, where + query, data).status_code == status
    assert announce(client, case, -1).status_code == 422
    assert announce(client, case, 0).status_code == 422
    assert announce(client, case, 1, name="").status_code == 422


def test_nobody_sends_pieces_of_somebody_else(
    home: object, case: Case, signed_in: Sign
) -> None:
    where = json.loads(announce(signed_in(), case, 10).content)["address"]

    other = signed_in(Role.ADMINISTRATOR)

    assert send(other, f"{where}?offset=0", b"x").status_code == 404


def test_pages_of_handing_in_and_progress(
    hand_in: Callable[..., Upload], case: Case, signed_in: Sign
) -> None:
    hand_in(FORGED)
    client = signed_in()

    upload = page(client, "mails:upload", case.name)
    progress = page(client, "mails:progress", case.name)

    assert "a.eml" in upload
    assert "hx-get" in progress
    assert (
        signed_in(Role.READER)
        .get(reverse("mails:upload", args=[case.name]))
        .status_code
        == 403
    )


def test_the_arrival_and_sender_of_a_forged_mail_are_ticked_beforehand(
    forged: Mail, case: Case, signed_in: Sign
) -> None:
    def ticked() -> list[str]:
        where = reverse("mails:mail", args=[case.name, forged.pk])
        page = signed_in().get(where).content.decode()
        return re.findall(r'name="what" value="([a-z]+)" checked', page)

    assert ticked() == ["event", "sender"]

    forged.answer = Answer.UNPROVEN
    forged.save()

    assert ticked() == []


def test_what_could_not_be_read_is_told_apart_by_its_file(
    hand_in: Callable[..., Upload],
    do_jobs: Callable[[], list[Job]],
    case: Case,
    signed_in: Sign,
) -> None:
    for name in ("first.zip", "second.zip"):
        hand_in(locked_zip(name), name)
    do_jobs()

    page = signed_in(Role.READER, "en").get(f"/cases/{case.name}/mails/").text
    mail = Mail.objects.filter(upload__name="second.zip").get()
    one = signed_in(Role.READER, "en").get(f"/cases/{case.name}/mails/{mail.pk}/").text

    assert '<span class="who-line">first.zip</span>' in page
    assert '<span class="who-line">second.zip</span>' in page
    assert "<h1>second.zip</h1>" in one


def test_the_list_says_why_files_wait(
    hand_in: Callable[..., Upload], case: Case, signed_in: Sign
) -> None:
    hand_in(UNRELATED)
    Job.objects.update(failure="disk-full")

    page = signed_in(Role.READER, "en").get(f"/cases/{case.name}/mails/").text

    assert escape(say("web/jobs", "disk-full", "en")) in page


def locked_zip(secret: str) -> bytes:
    """A ZIP with a mail that opens with a password."""
    target = io.BytesIO()
    with pyzipper.AESZipFile(target, "w", encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(secret.encode())
        archive.writestr("a.eml", UNRELATED)
    return target.getvalue()
