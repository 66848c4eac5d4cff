"""An answer is put on record once; what was there before is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from honmono.incident.case import Answer, Moment
from honmono.web.accounts.models import User
from honmono.web.cases import log
from honmono.web.cases.errors import ChangedMeanwhileError
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import fingerprint, incident_of
from honmono.web.cases.services import Doing, change
from honmono.web.today.services import (
    NONE,
    Given,
    Noticed,
    answer,
    became_aware,
    reply_to,
)
from tests.web.conftest import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
YES = Given("gdpr-applies", None, Answer.YES)


def test_an_answer_is_on_record_and_logged(
    case: Case, person: Callable[..., User]
) -> None:
    answer(case=case, given=YES, shown=NONE, by=person(), now=LATER)

    case.refresh_from_db()
    reply = reply_to(incident_of(case), "gdpr-applies", None)
    assert reply is not None
    assert (reply.answer, reply.by) == (Answer.YES, person().called)
    entry = log.last(case)
    assert entry is not None
    assert entry.what == "answered"


def test_another_answer_corrects_the_first_and_keeps_it(
    case: Case, person: Callable[..., User]
) -> None:
    first = answer(case=case, given=YES, shown=NONE, by=person(), now=LATER).after
    shown = fingerprint(reply_to(first, "gdpr-applies", None))
    given = Given("gdpr-applies", None, Answer.COULD_NOT_TELL)

    after = answer(case=case, given=given, shown=shown, by=person(), now=LATER).after

    reply = reply_to(after, "gdpr-applies", None)
    assert reply is not None
    assert reply.answer is Answer.COULD_NOT_TELL
    assert after.corrections[-1].old["answer"] == "yes"


def test_whoever_answers_second_is_told(
    case: Case, person: Callable[..., User]
) -> None:
    answer(case=case, given=YES, shown=NONE, by=person(), now=LATER)
    no = Given("gdpr-applies", None, Answer.NO)

    with pytest.raises(ChangedMeanwhileError) as told:
        answer(case=case, given=no, shown=NONE, by=person(), now=LATER)

    assert told.value.by == person().called
    case.refresh_from_db()
    reply = reply_to(incident_of(case), "gdpr-applies", None)
    assert reply is not None
    assert reply.answer is Answer.YES


def test_a_question_of_no_table_is_refused(
    case: Case, person: Callable[..., User]
) -> None:
    given = Given("no-such", None, Answer.YES)

    with pytest.raises(KeyError):
        answer(case=case, given=given, shown=NONE, by=person(), now=LATER)


def test_awareness_is_put_down_once(case: Case, person: Callable[..., User]) -> None:
    noticed = Noticed(Moment("2026-10-12"))
    taken = Doing("withdrawn", person(), LATER)
    change(case.pk, lambda i: i.model_copy(update={"awareness": ()}), taken)

    after = became_aware(case=case, noticed=noticed, by=person(), now=LATER).after

    assert [str(one.when) for one in after.awareness] == ["2026-10-12"]
    with pytest.raises(ChangedMeanwhileError):
        became_aware(case=case, noticed=noticed, by=person(), now=LATER)
