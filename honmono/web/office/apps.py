"""Registers this folder with Django."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """Settings."""

    name = "honmono.web.office"
    label = "office"
