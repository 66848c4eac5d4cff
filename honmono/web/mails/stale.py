"""Answers that were given before the organization file was changed.

Whoever adds the people after the mails were judged would otherwise go on reading answers of
a Honmono that did not know them: a mail that shows a colleague's name, "unrelated".
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.db.models import QuerySet

from honmono.web.cases.models import Case
from honmono.web.jobs.models import OPEN
from honmono.web.mails.models import State, Upload


def hash_of(home: Path) -> str:
    """Names what the organization file says; empty where there is none."""
    try:
        return hashlib.sha256((home / "honmono.toml").read_bytes()).hexdigest()
    except OSError:
        return ""


def stale(case: Case, home: Path) -> QuerySet[Upload]:
    """Files whose answers go by another organization file than today's."""
    now = hash_of(home)
    rows = Upload.objects.filter(case=case, state=State.STORED).exclude(judged_by="")
    return (rows.exclude(judged_by=now) if now else rows.none()).exclude(
        job__state__in=OPEN
    )
