"""Registers this folder with Django."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who works at the desk."""

    name = "honmono.web.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Listen to what happens in the pages of allauth."""
        import_module("honmono.web.accounts.receivers")
