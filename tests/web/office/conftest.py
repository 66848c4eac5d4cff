"""What tests of the settings share: a folder with an organization file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from honmono.web.accounts.models import User
from honmono.web.office.services import Doing
from honmono.web.rights import Role
from tests.web.conftest import NOW, ORG


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Path:
    """The folder of the desk, empty."""
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def org(home: Path) -> Path:
    """The organization file of the sample."""
    path = home / "honmono.toml"
    path.write_bytes(ORG.read_bytes())
    return path


@pytest.fixture
def client(signed_in: Callable[..., Client]) -> Client:
    """A browser in which an administrator is signed in."""
    return signed_in(Role.ADMINISTRATOR)


@pytest.fixture
def doing(person: Callable[..., User]) -> Callable[..., Doing]:
    """Makes what an administrator does."""

    def make(what: str = "changed") -> Doing:
        return Doing(what, person(Role.ADMINISTRATOR), NOW)

    return make
