"""Registers this folder with Django."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Incidents and their logs."""

    name = "honmono.web.cases"
    label = "cases"

    def ready(self) -> None:
        """The list of incidents hears of every incident that is saved."""
        from honmono.web.cases import heads

        heads.listen()
