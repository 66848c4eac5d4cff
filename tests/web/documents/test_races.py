"""Two people press the button at the same moment: one wins, the other is told."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from honmono.incident.evidence.chain import Entry
from honmono.web.accounts.models import User
from honmono.web.cases import log
from honmono.web.cases.models import Case
from honmono.web.documents import services
from honmono.web.documents.errors import DraftError
from honmono.web.documents.models import Draft, State
from honmono.web.rights import Role
from tests.web.conftest import NOW
from tests.web.documents.conftest import NOTICE, shown

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor == 'sqlite'",
        reason="the database of the tests lies in memory: one thread alone has it",
    ),
]


def test_of_two_approvals_one_wins(case: Case, person: Callable[..., User]) -> None:
    assert connection.vendor != "sqlite"
    draft = services.start(case, NOTICE, by=person(), now=NOW)
    seen, together = shown(draft), Barrier(2)
    people = [person(Role.APPROVER), person(Role.APPROVER, "second")]

    def press(by: User) -> str:
        together.wait(10)
        try:
            services.approve(case, draft.pk, seen, by=by, now=NOW)
        except DraftError as error:
            return error.key
        finally:
            connections.close_all()
        return "won"

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(press, people))

    assert answers == ["is-approved", "won"]
    kept = Draft.objects.get(pk=draft.pk)
    assert kept.state == State.APPROVED
    assert kept.steps.filter(what="approved").count() == 1
    written = [one.what for one in log.entries(case) if isinstance(one, Entry)]
    assert written.count("document-approved") == 1
