"""What tests of the sweep share: a folder of the desk, a rule, files easily made."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from honmono.sweep import importers
from honmono.sweep.status import rule_as_json
from honmono.web.cases.models import Case
from honmono.web.sweep.models import Sweep, Way
from honmono.web.sweep.services import Brought
from tests.web.sweep.told import NOW, RULE, TOLD

BROUGHT = Brought(Way.COMMAND, "山田", NOW)


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> Path:
    """A folder of its own."""
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture(autouse=True)
def reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """The importer of these tests before the others."""
    monkeypatch.setattr(importers, "ALL", (TOLD, *importers.ALL))


@pytest.fixture
def sweep(case: Case) -> Sweep:
    """The sweep of the sample incident, by a rule of 2022."""
    return Sweep.objects.create(case=case, rule=rule_as_json(RULE))
