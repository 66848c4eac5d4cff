"""Requests of somebody who has signed in."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from honmono.web.accounts.models import User


class StaffRequest(HttpRequest):
    """A request whose `user` is never anonymous."""

    user: User
    htmx: HtmxDetails
    case: object
    """Row of the incident that the page is about; the frame of pages shows its name."""

    zone: ZoneInfo
    """Of that incident's organization."""
