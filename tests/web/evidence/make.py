"""Short builders of tests about evidence."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from honmono.incident.evidence.values import Key
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.evidence import services
from honmono.web.jobs.worker import work
from tests.web.conftest import NOW

LATER = NOW + timedelta(hours=1)


def kept(case: Case, by: User, folder: Path, **files: bytes) -> list[str]:
    """Keep files of an incident; their hashes."""
    given = []
    for name, content in files.items():
        path = folder / name
        path.write_bytes(content)
        given.append((path, f"{name}.eml"))
    return list(services.add(case, given, note="証拠", by=by, now=LATER).new)


def erased(
    case: Case, by: User, originals: Iterable[str] = (), values: Iterable[Key] = ()
) -> None:
    """Erase for good, the job with it."""
    services.erase(case.pk, originals=originals, values=values, by=by, now=LATER)
    done()


def done() -> None:
    """Do every job that waits."""
    work(threading.Event(), until_empty=True)
