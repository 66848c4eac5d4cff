"""Names, access and end of an incident."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from honmono.web.accounts.models import User
from honmono.web.cases.models import Case, LogEntry
from honmono.web.cases.selectors import incident_of
from honmono.web.rights import Role

pytestmark = pytest.mark.django_db


def form_of(client: Client, case: Case) -> dict[str, str]:
    form = client.get(reverse("guide:about", args=[case.name])).context["form"]
    return {name: field.initial or "" for name, field in form.fields.items()}


def test_what_is_not_changed_changes_nothing(
    signed_in: Callable[..., Client], case: Case
) -> None:
    client = signed_in(Role.HANDLER)

    client.post(reverse("guide:names", args=[case.name]), form_of(client, case))

    assert LogEntry.objects.count() == 1


def test_a_new_telephone_is_on_record(
    signed_in: Callable[..., Client], case: Case
) -> None:
    client = signed_in(Role.HANDLER)
    typed = {**form_of(client, case), "desk.phone": "03-5555-0199"}

    client.post(reverse("guide:names", args=[case.name]), typed)

    case.refresh_from_db()
    desk = incident_of(case).organization.desk
    assert desk is not None
    assert desk.phone == "03-5555-0199"


def test_a_mistake_is_told_at_its_field(
    signed_in: Callable[..., Client], case: Case
) -> None:
    client = signed_in(Role.HANDLER)
    typed = {**form_of(client, case), "corporate_number": "12"}

    page = client.post(reverse("guide:names", args=[case.name]), typed)

    assert page.status_code == 422
    assert page.context["form"].errors["corporate_number"]


def test_nobody_overwrites_unseen(signed_in: Callable[..., Client], case: Case) -> None:
    client = signed_in(Role.HANDLER)
    first, second = form_of(client, case), form_of(client, case)
    address = reverse("guide:names", args=[case.name])

    client.post(address, {**first, "desk.phone": "03-5555-0101"})
    page = client.post(address, {**second, "desk.phone": "03-5555-0102"})

    assert page.status_code == 409
    case.refresh_from_db()
    desk = incident_of(case).organization.desk
    assert desk is not None
    assert desk.phone == "03-5555-0101"


def test_an_incident_is_closed_and_goes_on(
    signed_in: Callable[..., Client], case: Case
) -> None:
    client, address = signed_in(Role.HANDLER), reverse("guide:close", args=[case.name])

    client.post(address, {"closed": "yes"})
    case.refresh_from_db()
    assert case.closed is not None
    client.post(address, {"closed": "no"})
    case.refresh_from_db()

    assert case.closed is None
    whats = LogEntry.objects.order_by("number").values_list("what", flat=True)
    assert list(whats) == ["opened", "closed", "reopened"]


def test_who_is_no_member_does_not_see_it(
    signed_in: Callable[..., Client], case: Case, person: Callable[..., User]
) -> None:
    handler, reader = person(Role.HANDLER), signed_in(Role.READER)
    set_access = reverse("guide:access", args=[case.name])
    here = reverse("guide:about", args=[case.name])
    wanted = {"restricted": "yes", "members": [str(handler.pk)]}

    assert signed_in(Role.HANDLER).post(set_access, wanted).status_code == 403
    signed_in(Role.ADMINISTRATOR).post(set_access, wanted)

    assert signed_in(Role.HANDLER).get(here).status_code == 200
    assert reader.get(here).status_code == 404
    assert case.name not in reader.get(reverse("cases:list")).content.decode()


def test_a_member_whom_no_table_can_name_is_passed_over(
    signed_in: Callable[..., Client], case: Case
) -> None:
    wanted = {"restricted": "yes", "members": ["9" * 30, str(2**63), "²"]}
    address = reverse("guide:access", args=[case.name])

    answer = signed_in(Role.ADMINISTRATOR).post(address, wanted)

    assert answer.status_code == 302
    assert not case.members.exists()


def test_what_is_not_done_is_told_before_an_incident_is_closed(
    signed_in: Callable[..., Client], case: Case
) -> None:
    client, here = (
        signed_in(Role.HANDLER, "en"),
        reverse("guide:about", args=[case.name]),
    )

    before = client.get(here).content.decode()
    client.post(reverse("guide:close", args=[case.name]), {"closed": "yes"})
    after = client.get(here).content.decode()

    assert "Closing the incident ends no legal deadline." in before
    assert "data-confirm" in before
    assert "Closing the incident ends no legal deadline." not in after
