"""Pages of records: who may, what is shown, what happens to what was typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from honmono.incident.case import PARTS, Incident
from honmono.web.accounts.models import PersonalRead, User
from honmono.web.cases.models import Case, Original
from honmono.web.cases.selectors import fingerprint, incident_of
from honmono.web.cases.services import Doing, open_case
from honmono.web.facts import services
from honmono.web.rights import Role
from tests.web.conftest import NOW

pytestmark = pytest.mark.django_db

SignedIn = Callable[..., Client]


def at(case: Case, name: str, *args: str) -> str:
    return reverse(f"facts:{name}", args=[case.name, *args])


def now_of(case: Case) -> Incident:
    case.refresh_from_db()
    return incident_of(case)


def sent(client: Client, case: Case, record: str, **fields: str) -> dict[str, Any]:
    """What a browser sends of the form that corrects a record."""
    form = client.get(at(case, "edit", record)).context["form"]
    data: dict[str, Any] = {}
    for name in form.fields:
        value = form[name].value()
        if value is not False and value not in (None, "", []):
            data[name] = value
    return {**data, "shown": fingerprint(now_of(case).find(record)[1]), **fields}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_of_every_record_answers(
    case: Case, signed_in: SignedIn, language: str
) -> None:
    client = signed_in(Role.HANDLER, language)
    addresses = [at(case, "problems"), at(case, "timeline") + "?view=public"]
    for part in PARTS:
        addresses += [at(case, "part", part), at(case, "add", part)]
        addresses.append(at(case, "add", part) + "?as=json")
    for _, record in incident_of(case).records():
        addresses += [at(case, "record", record.id), at(case, "edit", record.id)]

    for address in addresses:
        assert client.get(address).status_code == 200, address


def test_a_record_is_put_down_from_the_form(case: Case, signed_in: SignedIn) -> None:
    client = signed_in()

    page = client.post(
        at(case, "add", "events"),
        {
            "kind": "phone_calls",
            "when": "10月14日 9時半",
            "note-ja": "三件",
            "form": "f1",
        },
    )

    record = now_of(case).events[-1]
    assert page.headers["Location"] == at(case, "record", record.id)
    assert record.note is not None
    assert record.note.ja == "三件"


def test_what_was_typed_wrong_is_shown_again(case: Case, signed_in: SignedIn) -> None:
    page = signed_in().post(
        at(case, "add", "events"),
        {"kind": "phone_calls", "when": "そのうち", "note-ja": "三件"},
    )

    assert page.status_code == 422
    body = page.content.decode()
    assert "そのうち" in body
    assert "三件" in body
    assert "日時として読み取れません" in body
    assert len(now_of(case).events) == 9


def test_what_cannot_be_so_is_shown_with_its_form(
    case: Case, signed_in: SignedIn
) -> None:
    page = signed_in().post(
        at(case, "add", "issued"),
        {"kind": "public-notice", "when": "2999-01-01", "way": "掲載"},
    )

    assert page.status_code == 422
    assert "まだ来ていません" in page.content.decode()
    assert "掲載" in page.content.decode()


def test_one_more_row_stores_nothing(case: Case, signed_in: SignedIn) -> None:
    page = signed_in().post(
        at(case, "add", "hypotheses"),
        {"code": "C3", "partner": "途中", "more": "arguments"},
    )

    assert page.status_code == 200
    assert 'name="arguments-0-text-ja"' in page.content.decode()
    assert "途中" in page.content.decode()
    assert len(now_of(case).hypotheses) == 2


def test_a_quick_form_leads_back_and_nowhere_else(
    case: Case, signed_in: SignedIn
) -> None:
    client = signed_in()

    back = client.post(
        at(case, "add", "inquiries"), {"way": "phone", "back": "inquiries"}
    )
    evil = client.post(
        at(case, "add", "inquiries"), {"way": "phone", "back": "//evil.example"}
    )

    assert back.headers["Location"] == reverse("work:inquiries", args=[case.name])
    assert evil.headers["Location"] == at(case, "record", "inquiry-2")


def test_a_record_is_corrected(case: Case, signed_in: SignedIn) -> None:
    client = signed_in()
    data = sent(client, case, "seen", when="2026/10/13 10:30", reason="時計違い")

    page = client.post(at(case, "edit", "seen"), data)

    assert page.status_code == 302
    shown = client.get(at(case, "record", "seen")).content.decode()
    assert "10時20分" in shown
    assert "10時30分" in shown
    assert "時計違い" in shown


def test_whoever_was_slower_sees_both_and_loses_nothing(
    case: Case, signed_in: SignedIn
) -> None:
    client = signed_in()
    mine = sent(client, case, "seen", when="2026-10-13T10:40")
    client.post(
        at(case, "edit", "seen"), sent(client, case, "seen", when="2026-10-13T10:30")
    )

    page = client.post(at(case, "edit", "seen"), mine)

    assert page.status_code == 409
    body = page.content.decode()
    assert "2026-10-13T10:40" in body
    assert "10時30分" in body
    again = mine | {"shown": page.context["shown"]}
    assert client.post(at(case, "edit", "seen"), again).status_code == 302
    assert str(now_of(case).find("seen")[1].when) == "2026-10-13T10:40"  # type: ignore[attr-defined]


def test_a_record_that_was_taken_back_meanwhile_can_be_put_down_anew(
    case: Case, signed_in: SignedIn, person: Callable[..., User]
) -> None:
    client = signed_in()
    mine = sent(client, case, "reports", value="13")
    page = client.get(at(case, "edit", "reports"))
    services.withdraw(
        case=case, name="reports", shown=page.context["shown"], reason="", language="ja",
        by=person(), now=NOW,
    )  # fmt: skip

    mine |= {"note-ja": "大事な補足"}
    page = client.post(at(case, "edit", "reports"), mine)

    assert page.status_code == 409
    body = page.content.decode()
    assert "大事な補足" in body
    assert f'action="{at(case, "add", "figures")}"' in body


def test_a_record_is_taken_back_and_can_still_be_read(
    case: Case, signed_in: SignedIn
) -> None:
    client = signed_in()
    shown = fingerprint(incident_of(case).find("reports")[1])

    page = client.post(
        at(case, "withdraw", "reports"), {"shown": shown, "reason": "重複"}
    )

    assert page.status_code == 302
    body = client.get(at(case, "record", "reports")).content.decode()
    assert "取り消し済み" in body
    assert "重複" in body
    assert at(case, "edit", "reports") not in body
    assert client.get(at(case, "edit", "reports")).status_code == 404


def test_what_others_name_is_kept_and_the_reason_too(
    case: Case, signed_in: SignedIn
) -> None:
    shown = fingerprint(incident_of(case).find("first-call")[1])

    page = signed_in().post(
        at(case, "withdraw", "first-call"), {"shown": shown, "reason": "二重でした"}
    )

    assert page.status_code == 422
    assert "二重でした" in page.content.decode()
    assert now_of(case).find("first-call")


def test_json_is_for_experts_and_checked_alike(case: Case, signed_in: SignedIn) -> None:
    client = signed_in()
    address = at(case, "add", "figures") + "?as=json"

    wrong = client.post(address, {"json": '{"kind": "offices", "valu": 3}'})
    broken = client.post(address, {"json": "{"})
    right = client.post(
        address, {"json": '{"kind": "offices", "value": 3, "by": "他人"}'}
    )

    assert wrong.status_code == broken.status_code == 422
    assert "『value』のことですか" in wrong.content.decode()
    assert right.status_code == 302
    assert now_of(case).figures[-1].by != "他人"


@pytest.mark.parametrize("role", [Role.READER, Role.APPROVER])
def test_who_may_only_read_writes_nothing(
    case: Case, signed_in: SignedIn, role: Role
) -> None:
    client = signed_in(role)

    assert client.get(at(case, "record", "seen")).status_code == 200
    assert client.get(at(case, "add", "events")).status_code == 403
    assert client.post(at(case, "add", "events"), {"kind": "other"}).status_code == 403
    assert client.post(at(case, "edit", "seen"), {}).status_code == 403
    assert client.post(at(case, "withdraw", "seen"), {}).status_code == 403
    assert (
        at(case, "edit", "seen")
        not in client.get(at(case, "record", "seen")).content.decode()
    )


def test_a_record_of_another_incident_is_not_there(
    case: Case, signed_in: SignedIn, person: Callable[..., User], sample: Incident
) -> None:
    bare = Incident(id="other", organization=sample.organization)
    other = open_case(bare, Doing("opened", person(), NOW))
    client = signed_in()

    for page in ("record", "edit"):
        assert client.get(at(other, page, "seen")).status_code == 404
    assert client.post(at(other, "withdraw", "seen"), {"shown": "x"}).status_code == 404
    assert client.get(at(other, "add", "nonsense")).status_code == 404
    assert client.get(at(other, "part", "nonsense")).status_code == 404


def test_taking_back_needs_a_button(case: Case, signed_in: SignedIn) -> None:
    assert signed_in().get(at(case, "withdraw", "seen")).status_code == 405


def test_who_looks_at_personal_data_is_noted(case: Case, signed_in: SignedIn) -> None:
    client = signed_in()
    client.post(at(case, "add", "inquiries"), {"way": "phone", "who": "鈴木"})

    client.get(at(case, "record", "inquiry-1"))
    client.get(at(case, "record", "seen"))

    assert [one.detail for one in PersonalRead.objects.all()] == ["inquiry-1"]


def test_what_a_criminal_wrote_is_text_and_no_link(
    case: Case, signed_in: SignedIn
) -> None:
    client = signed_in()
    evil = '<script>alert(1)</script> http://evil.example/a "onload=x \u202egnp'

    client.post(at(case, "add", "traits"), {"kind": "link", "address": evil})

    name = now_of(case).traits[-1].id
    for address in (at(case, "record", name), at(case, "part", "traits")):
        body = client.get(address).content.decode()
        assert "<script>alert" not in body
        assert "http://evil" not in body
        assert "hxxp://evil" in body
        assert "\u202e" not in body
    form = client.get(at(case, "edit", name)).content.decode()
    assert "<script>alert" not in form


def test_originals_are_chosen_by_name_and_old_ones_stay_chosen(
    case: Case, signed_in: SignedIn
) -> None:
    client = signed_in()
    for n in range(40):
        Original.objects.create(
            case=case, sha256=f"{n:064x}", size=1, name=f"m{n}.eml", kind="mail",
            added=NOW + timedelta(seconds=n), entry=1,
        )  # fmt: skip
    data = sent(client, case, "seen", **{"evidence-other": f"{0:064x}"})
    assert client.post(at(case, "edit", "seen"), data).status_code == 302
    again = sent(client, case, "seen")

    body = client.get(at(case, "edit", "seen")).content.decode()
    shown = client.get(at(case, "record", "seen")).content.decode()

    assert f"{0:064x}" in again["evidence"]
    assert "m0.eml" in body
    assert "m0.eml" in shown
    assert "m5.eml" not in body


@pytest.mark.parametrize("name", ["parts", "timeline", "problems"])
def test_pages_ask_the_database_as_often_however_much_there_is(
    case: Case, signed_in: SignedIn, person: Callable[..., User], name: str
) -> None:
    client = signed_in()

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(at(case, name)).status_code == 200
        return len(queries)

    before = count()
    for n in range(5):
        services.add(
            case=case, part="events", values={"kind": "phone_calls", "when": f"2026-10-{n + 1:02}"},
            by=person(), now=NOW,
        )  # fmt: skip
    assert count() == before


def test_the_timeline_is_in_order_and_filtered(case: Case, signed_in: SignedIn) -> None:
    client = signed_in()

    every = client.get(at(case, "timeline"))
    some = client.get(at(case, "timeline"), {"part": "events", "q": "横浜"})

    order = [entry.order for day in every.context["days"] for entry in day.entries]
    assert order == sorted(order)
    found = [entry.id for day in some.context["days"] for entry in day.entries]
    assert found == ["scan-yokohama"]
    assert "条件で絞り込んでいます" in some.content.decode()


def test_a_notice_tells_what_is_public_and_each_line_its_record(
    case: Case, signed_in: SignedIn
) -> None:
    page = signed_in().get(at(case, "timeline"), {"view": "public"})

    told = {fact.id for _, labels in page.context["told"] for fact in labels}
    untold = {name for name, _, _ in page.context["untold"]}
    assert told | untold == {event.id for event in incident_of(case).events}
    assert told & untold == set()
    assert "partner-told" in untold or len(untold) == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [("10月14日 9時半", "月14日 9時30分"), ("そのうち", "読み取れません"), ("", "")],
)
def test_how_a_day_is_understood_is_told_while_it_is_typed(
    case: Case, signed_in: SignedIn, typed: str, told: str
) -> None:
    page = signed_in().get(at(case, "moment"), {"when": typed})

    assert told in page.content.decode()


def test_a_record_says_who_names_it_and_what_a_notice_says(
    case: Case, signed_in: SignedIn
) -> None:
    page = signed_in().get(at(case, "record", "first-call")).context["one"]

    assert [one.id for one in page.cited] == ["aware"]
    assert page.sentences


def test_corrections_of_any_shape_are_shown(
    case: Case, signed_in: SignedIn, person: Callable[..., User], sample: Incident
) -> None:
    content = case.content.replace(
        '"format"',
        '"corrections": [{"record": "odd", "of": "events", "at": "2026-10-14T09:00:00Z",'
        ' "by": "x", "old": {"when": [1], "scope": 3}}], "format"',
        1,
    )
    Case.objects.filter(pk=case.pk).update(content=content)

    page = signed_in().get(at(case, "record", "odd"))

    assert page.status_code == 200
    assert "取り消し済み" in page.content.decode()


def test_no_page_shows_a_name_whose_reader_is_not_noted(
    case: Case, signed_in: SignedIn
) -> None:
    client = signed_in()
    client.post(at(case, "add", "inquiries"), {"way": "phone", "who": "秘密太郎"})

    for address in (
        at(case, "parts"),
        at(case, "timeline"),
        at(case, "problems"),
        at(case, "edit", "c1"),
    ):
        assert "秘密太郎" not in client.get(address).content.decode()
    assert not PersonalRead.objects.exists()
    assert "秘密太郎" in client.get(at(case, "part", "inquiries")).content.decode()
    assert PersonalRead.objects.count() == 1


def test_kinds_of_events_stand_under_headings(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    page = signed_in(Role.HANDLER, "ja").get(
        reverse("facts:add", args=[case.name, "events"])
    )
    told = page.content.decode()

    assert re.findall(r'<optgroup label="([^"]+)"', told) == [
        "起きたこと・受けた連絡",
        "調べて分かったこと",
        "当方で行ったこと",
        "知らせた・届け出たこと",
        "終了・その他",
    ]
    assert told.count('value="incident_closed"') == 1
