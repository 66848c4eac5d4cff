"""Is a document what somebody saw, and may this be done with it?  Else he is told.

Called while the document's row is held, so nothing changes between question and answer.
"""

from __future__ import annotations

from dataclasses import dataclass

from honmono.web.cases.models import Case
from honmono.web.documents.errors import DraftError
from honmono.web.documents.models import Draft, State
from honmono.web.documents.selectors import digest_now, made_of


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody saw when he pressed the button."""

    digest: str
    base: int
    now: str
    """Digest of what the document would say, made from the facts of that moment."""

    despite: bool = False
    """Does he want it although the facts have changed?"""


def must_be(draft: Draft, *states: State) -> None:
    """Refuse what another state has overtaken: it went out, somebody was faster."""
    if draft.state in states:
        return
    last = draft.steps.select_related("by").last()
    raise DraftError(
        f"is-{draft.state}", by=last.by.called if last else "", at=last and last.at
    )


def says(draft: Draft, digest: str) -> None:
    """Refuse what says something else by now."""
    if draft.digest != digest:
        raise DraftError("changed-meanwhile", by=draft.author.called, at=draft.changed)


def is_as_shown(draft: Draft, shown: Shown) -> None:
    """Refuse what was changed or made anew since somebody saw it."""
    says(draft, shown.digest)
    if draft.base != shown.base:
        raise DraftError("changed-meanwhile", by=draft.author.called, at=draft.changed)


def check(case: Case, draft: Draft, shown: Shown) -> None:
    """Is it what he saw, may it be said, and do the facts still say so?"""
    is_as_shown(draft, shown)
    text = made_of(case, draft)
    if text.digest != draft.digest:  # another release of the program has other words
        raise DraftError("program-changed")
    if text.is_forbidden:
        raise DraftError("forbidden-words")
    now = digest_now(case, draft)
    if now != shown.now:
        raise DraftError("facts-changed-meanwhile")
    if now != draft.digest and not shown.despite:
        raise DraftError("is-stale")
