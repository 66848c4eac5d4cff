"""Registers this folder with Django."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Incidents and their logs."""

    name = "honmono.web.cases"
    label = "cases"
