"""A backup holds the desk, is whole or nothing, and goes from one database to another."""

from __future__ import annotations

import gzip
import io
import os
import shutil
import signal
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tests.web.conftest import ORG, SAMPLE
from tests.web.postgres import fresh_database
from tests.web.serving.conftest import Desk, until

FILL = f"""
from django.core.management import call_command
call_command("migrate", verbosity=0); call_command("createcachetable", verbosity=0)
import pathlib, shutil
from django.conf import settings
from django.utils import timezone
from honmono.incident.case import parse_incident
from honmono.web.accounts.models import User
from honmono.web.cases.services import Doing, open_case, add_originals
from honmono.web.cases.originals import keep
from honmono.web.jobs import services
user = User.objects.create(username="clerk", shown="山田 花子\\u2028\\x85")
case = open_case(parse_incident(pathlib.Path({str(SAMPLE)!r}).read_bytes()),
                 Doing("opened", user, timezone.now()))
case.members.add(user)
file = pathlib.Path(settings.HOME) / "incoming.eml"
file.write_bytes(b"From: x\\r\\n\\r\\ninert\\r\\n" * 1000)
kept, _ = keep(case.name, [(file, "報告.eml")], "mail")
add_originals(case.pk, kept, Doing("added", user, timezone.now()))
services.put("judge", "k", now=timezone.now(), a=[1, "二"])
shutil.copy({str(ORG)!r}, pathlib.Path(settings.HOME) / "honmono.toml")
print(json.dumps(kept[0].kept.sha256))
"""
LOOK = """
import hashlib
from django.apps import apps
from honmono.web.keeping import rows
from honmono.web.cases import log
from honmono.web.cases.models import Case
found = {}
for model in rows.tables(apps):
    digest = hashlib.sha256(b"".join(rows.written(model))).hexdigest()
    found[rows.label(model)] = [model._base_manager.count(), digest]
found["chain"] = [type(e).__name__ for e in log.entries(Case.objects.get())]
print(json.dumps(found))
"""
AND_GO_ON = """
from django.utils import timezone
from honmono.web.jobs import services
from honmono.web.accounts.models import User
User.objects.create(username="another")
print(services.put("judge", "another", now=timezone.now()).pk)
"""


def honmono(desk: Desk, *words: str, status: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "honmono", *words, "--lang", "en"],
        env={**desk.environ, "DJANGO_SETTINGS_MODULE": "honmono.web.project.settings"},
        capture_output=True,
        check=False,
    )
    said = (done.stdout + done.stderr).decode()
    assert done.returncode == status, said
    assert "Traceback" not in said
    return said


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with a person, an incident, an original and a job; each test has a copy."""
    desk = Desk(tmp_path_factory.mktemp("first") / "home", fresh_database())
    desk.home.mkdir()
    desk.run(FILL)
    return desk


@pytest.fixture(scope="module")
def backup(first: Desk) -> Path:
    """Its backup; each test has a copy, too."""
    file = first.home.parent / "desk.tar.gz"
    honmono(first, "backup", str(file))
    return file


@pytest.fixture
def filled(first: Desk, tmp_path: Path) -> Desk:
    url = first.environ["DATABASE_URL"]
    shutil.copytree(first.home, tmp_path / "home")
    return Desk(tmp_path / "home", fresh_database(like=url) if url else "")


@pytest.fixture
def saved(backup: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(backup, tmp_path / "desk.tar.gz"))


@pytest.mark.parametrize("other", [False, True], ids=["same", "other"])
def test_what_comes_back_is_what_was_there(
    filled: Desk, saved: Path, tmp_path: Path, other: bool
) -> None:
    there = Desk(tmp_path / "there", "" if other else fresh_database())

    honmono(there, "restore", str(saved), "--home", str(there.home))

    assert there.run(LOOK) == filled.run(LOOK)
    assert there.run(LOOK)["chain"] == ["Entry"] * 2
    originals = [p.name for p in there.home.glob("cases/*/originals/*/*")]
    assert len(originals) == 1
    assert (there.home / "honmono.toml").read_bytes() == ORG.read_bytes()
    assert not (there.home / ".restoring").exists()
    assert there.run(AND_GO_ON) > 1


def test_nobody_else_may_read_it(saved: Path) -> None:
    assert saved.stat().st_mode & 0o077 == 0
    with tarfile.open(saved) as tar:
        names = tar.getnames()
    assert not [n for n in names if "session" in n or "secret" in n]


def test_with_a_passphrase_only_who_knows_it_restores(
    filled: Desk, tmp_path: Path
) -> None:
    file, phrase = tmp_path / "desk.tar.gz.age", tmp_path / "phrase.txt"
    phrase.write_text("correct horse battery staple\n")
    words = ("backup", str(file), "--passphrase-file", str(phrase))
    assert "encrypted with your passphrase" in honmono(filled, *words)
    assert file.stat().st_mode & 0o077 == 0
    assert file.read_bytes().startswith(b"age-encryption.org/v1\n")
    there = Desk(tmp_path / "there", fresh_database())
    restore = ("restore", str(file), "--home", str(there.home))

    assert "say the file of its passphrase" in honmono(there, *restore, status=2)
    (tmp_path / "wrong.txt").write_text("correct horse battery stable\n")
    wrong = ("--passphrase-file", str(tmp_path / "wrong.txt"))
    assert "this is not the passphrase" in honmono(there, *restore, *wrong, status=2)
    assert not there.home.exists() or list(there.home.iterdir()) == []
    honmono(there, *restore, "--passphrase-file", str(phrase))

    assert there.run(LOOK) == filled.run(LOOK)


def test_a_name_that_is_taken_stays_as_it_is(filled: Desk, saved: Path) -> None:
    before = saved.read_bytes()

    assert "is there already" in honmono(filled, "backup", str(saved), status=2)
    assert saved.read_bytes() == before


def test_a_missing_original_is_told_and_the_rest_is_kept(
    filled: Desk, tmp_path: Path
) -> None:
    (original,) = filled.home.glob("cases/*/originals/*/*")
    original.chmod(0o600)
    original.unlink()

    said = honmono(filled, "backup", str(tmp_path / "b.tgz"), status=1)

    assert "1 files are not there" in said
    assert (tmp_path / "b.tgz").exists()


def test_a_home_that_is_not_empty_is_left_alone(filled: Desk, saved: Path) -> None:
    words = ("restore", str(saved), "--home", str(filled.home))

    assert "there is something in" in honmono(filled, *words, status=2)


def cut(data: bytes) -> bytes:
    return data[: len(data) - 400]


def cut_in_the_original(data: bytes) -> bytes:
    plain = gzip.decompress(data)
    return gzip.compress(plain[: plain.index(b"inert\r\n") + 900])


def swapped(data: bytes) -> bytes:
    plain = bytearray(gzip.decompress(data))
    at = plain.index(b"clerk")
    plain[at : at + 5] = b"thief"
    return gzip.compress(bytes(plain))


def sealless(data: bytes) -> bytes:
    plain = gzip.decompress(data)
    end = bytes(1024)
    return gzip.compress(plain[: plain.index(b"seal.json")] + end)


def escaping(data: bytes) -> bytes:
    return gzip.compress(
        gzip.decompress(data).replace(b"files/honmono.toml", b"../../honmono.toml")
    )


def formless(data: bytes) -> bytes:
    return gzip.compress(gzip.decompress(data).replace(b'"form"', b'"from"', 1))


def holey(data: bytes) -> bytes:
    """A file of one byte that says it has a petabyte, most of it a hole."""
    out = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as old,
        tarfile.open(fileobj=out, mode="w:gz", format=tarfile.PAX_FORMAT) as new,
    ):
        about = old.getmember("about.json")
        new.addfile(about, old.extractfile(about))
        hole = tarfile.TarInfo("originals/a/" + "a" * 64)
        hole.size = 1
        hole.pax_headers = {"GNU.sparse.map": "0,1", "GNU.sparse.size": str(2**50)}
        new.addfile(hole, io.BytesIO(b"x"))
    return out.getvalue()


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(cut, marks=pytest.mark.long),
        cut_in_the_original,
        swapped,
        pytest.param(sealless, marks=pytest.mark.long),
        escaping,
        pytest.param(formless, marks=pytest.mark.long),
        holey,
        pytest.param(lambda _: b"x", marks=pytest.mark.long),
    ],
)
def test_what_is_not_whole_is_not_restored(
    saved: Path, tmp_path: Path, damage: object
) -> None:
    assert callable(damage)
    bad = tmp_path / "bad.tar.gz"
    bad.write_bytes(damage(saved.read_bytes()))
    there = Desk(tmp_path / "there", fresh_database())

    said = honmono(there, "restore", str(bad), "--home", str(there.home), status=2)

    assert "nothing was restored" in said or "cannot be read" in said
    assert list(there.home.iterdir()) == []
    # and the whole one still can be
    honmono(there, "restore", str(saved), "--home", str(there.home))


def test_a_backup_that_is_killed_leaves_no_half_file(
    filled: Desk, tmp_path: Path
) -> None:
    (original,) = filled.home.glob("cases/*/originals/*/*")
    original.unlink()
    os.mkfifo(original)  # it waits for somebody who never writes
    target = tmp_path / "b.tar.gz"
    process = subprocess.Popen(
        [sys.executable, "-m", "honmono", "backup", str(target)],
        env={
            **filled.environ,
            "DJANGO_SETTINGS_MODULE": "honmono.web.project.settings",
        },
    )
    until(lambda: list(tmp_path.glob(".b.tar.gz.*.part")), "a part")

    process.send_signal(signal.SIGKILL)
    process.wait()

    assert not target.exists()
    original.unlink()
    shutil.copy(ORG, original)
    honmono(filled, "backup", str(target), status=1)
    assert [each.name for each in tmp_path.glob(".*")] == []
