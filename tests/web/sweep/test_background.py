"""Jobs and ticks of the sweep: read, judge anew, watch a folder."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from honmono.sweep.pc import Release, Released
from honmono.sweep.rule import Rule
from honmono.web.cases import handed_in
from honmono.web.cases.models import Case
from honmono.web.jobs import services as jobs
from honmono.web.jobs.models import Job
from honmono.web.jobs.ticks import do as do_tick
from honmono.web.jobs.ticks import is_due
from honmono.web.sweep import judging, rejudging, storing, watched
from honmono.web.sweep.basis import rule_of
from honmono.web.sweep.finding import Wanted, narrowed
from honmono.web.sweep.models import PcState, ReportFile, Scan, Sweep, WatchedFile
from honmono.web.sweep.selectors import is_judged, totals_of
from honmono.web.sweep.services import put_pcs, put_rule, take
from tests.web.keeping.whole import do_jobs
from tests.web.sweep.conftest import BROUGHT
from tests.web.sweep.told import NOW, RULE, pc, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    return Path(settings.HOME)


def packed(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in names:
            target.writestr(f"{name}.told", report(name).data)
    return out.getvalue()


def ask(data: bytes, sweep: Sweep) -> Job:
    token = handed_in.receive(io.BytesIO(data), 2**20, timezone.now())
    handed_in.settle(token)
    return jobs.put(
        "sweep-import",
        f"sweep-import:{token}",
        now=timezone.now(),
        case=sweep.case.name,
        token=token,
        name="a.zip",
    )


def gaps(sweep: Sweep) -> set[str]:
    sweep.refresh_from_db()
    found = totals_of(sweep, rule_of(sweep), ["tokyo"], timezone.now())
    return {why.code for why in found.gaps}


def test_a_zip_that_was_handed_in_is_read(home: Path, sweep: Sweep) -> None:
    job = ask(packed("A", "B", "C"), sweep)
    assert "gap-reading" in gaps(sweep)
    do_jobs()

    job.refresh_from_db()
    assert (job.state, job.result["new"], job.result["scans"]) == ("done", 4, 3)
    assert handed_in.path_of(job.payload["token"]) is None
    assert "gap-reading" not in gaps(sweep)


def test_a_reader_that_is_killed_between_steps_goes_on(
    home: Path, sweep: Sweep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("honmono.web.sweep.services.AT_ONCE", 1)
    job = ask(packed(*(f"PC{n}" for n in range(5))), sweep)
    held = storing.store
    calls = []

    def dies(*args: object) -> object:
        calls.append(args)
        if len(calls) == 3:
            raise MemoryError
        return held(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(storing, "store", dies)
    do_jobs()
    job.refresh_from_db()
    assert (job.state, job.done, Scan.objects.count()) == ("queued", 2, 2)

    Job.objects.update(not_before=timezone.now())
    do_jobs()
    job.refresh_from_db()
    assert (job.state, Scan.objects.count(), job.result["new"]) == ("done", 5, 6)


def test_another_rule_has_all_pcs_judged_anew(sweep: Sweep) -> None:
    put_pcs([(pc(f"PC{n}"), "added") for n in range(5)], by="", now=NOW)
    take([report("PC1"), report("PC1", "defender")], BROUGHT)
    put_rule(sweep.case, RULE, now=timezone.now())
    assert "gap-judging" in gaps(sweep)
    do_jobs()
    assert "gap-judging" not in gaps(sweep)
    assert set(PcState.objects.values_list("state", flat=True)) == {
        "one-scanner",  # of today, it was an old version
        "not-seen",
    }

    later = Rule(since=NOW, first_report=NOW, style=RULE.style)
    put_rule(sweep.case, later, now=timezone.now())
    do_jobs()

    sweep.refresh_from_db()
    assert is_judged(sweep, timezone.now())
    assert set(PcState.objects.values_list("state", flat=True)) == {
        "stale",
        "not-seen",
    }


def test_a_rule_that_changes_while_all_are_judged_wins(
    sweep: Sweep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rejudging, "AT_ONCE", 2)
    put_pcs([(pc(f"PC{n}"), "added") for n in range(6)], by="", now=NOW)
    files = [report(f"PC{n}", p) for n in range(6) for p in ("emocheck", "defender")]
    take(files, BROUGHT)
    put_rule(sweep.case, RULE, now=timezone.now())
    later = Rule(since=NOW, first_report=NOW, style=RULE.style)
    held, calls = judging.judge, list[object]()

    def changing(*args: object) -> None:
        held(*args)  # type: ignore[arg-type]
        calls.append(args)
        if len(calls) == 2:
            put_rule(sweep.case, later, now=timezone.now())

    monkeypatch.setattr(rejudging, "judge_pcs", changing)
    do_jobs()

    assert set(PcState.objects.values_list("state", flat=True)) == {"stale"}
    sweep.refresh_from_db()
    assert is_judged(sweep, timezone.now())


def test_an_exception_that_ends_is_noticed(sweep: Sweep) -> None:
    ends = NOW + timedelta(days=1)
    release = Released(Release.EXCEPTION, "in repair", "山田", NOW, ends)
    put_pcs([(pc("A", released=(release,)), "added")], by="", now=NOW)
    assert PcState.objects.get().state == "exception"
    assert PcState.objects.get().until == ends

    do_tick("sweep", timezone.now())
    do_jobs()

    assert PcState.objects.get().state == "not-seen"


def test_a_scan_of_a_clock_that_is_a_little_ahead_counts_when_it_comes(
    sweep: Sweep,
) -> None:
    put_pcs([(pc("A"), "added")], by="", now=NOW)
    ahead = NOW + timedelta(minutes=5)
    take([report("A", at=ahead.isoformat())], BROUGHT)

    assert PcState.objects.get().state == "one-scanner"


def test_of_many_processes_one_does_a_tick(db: None) -> None:
    now = timezone.now()

    assert [is_due("sweep", now) for _ in range(3)] == [True, False, False]
    assert is_due("sweep", now + timedelta(seconds=6))


def test_only_what_is_missing_is_shown(sweep: Sweep) -> None:
    put_pcs([(pc("A"), "added"), (pc("B"), "added")], by="", now=NOW)
    take([report("A"), report("A", "defender")], BROUGHT)

    assert [t.host for t in narrowed(sweep, Wanted())] == ["A", "B"]
    assert [t.host for t in narrowed(sweep, Wanted(missing=True))] == ["B"]


def watch(home: Path, place: Path) -> None:
    place.mkdir(exist_ok=True)
    (home / "settings.toml").write_text(f'[sweep]\nwatch = "{place.as_posix()}"\n')


def look_twice() -> None:
    do_tick("sweep-folder", timezone.now())
    do_tick("sweep-folder", timezone.now())
    do_jobs()


def test_nothing_is_watched_unless_somebody_says_so(home: Path) -> None:
    assert watched.folder() is None
    look_twice()
    assert not Job.objects.exists()


def test_a_file_of_the_folder_is_read_once_and_stays(
    home: Path, tmp_path: Path, sweep: Sweep
) -> None:
    watch(home, share := tmp_path / "share")
    (share / "tokyo").mkdir()
    file = share / "tokyo" / "A.told"
    file.write_bytes(report("A").data)
    do_tick("sweep-folder", timezone.now())
    do_jobs()
    assert not ReportFile.objects.exists()

    look_twice()
    look_twice()

    assert (ReportFile.objects.get().way, Scan.objects.count()) == ("folder", 1)
    assert file.read_bytes() == report("A").data
    assert Job.objects.count() == 1


def test_a_file_that_grows_is_left_until_it_does_not(
    home: Path, tmp_path: Path, sweep: Sweep
) -> None:
    watch(home, share := tmp_path / "share")
    for size in range(3):
        (share / "a.told").write_bytes(report("A").data[: 10 + size])
        do_tick("sweep-folder", timezone.now())
        do_jobs()
    assert not ReportFile.objects.exists()

    (share / "a.told").write_bytes(report("A").data)
    look_twice()
    assert ReportFile.objects.get().scans == 1


def test_links_pipes_and_what_is_too_large_are_left(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch(home, share := tmp_path / "share")
    (tmp_path / "secret").write_text("s")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "b").write_text("b")
    (share / "link").symlink_to(tmp_path / "secret")
    (share / "folder").symlink_to(tmp_path / "more")
    os.mkfifo(share / "pipe")
    (share / "large").write_bytes(b"x" * 200)
    monkeypatch.setattr(watched, "LARGEST", 100)
    look_twice()
    look_twice()

    assert not ReportFile.objects.exists()
    row = WatchedFile.objects.get()
    assert (row.name, row.trouble) == ("large", "too-large")


def test_a_file_that_cannot_be_opened_now_is_tried_again(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sweep: Sweep
) -> None:
    watch(home, share := tmp_path / "share")
    (share / "a.told").write_bytes(report("A").data)
    with monkeypatch.context() as patch:
        patch.setattr("honmono.web.sweep.watched.os.open", _refuses)
        look_twice()
    assert WatchedFile.objects.get().trouble == "unreadable"

    look_twice()
    assert WatchedFile.objects.get().trouble == ""
    assert Scan.objects.count() == 1


def _refuses(*args: object) -> int:
    raise PermissionError


def test_pcs_that_came_before_anybody_opened_the_sweep_are_judged(case: Case) -> None:
    put_pcs([(pc(f"PC{n}"), "added") for n in range(3)], by="", now=NOW)
    assert not Sweep.objects.exists()

    do_tick("sweep", timezone.now())
    do_jobs()

    sweep = Sweep.objects.get(case=case)
    assert PcState.objects.filter(sweep=sweep).count() == 3
    assert is_judged(sweep, timezone.now())


def test_without_pcs_no_sweep_begins(case: Case) -> None:
    do_tick("sweep", timezone.now())

    assert not Sweep.objects.exists()
