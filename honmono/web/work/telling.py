"""What could not be stored is told above the form, and what was typed stays in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils import timezone

from honmono.text import say
from honmono.web.accounts.models import User
from honmono.web.base.context import language
from honmono.web.cases.errors import CaseError
from honmono.web.work.checked import RefusedError
from honmono.web.work.proof import ProofForm

CONFLICT: Final = 409
UNCLEAR: Final = 422


def refused(form: forms.BaseForm, error: CaseError | RefusedError) -> int:
    """Put into the form why nothing was stored; the status of the answer."""
    words = language()
    if isinstance(error, RefusedError):
        form.add_error(None, error.told(words))
        return UNCLEAR
    form.add_error(None, say("web/cases", error.key, words, **error.values))
    return CONFLICT


def hold_on(bound: Mapping[str, Any], by: User) -> None:
    """Files that came with a form which is shown again are kept and stay chosen."""
    for form in bound.values():
        if isinstance(form, ProofForm):
            form.hold_on(by, timezone.now())


def renew(bound: Mapping[str, Any], shown: str, status: int) -> None:
    """After a conflict the form carries the record as it is now.

    Whoever sends it once more has been told, and sees the record on the same page.
    """
    for form in bound.values() if status == CONFLICT else ():
        form.data = form.data.copy()
        form.data["shown"] = shown
