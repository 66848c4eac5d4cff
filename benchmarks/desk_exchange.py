"""Do incidents go into the desk's database and come back as they were?

    python -m benchmarks.desk_exchange

The published incidents of the test data go in as files and come back byte for byte; then
each leaves as a folder in a ZIP and comes into an empty desk, log and all.  A second
process works in a home of its own, so that nothing of a real desk is touched.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.bars import Result
from benchmarks.data import folder_of


def measure(work: Path) -> Iterator[Result]:
    """The bars of taking incidents over."""
    notices = folder_of("cases/notices.jsonl")
    env = {**os.environ, "HONMONO_HOME": str(work / "home"), "DATABASE_URL": ""}
    words = [sys.executable, "-m", "benchmarks.desk_exchange", "--desk", str(notices)]
    done = subprocess.run(words, env=env, stdout=subprocess.PIPE, check=True)
    found = json.loads(done.stdout)
    for key, what in (
        (
            "bytes",
            "desk: published incidents into the database and back, byte for byte",
        ),
        (
            "folders",
            "desk: the same out as a folder and into another desk, with the log",
        ),
        ("intact", "desk: bundles of these which `evidence verify` calls intact"),
    ):
        right, total = found[key], found["total"]
        yield Result(what, "all of 64", f"{right} of {total}", right == total >= 64)


def desk(notices: Path) -> dict[str, int]:
    """Every incident through a desk that is empty at the beginning."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "honmono.web.project.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from honmono.incident.case import incident_as_json
    from honmono.incident.exchange.notices import incident_from_notice

    found = {"total": 0, "bytes": 0, "folders": 0, "intact": 0}
    for line in notices.read_bytes().splitlines():
        content = incident_as_json(incident_from_notice(line))
        found["total"] += 1
        for name, held in _through(content).items():
            found[name] += held
    return found


def _through(content: bytes) -> dict[str, bool]:
    """One incident: what held."""
    from django.utils import timezone

    from honmono.incident.evidence.verify import verify
    from honmono.web.accounts.models import User
    from honmono.web.cases import handed_in, log
    from honmono.web.cases.models import Case
    from honmono.web.evidence import services
    from honmono.web.evidence.exchange import from_file
    from honmono.web.evidence.models import Export
    from honmono.web.jobs import services as jobs

    now = timezone.now()
    by, _ = User.objects.get_or_create(username="bench")
    case = from_file(content, by=by, now=now)
    case.refresh_from_db()
    held: dict[str, bool] = {"bytes": case.content.encode() == content}
    for form in ("bundle", "folder"):
        services.ask_for_export(case, form, by=by, now=now)
    lines = b"".join(log.lines(case))
    _work()
    made = {one.form: services.export_file(one.job) for one in Export.objects.all()}
    held["intact"] = verify(made["bundle"]).intact
    with made["folder"].open("rb") as file:
        token = handed_in.receive(file, 2**30, now)
    handed_in.settle(token)
    name = case.name
    case.delete()
    given: dict[str, Any] = {"token": token, "user": by.pk, "language": "en"}
    jobs.put("import-incident", f"import:{token}", now=now, by="bench", **given)
    _work()
    again = Case.objects.filter(name=name).first()
    held["folders"] = again is not None and (
        again.content.encode() == content
        and b"".join(log.lines(again)).startswith(lines)
    )
    return held


def _work() -> None:
    import threading

    from honmono.web.jobs.worker import work

    work(threading.Event(), until_empty=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--desk"]:
        print(json.dumps(desk(Path(sys.argv[2]))))
    else:
        with tempfile.TemporaryDirectory(prefix="honmono-desk-") as temporary:
            for line in measure(Path(temporary)):
                print(f"{line.what}\n    {line.bar}: {line.figure}", flush=True)
