"""Registers this folder with Django."""

from django.apps import AppConfig


class WatchingConfig(AppConfig):
    """Health and figures."""

    name = "honmono.web.watching"
    label = "watching"
