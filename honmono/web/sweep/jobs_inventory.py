"""Long lists of PCs, compared and applied behind the page."""

from __future__ import annotations

from django.utils import timezone

from honmono.sweep.inventory import InventoryError
from honmono.web.jobs.running import FailedJobError, Run
from honmono.web.sweep import services_inventory as services
from honmono.web.sweep.models import InventoryFile


def compare(run: Run) -> None:
    """Compare a list with the PCs that there are."""
    file = _file(run)
    if file.state != file.State.COMPARING:
        return  # a worker before us has done it
    try:
        with run.step():
            services.compare_now(file, run.payload["language"], timezone.now())
    except InventoryError as error:
        InventoryFile.objects.filter(pk=file.pk).update(state=file.State.COLUMNS)
        raise FailedJobError(error.told(run.payload["language"])) from None


def apply(run: Run) -> None:
    """Let become so what somebody chose of it; a kill loses one turn."""
    file = _file(run)
    if file.state != file.State.APPLYING:
        return
    run.total(services.waiting(file).count() + run.job.done)
    while rows := services.next_rows(file):
        with run.step(len(rows)):
            services.apply_some(rows, run.job.by, timezone.now())
    with run.step():
        services.finish(file)


def _file(run: Run) -> InventoryFile:
    file = InventoryFile.objects.filter(pk=run.payload["file"]).first()
    if file is None:
        raise FailedJobError("the list is gone")
    return file
