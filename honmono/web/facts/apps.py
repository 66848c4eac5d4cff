"""Registers this folder with Django."""

from django.apps import AppConfig


class FactsConfig(AppConfig):
    """The records of an incident: timeline, all parts, forms, corrections."""

    name = "honmono.web.facts"
    label = "facts"
