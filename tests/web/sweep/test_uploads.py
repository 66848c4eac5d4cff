"""Handing results in with the token of a kit, and without an account."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.jobs.models import Job
from honmono.web.jobs.ticks import do as do_tick
from honmono.web.rights import Role
from honmono.web.sweep import kits
from honmono.web.sweep.models import Kit, KitRefusal, PcState, ReportFile, Scan, Sweep
from honmono.web.sweep.services import put_pcs
from tests.web.keeping.whole import do_jobs
from tests.web.sweep.told import NOW, pc, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(case: Case, person: Callable[..., User]) -> kits.Made:
    return kits.make(case, "tokyo", days=7, by=person(), now=timezone.now())


def send(
    made: kits.Made, *files: tuple[str, bytes], token: str = "", **more: Any
) -> Any:
    address = reverse("sweep:upload", args=[more.pop("name", made.kit.name)])
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    headers = {"Authorization": f"Bearer {token or made.token}"}
    return Client(enforce_csrf_checks=True).post(
        address, {"file": sent}, headers=headers, **more
    )


def test_a_result_is_stored_before_the_answer_and_read_by_a_job(
    made: kits.Made, sweep: Sweep
) -> None:
    put_pcs([(pc("A"), "added")], by="", now=NOW)
    answer = send(made, ("a.told", report("A").data))
    assert answer.status_code == 201
    assert answer.json()["files"][0]["state"] == "stored"
    assert (ReportFile.objects.get().waiting, Scan.objects.count()) == (True, 0)
    assert "set-cookie" not in {name.lower() for name in answer.headers}
    assert not answer.cookies

    do_tick("sweep", timezone.now())
    do_jobs()

    row = ReportFile.objects.get()
    assert (row.waiting, row.scans, row.kit, row.way) == (False, 1, made.kit, "kit")
    assert PcState.objects.get().state == "weak"  # of today, it is an old version


def test_the_same_again_is_known_and_changes_nothing(made: kits.Made) -> None:
    send(made, ("a.told", report("A").data))
    again = send(made, ("other.told", report("A").data))

    assert (again.status_code, again.json()["files"][0]["state"]) == (
        200,
        "already-received",
    )
    made.kit.refresh_from_db()
    assert (made.kit.taken, ReportFile.objects.count()) == (1, 1)


def test_a_wrong_token_and_a_kit_that_is_not_there_are_told_the_same(
    made: kits.Made,
) -> None:
    wrong = send(made, ("a", b"x"), token=kits.new_token())
    nobody = send(made, ("a", b"x"), name="k-nobody")

    assert wrong.status_code == nobody.status_code == 403
    assert wrong.content == nobody.content
    assert not ReportFile.objects.exists()
    told = KitRefusal.objects.values_list("kit", "why", "count")
    assert set(told) == {
        (made.kit.name, "wrong-token", 1),
        ("", "wrong-token", 1),
    }


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"until": timezone.now() - timedelta(days=1)}, "ended"),
        ({"revoked": timezone.now()}, "revoked"),
        ({"taken": 50}, "used-up"),
    ],
)
def test_a_kit_that_is_over_lets_nothing_in(
    made: kits.Made, change: dict[str, Any], why: str
) -> None:
    Kit.objects.update(**change)
    answer = send(made, ("a", b"x"))

    assert (answer.status_code, answer.json()["error"]) == (403, why)
    assert not ReportFile.objects.exists()
    assert KitRefusal.objects.get().why == why


def test_a_kit_lets_in_no_more_than_it_may(made: kits.Made) -> None:
    Kit.objects.update(most=2)
    answer = send(made, ("a", b"1"), ("b", b"2"), ("c", b"3"))

    assert answer.status_code == 403
    assert ReportFile.objects.count() == 2


def test_a_token_may_be_typed_in_groups(made: kits.Made) -> None:
    small = made.token.lower()
    token = " ".join(small[n : n + 7] for n in range(0, 56, 7))
    page = Client(enforce_csrf_checks=True).post(
        reverse("sweep:upload", args=[made.kit.name]),
        {"token": token, "file": SimpleUploadedFile("a.txt", b"x")},
        headers={"Accept": "text/html", "Accept-Language": "en"},
    )

    assert page.status_code == 201
    assert "stored" in page.content.decode()
    assert not page.cookies


def test_the_page_is_the_same_for_every_name(made: kits.Made) -> None:
    send(made, ("secret-name.told", b"x"))
    client = Client()
    pages = [
        client.get(reverse("sweep:upload", args=[name])).content
        for name in (made.kit.name, "k-nobody")
    ]

    assert pages[0] == pages[1]
    assert b"secret-name" not in pages[0]
    assert not client.cookies


def test_a_long_body_comes_through_and_one_too_long_does_not(made: kits.Made) -> None:
    assert send(made, ("a", b"x" * 2**20)).status_code == 201
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("honmono.web.sweep.kits.LARGEST", 10)
        assert send(made, ("a", b"y" * 2**17)).status_code == 413
    assert ReportFile.objects.count() == 1


def test_a_stranger_sends_long_forms_to_no_other_address(case: Case) -> None:
    form = {"a": SimpleUploadedFile("a", b"x" * 2**17)}

    assert Client().post(reverse("account_login"), form).status_code == 413


@pytest.mark.parametrize(
    ("name", "status", "kept"),
    [("../../a.told", 201, ["../../a.told"]), ("a%00", 400, [])],
)
def test_a_body_may_be_the_file_itself(
    made: kits.Made, name: str, status: int, kept: list[str]
) -> None:
    answer = Client().post(
        reverse("sweep:upload", args=[made.kit.name]) + f"?name={name}",
        report("A").data,
        content_type="application/octet-stream",
        headers={"Authorization": f"Bearer {made.token}"},
    )

    assert answer.status_code == status
    assert list(ReportFile.objects.values_list("name", flat=True)) == kept


def test_knocking_too_often_is_answered_shortly(made: kits.Made) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("honmono.web.sweep.upload_views.REFUSED_A_MINUTE", 2)
        codes = [send(made, token="no").status_code for _ in range(5)]

    assert codes[:2] == [403, 403]
    assert 429 in codes


def test_one_house_is_counted_as_one_however_many_addresses_it_has(
    made: kits.Made,
) -> None:
    where = reverse("sweep:upload", args=[made.kit.name])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("honmono.web.sweep.upload_views.REFUSED_A_MINUTE", 2)
        codes = [
            Client(REMOTE_ADDR=f"2001:db8::{n:x}").post(where, {}).status_code
            for n in range(5)
        ]

    assert 429 in codes


def test_members_of_a_zip_are_read_and_its_traps_are_told(
    made: kits.Made, sweep: Sweep
) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("../../etc/A.told", report("A").data)
        packed.writestr("B.told", report("B").data)
        packed.writestr("bomb.told", b"\x00" * 2**20)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("honmono.sweep.importers.bundle.LARGEST", 2**19)
        send(made, ("all.zip", out.getvalue()))
        do_tick("sweep", timezone.now())
        do_jobs()

    rows = {row.name: row for row in ReportFile.objects.all()}
    assert set(rows) == {"all.zip", "B.told"}
    places = [
        trouble["place"].rpartition("/")[2] for trouble in rows["all.zip"].troubles
    ]
    assert sorted(places) == ["A.told", "bomb.told"]
    assert Scan.objects.count() == 1
    assert not ReportFile.objects.filter(waiting=True).exists()


def test_staff_make_a_kit_and_see_its_token_once(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    put_pcs([(pc("A"), "added")], by="", now=NOW)
    client = signed_in(Role.ADMINISTRATOR, "en")
    page = client.post(
        reverse("sweep:kit-make", args=[case.name]), {"office": "tokyo", "days": "7"}
    )
    kit = Kit.objects.get()
    after = client.get(reverse("sweep:kits", args=[case.name])).content.decode()

    assert page.status_code == 200
    assert kit.most == 50
    assert kit.key not in page.content.decode()
    assert kit.name in after
    assert "-".join("A" * 7) not in after


def test_days_have_an_end(case: Case, signed_in: Callable[..., Client]) -> None:
    answer = signed_in().post(
        reverse("sweep:kit-make", args=[case.name]), {"office": "", "days": "31"}
    )

    assert answer.status_code == 422
    assert not Kit.objects.exists()


def test_nothing_waits_where_nothing_came(sweep: Sweep) -> None:
    Sweep.objects.all().delete()
    do_tick("sweep", timezone.now())

    assert not Job.objects.exists()


def test_a_kit_is_listed_with_the_name_of_its_office_and_told_once(
    case: Case, signed_in: Callable[..., Client]
) -> None:
    made = kits.make(case, "tokyo", days=1, by=None, now=timezone.now())
    kits.accept(made.kit, "a.txt", b"anything", timezone.now())
    client = signed_in(language="en")

    listed = client.get(f"/cases/{case.name}/sweep/kits/").content.decode()
    results = client.get(f"/cases/{case.name}/sweep/results/").content.decode()

    assert "Tokyo office</td>" in listed
    assert results.count(made.kit.name) == 1
