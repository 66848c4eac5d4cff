"""A query that PostgreSQL could not even be asked for is refused, whatever the database."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from honmono.web.cases.models import Case

SignedIn = Callable[..., Client]


@pytest.mark.parametrize("name", ["evidence:list", "sweep:board", "mails:list"])
def test_a_nul_in_a_query_is_a_bad_request(
    name: str, case: Case, signed_in: SignedIn
) -> None:
    client = signed_in()
    address = reverse(name, args=[case.name])

    assert client.get(address + "?q=a%00b").status_code == 400
    assert client.get(address + "?q=ab").status_code == 200
