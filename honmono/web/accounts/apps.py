"""Registers this folder with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who works at the desk."""

    name = "honmono.web.accounts"
    label = "accounts"
