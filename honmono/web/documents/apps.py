"""Registers this folder with Django."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Notices and reports: written from the facts, reviewed, approved, issued."""

    name = "honmono.web.documents"
    label = "documents"
