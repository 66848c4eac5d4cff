"""Registers this folder with Django."""

from django.apps import AppConfig


class GuideConfig(AppConfig):
    """The first day, question by question; new incidents; import and export."""

    name = "honmono.web.guide"
    label = "guide"
