"""What tests of documents share: a notice, and what its reader saw."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings

from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.documents import services
from honmono.web.documents.checking import Shown
from honmono.web.documents.making import Wish
from honmono.web.documents.models import Draft
from honmono.web.documents.selectors import digest_now
from honmono.web.rights import Role
from tests.web.conftest import NOW

DAY = date(2026, 10, 15)
NOTICE = Wish("public-notice", DAY, "report", number="総発第12号")
REPORT = Wish("ppc-preliminary", DAY)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: LazySettings) -> Path:
    """A folder of its own for originals."""
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def notice(case: Case, person: Callable[..., User]) -> Draft:
    """A notice that the handler wrote."""
    return services.start(case, NOTICE, by=person(Role.HANDLER), now=NOW)


def shown(draft: Draft, *, despite: bool = False) -> Shown:
    """What a page shows of a document at this moment."""
    draft.refresh_from_db()
    case = Case.objects.get(pk=draft.case_id)
    return Shown(draft.digest, draft.base, digest_now(case, draft), despite)


def posted(draft: Draft, **more: str) -> dict[str, str]:
    """The same as a form carries it."""
    seen = shown(draft)
    carried = {"digest": seen.digest, "base": str(seen.base), "now": seen.now}
    return {**carried, "read": "1", **more}
