"""Registers the job that waits, and deaths where a drill wants them."""

from __future__ import annotations

import os
from datetime import timedelta

from django.apps import AppConfig


class DrillConfig(AppConfig):
    """What drills need."""

    name = "tests.web.serving.drill"
    label = "drill"

    def ready(self) -> None:
        """Add the kind; HONMONO_DRILL_DEATHS: job processes die where it hurts.

        HONMONO_DRILL_LEASE: seconds of a lease.  HONMONO_DRILL_FREEZE: who exports stops
        once, when he has `begun` or `written`.  HONMONO_DRILL_PATIENT: a job may wait for
        hours; else that is of a clock that erred.
        """
        from honmono.web.jobs.registry import HANDLERS

        HANDLERS["drill"] = "tests.web.serving.drill_jobs.wait"
        if lease := os.environ.get("HONMONO_DRILL_LEASE"):
            from tests.web.serving.drill_deaths import shorten

            shorten(float(lease))
        if os.environ.get("HONMONO_DRILL_PATIENT"):
            from honmono.web.jobs import services

            setattr(services, "_SET_BACK", timedelta(days=1))  # noqa: B010 - a constant
        if place := os.environ.get("HONMONO_DRILL_FREEZE"):
            from tests.web.serving.drill_deaths import freeze

            freeze(place)
        if os.environ.get("HONMONO_DRILL_DEATHS"):
            from tests.web.serving.drill_deaths import install

            install()
