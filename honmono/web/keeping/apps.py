"""Registers this folder with Django: it has a page, and no tables."""

from __future__ import annotations

from django.apps import AppConfig


class KeepingConfig(AppConfig):
    """Backups."""

    name = "honmono.web.keeping"
    label = "keeping"
