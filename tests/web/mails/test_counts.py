"""Counts of mails are remembered, and told anew as soon as a mail has changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.jobs.models import Job
from honmono.web.mails.actions import set_aside
from honmono.web.mails.models import Mail, Upload
from honmono.web.mails.selectors import Wanted, counts, per_day
from honmono.web.rights import Role
from tests.web.conftest import NOW
from tests.web.mails.conftest import FORGED, UNRELATED

pytestmark = pytest.mark.django_db


def test_a_mail_that_came_or_was_set_aside_is_counted(
    case: Case,
    person: Callable[..., User],
    hand_in: Callable[..., Upload],
    do_jobs: Callable[[], list[Job]],
) -> None:
    def now() -> tuple[int, int, int]:
        found = counts(Case.objects.get(pk=case.pk), Wanted())
        days = per_day(Case.objects.get(pk=case.pk))
        return found["forged"], found["unrelated"], sum(d["forged"] for d in days)

    assert now() == (0, 0, 0)
    hand_in(FORGED)
    do_jobs()
    assert now() == (1, 0, 1)
    hand_in(UNRELATED, "b.eml")
    do_jobs()
    assert now() == (1, 1, 1)

    mail = Mail.objects.get(answer="forged")
    set_aside(case, mail, True, by=person(Role.HANDLER), now=NOW)

    assert now() == (0, 1, 0)


def test_what_did_not_change_is_not_counted_again(case: Case) -> None:
    counts(case, Wanted())

    with CaptureQueriesContext(connection) as asked:
        counts(case, Wanted(answer="forged"))

    assert len(asked.captured_queries) == 1
    assert "mails_mail" not in asked.captured_queries[0]["sql"]
