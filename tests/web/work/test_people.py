"""People affected: a list is taken whole or not at all, and who looks is noted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from honmono.incident.case.checks import problems
from honmono.incident.case.lists import ListedPerson
from honmono.web.accounts.models import PersonalRead
from honmono.web.cases import lists, log
from honmono.web.cases.models import Case, ListFile, ListRow
from honmono.web.cases.selectors import incident_of, world_of
from honmono.web.jobs.models import Job, State
from honmono.web.rights import Role
from honmono.web.work.persons import as_csv, reach
from tests.web.conftest import NOW
from tests.web.evidence.make import done

pytestmark = pytest.mark.django_db(transaction=True)

CSV = "氏名,メールアドレス,住所\n伊藤 次郎,ito@partner.example,\n=森 愛,,東京都\n"
MAPPING = {
    "column_name": "氏名",
    "column_mail": "メールアドレス",
    "column_address": "住所",
    "group": "customers",
    "kinds": ["name"],
    "certainty": "possible",
}


@pytest.fixture(autouse=True)
def home(settings: LazySettings, tmp_path: Path) -> None:
    settings.HOME = tmp_path / "home"


def sent(client: Client, case: Case, content: str | bytes, name: str = "a.csv") -> str:
    """Hand in a file; the address of the next page."""
    data = content.encode() if isinstance(content, str) else content
    page = client.post(
        reverse("work:people-upload", args=[case.name]),
        {"file": SimpleUploadedFile(name, data)},
    )
    assert page.status_code == 302, page.content.decode()
    return str(page["Location"])


def taken(client: Client, case: Case, content: str = CSV) -> ListFile:
    """A list, all the way through the pages."""
    where = sent(client, case, content)
    assert client.get(where).status_code == 200
    assert client.post(where, MAPPING).status_code == 302
    done()
    case.refresh_from_db()
    file = lists.file_of(case, incident_of(case), "persons")
    assert file is not None
    return file


def test_a_list_is_taken_over_and_the_incident_names_it(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    file = taken(signed_in(), case)

    (named,) = incident_of(case).lists
    assert (named.name, named.sha256, named.rows) == ("persons", file.sha256, 2)
    found = list(problems(incident_of(case), world_of(case, NOW)))
    assert not [p for p in found if "list" in p.code]
    entry = log.last(case, "attached")
    assert entry is not None
    assert entry.about["sha256"] == file.sha256


def test_nothing_that_was_handed_in_is_left(
    case: Case, signed_in: Callable[..., Client], settings: LazySettings
) -> None:
    taken(signed_in(), case)

    assert list((settings.HOME / "incoming" / "handed-in").iterdir()) == []


def test_one_wrong_row_and_none_is_taken(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    client = signed_in()
    where = sent(client, case, CSV + "佐藤,no address,\n")
    client.post(where, MAPPING)

    done()

    job = Job.objects.get(kind="list-persons")
    assert job.state == State.FAILED
    assert job.result["wrong"] == [[4, "no-mail-address", ""]]
    assert "no address" not in f"{job.result} {job.failure}"
    assert not ListRow.objects.exists()
    case.refresh_from_db()
    assert incident_of(case).lists == ()
    page = client.get(reverse("work:people", args=[case.name])).content.decode()
    assert "4 行目" in page


def test_a_kill_between_steps_is_finished_the_next_time(
    case: Case, signed_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "_AT_ONCE", 1)
    monkeypatch.setattr("honmono.web.jobs.services.MOST_TRIES", 1)
    attach = lists.attach

    def fails(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(lists, "attach", fails)
    client = signed_in()
    client.post(sent(client, case, CSV), MAPPING)
    done()
    assert ListRow.objects.count() == 2
    case.refresh_from_db()
    assert incident_of(case).lists == ()

    monkeypatch.setattr(lists, "attach", attach)
    taken(client, case)

    assert ListRow.objects.count() == 2


def test_who_looks_at_the_list_is_noted(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    taken(signed_in(), case)
    PersonalRead.objects.all().delete()

    page = signed_in(Role.READER).get(reverse("work:people-list", args=[case.name]))

    assert "ito@partner.example" in page.content.decode()
    assert [(r.what, r.by.username) for r in PersonalRead.objects.all()] == [
        ("persons", "reader")
    ]


@pytest.mark.parametrize(
    ("query", "there"),
    [("q=ITO", "伊藤"), ("group=customers&q=東京", "森"), ("certainty=possible", "森")],
)
def test_the_list_can_be_searched(
    case: Case, signed_in: Callable[..., Client], query: str, there: str
) -> None:
    client = signed_in()
    taken(client, case)
    address = reverse("work:people-list", args=[case.name])

    assert there in client.get(f"{address}?{query}").content.decode()
    none = client.get(f"{address}?q=nobody").content.decode()
    assert "伊藤" not in none


def test_a_spreadsheet_computes_nothing_of_what_is_taken_out(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    client = signed_in()
    taken(client, case)

    page = client.post(reverse("work:people-export", args=[case.name]))

    text = page.getvalue().decode("utf-8-sig")
    assert "\r\n'=森 愛," in text
    assert PersonalRead.objects.filter(what="persons-export").count() == 1


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "＝"])
def test_each_sign_that_begins_a_formula_is_defused(begins: str) -> None:
    person = ListedPerson(name="x").model_copy(update={"name": f"{begins}1"})
    row = ListRow(number=1, line=person.model_dump_json(exclude_defaults=True))

    lines = list(as_csv([row], "en"))

    assert begins == "\t" or lines[2].startswith(f"'{begins}1".encode())


def test_letters_are_counted_for_those_without_a_mail_address(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    found = reach(taken(signed_in(), case))

    assert (found.total, found.mail, found.post, found.neither) == (2, 1, 1, 0)


def test_a_workbook_is_refused_with_words_what_to_do(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    page = signed_in().post(
        reverse("work:people-upload", args=[case.name]),
        {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04....")},
    )

    assert page.status_code == 422
    assert "CSV UTF-8" in page.content.decode()


def test_the_ticket_of_another_person_opens_nothing(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    where = sent(signed_in(), case, CSV)

    assert signed_in(Role.ADMINISTRATOR).get(where).status_code == 404


@pytest.mark.parametrize("role", [Role.READER, Role.APPROVER])
@pytest.mark.parametrize("name", ["people-upload", "people-export"])
def test_who_may_only_read_changes_and_takes_out_nothing(
    case: Case, signed_in: Callable[..., Client], role: Role, name: str
) -> None:
    page = signed_in(role).post(reverse(f"work:{name}", args=[case.name]))

    assert page.status_code == 403


def test_without_a_column_the_form_comes_back(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    client = signed_in()
    where = sent(client, case, CSV)

    page = client.post(
        where, {**MAPPING, "column_name": "", "column_mail": "", "column_address": ""}
    )

    assert page.status_code == 422
    assert not Job.objects.exists()


def test_nobody_is_put_into_a_group_unasked(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    client = signed_in()
    where = sent(client, case, CSV)

    page = client.post(where, {**MAPPING, "group": ""})

    assert page.status_code == 422
    assert not Job.objects.exists()


def test_a_page_asks_the_same_however_many_there_are(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    client = signed_in()
    counts = []
    for number in (1, 120):
        rows = "".join(f"人{n},p{n}@a.example,\n" for n in range(number))
        taken(client, case, "氏名,メールアドレス,住所\n" + rows)
        for name in ("people", "people-list"):
            client.get(reverse(f"work:{name}", args=[case.name]))
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse(f"work:{name}", args=[case.name]))
            counts.append(len(queries))

    assert counts[:2] == counts[2:]


def test_a_list_that_is_not_on_this_desk_is_told_as_missing(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(Role.HANDLER, "en")
    taken(client, case)
    ListFile.objects.all().delete()

    text = client.get(reverse("work:people", args=[case.name])).content.decode()

    assert "a list that is not on this desk" in text
    assert "No list uploaded" not in text
