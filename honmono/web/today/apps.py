"""Registers this folder with Django."""

from django.apps import AppConfig


class TodayConfig(AppConfig):
    """What is due, what is next: the first page of an incident."""

    name = "honmono.web.today"
    label = "today"
