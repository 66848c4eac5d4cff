"""Every page of the menu answers, in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from honmono.web.base.navigation import OF_A_CASE, OF_THE_DESK
from honmono.web.cases.models import Case
from honmono.web.rights import Role

OF_ONE = [item.address for _, items in OF_A_CASE for item in items]


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("address", OF_ONE)
def test_pages_of_an_incident_answer(
    address: str, language: str, case: Case, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(Role.HANDLER, language)

    page = client.get(reverse(address, args=[case.name]))

    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.content.decode()


@pytest.mark.parametrize("item", OF_THE_DESK, ids=lambda item: item.address)
def test_pages_of_the_desk_answer(
    item: object, signed_in: Callable[..., Client]
) -> None:
    address = getattr(item, "address")  # noqa: B009

    assert signed_in(Role.ADMINISTRATOR).get(reverse(address)).status_code == 200
