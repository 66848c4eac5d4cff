"""Registers this folder with Django."""

from django.apps import AppConfig


class SweepConfig(AppConfig):
    """Every PC, looked at by two scanners."""

    name = "honmono.web.sweep"
    label = "sweep"

    def ready(self) -> None:
        """The rule of a sweep follows its incident."""
        from honmono.web.cases.signals import incident_changed
        from honmono.web.sweep.ruling import follow

        incident_changed.connect(follow, dispatch_uid="sweep")
