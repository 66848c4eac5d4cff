"""Registers this folder with Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Work that goes on behind the pages."""

    name = "honmono.web.jobs"
    label = "jobs"
