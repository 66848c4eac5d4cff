"""Registers this folder with Django."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Originals, the log, bundles."""

    name = "honmono.web.evidence"
    label = "evidence"
