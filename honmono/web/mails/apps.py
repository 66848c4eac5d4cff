"""Registers this folder with Django, and hears of what is erased."""

from django.apps import AppConfig


class MailsConfig(AppConfig):
    """Mails that were handed in: judged, listed, looked at."""

    name = "honmono.web.mails"
    label = "mails"

    def ready(self) -> None:
        """Whatever was read from an erased file goes with it."""
        from honmono.web.cases.signals import originals_erased
        from honmono.web.mails.erasing import forget

        originals_erased.connect(forget, dispatch_uid="mails")
