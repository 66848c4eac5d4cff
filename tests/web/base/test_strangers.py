"""Who has not signed in can send little, and nothing of it lies on our disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client

from honmono.web.accounts.models import User
from honmono.web.base.middleware import MOST_OF_A_STRANGER, SHORT
from honmono.web.rights import Role

pytestmark = pytest.mark.django_db


def _posted(client: Client, size: int) -> int:
    for page in ("/accounts/login/", "/accounts/own/"):
        client.get(page)  # for the cookie that the check of origin wants
    file = SimpleUploadedFile("a", b"x" * size)
    token = client.cookies["csrftoken"].value
    headers = {"X-CSRFToken": token}
    answer: Any = client.post("/language/", {"f": file}, headers=headers)
    return int(answer.status_code)


def test_a_long_form_of_a_stranger_is_not_read(
    person: Callable[..., User], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("a file of a stranger was written")

    person(Role.READER)
    monkeypatch.setattr(TemporaryFileUploadHandler, "new_file", never)
    forged = Client(enforce_csrf_checks=True)
    forged.cookies["sessionid"] = "a" * 32

    assert _posted(Client(enforce_csrf_checks=True), MOST_OF_A_STRANGER) == 413
    assert _posted(forged, MOST_OF_A_STRANGER) == 413


def test_whoever_signed_in_may_send_more(signed_in: Callable[..., Client]) -> None:
    assert _posted(signed_in(Role.READER), MOST_OF_A_STRANGER) == 302


def test_what_would_fill_the_disk_is_not_read(
    signed_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("honmono.web.base.middleware.FLOOR", 2**62)

    assert _posted(signed_in(Role.HANDLER), SHORT) == 507
    assert _posted(signed_in(Role.HANDLER), MOST_OF_A_STRANGER) == 302
    assert _posted(signed_in(Role.HANDLER), 10) == 302
