"""Registers the job that waits."""

from __future__ import annotations

from django.apps import AppConfig


class DrillConfig(AppConfig):
    """What drills need."""

    name = "tests.web.serving.drill"
    label = "drill"

    def ready(self) -> None:
        """Add the kind."""
        from honmono.web.jobs.registry import HANDLERS

        HANDLERS["drill"] = "tests.web.serving.drill_jobs.wait"
