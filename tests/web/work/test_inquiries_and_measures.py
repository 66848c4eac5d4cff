"""Pages of inquiries and of measures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from honmono.incident.case import Incident
from honmono.incident.case.records import record_of
from honmono.web.accounts.models import PersonalRead
from honmono.web.cases.models import Case
from honmono.web.facts.words import Words
from honmono.web.work.inquired import by_day, newest_first, told_of
from honmono.web.work.measured import measured

TOKYO = ZoneInfo("Asia/Tokyo")


def with_(incident: Incident, part: str, *records: dict[str, object]) -> Incident:
    for n, data in enumerate(records):
        incident = incident.put(part, record_of(part, {"id": f"r{n}", **data}))
    return incident


@pytest.fixture
def asked(sample: Incident) -> Incident:
    return with_(
        sample,
        "inquiries",
        {"way": "phone", "when": "2026-10-13T23:30", "opened": "yes"},
        {"way": "mail", "when": "2026-10-13T15:00+00:00", "opened": "no"},
        {"way": "mail", "when": "2026-10"},
        {"way": "mail", "opened": "could-not-tell"},
        {"way": "phone", "when": "2026-10-14"},
    )


def test_each_day_is_that_of_the_organization(asked: Incident) -> None:
    days = [(one.day, one.count, one.opened) for one in by_day(asked, TOKYO)]

    assert days == [
        (date(2026, 10, 14), 2, 0),
        (date(2026, 10, 13), 1, 1),
        (None, 2, 0),
    ]


def test_whoever_was_not_asked_has_not_said_no(asked: Incident) -> None:
    opened = next(one for one in told_of(asked) if one.key == "opened")

    assert (opened.yes, opened.no, opened.unknown) == (1, 1, 3)


def test_the_newest_stand_first(asked: Incident) -> None:
    order = [one.id for one in newest_first(asked, TOKYO)]

    assert order[-2:] == ["r3", "r2"]
    assert order[2] == "r0"


def test_a_measure_is_done_only_where_somebody_says_so(sample: Incident) -> None:
    incident = with_(
        sample.model_copy(update={"measures": ()}),
        "measures",
        {"kind": "mfa", "done": "2026-10-14", "proof": ["a" * 64]},
        {"kind": "mfa", "is_done": True},
        {"kind": "mfa", "is_done": False, "due": "2026-10-01"},
        {"kind": "mfa"},
        {"kind": "mfa", "is_done": True, "certainty": "excluded"},
    )

    found = measured(Words(incident, "ja", TOKYO), date(2026, 10, 15))

    assert [(one.state, one.is_late, one.proof) for one in found] == [
        ("done", False, 1),
        ("done", False, 0),
        ("planned", True, 0),
        ("not-said", False, 0),
        ("excluded", False, 0),
    ]


@pytest.mark.django_db
def test_an_inquiry_is_put_down_in_one_line(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    client = signed_in()
    address = reverse("work:inquiries", args=[case.name])
    assert client.get(address).status_code == 200
    assert not PersonalRead.objects.exists()

    client.post(
        reverse("facts:add", args=[case.name, "inquiries"]),
        {"way": "phone", "when": "2026-10-15 9:10", "who": "鈴木", "received": "yes",
         "opened": "not-looked", "asked-ja": "開いてしまった", "back": "inquiries"},
    )  # fmt: skip

    page = client.get(address)
    body = page.content.decode()
    assert "鈴木" in body
    assert "開いてしまった" in body
    assert "まだお答えしていません" in body
    assert PersonalRead.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["", "done", "planned", "nonsense"])
def test_measures_are_filtered_by_their_state(
    case: Case, signed_in: Callable[..., Client], state: str
) -> None:
    page = signed_in().get(
        reverse("work:measures", args=[case.name]), {"state": state} if state else {}
    )

    assert page.status_code == 200
    if state == "done":
        assert {row.state for row in page.context["rows"]} == {"done"}
