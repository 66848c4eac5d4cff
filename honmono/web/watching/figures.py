"""Figures of the desk, as they stand in the database: counts, never names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.apps import apps
from django.db.models import Count, Min
from django.utils import timezone
from prometheus_client import CollectorRegistry, Metric, multiprocess
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import REGISTRY, Collector

from honmono.web.cases.models import Case
from honmono.web.jobs.models import Job, State

_MAIL: Final = "mail"
"""The model whose rows are mails that were judged."""


class Desk(Collector):
    """What the database says when somebody asks."""

    def collect(self) -> Iterator[Metric]:
        """Read it."""
        yield _jobs()
        yield _oldest()
        open_, closed = Case.objects.filter(closed=None), Case.objects.all()
        incidents = GaugeMetricFamily(
            "honmono_incidents", "Incidents", labels=["state"]
        )
        count = open_.count()
        incidents.add_metric(["open"], count)
        incidents.add_metric(["closed"], closed.count() - count)
        yield incidents
        yield from _mails()


def registry(*, of_all_processes: bool) -> CollectorRegistry:
    """Everything that is told: of all processes of this start, or of this one."""
    if not of_all_processes:
        told = CollectorRegistry(auto_describe=False)
        told.register(_Own())
    else:
        told = CollectorRegistry()
        multiprocess.MultiProcessCollector(told)  # type: ignore[no-untyped-call]
    told.register(Desk())
    return told


class _Own(Collector):
    """What this process counted itself."""

    def collect(self) -> Iterator[Metric]:
        yield from (each for each in REGISTRY.collect() if "honmono" in each.name)


def _jobs() -> GaugeMetricFamily:
    told = GaugeMetricFamily("honmono_jobs", "Jobs", labels=["kind", "state"])
    rows = Job.objects.values_list("kind", "state").annotate(count=Count("id"))
    for kind, state, count in rows.order_by("kind", "state"):
        told.add_metric([kind, state], count)
    return told


def _oldest() -> GaugeMetricFamily:
    name = "honmono_oldest_queued_job_seconds"
    first = Job.objects.filter(state=State.QUEUED).aggregate(at=Min("created"))["at"]
    age = (timezone.now() - first).total_seconds() if first else 0.0
    return GaugeMetricFamily(name, "Age of the job that waits longest", value=age)


def _mails() -> Iterator[GaugeMetricFamily]:
    try:
        mails = apps.get_app_config("mails").get_model(_MAIL)
    except LookupError:
        return
    count = mails._default_manager.count()
    yield GaugeMetricFamily("honmono_mails", "Mails that were judged", value=count)
