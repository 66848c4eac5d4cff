"""A sweep with a rule, and files that are easily made."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from honmono.sweep.status import rule_as_json
from honmono.web.cases.models import Case
from honmono.web.sweep.models import Sweep, Way
from honmono.web.sweep.services import Brought
from tests.web.sweep.told import NOW, RULE, known

BROUGHT = Brought(Way.COMMAND, "山田", NOW)


@pytest.fixture(autouse=True)
def reads() -> Iterator[None]:
    """Importers of these tests alone."""
    with known():
        yield


@pytest.fixture
def sweep(case: Case) -> Sweep:
    """The sweep of the sample incident, by a rule of 2022."""
    return Sweep.objects.create(case=case, rule=rule_as_json(RULE))
