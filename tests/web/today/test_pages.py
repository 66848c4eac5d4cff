"""The first page and the clocks: what they say, what they take, whom they refuse."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from honmono.incident.case import Answer, Incident
from honmono.incident.case.records import record_of
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of
from honmono.web.cases.services import Doing, change, open_case
from honmono.web.rights import Role
from honmono.web.today.services import reply_to
from honmono.web.today.unusual import unusual_of
from tests.incident.case.clocks.make import case as small
from tests.incident.case.clocks.make import theft
from tests.web.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _then(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the second day."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def data(**more: str) -> dict[str, str]:
    return {"question": "gdpr-applies", "client": "", "shown": "-", **more}


def text_of(client: Client, address: str, case: Case) -> str:
    return client.get(reverse(address, args=[case.name])).content.decode()


def post(
    browser: Client, case: Case, address: str = "today:answer", /, **fields: str
) -> Any:
    return browser.post(reverse(address, args=[case.name]), fields)


def opened(incident: Incident, by: User, now: datetime = NOW) -> Case:
    return open_case(incident, Doing("opened", by, now))


def test_possible_clocks_stand_apart_from_those_that_hold(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    page = text_of(signed_in(Role.HANDLER, "en"), "today:today", case)

    assert "No deadline is confirmed to apply yet." in page
    assert "May apply: treat it as binding until this is settled" in page
    assert "Apply only if you are covered" in page


def test_what_is_owed_is_told_with_its_days(
    person: Callable[..., User], signed_in: Callable[..., Client]
) -> None:
    case = opened(theft(aware="2026-10-13"), person())

    page = text_of(signed_in(Role.HANDLER, "en"), "today:today", case)

    assert "Preliminary report to the authority" in page
    assert "2 days left" in page
    assert "by 11 December 2026 (Friday)" in page


def test_nothing_found_is_not_called_safe(
    person: Callable[..., User], signed_in: Callable[..., Client]
) -> None:
    no = {"own-leak": "no", "gdpr-applies": "no", "my-number": "no"}
    case = opened(small(aware="2026-10-13", replies=no), person())

    page = text_of(signed_in(Role.HANDLER, "en"), "today:today", case)

    assert "If facts are missing, a deadline may be missing too." in page


@pytest.mark.parametrize("said", ["yes", "no", "could-not-tell"])
def test_a_question_is_answered_right_there(
    said: str, case: Case, signed_in: Callable[..., Client]
) -> None:
    answer = post(signed_in(), case, **data(answer=said))

    assert answer.status_code == 302
    assert answer["Location"] == reverse("today:today", args=[case.name])
    case.refresh_from_db()
    reply = reply_to(incident_of(case), "gdpr-applies", None)
    assert reply is not None
    assert reply.answer is Answer(said)


def test_it_leads_back_to_the_page_it_came_from(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    answer = post(signed_in(), case, **data(answer="no", back="clocks"))

    assert answer["Location"] == reverse("today:clocks", args=[case.name])


def test_how_many_wants_a_number(case: Case, signed_in: Callable[..., Client]) -> None:
    client, how_many = signed_in(Role.HANDLER, "en"), {"question": "persons"}

    for wrong in ({"answer": "yes"}, {"answer": "no", "number": "3"}):
        refused = post(client, case, **data(**how_many, **wrong))
        assert refused.status_code == 422
        assert "Enter a number" in refused.content.decode()
    assert post(client, case, **data(**how_many, answer="yes", number="0")).status_code == 302  # fmt: skip

    case.refresh_from_db()
    reply = reply_to(incident_of(case), "persons", None)
    assert reply is not None
    assert reply.number == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"question": "no-such"},
        {"answer": "perhaps"},
        {"answer": "not-looked"},
        {"question": "persons", "number": "-1"},
        {"question": "persons", "number": "1e9"},
        {"client": "Nobody"},
        {"question": "gdpr-applies", "client": "\x00"},
    ],
)
def test_what_cannot_be_read_changes_nothing(
    wrong: dict[str, str], case: Case, signed_in: Callable[..., Client]
) -> None:
    answer = post(signed_in(), case, **data(**{"answer": "yes", **wrong}))

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    case.refresh_from_db()
    assert case.version == 1


def test_a_colleague_was_faster(case: Case, signed_in: Callable[..., Client]) -> None:
    client = signed_in(Role.HANDLER, "en")
    post(client, case, **data(answer="yes"))

    answer = post(client, case, **data(answer="no"))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else changed" in page
    assert "<strong>no</strong>" in page


@pytest.mark.parametrize("role", [Role.READER, Role.APPROVER])
def test_readers_see_questions_and_answer_none(
    role: Role, case: Case, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(role)

    assert 'name="answer"' not in text_of(client, "today:today", case)
    assert post(client, case, **data(answer="yes")).status_code == 403


def test_nothing_is_written_by_looking(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    address = reverse("today:answer", args=[case.name])

    assert signed_in().get(address, data(answer="yes")).status_code == 405


def test_an_incident_of_others_is_not_there(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    case.restricted = True
    case.save()

    assert post(signed_in(), case, **data(answer="yes")).status_code == 404


def test_when_we_knew_is_asked_first_and_starts_the_clocks(
    person: Callable[..., User], signed_in: Callable[..., Client]
) -> None:
    case, client = opened(theft(aware=None), person()), signed_in(Role.HANDLER, "en")
    assert "first become aware of it?" in text_of(client, "today:today", case)

    refused = post(client, case, "today:aware", day="2026-13-01", who="Tanaka")
    assert refused.status_code == 422
    assert 'value="Tanaka"' in refused.content.decode()
    fields = {"day": "2026-10-13", "time": "10:05", "how": "電話で聞いた"}
    assert post(client, case, "today:aware", **fields).status_code == 302

    case.refresh_from_db()
    (aware,) = incident_of(case).awareness
    assert str(aware.when) == "2026-10-13T10:05"
    assert aware.how is not None
    assert aware.how.ja == "電話で聞いた"
    assert post(client, case, "today:aware", **fields).status_code == 409


@pytest.mark.parametrize("day", ["0001-01-01", "3000-01-01", "2026-02-30", "", "x"])
def test_days_that_no_record_can_hold(
    day: str, person: Callable[..., User], signed_in: Callable[..., Client]
) -> None:
    case = opened(theft(aware=None), person())

    assert post(signed_in(), case, "today:aware", day=day).status_code == 422


def test_each_clock_links_to_its_facts_and_open_questions(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    page = text_of(signed_in(Role.HANDLER, "en"), "today:clocks", case)

    for name in re.findall(r'href="#(ask-[^"]+)"', page):
        assert f'id="{name}"' in page
    assert reverse("facts:record", args=[case.name, "leak"]) in page
    assert "APPI Art. 26(1)" in page
    assert "This is not legal advice." in page
    assert " style=" not in page


def test_the_first_page_leads_to_clocks_that_are_there(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    client = signed_in()
    page, clocks = (text_of(client, f"today:{p}", case) for p in ("today", "clocks"))

    names = re.findall(r'/clocks/#([^"]+)"', page)
    assert names
    assert all(f'id="{name}"' in clocks for name in names)


def test_contradictions_are_told_with_their_records(
    case: Case, person: Callable[..., User], signed_in: Callable[..., Client]
) -> None:
    issued = record_of("issued", {"id": "early", "kind": "ppc-preliminary", "duty": "ppc-preliminary", "when": "2026-10-01"})  # fmt: skip
    change(case.pk, lambda i: i.put("issued", issued), Doing("added", person(), NOW))

    page = text_of(signed_in(Role.HANDLER, "en"), "today:clocks", case)

    assert "Records that contradict each other" in page
    assert reverse("facts:record", args=[case.name, "early"]) in page


def test_an_answer_can_be_changed_later(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(Role.HANDLER, "en")
    post(client, case, **data(answer="no"))

    page = text_of(client, "today:clocks", case)

    assert "you can change them" in page
    assert 'id="ask-gdpr-applies"' in page


def test_what_is_unusual_is_listed(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    page = text_of(signed_in(Role.HANDLER, "en"), "today:unusual", case)

    found = unusual_of(case, NOW, "en")
    assert found
    assert page.count('class="badge') >= len(found)


def test_what_depends_on_one_answer_stands_below_a_line_that_leads_to_it(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    page = text_of(signed_in(Role.HANDLER, "en"), "today:clocks", case)

    assert re.search(
        r'href="#ask-gdpr-applies">2 deadlines that depend on the answer', page
    )
    assert (
        page.count("2 deadlines that depend on the answer to “Has the organization")
        == 1
    )
    assert 'id="clock-gdpr-authority"' in page


def test_a_clock_that_may_not_be_owed_is_late_only_if_it_is(
    person: Callable[..., User], signed_in: Callable[..., Client]
) -> None:
    case = opened(small(aware="2020-05-18"), person())
    page = text_of(signed_in(Role.HANDLER, "en"), "today:clocks", case)
    late = page.count("overdue, if it applies")

    assert late
    assert page.count('class="badge bad"') == 0


def test_a_clock_tells_its_layers_with_titles_and_no_ids(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    page = text_of(signed_in(Role.HANDLER, "en"), "today:clocks", case)

    for head in ("The facts it rests on", "The rule", "What is not certain", "What would end or change it"):  # fmt: skip
        assert head in page
    assert "(record " not in page
    link = re.search(r'<a href="[^"]*/records/leak/">([^<]+)</a>', page)
    assert link is not None
    assert link.group(1) != "leak"


def test_names_of_clients_are_text(
    person: Callable[..., User], signed_in: Callable[..., Client]
) -> None:
    name = '<script>alert(1)</script>"x'
    incident = theft(aware="2026-10-13", affected=[{"data": ["name"], "client": name}])
    case, client = opened(incident, person()), signed_in()

    for address in ("today:today", "today:clocks"):
        assert "<script>alert" not in text_of(client, address, case)


@pytest.mark.parametrize("address", ["today:today", "today:clocks", "today:unusual"])
def test_as_many_queries_for_a_long_incident(
    address: str,
    case: Case,
    person: Callable[..., User],
    signed_in: Callable[..., Client],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    def longer(incident: Incident) -> Incident:
        for n in range(40):
            fields = {"id": f"more-{n}", "data": ["name"], "client": f"Client {n}"}
            incident = incident.put("affected", record_of("affected", fields))
        return incident

    client = signed_in()
    change(case.pk, longer, Doing("added", person(), NOW + timedelta(minutes=1)))

    with django_assert_max_num_queries(8):
        assert "Client" in text_of(client, address, case) or address != "today:clocks"


def test_a_clock_is_folded_but_for_its_name_and_sentence(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    page = signed_in(language="en").get(reverse("today:clocks", args=[case.name]))
    told = page.content.decode()
    article = told[told.index("<article") : told.index("</article>")]
    seen, folded = article.split("<details", 1)

    assert re.search(r"<h3[^>]*>[^<]+</h3>", seen)
    assert "<p>" in seen
    assert "Article" not in seen
    assert "Article" in folded
    assert "<details" not in folded
    assert "today/clocks.js" in told


def test_one_thing_stands_first_and_is_the_only_strong_button(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    page = text_of(signed_in(Role.HANDLER), "today:today", case)

    first = page.partition('<section class="first')[2].partition("</section>")[0]
    assert re.search(r'class="button" href="#ask-[a-z-]+"', first)
    main = page.partition("<main")[2]
    assert main.count('class="button"') == 1


def test_a_reader_is_asked_for_nothing_first(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    page = text_of(signed_in(Role.READER), "today:today", case)

    assert 'class="button" href="#ask-' not in page


def test_domains_that_the_settings_no_longer_have_are_pointed_out(
    case: Case, signed_in: Callable[..., Client], settings: Any, tmp_path: Any
) -> None:
    settings.HOME = tmp_path
    file = tmp_path / "honmono.toml"
    browser = signed_in(Role.HANDLER, "en")
    own = [one.value or "" for one in incident_of(case).genuine if one.kind == "domain"]

    file.write_text(_organization(*own))
    assert "Your domains are" not in text_of(browser, "today:today", case)

    file.write_text(_organization("mistyped.example", *own[1:]))
    for page in ("today:today", "today:unusual"):
        told = text_of(browser, page, case)
        assert "Your domains are mistyped.example" in told
        assert own[0] in told


def _organization(*domains: str) -> str:
    return f"[organization]\nnames = ['X']\ndomains = {list(domains)}\n"
