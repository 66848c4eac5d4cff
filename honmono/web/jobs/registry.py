"""Which function does which kind of job.

A handler is named by its place, so that nothing of it is loaded by pages:

    "judge": "honmono.web.mails.jobs.judge"
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Final

from honmono.web.jobs.running import Run

Handler = Callable[[Run], None]

HANDLERS: Final[dict[str, str]] = {
    "backup": "honmono.web.keeping.scheduled.back_up",
    "forget-mailbox": "honmono.web.tracing.jobs.forget",
    "index": "honmono.web.tracing.jobs.index",
    "trace": "honmono.web.tracing.jobs.trace",
    "mail": "honmono.web.mails.jobs.judge",
    "mails-anew": "honmono.web.mails.jobs.judge_anew",
    "mails-of-originals": "honmono.web.mails.from_originals.take",
    "check-evidence": "honmono.web.evidence.jobs.check",
    "export-bundle": "honmono.web.evidence.jobs.bundle",
    "export-folder": "honmono.web.evidence.jobs.folder",
    "destroy": "honmono.web.evidence.jobs.destroy",
    "import-incident": "honmono.web.evidence.importing.take_over",
    "sweep-import": "honmono.web.sweep.importing.import_files",
    "sweep-read": "honmono.web.sweep.importing.read_waiting",
    "sweep-folder": "honmono.web.sweep.watched.take_steady",
    "sweep-judge": "honmono.web.sweep.rejudging.judge",
    "inventory-compare": "honmono.web.sweep.jobs_inventory.compare",
    "inventory-apply": "honmono.web.sweep.jobs_inventory.apply",
    "sweep-freeze": "honmono.web.sweep.jobs.freeze",
    "list-persons": "honmono.web.work.jobs_people.take_persons",
}
"""By kind; each folder with jobs adds a line here."""


def handler_of(kind: str) -> Handler:
    """The function that does a kind of job.

    Raises:
        LookupError: nobody does it.

    """
    module, _, name = HANDLERS[kind].rpartition(".")
    handler: Handler = getattr(import_module(module), name)
    return handler
