"""Registers this folder with Django."""

from django.apps import AppConfig


class MailsConfig(AppConfig):
    """Mails that were handed in: judged, listed, looked at."""

    name = "honmono.web.mails"
    label = "mails"
