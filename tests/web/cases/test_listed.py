"""The list of incidents: what is due first stands first, and nobody sees more than he may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from unittest.mock import ANY

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from honmono.incident.case import Incident, Text
from honmono.incident.case.clocks import Holds
from honmono.web.accounts.models import User
from honmono.web.cases import heads
from honmono.web.cases.listed import heads_for, lines_of
from honmono.web.cases.models import Case, Head
from honmono.web.cases.selectors import clocks_of
from honmono.web.cases.services import Doing, change, open_case, record
from honmono.web.guide.services import close, set_access
from honmono.web.rights import Role
from tests.web.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(person: Callable[..., User], sample: Incident) -> Callable[..., Case]:
    """Opens an incident of a name; its limits are told apart by days."""

    def make(name: str, ja: str = "", days: int | None = 0) -> Case:
        title = Text(ja=ja or name)
        one = sample.model_copy(update={"id": name, "title": title})
        case = open_case(one, Doing("opened", person(), NOW))
        due = None if days is None else NOW + timedelta(days=days)
        Head.objects.filter(case=case).update(due=due, due_day=None)
        return case

    return make


def names(user: User, state: str = "open", text: str = "") -> list[str]:
    rows = heads_for(user, state, text).select_related("case")
    return [row.case.name for row in rows]


def test_what_is_due_first_stands_first_and_what_has_no_limit_after_it(
    opened: Callable[..., Case], person: Callable[..., User]
) -> None:
    opened("late", days=-3)
    opened("none", days=None)
    opened("soon", days=2)
    opened("first", days=-9)

    assert names(person()) == ["first", "late", "soon", "none"]


def test_the_closed_stand_apart_and_after_the_open(
    opened: Callable[..., Case], person: Callable[..., User]
) -> None:
    over = opened("over", days=-20)
    opened("goes-on")
    close(over.pk, by=person(), now=NOW, closed=True)

    assert names(person()) == ["goes-on"]
    assert names(person(), "closed") == ["over"]
    assert names(person(), "all") == ["goes-on", "over"]
    close(over.pk, by=person(), now=NOW, closed=False)
    assert names(person()) == ["over", "goes-on"]


@pytest.mark.parametrize(
    "text",
    ["ほしみね", "ＥＭＯＴＥＴ", "emotet 100%", "なりすまし", "2026", "_10", "ﾒｰﾙ"],
)
def test_words_are_found_in_titles_and_names_whatever_their_width(
    text: str, opened: Callable[..., Case], person: Callable[..., User]
) -> None:
    opened("other", "別の件")
    opened(
        "hoshi-2026_10".replace("_", "-"), "ほしみね なりすましメール Emotet 100% a_10"
    )

    assert names(person(), text=text) == ["hoshi-2026-10"]


def test_signs_of_patterns_are_themselves(
    opened: Callable[..., Case], person: Callable[..., User]
) -> None:
    opened("plain", "なにもない")

    assert [names(person(), text=t) for t in ("%", "_", "なに%い", "\0", "なに\0")] == [
        [],
        [],
        [],
        ["plain"],
        ["plain"],
    ]


def test_who_may_not_see_an_incident_finds_no_trace_of_it(
    opened: Callable[..., Case],
    person: Callable[..., User],
    signed_in: Callable[..., Client],
) -> None:
    case, handler = opened("secret-7", "ひみつ"), person(Role.HANDLER)
    chief = person(Role.ADMINISTRATOR)
    set_access(case.pk, restricted=True, members=[handler], by=chief, now=NOW)

    for state in ("open", "closed", "all"):
        where = reverse("cases:list") + f"?state={state}&q=ひみつ"
        page = signed_in(Role.READER).get(where).content.decode()
        assert "secret-7" not in page
        assert names(person(Role.READER), state) == []
    assert names(handler) == names(chief) == ["secret-7"]


def test_a_row_that_says_otherwise_shows_nobody_a_restricted_incident(
    opened: Callable[..., Case], person: Callable[..., User]
) -> None:
    case, reader = opened("hidden"), person(Role.READER)
    chief = person(Role.ADMINISTRATOR)
    set_access(case.pk, restricted=True, members=[], by=chief, now=NOW)
    Head.objects.update(restricted=False)

    assert lines_of(reader, heads_for(reader, "open", ""), NOW) == []


def test_a_change_is_in_the_list_at_once(
    case: Case, person: Callable[..., User]
) -> None:
    later = NOW + timedelta(hours=1)

    def renamed(incident: Incident) -> Incident:
        return incident.model_copy(update={"title": Text(ja="改めた題")})

    change(case.pk, renamed, Doing("changed", person(), later))

    assert names(person(), text="改めた") == [case.name]
    assert Head.objects.get(case=case).changed == later


def test_the_first_limit_is_that_of_the_page_of_clocks(case: Case) -> None:
    row = Head.objects.get(case=case)

    first = clocks_of(case, NOW)[0]
    assert row.due_day == first.latest == date(2026, 10, 17)
    assert row.due == datetime(2026, 10, 17, 15, 0, tzinfo=UTC)  # midnight in Tokyo
    assert row.is_owed is (first.holds is Holds.YES)


def test_a_new_version_of_the_program_reckons_limits_anew(case: Case) -> None:
    right = Head.objects.values().get(case=case)
    Head.objects.update(reckoned="0", due=None, words="")

    heads.look(NOW)

    assert Head.objects.values().get(case=case) == right | {"due": ANY}
    assert Head.objects.get(case=case).due == right["due"]


def test_a_line_of_the_log_alone_writes_no_row_of_the_list(
    case: Case, person: Callable[..., User]
) -> None:
    with CaptureQueriesContext(connection) as asked:
        record(case.pk, Doing("checked", person(), NOW))

    assert not [q for q in asked.captured_queries if "cases_head" in q["sql"]]


def test_many_incidents_are_pages(
    opened: Callable[..., Case],
    person: Callable[..., User],
    signed_in: Callable[..., Client],
) -> None:
    first = opened("n-0", days=0)
    Case.objects.bulk_create(
        Case(name=f"n-{n}", content=first.content, changed=NOW, log_hash="")
        for n in range(1, 60)
    )
    Head.objects.bulk_create(
        Head(
            case=one,
            words=one.name,
            is_open=True,
            restricted=False,
            changed=NOW,
            due=NOW + timedelta(days=int(one.name[2:])),
        )
        for one in Case.objects.exclude(pk=first.pk)
    )
    client, where = signed_in(), reverse("cases:list")

    pages = [client.get(f"{where}?page={n}").content.decode() for n in (1, 2, 3)]

    assert [page.count("<tr><th") for page in pages] == [25 + 1, 25 + 1, 10 + 1]
    assert "60 件" in pages[0]
    assert ">n-59<" not in pages[0] + pages[1]
    assert "n-59" in pages[2]


def test_a_title_of_others_turns_no_line_of_the_list(
    opened: Callable[..., Case], signed_in: Callable[..., Client]
) -> None:
    opened("turned", ja="\u202e件の偽メール\u2066")

    page = signed_in().get(reverse("cases:list")).content.decode()

    assert "件の偽メール" in page
    assert "\u202e" not in page
    assert "\u2066" not in page
