"""Results that were made to fool or to stop the desk: damaged, deep, long, replayed.

    python -m benchmarks.sweep_hostile [--files N]

10,000 mutated reports of infected PCs, over every form; then wrong tokens and replayed
deliveries at the door of a kit.

| figure | bar |
| --- | --- |
| files with a reader that raised or died | 0 |
| files that still say `infected` and were read as clean alone | 0 |
| CPU of the slowest file | 5 s |
| files whose bytes are kept as they came | all |
| wrong tokens, ends and replays that stored or counted something | 0 |
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import os
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from benchmarks.bars import Result

FILES: Final = 10_000
MOST_CPU: Final = 5.0
_KNOCKS: Final = 300

_RUN: Final = """
import django, json, sys; django.setup()
from benchmarks.sweep_hostile import attacked
print(json.dumps(attacked(int(sys.argv[1]))))
"""


def attacked(count: int) -> dict[str, Any]:
    """All of it, on the desk of the environment."""
    from django.core.management import call_command

    logging.disable(logging.WARNING)  # each refusal is told there, too
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    return {**_read(count), **_knocked()}


def _read(count: int) -> dict[str, Any]:
    from django.utils import timezone

    from benchmarks.sweep_rows import NOW, ZONE
    from benchmarks.sweep_samples import COLUMNS, TOKEN, damaged
    from honmono.sweep import importers
    from honmono.sweep.scanner.report import key_of
    from honmono.web.sweep.importing import found_in
    from honmono.web.sweep.members import About
    from honmono.web.sweep.models import ReportFile, Scan, Way
    from honmono.web.sweep.storing import Brought, store

    raised, fooled, slowest, formats = list[str](), list[str](), (0.0, ""), set[str]()
    sent, batch, refused = dict[str, bytes](), [], 0
    brought = Brought(Way.FOLDER, "", timezone.now())
    about = About(NOW, ZONE, keys={"k-1": key_of(TOKEN)}, columns=COLUMNS)
    for number, (sample, data) in enumerate(damaged(count)):
        began = time.process_time()
        try:
            found = list(found_in(sample.name, data, about))
        except Exception as error:  # noqa: BLE001 - what must never happen is counted
            raised.append(f"{number} {sample.name}: {type(error).__name__}")
            continue
        spent = time.process_time() - began
        slowest = max(slowest, (spent, f"{number} {sample.name}"))
        raised += [
            f"{number} {one.name}"
            for one in found
            if any(t["code"] == "not-readable" for t in one.troubles)
        ]
        formats |= {one.format for one in found}
        refused += any(one.troubles for one in found)
        if sample.name != "all.zip" and sample.mark in data and _is_clean(found):
            fooled.append(f"{number} {sample.name}")
        if len(sent) % 20 == 0:
            sent[hashlib.sha256(data).hexdigest()] = data
        else:
            sent.setdefault(hashlib.sha256(data).hexdigest(), b"")
        batch += found
        if len(batch) >= 200:
            store(batch, brought)
            batch = []
    store(batch, brought)
    kept = {
        sha256: zlib.decompress(bytes(content))
        for sha256, content in ReportFile.objects.filter(
            sha256__in=[name for name, data in sent.items() if data][:400]
        ).values_list("sha256", "content")
    }
    names = set(ReportFile.objects.values_list("sha256", flat=True))
    lost = set(sent) - names
    lost |= {name for name, data in kept.items() if data != sent[name]}
    known = {one.name for one in importers.ALL}
    return {
        "raised": raised,
        "fooled": fooled,
        "slowest": slowest,
        "refused": refused,
        "scans": Scan.objects.count(),
        "lost": len(lost),
        "untried": sorted(known - formats),
    }


def _is_clean(found: list[Any]) -> bool:
    """Is there a clean scan, no bad one, and nothing that could not be read?"""
    scans = [json.loads(scan.value) for one in found for scan in one.scans]
    clean = [s for s in scans if s["outcome"] == "clean" and not s.get("defects")]
    return (
        bool(clean) and len(clean) == len(scans) and not any(o.troubles for o in found)
    )


def _knocked() -> dict[str, Any]:
    """Wrong tokens, kits that ended, deliveries that come again."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client
    from django.utils import timezone

    from honmono.incident.case import parse_incident
    from honmono.web.accounts.models import User
    from honmono.web.cases.services import Doing, open_case
    from honmono.web.sweep import kits
    from honmono.web.sweep.models import Kit, KitRefusal, ReportFile

    sample = Path(__file__).parents[1] / "examples/hoshimine/hoshimine-2026-10.json"
    by, now = User.objects.create(username="chief"), timezone.now()
    case = open_case(parse_incident(sample.read_bytes()), Doing("opened", by, now))
    made = kits.make(case, "", days=7, by=by, now=now)
    ended = kits.make(case, "", days=1, by=by, now=now - timedelta(days=9))
    client = Client(SERVER_NAME="localhost")

    def send(kit: Kit, token: str, data: bytes) -> int:
        return client.post(
            f"/sweep/upload/{kit.name}/",
            {"file": SimpleUploadedFile("a.txt", data)},
            headers={"Authorization": f"Bearer {token}"},
        ).status_code

    before = ReportFile.objects.count()
    codes = [send(made.kit, kits.new_token(), b"x%d" % n) for n in range(_KNOCKS)]
    codes += [send(ended.kit, ended.token, b"y%d" % n) for n in range(20)]
    wrong = ReportFile.objects.count() - before
    first = send(made.kit, made.token, b"once")
    again = [send(made.kit, made.token, b"once") for _ in range(20)]
    made.kit.refresh_from_db()
    return {
        "let_in": wrong + sum(code not in (403, 429) for code in codes),
        "first": first,
        "replayed": sum(code != 200 for code in again) + made.kit.taken - 1,
        "counted": sum(KitRefusal.objects.values_list("count", flat=True)),
    }


def measure(work: Path, files: int = FILES) -> Iterator[Result]:
    """The bars, for the exam."""
    environ = {
        **os.environ,
        "HONMONO_HOME": str(work / "home"),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "honmono.web.project.settings",
        "PYTHONPATH": str(Path(__file__).parents[1]),
    }
    made = subprocess.run(
        [sys.executable, "-c", _RUN, str(files)],
        env=environ,
        stdout=subprocess.PIPE,
        check=True,
    )
    told = json.loads(made.stdout.splitlines()[-1])
    yield from _results(files, told)


def _results(files: int, told: dict[str, Any]) -> Iterator[Result]:
    seconds, name = told["slowest"]
    untried = f"; forms without a sample: {told['untried']}" if told["untried"] else ""
    yield Result(
        f"sweep: {files:,} mutated results, readers that raised or died",
        "0",
        f"{len(told['raised'])} {told['raised'][:3] or ''}; {told['refused']:,} files"
        f" with a reason{untried}",
        not told["raised"],
    )
    yield Result(
        "sweep: infected, and read as clean",
        "0",
        f"{len(told['fooled'])} {told['fooled'][:3] or ''}",
        not told["fooled"],
    )
    yield Result(
        "sweep: CPU of the slowest mutated file",
        f"≤ {MOST_CPU:.0f} s",
        f"{seconds:.2f} s ({name})",
        seconds <= MOST_CPU,
    )
    yield Result("sweep: files lost", "0", str(told["lost"]), told["lost"] == 0)
    yield Result(
        "sweep: wrong tokens, ended kits, replays that changed something",
        "0; each counted",
        f"{told['let_in']} let in, {told['replayed']} replayed;"
        f" {told['counted']} attempts counted",
        (told["let_in"], told["replayed"], told["first"]) == (0, 0, 201),
    )


def main() -> int:
    """Print the results; 1 where one falls short."""
    options = argparse.ArgumentParser(description="Hostile results of scanners.")
    options.add_argument("--files", type=int, default=FILES, metavar="N")
    with tempfile.TemporaryDirectory(prefix="honmono-hostile-") as work:
        short = 0
        for one in measure(Path(work), options.parse_args().files):
            short += not one.holds
            verdict = "holds" if one.holds else "FALLS SHORT"
            print(f"{one.what}: {one.figure} ({one.bar}) {verdict}")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
