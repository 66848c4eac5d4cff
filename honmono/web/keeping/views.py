"""How backups stand, and a button that has one written now."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from honmono.config import ConfigError, load_settings
from honmono.config.loading import Backups
from honmono.web.accounts.doors import door
from honmono.web.accounts.http import StaffRequest
from honmono.web.base import backed_up
from honmono.web.jobs.models import Job
from honmono.web.keeping import scheduled
from honmono.web.rights import Right

_SHOWN: Final = 20
"""Tries that are listed."""


@door(Right.ADMINISTER)
@require_GET
def page(request: StaffRequest) -> HttpResponse:
    """Where backups go, when the last good one was made, what came of the last tries."""
    home = Path(settings.HOME)
    try:
        wanted = load_settings(home).backup
    except ConfigError:  # the page says so
        wanted = Backups()
    values = {
        "wanted": wanted,
        "file": home / "settings.toml",
        "good": backed_up.made(home).good,
        "jobs": Job.objects.filter(kind=scheduled.KIND).order_by("-pk")[:_SHOWN],
    }
    return render(request, "keeping/page.html", values)


@door(Right.ADMINISTER)
@require_POST
def now(request: StaffRequest) -> HttpResponse:
    """Have one written; the page then shows how far it is."""
    scheduled.ask(timezone.now(), by=request.user.called)
    return redirect("keeping:page")
