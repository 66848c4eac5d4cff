"""An answer goes on record: as possible, with its files, and never unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

import pytest

from honmono.incident.case import Certainty, Incident, Source
from honmono.incident.case.checks import ListState
from honmono.web.accounts.models import User
from honmono.web.cases import log
from honmono.web.cases.models import Case, ListFile, ListRow, Original
from honmono.web.cases.originals import store_of
from honmono.web.cases.selectors import incident_of, world_of
from honmono.web.cases.services import Doing, change
from honmono.web.tracing import services, taking
from honmono.web.tracing.errors import TracingError
from honmono.web.tracing.models import Trace
from tests.web.conftest import NOW

pytestmark = pytest.mark.django_db

Take = Callable[..., None]


def as_ours(answer: Trace, job: int = 999) -> Trace:
    """The same answer, were it a mailbox of ours: an example has one theft only."""
    values = json.loads(answer.result)
    values["case"] = {"0": 0.02, "1": 0.95, "2": 0.02, "3": 0.01, "1+2": 0.0}
    values["credible"] = [f"answer {job}"]
    answer.pk, answer.job = None, job
    answer.result = json.dumps(values) + "\n"
    answer.sha256 = hashlib.sha256(answer.result.encode()).hexdigest()
    answer.save()
    return answer


@pytest.fixture
def take(case: Case, person: Callable[..., User]) -> Take:
    """Puts an answer on record as it stands now, or as it was shown before."""

    def do(trace: Trace, digest: str = "") -> None:
        case.refresh_from_db()
        services.take_over(
            case=case,
            trace=trace,
            digest=digest or taking.look(incident_of(case), trace).digest,
            by=person(),
            now=NOW,
        )
        case.refresh_from_db()

    return do


def test_the_record_says_what_the_trace_said_and_no_more(
    answer: Trace, case: Case, take: Take
) -> None:
    take(answer)

    record = incident_of(case).traces[-1]
    assert record.certainty is Certainty.POSSIBLE
    assert record.source is Source.MACHINE
    assert record.partner > 0.99
    assert record.reports == 12
    assert answer.sha256 in record.evidence


def test_its_file_is_evidence_with_its_bytes(
    answer: Trace, case: Case, take: Take
) -> None:
    take(answer)

    assert Original.objects.filter(case=case, sha256=answer.sha256).exists()
    content = b"".join(store_of(case.name).read(answer.sha256))
    assert content == answer.result.encode()
    originals = world_of(case, NOW).originals or ()
    assert set(incident_of(case).traces[-1].evidence) <= set(originals)


def test_a_theft_from_a_partner_is_no_leak_of_ours(
    answer: Trace, case: Case, take: Take
) -> None:
    before = incident_of(case)

    take(answer)

    after = incident_of(case)
    assert after.affected == before.affected
    assert after.lists == before.lists
    assert not ListFile.objects.exists()


def test_a_theft_from_us_records_who_is_affected_and_the_list(
    answer: Trace, case: Case, take: Take
) -> None:
    take(as_ours(answer))

    incident = incident_of(case)
    new = [a for a in incident.affected if a.id.startswith("exposure-")]
    assert new
    assert all(each.certainty is not Certainty.ESTABLISHED for each in new)
    assert {each.list for each in new} == {"exposure"}
    file = ListFile.objects.get(case=case)
    assert ListRow.objects.filter(file=file).count() == file.rows > 0
    lists = world_of(case, NOW).lists or {}
    assert lists[file.sha256] is ListState.WHOLE
    assert file.sha256 in {one.sha256 for one in incident.lists}


def test_the_rows_of_the_list_are_the_file(
    answer: Trace, case: Case, take: Take
) -> None:
    take(as_ours(answer))

    file = ListFile.objects.get(case=case)
    rows = ListRow.objects.filter(file=file).order_by("number")
    content = "".join(f"{line}\n" for line in rows.values_list("line", flat=True))
    assert hashlib.sha256(content.encode()).hexdigest() == file.sha256


def test_it_is_logged_without_a_name(answer: Trace, case: Case, take: Take) -> None:
    take(answer)

    entry = log.last(case, "trace-taken")
    assert entry is not None
    assert entry.about["sha256"] == answer.sha256
    assert "@" not in json.dumps(dict(entry.about))


def test_twice_changes_nothing(answer: Trace, case: Case, take: Take) -> None:
    take(answer)
    version = case.version

    take(answer)

    assert case.version == version
    names = [each.id for each in incident_of(case).traces]
    assert names.count(taking.record_name(answer)) == 1


def test_what_somebody_changed_meanwhile_is_shown_again(
    answer: Trace, case: Case, take: Take, person: Callable[..., User]
) -> None:
    ours = as_ours(answer)
    shown = taking.look(incident_of(case), ours).digest
    record = taking.look(incident_of(case), ours).exposed.affected[0]

    def earlier(incident: Incident) -> Incident:
        return incident.put("affected", record)

    change(case.pk, earlier, Doing("added", person(), NOW))

    with pytest.raises(TracingError):
        take(ours, shown)

    case.refresh_from_db()
    assert not taking.is_taken(incident_of(case), ours)
    assert not ListFile.objects.exists()


def test_a_second_answer_corrects_the_first_and_keeps_it(
    answer: Trace, case: Case, take: Take
) -> None:
    first = as_ours(answer)
    take(first)
    row = json.loads(first.affected.splitlines()[0])
    row["at_least"] = row["likely"] = row["at_most"] = 77
    first.affected = json.dumps(row) + "\n"
    second = as_ours(first, 1000)

    take(second)

    incident = incident_of(case)
    changed = [a for a in incident.affected if a.persons and a.persons.at_least == 77]
    assert len(changed) == 1
    assert changed[0].id in {c.record for c in incident.corrections}
    assert len(incident.traces) >= 2
