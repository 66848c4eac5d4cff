"""Accounts: the order of work, what counts as changed, one and several at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from honmono.incident.case import Answer, Incident
from honmono.incident.case.accounts import Account, HowKnown
from honmono.incident.case.records import record_of
from honmono.incident.case.rotation import State
from honmono.web.accounts.models import PersonalRead, User
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import fingerprint, incident_of
from honmono.web.cases.services import Doing, change
from honmono.web.rights import Role
from honmono.web.work import selectors_accounts as selectors
from tests.web.conftest import NOW

pytestmark = pytest.mark.django_db

ROWS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("done", "server-administrator", {"changed": "2026-10-14", "how": "server"}),
    ("mail", "mailbox", {}),
    ("admin", "server-administrator", {"asked": "2026-10-13"}),
    ("older", "mailbox", {"changed": "2026-09-01", "how": "directory"}),
    ("rule", "mailbox", {"forwarding": "yes"}),
    ("said", "shared", {"changed": "2026-10-14", "how": "stated"}),
)
NOT_LOOKED = dict.fromkeys(selectors.BESIDE, "not-looked")


@pytest.fixture
def known(case: Case, person: Callable[..., User]) -> Case:
    """The sample incident with six accounts."""

    def edit(incident: Incident) -> Incident:
        for name, kind, rotation in ROWS:
            fields = {"id": name, "kind": kind, "name": f"{name}@example.co.jp", "rotation": rotation}  # fmt: skip
            incident = incident.put("accounts", record_of("accounts", fields))
        return incident

    change(case.pk, edit, Doing("added", person(), NOW))
    case.refresh_from_db()
    return case


def account(case: Case, name: str) -> Account:
    case.refresh_from_db()
    return next(one for one in incident_of(case).accounts if one.id == name)


def rotate(browser: Client, case: Case, name: str, /, **fields: Any) -> Any:
    address = reverse("work:account-changed", args=[case.name, name])
    shown = fingerprint(account(case, name))
    return browser.post(address, {"shown": shown, **NOT_LOOKED, **fields})


def several(browser: Client, case: Case, names: list[str], /, **fields: Any) -> Any:
    shown = {f"shown-{name}": fingerprint(account(case, name)) for name in names}
    address = reverse("work:accounts-several", args=[case.name])
    return browser.post(address, {"account": names, **shown, **fields})


def test_administrators_first_and_what_is_changed_last(known: Case) -> None:
    found = selectors.lines(incident_of(known), "en")

    names = [one.account.id for one in found]
    assert names == ["admin", "rule", "said", "older", "mail", "done"]
    assert [one.state for one in found][2:4] == [State.STATED, State.OLDER]


def test_all_is_said_of_all_alone(
    known: Case, signed_in: Callable[..., Client]
) -> None:
    page = signed_in(Role.HANDLER, "en").get(
        reverse("work:accounts", args=[known.name])
    )

    text = page.content.decode()
    assert "Not every password change is confirmed yet" in text
    assert "on record: 1 of 6 accounts" in text
    assert "forwarding rule or delegate that nobody knows: 1" in text


def test_a_change_is_put_on_record(
    known: Case, signed_in: Callable[..., Client]
) -> None:
    file = SimpleUploadedFile("export.csv", b"name,changed")
    fields = {"day": "2026-10-15", "time": "18:00", "how": "directory", "sessions": "yes", "forwarding": "no"}  # fmt: skip

    assert rotate(signed_in(), known, "mail", **fields, file=file).status_code == 302

    now = account(known, "mail")
    assert str(now.rotation.changed) == "2026-10-15T18:00"
    assert now.rotation.how is HowKnown.DIRECTORY
    assert now.rotation.sessions is Answer.YES
    assert now.rotation.delegates is Answer.NOT_LOOKED
    assert len(now.evidence) == 1


@pytest.mark.parametrize(
    "wrong",
    [{"day": "2026-10-15"}, {"time": "10:00"}, {"how": "magic"}, {"sessions": "perhaps"}, {"day": "x", "how": "stated"}],
)  # fmt: skip
def test_what_cannot_be_counted_is_refused(
    wrong: dict[str, str], known: Case, signed_in: Callable[..., Client]
) -> None:
    version = known.version

    assert rotate(signed_in(), known, "mail", **wrong).status_code == 422
    known.refresh_from_db()
    assert known.version == version


def test_saving_the_form_as_it_is_changes_nothing(
    known: Case, person: Callable[..., User], signed_in: Callable[..., Client]
) -> None:
    def vague(incident: Incident) -> Incident:
        fields = {"id": "vague", "kind": "mailbox", "name": "v", "rotation": {"changed": "2026-10-14T18:00/..", "how": "server", "asked": "2026-10"}}  # fmt: skip
        return incident.put("accounts", record_of("accounts", fields))

    change(known.pk, vague, Doing("added", person(), NOW))
    address = reverse("work:account", args=[known.name, "vague"])
    form = signed_in().get(address).context["form"]
    shown = {name: form[name].value() or "" for name in form.fields if name != "file"}
    before = account(known, "vague")

    answer = rotate(
        signed_in(), known, "vague", **{k: str(v) for k, v in shown.items()}
    )

    assert answer.status_code == 302
    assert account(known, "vague") == before


def test_a_colleague_changed_the_account_meanwhile(
    known: Case, signed_in: Callable[..., Client]
) -> None:
    client, old = signed_in(), fingerprint(account(known, "mail"))
    rotate(client, known, "mail", asked="2026-10-14")

    answer = rotate(client, known, "mail", day="2026-10-15", how="stated", shown=old)

    assert answer.status_code == 409
    assert 'value="2026-10-15"' in answer.content.decode()
    assert account(known, "mail").rotation.changed is None


def test_several_at_once(known: Case, signed_in: Callable[..., Client]) -> None:
    fields = {"what": "changed", "day": "2026-10-15", "how": "directory"}

    assert several(signed_in(), known, ["mail", "older"], **fields).status_code == 302

    for name in ("mail", "older"):
        assert str(account(known, name).rotation.changed) == "2026-10-15"
    assert account(known, "rule").rotation.changed is None


def test_several_asked_keeps_what_was_changed(
    known: Case, signed_in: Callable[..., Client]
) -> None:
    made = several(
        signed_in(), known, ["done", "older"], what="asked", day="2026-10-14"
    )

    assert made.status_code == 302, made.context["form"].errors

    rotation = account(known, "done").rotation
    assert (str(rotation.asked), str(rotation.changed)) == ("2026-10-14", "2026-10-14")


@pytest.mark.parametrize(
    ("names", "fields"),
    [
        ([], {"what": "asked", "day": "2026-10-15"}),
        (["mail"], {"what": "changed", "day": "2026-10-15"}),
        (["mail"], {"what": "asked", "day": ""}),
        (["mail"], {"what": "deleted", "day": "2026-10-15"}),
    ],
)
def test_several_or_none(
    names: list[str],
    fields: dict[str, str],
    known: Case,
    signed_in: Callable[..., Client],
) -> None:
    version = known.version

    answer = several(signed_in(), known, names, **fields)

    assert answer.status_code == 422
    for name in names:
        assert f'id="m-{name}" aria-label' in answer.content.decode()
        assert " checked>" in answer.content.decode()
    known.refresh_from_db()
    assert known.version == version


def test_if_one_of_several_was_changed_none_is(
    known: Case, signed_in: Callable[..., Client]
) -> None:
    fields = {"what": "asked", "day": "2026-10-15", "shown-older": "0" * 16}
    address = reverse("work:accounts-several", args=[known.name])
    shown = {"shown-mail": fingerprint(account(known, "mail"))}

    answer = signed_in().post(
        address, {"account": ["mail", "older"], **shown, **fields}
    )

    assert answer.status_code == 409
    assert account(known, "mail").rotation.asked is None


def test_an_account_of_another_incident_is_not_there(
    known: Case, signed_in: Callable[..., Client]
) -> None:
    for name in ("account", "account-changed"):
        address = reverse(f"work:{name}", args=[known.name, "leak"])
        call = signed_in().get if name == "account" else signed_in().post
        assert call(address).status_code == 404
    address = reverse("work:accounts-several", args=[known.name])
    fields = {"account": ["leak"], "shown-leak": "-", "what": "asked", "day": "2026-10-15"}  # fmt: skip
    assert signed_in().post(address, fields).status_code in (404, 409)


def test_readers_see_and_change_nothing_and_that_they_looked_is_noted(
    known: Case, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(Role.READER)

    page = client.get(reverse("work:accounts", args=[known.name])).content.decode()

    assert 'type="checkbox"' not in page
    assert rotate(client, known, "mail").status_code == 403
    noted = PersonalRead.objects.get()
    assert (noted.what, noted.detail, noted.case) == ("accounts", "6", known.name)


@pytest.mark.parametrize(
    ("query", "count"),
    [("state=older", 1), ("kind=mailbox", 3), ("text=ADMIN", 1), ("state=x", 0)],
)  # fmt: skip
def test_lists_are_filtered(
    query: str, count: int, known: Case, signed_in: Callable[..., Client]
) -> None:
    address = reverse("work:accounts", args=[known.name])

    page = signed_in().get(f"{address}?{query}")

    assert page.context["page"].paginator.count == count


def test_as_many_queries_for_many_accounts(
    known: Case,
    person: Callable[..., User],
    signed_in: Callable[..., Client],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    def more(incident: Incident) -> Incident:
        for n in range(120):
            fields = {"id": f"more-{n}", "kind": "mailbox", "name": f"a{n}"}
            incident = incident.put("accounts", record_of("accounts", fields))
        return incident

    change(known.pk, more, Doing("added", person(), NOW))
    client = signed_in()

    with django_assert_max_num_queries(6):
        page = client.get(reverse("work:accounts", args=[known.name]))
    assert len(page.context["page"].object_list) == 50
