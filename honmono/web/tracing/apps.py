"""Registers this folder with Django."""

from django.apps import AppConfig


class TracingConfig(AppConfig):
    """Whose mailbox was stolen: index, trace, exposure."""

    name = "honmono.web.tracing"
    label = "tracing"
