"""The history of a record is found by kind and title, and the log goes out as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from honmono.incident.case import Incident, Text
from honmono.incident.case.hypotheses import Decision
from honmono.web.accounts.models import User
from honmono.web.cases import log
from honmono.web.cases.models import Case, LogEntry, LogMention
from honmono.web.cases.services import Doing, change, record
from tests.web.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(person: Callable[..., User]) -> User:
    return person()


@pytest.fixture
def told(case: Case, by: User) -> Case:
    """A decision that was added, and one that was withdrawn again."""
    for name, ja in (
        ("call-9", "全社の朝会で注意した"),
        ("gone-9", "まちがいの決定"),
    ):
        one = Decision(id=name, kind="other", text=Text(ja=ja))
        edit = _putting(one)
        change(
            case.pk,
            edit,
            Doing("added", by, NOW, {"part": "decisions", "record": name}),
        )

    def away(incident: Incident) -> Incident:
        return incident.withdraw("gone-9", by=by.called, at=NOW)

    change(case.pk, away, Doing("withdrawn", by, NOW, {"record": "gone-9"}))
    return case


def _putting(one: Decision) -> Callable[[Incident], Incident]:
    return lambda incident: incident.put("decisions", one)


def page(client: Client, case: Case, query: str) -> str:
    return client.get(
        reverse("evidence:log", args=[case.name]) + query
    ).content.decode()


def table(client: Client, case: Case, query: str = "") -> list[list[str]]:
    where = reverse("evidence:log-table", args=[case.name]) + query
    content = client.get(where).getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content)))


def test_a_record_is_found_by_words_of_its_title(
    told: Case, signed_in: Callable[..., Client]
) -> None:
    text = page(signed_in(), told, "?title=朝会&part=decisions")

    assert "全社の朝会で注意した" in text
    assert "record=call-9" in text
    assert "条件に合う記録：1 件" in text


def test_the_history_of_what_was_withdrawn_is_found_by_its_old_title(
    told: Case, signed_in: Callable[..., Client]
) -> None:
    rows = table(signed_in(), told, "?title=まちがい")

    assert [row[3] for row in rows[1:]] == ["記録を取り消し", "記録を追加"]
    assert "まちがいの決定" in page(signed_in(), told, "?record=gone-9")


def test_a_record_leads_to_its_history(
    told: Case, signed_in: Callable[..., Client]
) -> None:
    where = reverse("facts:record", args=[told.name, "call-9"])

    assert "/log/?record=call-9" in signed_in().get(where).content.decode()
    assert "次の記録についての操作だけ" in page(signed_in(), told, "?record=call-9")


def test_the_table_has_every_entry_of_the_filter_and_no_formula(
    case: Case, by: User, signed_in: Callable[..., Client]
) -> None:
    for _ in range(60):
        record(case.pk, Doing("checked", by, NOW))
    record(case.pk, Doing("added", by, NOW, {}, {"note": "=HYPERLINK(1)"}))
    LogEntry.objects.filter(number=2).update(line="{}")

    rows = table(signed_in(), case)
    added = table(signed_in(), case, "?what=added")

    assert len(rows) == 1 + LogEntry.objects.filter(case=case).count()
    assert [row[0] for row in rows[1:3]] == ["62", "61"]
    assert len(added) == 2
    assert not [c for row in rows for c in row if c.startswith(("=", "+", "-", "@"))]
    assert rows[-2][6] != ""  # somebody changed it, and the table says so


def test_no_code_of_ours_and_no_hash_is_taken_for_a_record() -> None:
    about = {
        "record": "call-9",
        "records": ["a", "b.c", "お"],
        "kind": "first-notice",
        "originals": ["0" * 64],
        "number": 7,
    }

    assert log.names_in(about) == {"call-9", "a", "b.c"}


def test_every_entry_is_found_by_each_record_it_names(told: Case) -> None:
    numbers = LogMention.objects.filter(case=told, record="gone-9").order_by("number")

    assert list(numbers.values_list("number", flat=True)) == [3, 4]
