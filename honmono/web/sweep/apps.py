"""Registers this folder with Django."""

from django.apps import AppConfig


class SweepConfig(AppConfig):
    """Whose mailbox was stolen: index, trace, exposure."""

    name = "honmono.web.sweep"
    label = "sweep"
