"""Passwords of locked files that were handed in: sealed while a job needs them, then gone.

    upload ──▶ sealed("…") in its row ──▶ the job opens the file ──▶ the row forgets it

The seal is made with a key that comes from the desk's own secret, which no backup holds: a
copy of the database tells nobody the password.  None is logged, shown or kept for later.
"""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta
from typing import Final

from cryptography.fernet import InvalidToken

from honmono.web.base.locks import lock_for
from honmono.web.mails.models import Upload

_FOR: Final = "honmono: passwords of files"

LONGEST: Final = 200
"""Characters."""

KEPT: Final = timedelta(days=1)
"""A job that could not begin for so long has to be given the password again."""


def sealed(password: str) -> str:
    """For a row; empty for none."""
    if not password:
        return ""
    return lock_for(_FOR).encrypt(password[:LONGEST].encode()).decode()


def opened(kept: str) -> str:
    """The password; empty where there is none, it is too old, or it is another desk's."""
    if not kept:
        return ""
    try:
        age = int(KEPT.total_seconds())
        return lock_for(_FOR).decrypt(kept.encode(), ttl=age).decode()
    except (InvalidToken, ValueError):
        return ""


def readings(password: str) -> tuple[str, ...]:
    """How it may have been meant: as typed, without blanks, in half-width letters.

    ` ｆａｘ２０２６ ` → ` ｆａｘ２０２６ `, `ｆａｘ２０２６`, `fax2026`
    """
    bare = password.strip()
    meant = (password, bare, unicodedata.normalize("NFKC", bare))
    return tuple(dict.fromkeys(each for each in meant if each))


def forget(upload: Upload) -> None:
    """Nobody needs its password any more; one that was given meanwhile stays."""
    Upload.objects.filter(pk=upload.pk, sealed=upload.sealed).update(sealed="")


def forget_old(now: datetime) -> None:
    """A tick: forget what no job came to use, since it died or never began."""
    for pk, kept in Upload.objects.exclude(sealed="").values_list("pk", "sealed"):
        if _made(kept) < now - KEPT:
            Upload.objects.filter(pk=pk, sealed=kept).update(sealed="")


def _made(kept: str) -> datetime:
    """When it was sealed; what is no seal of ours is older than any."""
    try:
        at = lock_for(_FOR).extract_timestamp(kept.encode())
    except (InvalidToken, ValueError):
        at = 0
    return datetime.fromtimestamp(at).astimezone()
