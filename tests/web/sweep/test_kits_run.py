"""A kit as the desk hands it out runs, and what it writes is accepted and counted."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from honmono.sweep.knowledge import knowledge
from honmono.sweep.scan import Signature, scan_from_json
from honmono.web.cases.models import Case
from honmono.web.jobs.ticks import do as do_tick
from honmono.web.rights import Role
from honmono.web.sweep.models import Kit, Scan, Sweep
from honmono.web.sweep.services import put_pcs
from tests.web.keeping.whole import do_jobs
from tests.web.sweep.told import NOW, pc

pytestmark = pytest.mark.django_db

OWN = "kind,value,called,from,to,source\nname,qqqq-own-program.exe,Ours,,,us\n"


def downloaded(client: Client, case: Case) -> tuple[Kit, str, Any]:
    put_pcs([(pc("A"), "added")], by="", now=NOW)
    page = client.post(
        reverse("sweep:kit-make", args=[case.name]), {"office": "tokyo", "days": "7"}
    )
    kit, token = Kit.objects.get(), page.context["token"]
    address = reverse("sweep:kit-zip", args=[case.name, kit.name])
    return kit, token, client.post(address, {"token": token})


def test_a_kit_from_the_desk_runs_and_its_report_counts(
    case: Case, sweep: Sweep, signed_in: Callable[..., Client], tmp_path: Path
) -> None:
    kit, token, answer = downloaded(signed_in(Role.HANDLER), case)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        archive.extractall(tmp_path / "kit")
    place = tmp_path / "kit/honmono-kit"
    known = json.loads((place / "knowledge.json").read_text("ascii"))
    assert known["indicators"] == list(knowledge().indicators)
    assert known["made"] == knowledge().made
    out = tmp_path / "out"
    out.mkdir()

    done = subprocess.run(
        [
            sys.executable,
            "-I",
            place / "honmono-scan.pyz",
            "--out",
            out,
            "--lang",
            "ja",
        ],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )

    assert done.returncode in (0, 3), done.stderr
    (file,) = out.iterdir()
    answer = Client().post(
        reverse("sweep:upload", args=[kit.name]),
        {"file": [SimpleUploadedFile(file.name, file.read_bytes())]},
        headers={"Authorization": f"Bearer {token}"},
    )
    assert answer.status_code == 201
    do_tick("sweep", timezone.now())
    do_jobs()
    scan = scan_from_json(Scan.objects.get().value)
    assert scan.signature is Signature.GOOD
    assert (scan.product, scan.definitions) == ("honmono", knowledge().made)
    assert scan.unknown["kit"] == kit.name
    outcomes = {
        one["name"]: one for one in json.loads(file.read_text("ascii"))["checks"]
    }
    assert outcomes["indicators"]["why"] != "no-indicators"


def test_the_operators_indicators_are_in_the_kit(
    case: Case, home: Path, signed_in: Callable[..., Client]
) -> None:
    (home / "own.csv").write_text(OWN)
    place = (home / "own.csv").as_posix()
    (home / "settings.toml").write_text(f'[sweep]\nindicators = "{place}"\n')

    _, _, answer = downloaded(signed_in(Role.HANDLER), case)

    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        known = json.loads(archive.read("honmono-kit/knowledge.json"))
    assert "qqqq-own-program.exe" in {one["value"] for one in known["indicators"]}
    assert len(known["indicators"]) == len(knowledge().indicators) + 1


@pytest.mark.parametrize("content", [b"kind,value\nmd5,abc\n", b"\xff\xfe\xff", None])
def test_a_broken_file_of_the_operators_makes_no_kit_and_says_why(
    case: Case, home: Path, signed_in: Callable[..., Client], content: bytes | None
) -> None:
    if content is not None:
        (home / "own.csv").write_bytes(content)
    place = (home / "own.csv").as_posix()
    (home / "settings.toml").write_text(f'[sweep]\nindicators = "{place}"\n')
    client = signed_in(Role.HANDLER)

    _, _, answer = downloaded(client, case)

    assert answer.status_code == 302
    told = client.get(answer.headers["Location"]).content.decode()
    assert "own.csv" in told
