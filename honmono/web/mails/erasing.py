"""What was read from a file goes when the file is erased."""

from __future__ import annotations

from typing import Any

from honmono.web.cases.models import Case
from honmono.web.mails.models import Upload


def forget(*, case: Case, originals: frozenset[str], **_: Any) -> None:
    """Take away the mails of these files, in the transaction of the erasure."""
    Upload.objects.filter(case=case, sha256__in=originals).delete()
