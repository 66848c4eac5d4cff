"""Backups that the desk writes by itself, and what Today says where there are none."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape
from pytest_django import Settings

from honmono.text import say
from honmono.web.base import backed_up
from honmono.web.cases.models import Case
from honmono.web.jobs.models import Job, State
from honmono.web.jobs.worker import work
from honmono.web.keeping import scheduled
from honmono.web.keeping.backup import Backup
from honmono.web.keeping.errors import KeepingError
from honmono.web.rights import Role
from tests.web.conftest import NOW

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]


@pytest.fixture
def home(tmp_path: Path, settings: Settings) -> Path:
    """A home whose backups go into the folder beside it."""
    home = tmp_path / "home"
    settings.HOME = home
    home.mkdir()
    (tmp_path / "share").mkdir()
    say_in(home, f'folder = "{(tmp_path / "share").as_posix()}"', "keep = 2")
    return home


@pytest.fixture
def writer(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Writes a file instead of a backup; the passphrases that it was given."""
    given: list[str] = []

    def write(target: Path, now: Any, *, passphrase: str, tell: Any) -> Backup:
        given.append(passphrase)
        tell(1)
        target.write_bytes(b"backup")
        return Backup(3, 0, ())

    monkeypatch.setattr(scheduled, "backup", write)
    return given


def say_in(home: Path, *lines: str) -> None:
    (home / "settings.toml").write_text("\n".join(["[backup]", *lines]), "utf-8")


def share(home: Path) -> list[str]:
    return sorted(each.name for each in (home.parent / "share").iterdir())


def make(minute: int) -> None:
    """One backup, of a minute of its own."""
    wanted = scheduled._wanted()
    assert wanted is not None
    run: Any = _Run()
    scheduled._write(run, wanted, NOW + timedelta(minutes=minute))


class _Run:
    """A run that nobody looks at."""

    def __getattr__(self, name: str) -> Any:
        return lambda *_, **__: None


def test_where_one_is_due_a_job_writes_it(home: Path, writer: list[str]) -> None:
    scheduled.look(timezone.now())
    assert work(_never(), until_empty=True) == 1

    assert Job.objects.get().state == State.DONE
    assert len(share(home)) == 1
    good = backed_up.made(home).good
    assert good is not None
    assert writer == [""]
    scheduled.look(timezone.now())
    assert Job.objects.count() == 1


def test_the_next_is_due_when_the_last_is_old_enough(
    home: Path, writer: list[str]
) -> None:
    backed_up.note_good(home, NOW, Path("x"))

    scheduled.look(NOW + timedelta(hours=23, minutes=59))
    assert not Job.objects.exists()
    scheduled.look(NOW + timedelta(hours=24))
    assert Job.objects.exists()


def test_a_clock_that_erred_stops_no_backups(home: Path, writer: list[str]) -> None:
    wanted = scheduled._wanted()
    assert wanted is not None

    backed_up.note_good(home, NOW + timedelta(days=4_000), Path("x"))
    assert scheduled.is_due(wanted, NOW)
    worry = backed_up.worry(home, NOW)
    assert worry is not None
    assert worry.key == "worry-old"
    backed_up.note_failed(home, NOW + timedelta(days=4_000), "no-folder", {})
    assert scheduled.is_due(wanted, NOW)
    Job.objects.create(
        kind=scheduled.KIND,
        key="x",
        state=State.FAILED,
        created=NOW,
        not_before=NOW,
        finished=NOW + timedelta(days=4_000),
    )
    assert scheduled.is_due(wanted, NOW)


def test_so_many_stay_and_the_newest_is_one(home: Path, writer: list[str]) -> None:
    other = home.parent / "share" / "honmono-00000000-20200101-000000.tar.gz"
    other.write_bytes(b"of another desk")

    for minute in range(4):
        make(minute)

    left = [name for name in share(home) if name != other.name]
    assert [name[-13:-7] for name in left] == ["030200", "030300"]
    assert other.exists()


def test_the_last_one_that_is_whole_stays(
    home: Path, writer: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    make(0)
    whole = share(home)[0]

    def write(target: Path, now: Any, **_: Any) -> Backup:
        target.write_bytes(b"without originals: their disk is away")
        return Backup(3, 0, ("originals/a/b",))

    monkeypatch.setattr(scheduled, "backup", write)
    for minute in range(1, 5):
        make(minute)

    assert whole in share(home)
    assert [name[-13:-7] for name in share(home)] == ["030000", "030400"]


def test_one_by_hand_hides_nothing_of_those_that_the_desk_writes(home: Path) -> None:
    backed_up.note_failed(home, NOW, "no-folder", {})

    backed_up.note_by_hand(home, NOW, Path("/tmp/tried.tar.gz"), lost=0)  # noqa: S108
    assert backed_up.made(home).failed is not None
    (home / "settings.toml").unlink()
    backed_up.note_by_hand(home, NOW, Path("/by/hand.tar.gz"), lost=0)
    assert backed_up.made(home).good is not None


def test_no_old_one_goes_where_the_new_one_failed(
    home: Path, writer: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    make(0)
    make(1)
    before = share(home)

    def fail(*_: Any, **__: Any) -> Backup:
        raise KeepingError("not-written", file="x", why="No space left on device")

    monkeypatch.setattr(scheduled, "backup", fail)
    scheduled.ask(timezone.now())
    work(_never(), until_empty=True)

    assert Job.objects.get().state == State.FAILED
    assert share(home) == before
    known = backed_up.made(home)
    assert known.good is not None
    assert known.failed is not None
    assert known.failed.values["why"] == "No space left on device"


def test_what_a_killed_one_left_goes_at_the_next(home: Path, writer: list[str]) -> None:
    make(0)
    left = home.parent / "share" / f".{share(home)[0]}.1.ab.part"
    left.write_bytes(b"half")

    make(1)

    assert not left.exists()


def test_a_passphrase_file_locks_it(home: Path, writer: list[str]) -> None:
    phrase = home.parent / "phrase.txt"
    phrase.write_text("correct horse battery staple\nnot this\n")
    folder = (home.parent / "share").as_posix()
    say_in(home, f'folder = "{folder}"', f'passphrase_file = "{phrase.as_posix()}"')

    make(0)

    assert writer == ["correct horse battery staple"]
    assert share(home)[0].endswith(".tar.gz.age")


@pytest.mark.parametrize("text", ["short\n", "", None])
def test_without_a_good_passphrase_nothing_is_written_unlocked(
    home: Path, writer: list[str], text: str | None
) -> None:
    phrase = home.parent / "phrase.txt"
    if text is not None:
        phrase.write_text(text)
    folder = (home.parent / "share").as_posix()
    say_in(home, f'folder = "{folder}"', f'passphrase_file = "{phrase.as_posix()}"')

    with pytest.raises(KeepingError):
        make(0)

    assert share(home) == []
    assert writer == []


def test_after_a_failure_it_is_tried_again_by_itself(home: Path) -> None:
    backed_up.note_failed(home, NOW, "no-folder", {"folder": "/mnt"})

    scheduled.look(NOW + timedelta(minutes=29))
    assert not Job.objects.exists()
    scheduled.look(NOW + timedelta(minutes=30))
    assert Job.objects.exists()


def test_a_share_whose_backups_are_gone_is_told(home: Path, writer: list[str]) -> None:
    make(0)
    for name in share(home):
        (home.parent / "share" / name).unlink()

    make(1)

    found = backed_up.worry(home, NOW + timedelta(minutes=2))
    assert found is not None
    assert found.key == "worry-earlier-gone"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_today_says_that_the_folder_is_away(
    home: Path, case: Case, signed_in: SignedIn, language: str
) -> None:
    (home.parent / "share").rmdir()
    scheduled.ask(timezone.now())
    work(_never(), until_empty=True)

    page = signed_in(Role.READER, language).get(f"/cases/{case.name}/")

    folder = home.parent / "share"
    assert say("web/keeping", "no-folder", language, folder=folder) in page.text
    assert say("web/keeping", "tell-administrator", language) in page.text


def test_today_says_that_a_backup_is_late_and_nothing_where_it_is_not(
    home: Path, case: Case, signed_in: SignedIn
) -> None:
    late, now = say("web/keeping", "worry-old", "ja"), timezone.now()

    backed_up.note_good(home, now - timedelta(hours=26), Path("x"))
    assert late in signed_in(Role.READER).get(f"/cases/{case.name}/").text
    backed_up.note_good(home, now - timedelta(hours=24), Path("x"))
    page = signed_in(Role.READER).get(f"/cases/{case.name}/").text
    assert late not in page
    assert say("web/keeping", "last-good", "ja") not in page


def test_what_another_version_noted_is_read_as_far_as_we_know_it(home: Path) -> None:
    backed_up.note_good(home, NOW, Path("x"))
    file = home / backed_up.NAME
    file.write_text(file.read_text().replace('"lost"', '"unlocked": true, "lost"'))

    assert backed_up.made(home).good is not None


def test_who_can_set_backups_up_is_told_that_there_are_none(
    home: Path, case: Case, signed_in: SignedIn
) -> None:
    (home / "settings.toml").unlink()
    none = say("web/keeping", "worry-none", "ja")

    assert none in signed_in(Role.ADMINISTRATOR).get("/").text
    assert none not in signed_in(Role.READER).get("/").text
    backed_up.note_good(home, timezone.now(), Path("/by/hand.tar.gz"))
    assert none not in signed_in(Role.ADMINISTRATOR).get("/").text


def test_the_page_says_into_which_file_the_lines_belong(
    home: Path, signed_in: SignedIn
) -> None:
    (home / "settings.toml").unlink()

    page = signed_in(Role.ADMINISTRATOR).get("/backups/").text

    assert str(home / "settings.toml") in page


def test_settings_that_cannot_be_read_are_told_and_not_taken_for_none(
    home: Path, case: Case, signed_in: SignedIn
) -> None:
    say_in(home, "every = 0")

    scheduled.look(timezone.now())

    assert not Job.objects.exists()
    page = signed_in(Role.READER).get(f"/cases/{case.name}/")
    assert say("web/keeping", "worry-settings", "ja") in page.text


def test_the_page_shows_tries_and_has_one_written_now(
    home: Path, signed_in: SignedIn, writer: list[str]
) -> None:
    client = signed_in(Role.ADMINISTRATOR)

    assert client.post("/backups/now/").status_code == 302
    job = Job.objects.get()
    assert job.by
    work(_never(), until_empty=True)

    page = client.get("/backups/").text
    assert share(home)[0] in page
    assert say("web/jobs", "done", "ja") in page


def _never() -> threading.Event:
    return threading.Event()


def test_why_a_backup_waits_is_a_sentence_on_the_page(
    home: Path, signed_in: SignedIn
) -> None:
    now = timezone.now()
    Job.objects.create(
        kind="backup", key="backup", created=now, not_before=now, failure="disk-full"
    )

    page = signed_in(Role.ADMINISTRATOR, "en").get("/backups/").text

    assert escape(say("web/jobs", "disk-full", "en")) in page
