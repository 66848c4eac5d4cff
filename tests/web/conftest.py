"""What tests of the desk share: people of every role, an incident in mid-course."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from honmono.incident.case import Incident, parse_incident
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.cases.services import Doing, open_case
from honmono.web.rights import Role

NOW = datetime(2026, 10, 15, 3, 0, tzinfo=UTC)
SAMPLE = Path(__file__).parents[2] / "examples/hoshimine/hoshimine-2026-10.json"
ORG = Path(__file__).parents[2] / "examples/hoshimine/honmono.toml"


@pytest.fixture
def sample() -> Incident:
    """The sample incident: a firm of thirty people, in mid-course."""
    return parse_incident(SAMPLE.read_bytes())


@pytest.fixture
def person(db: None) -> Callable[..., User]:
    """Makes somebody of a role; the same one for the same name."""

    def make(role: Role = Role.HANDLER, name: str = "") -> User:
        user, new = User.objects.get_or_create(
            username=name or role.value,
            defaults={"role": role, "shown": f"{role.label} 花子"},
        )
        if new:
            user.set_unusable_password()
            user.save()
        return user

    return make


@pytest.fixture
def case(person: Callable[..., User], sample: Incident) -> Case:
    """The sample incident in the database."""
    return open_case(sample, Doing("opened", person(Role.HANDLER), NOW))


@pytest.fixture
def signed_in(person: Callable[..., User]) -> Callable[..., Client]:
    """A browser in which somebody of a role is signed in."""

    def make(role: Role = Role.HANDLER, language: str = "ja") -> Client:
        client = Client()
        client.force_login(person(role))
        client.cookies["honmono_language"] = language
        return client

    return make
