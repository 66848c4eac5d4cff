"""Frozen states, the record made of one, how it went, and the sheet of an office."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of
from honmono.web.jobs.services import claim
from honmono.web.jobs.worker import do
from honmono.web.rights import Role
from honmono.web.sweep import opening, progressing, snapshots
from honmono.web.sweep.comparing import Difference, differences
from honmono.web.sweep.models import Snapshot
from honmono.web.sweep.progressing import progress
from tests.web.conftest import NOW
from tests.web.made import somebody
from tests.web.sweep import make

SignedIn = Callable[..., Client]
ZONE = ZoneInfo("Asia/Tokyo")


def at(case: Case, name: str, *more: object) -> str:
    return reverse(f"sweep:{name}", args=[case.name, *more])


def frozen(case: Case, as_of: datetime = NOW) -> Snapshot:
    return snapshots.freeze(case, as_of=as_of, by=somebody(), now=NOW)


def test_a_state_is_kept_with_its_hash_and_never_changes(case: Case) -> None:
    make.covered("TKY-PC001")
    row = frozen(case)
    make.pc("TKY-PC002")

    assert hashlib.sha256(snapshots.content_of(row)).hexdigest() == row.sha256
    assert (row.covered, row.total, row.complete) == (1, 1, False)
    assert [pc["host"] for pc in snapshots.value_of(row)["pcs"]] == ["TKY-PC001"]


def test_a_state_of_the_past_knows_nothing_that_came_later(case: Case) -> None:
    make.covered("TKY-PC001")

    before = frozen(case, make.LOOKED + timedelta(minutes=30))

    assert before.covered == 0
    assert snapshots.value_of(before)["pcs"][0]["state"] == "one-scanner"


def test_the_form_freezes_now_or_a_moment(case: Case, signed_in: SignedIn) -> None:
    make.covered("TKY-PC001")
    client = signed_in()

    assert client.post(at(case, "freeze")).status_code == 302
    client.post(at(case, "freeze"), {"day": "2026-10-14", "at": "11:30"})

    assert [row.covered for row in Snapshot.objects.order_by("pk")] == [1, 0]


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"day": "2026-10-14"}, "両方"),
        ({"at": "11:30"}, "両方"),
        ({"day": "2990-01-01", "at": "11:30"}, "これからの日時"),
    ],
)
def test_a_moment_that_cannot_be_is_refused(
    form: dict[str, str], told: str, case: Case, signed_in: SignedIn
) -> None:
    answer = signed_in().post(at(case, "freeze"), form)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Snapshot.objects.exists()


def test_very_many_pcs_are_frozen_by_a_job(
    case: Case, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "AT_ONCE", 0)
    make.covered("TKY-PC001")
    signed_in().post(at(case, "freeze"), {"day": "2026-10-14", "at": "18:00"})
    monkeypatch.undo()
    assert not Snapshot.objects.exists()

    while job := claim(timezone.now()):
        do(job, lambda: False)

    row = Snapshot.objects.get()
    assert (row.covered, row.as_of) == (1, datetime(2026, 10, 14, 9, 0, tzinfo=UTC))


def test_its_page_and_its_files(case: Case, signed_in: SignedIn) -> None:
    make.covered("TKY-PC001")
    make.pc("=HYPERLINK", user="@evil")
    row, client = frozen(case), signed_in(Role.READER)

    page = client.get(at(case, "snapshot", row.pk)).content.decode()
    as_json = client.get(at(case, "download", row.pk, "json"))
    as_csv = client.get(at(case, "download", row.pk, "csv"))

    assert "2 台中 1 台" in page
    assert "1 台は、検査結果がまだ届いていません" in page
    assert hashlib.sha256(as_json.content).hexdigest() == row.sha256
    assert "'=HYPERLINK" in as_csv.content.decode("utf-8-sig")
    assert as_csv["Content-Disposition"].startswith("attachment")
    other = client.get(at(case, "download", row.pk, "exe"))
    assert other.status_code == 404


def test_two_states_are_compared(case: Case, signed_in: SignedIn) -> None:
    make.covered("TKY-PC001")
    before = frozen(case, make.LOOKED + timedelta(minutes=30))
    make.pc("YKH-PC001", "yokohama")
    after = frozen(case)

    found = differences(snapshots.value_of(before), snapshots.value_of(after))
    page = signed_in().get(at(case, "snapshot", after.pk), {"with": str(before.pk)})

    assert Difference("TKY-PC001", "tokyo", "one-scanner", "covered") in found
    assert "から変わった PC" in page.content.decode()
    odd = signed_in().get(at(case, "snapshot", after.pk), {"with": "９"})
    assert odd.status_code == 200


def test_it_goes_on_record_once(case: Case, signed_in: SignedIn) -> None:
    make.covered("TKY-PC001")
    make.covered("YKH-PC001", "yokohama")
    row, client = frozen(case), signed_in()

    for _ in range(2):
        assert client.post(at(case, "record", row.pk)).status_code == 302

    row.refresh_from_db()
    case.refresh_from_db()
    made = [c for c in incident_of(case).coverage if c.id == row.record]
    assert [(o.office, o.covered, o.total) for o in made[0].offices] == [
        ("tokyo", 1, 1),
        ("yokohama", 1, 1),
    ]
    before = len(incident_of(case).coverage)
    assert before == len({c.id for c in incident_of(case).coverage})


def test_readers_freeze_nothing(case: Case, signed_in: SignedIn) -> None:
    reader = signed_in(Role.READER)

    assert reader.post(at(case, "freeze")).status_code == 403
    assert reader.get(at(case, "snapshots")).status_code == 200


def test_it_grew_hour_by_hour(case: Case, signed_in: SignedIn) -> None:
    make.covered("TKY-PC001")
    make.covered("TKY-PC002", at=make.LOOKED + timedelta(hours=3))
    make.pc("TKY-PC003")
    sweep = make.judged(case)
    _, rule = opening.rule_for(case)

    found = progress(sweep, rule, NOW, ZONE)

    hours = [(f"{p.at:%d %H}", p.covered) for p in found.points]
    assert hours[:4] == [("14 12", 1), ("14 13", 1), ("14 14", 1), ("14 15", 2)]
    assert (found.total, found.hourly, found.exact) == (3, True, True)
    told = signed_in().get(at(case, "progress-data")).json()
    assert told["covered"][:4] == [1, 1, 1, 2]
    assert "14 15:00" in signed_in().get(at(case, "progress")).content.decode()


def test_of_very_many_only_those_that_are_covered_now_are_counted(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.covered("TKY-PC001")
    make.pc("TKY-PC002")
    sweep = make.judged(case)
    monkeypatch.setattr(progressing, "EXACT", 1)
    _, rule = opening.rule_for(case)

    found = progress(sweep, rule, NOW, ZONE)

    assert (found.points[0].covered, found.total, found.exact) == (1, 2, False)


def test_without_results_nothing_grew(case: Case, signed_in: SignedIn) -> None:
    page = signed_in().get(at(case, "progress")).content.decode()

    assert "確認済みになった PC はまだありません" in page


@pytest.mark.parametrize("language", ["ja", "en"])
def test_an_office_has_a_sheet(language: str, case: Case, signed_in: SignedIn) -> None:
    pytest.importorskip("typst")
    make.covered("TKY-PC001")
    make.pc("YKH-PC001", "yokohama")

    answer = signed_in(Role.HANDLER, language).get(
        at(case, "sheet"), {"office": "tokyo"}
    )
    pages = pypdf.PdfReader(io.BytesIO(answer.content)).pages
    text = "".join(page.extract_text() for page in pages)

    assert answer["Content-Type"] == "application/pdf"
    assert "TKY-PC001" in text
    assert "YKH-PC001" not in text
    assert json.dumps(answer["Content-Disposition"]).count("tokyo") == 1
