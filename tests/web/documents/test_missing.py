"""What a document lacks, on the desk: each fact with the form that fills it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import resolve
from django.utils.timezone import now

from honmono.incident.case import Incident
from honmono.incident.case.questions import Question
from honmono.incident.documents._core import Lack
from honmono.incident.documents.lacking import facts
from honmono.web.accounts.models import User
from honmono.web.cases.labels import Labels
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of
from honmono.web.documents import services
from honmono.web.documents.letters import Said
from honmono.web.documents.missing import Missing, Ways
from honmono.web.facts.entry import RecordForm
from honmono.web.facts.selectors import page_of
from honmono.web.rights import Role
from tests.web.conftest import NOW
from tests.web.documents.conftest import NOTICE, REPORT

pytestmark = pytest.mark.django_db


def missing(incident: Incident, *lacks: Lack, client: str = "") -> tuple[Missing, ...]:
    said = Said("ja-1", "調査中", (), "", lacks, is_forbidden=False, is_own=False)
    ways = Ways("x", incident, Labels(incident, "ja"), "ja", client)
    return ways.of([said])


def test_the_most_important_fact_comes_first(sample: Incident) -> None:
    found = missing(sample, Lack("police"), Lack("leak"))

    assert [one.words for one in found] == [
        "漏えいの有無についての判断",
        "警察への相談・通報の有無と日",
    ]


def test_a_record_that_lacks_something_is_corrected(sample: Incident) -> None:
    event = sample.events[0].id
    (one,) = missing(sample, Lack("day", event))

    assert (one.way, one.url) == ("edit", f"/cases/x/records/{event}/edit/")
    assert one.about


def test_a_case_and_a_question_are_answered_on_their_pages(sample: Incident) -> None:
    case, question = sample.hypotheses[0].id, "asked"
    asked = sample.put("questions", Question(id=question, kind="data-lost"))
    found = missing(asked, Lack("cause", case), Lack("answer", question))

    assert [(one.way, one.url) for one in found] == [
        ("case", f"/cases/x/hypotheses/{case}/"),
        ("question", f"/cases/x/questions/{question}/"),
    ]
    (same,) = missing(asked, Lack("loss"))
    assert same.url == f"/cases/x/questions/{question}/"


def test_a_record_that_is_gone_is_put_down_anew(sample: Incident) -> None:
    (one,) = missing(sample, Lack("data", "gone"), client="見本商事")

    assert one.way == "add"
    assert one.url.startswith("/cases/x/records/affected/new/?client=")


@pytest.mark.parametrize("code", facts())
def test_every_fact_leads_to_a_page_and_what_it_fills_is_a_choice(
    code: str, case: Case
) -> None:
    empty = Incident(id="empty", organization=incident_of(case).organization)
    (one,) = missing(empty, Lack(code))
    path, _, query = one.url.partition("?")
    found = resolve(path)

    if found.view_name == "facts:add":
        form = RecordForm(
            found.kwargs["part"], page_of(case, now()), prefill=QueryDict(query)
        )
        for name, value in QueryDict(query).items():
            choices = getattr(form.fields[name], "choices", None)
            assert choices is None or not value or str(value) in str(list(choices))


def test_the_page_shows_the_facts_with_their_forms(
    case: Case, client: Client, person: Callable[..., User]
) -> None:
    handler = person(Role.HANDLER)
    draft = services.start(case, REPORT, by=handler, now=NOW)
    client.force_login(handler)
    page = client.get(f"/cases/{case.name}/documents/{draft.pk}/").content.decode()

    assert 'id="lacking"' in page
    assert f"/cases/{case.name}/records/" in page.split('id="lacking"')[1]


def test_a_reader_is_led_to_no_form(
    case: Case, client: Client, person: Callable[..., User]
) -> None:
    draft = services.start(case, NOTICE, by=person(Role.HANDLER), now=NOW)
    client.force_login(person(Role.READER))
    page = client.get(f"/cases/{case.name}/documents/{draft.pk}/").content.decode()

    listed = page.split('id="lacking"')[1].split("</details>")[0]
    assert 'class="button' not in listed
