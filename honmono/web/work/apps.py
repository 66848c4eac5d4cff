"""Registers this folder with Django."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Questions, tasks, people, inquiries, accounts, measures."""

    name = "honmono.web.work"
    label = "work"
