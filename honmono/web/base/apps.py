"""Registers this folder with Django."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """Look and words."""

    name = "honmono.web.base"
    label = "base"
