"""Health and figures: for everybody the least, for those who may the rest."""

from __future__ import annotations

import json
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client

from honmono.web.cases.models import Case
from honmono.web.jobs import services
from honmono.web.watching import readiness
from tests.web.conftest import NOW

pytestmark = pytest.mark.django_db


def test_ready_says_what_is_wrong() -> None:
    well = Client().get("/health/ready")
    with patch.object(readiness, "FREE", 2**70):
        full = Client().get("/health/ready")

    assert (well.status_code, json.loads(well.content)["ready"]) == (200, True)
    assert full.status_code == 503
    assert json.loads(full.content)["disk"] == "little-room"


def test_figures_count_and_name_nobody(case: Case) -> None:
    services.put("judge", "secret-key", now=NOW)

    told = Client().get("/metrics").content.decode()

    assert 'honmono_jobs{kind="judge",state="queued"} 1.0' in told
    assert 'honmono_incidents{state="open"} 1.0' in told
    assert case.name not in told
    assert "secret-key" not in told


def test_figures_are_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Client(REMOTE_ADDR="192.0.2.1").get("/metrics").status_code == 403

    monkeypatch.setenv("HONMONO_HOSTS", "desk.example")
    assert Client().get("/metrics").status_code == 403


def test_a_token_opens_them_from_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HONMONO_METRICS_TOKEN", "kaki")
    far = Client(REMOTE_ADDR="192.0.2.1")

    assert (
        far.get("/metrics", headers={"authorization": "Bearer kaki"}).status_code == 200
    )
    for wrong in ("Bearer kak", "Bearer", "", "Bearer 柿"):
        assert far.get("/metrics", headers={"authorization": wrong}).status_code == 403


def test_a_database_that_is_away_has_its_page() -> None:
    client = Client(raise_request_exception=False)
    client.cookies["honmono_language"] = "en"

    with (
        patch("honmono.web.accounts.views.closed", side_effect=OperationalError),
        patch(
            "django.urls.resolvers.URLResolver.resolve",
            side_effect=OperationalError("secret"),
        ),
    ):
        page = client.get("/accounts/login/")

    assert page.status_code == 503
    assert b"cannot be reached right now" in page.content
    assert b"secret" not in page.content
