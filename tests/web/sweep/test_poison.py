"""A file at which a reader of ours fails holds up no other, and is never clean."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from threading import Event

import pytest
from django.utils import timezone

from honmono.sweep import importers
from honmono.sweep.importers import ReportFile as File
from honmono.web.jobs import services as jobs
from honmono.web.jobs.models import Job
from honmono.web.jobs.worker import work
from honmono.web.sweep import members, reading, storing
from honmono.web.sweep.models import PcState, ReportFile, Scan, Sweep
from honmono.web.sweep.services import keep, put_pcs, take
from tests.web.sweep.conftest import BROUGHT
from tests.web.sweep.told import NOW, pc, report

pytestmark = pytest.mark.django_db

BAD = [{"code": "could-not-be-read", "place": "", "values": {}}]


@pytest.fixture
def listed(sweep: Sweep) -> Sweep:
    put_pcs([(pc(host), "added") for host in "AB"], by="山田", now=NOW)
    return sweep


def states() -> dict[str, str]:
    return dict(PcState.objects.values_list("host", "state"))


def troubles() -> list[object]:
    return list(ReportFile.objects.order_by("pk").values_list("troubles", flat=True))


def fails_at_a(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importers.read

    def read(file: File) -> object:
        if b"A " in file.data:
            raise RuntimeError("a fault of ours")
        return real(file)

    monkeypatch.setattr(reading, "read", read)


def unstorable(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read of A is no row: the mark is longer than its column."""
    real = reading._scan

    def scan(value: object) -> object:
        made = real(value)  # type: ignore[arg-type]
        wrong = made.mark == "host:A"
        return replace(made, at="never") if wrong else made  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "_scan", scan)


@pytest.mark.parametrize("poison", [fails_at_a, unstorable])
def test_the_others_of_its_batch_are_stored(
    poison: object, listed: Sweep, monkeypatch: pytest.MonkeyPatch
) -> None:
    poison(monkeypatch)  # type: ignore[operator]
    files = [report("B"), report("A"), report("B", "defender")]
    taken = take(files, BROUGHT)

    assert [one.new for one in taken] == [True] * 3
    assert troubles() == [[], BAD, []]
    assert states() == {"A": "not-seen", "B": "covered"}
    assert Scan.objects.count() == 2


@pytest.mark.parametrize("poison", [fails_at_a, unstorable])
def test_kept_files_that_wait_behind_it_are_read(
    poison: object, listed: Sweep, monkeypatch: pytest.MonkeyPatch
) -> None:
    poison(monkeypatch)  # type: ignore[operator]
    for one in (report("A"), report("B"), report("B", "defender")):
        keep(one.name, one.data, BROUGHT)
    job = jobs.put("sweep-read", "sweep-read", now=timezone.now())
    work(_never(), until_empty=True)

    assert Job.objects.get(pk=job.pk).state == "done"
    assert not ReportFile.objects.filter(waiting=True).exists()
    assert troubles() == [BAD, [], []]
    assert states()["A"] == "not-seen"
    assert list(Scan.objects.values_list("mark", flat=True)) == ["host:B"] * 2


def test_bytes_that_the_disk_has_damaged_hold_up_no_other(listed: Sweep) -> None:
    for one in (report("A"), report("B"), report("B", "defender")):
        keep(one.name, one.data, BROUGHT)
    ReportFile.objects.filter(pk=ReportFile.objects.earliest("pk").pk).update(
        content=b"no zlib"
    )
    jobs.put("sweep-read", "sweep-read", now=timezone.now())
    work(_never(), until_empty=True)

    assert troubles() == [BAD, [], []]
    assert states()["A"] == "not-seen"
    assert list(Scan.objects.values_list("mark", flat=True)) == ["host:B"] * 2


def test_a_zip_that_ends_in_a_fault_of_ours_brings_what_was_before(
    listed: Sweep, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = importers.members

    def unpacked(name: str, data: bytes) -> object:
        yield next(real(name, data))
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(members, "members", unpacked)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for one in (report("B", "defender"), report("A")):
            target.writestr(one.name, one.data)
    keep("a.zip", packed.getvalue(), BROUGHT)
    jobs.put("sweep-read", "sweep-read", now=timezone.now())
    work(_never(), until_empty=True)

    assert sorted(map(str, troubles())) == sorted([str(BAD), "[]"])
    assert states() == {"A": "not-seen", "B": "one-scanner"}


def test_a_database_that_is_away_is_no_fault_of_a_file(
    listed: Sweep, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import OperationalError

    def away(*args: object) -> None:
        raise OperationalError("the connection is closed")

    monkeypatch.setattr(storing, "_store", away)
    with pytest.raises(OperationalError):
        take([report("A")], BROUGHT)

    assert not ReportFile.objects.exists()


def test_the_same_bytes_of_two_pcs_are_two_results(sweep: Sweep) -> None:
    """EmoCheck's text names no PC; a login script starts it everywhere in one second."""
    put_pcs([(pc(host), "added") for host in ("TKY-1", "TKY-2")], by="", now=NOW)
    data = (
        "[EmoCheck v2.2]\r\nScan time: 2022-05-18 11:02:33\r\n"
        + "_" * 52
        + "\r\n\r\n[Result] \r\nEmotet was not detected.\r\n"
    ).encode()
    names = [f"TKY-{n}_20220518110233_emocheck.txt" for n in (1, 2, 1)]

    taken = take([replace(report("x"), name=n, data=data) for n in names], BROUGHT)
    kept = [keep(name, data, BROUGHT)[1] for name in names]

    assert [one.new for one in taken] == [True, True, False]
    assert kept == [False, False, False]
    assert Scan.objects.exclude(pc=None).values("pc").distinct().count() == 2


def _never() -> Event:
    return Event()
