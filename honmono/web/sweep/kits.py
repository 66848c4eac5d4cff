"""Kits: what is handed to an office, and whom its token lets in.

make(case, office, …)   a kit and its token, which is shown this once
admitted(name, token)   the kit, or why not
accept(kit, file, …)    one file of results; the same bytes count once

Of a token we keep the SHA-256, with which reports are signed.  Nobody without the token
learns whether there is a kit of some name, nor what came before.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F

from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from honmono.web.sweep.errors import KitError
from honmono.web.sweep.models import Kit, KitRefusal, Pc, ReportFile, Way
from honmono.web.sweep.services import keep
from honmono.web.sweep.storing import Brought

LONGEST: Final = timedelta(days=30)
"""For which a kit may be valid: what lies on old USB sticks ends by itself."""

LARGEST: Final = 25 * 2**20
"""Bytes of one delivery."""

_SECRET: Final = 32
_CHECK: Final = 3
"""Bytes: a letter that was mistyped is noticed."""

_A_PC: Final = 4
"""Files that a PC may bring: two scanners, each once more."""

_LEAST: Final = 50
_NOBODYS: Final = hashlib.sha256(b"no token has this hash").hexdigest()


@dataclass(frozen=True, slots=True)
class Made:
    """A new kit, and its token, which nobody can show again."""

    kit: Kit
    token: str


def make(case: Case, office: str, *, days: int, by: User | None, now: datetime) -> Made:
    """Make a kit for an office.

    Args:
        case: for whose sweep.
        office: its id; empty: of all.
        days: for which it is valid, 1 to 30.
        by: who makes it; None: the command line.
        now: aware, UTC.

    """
    until = now + min(max(timedelta(days=days), timedelta(days=1)), LONGEST)
    pcs = Pc.objects.filter(office=office) if office else Pc.objects.all()
    token = new_token()
    kit = Kit.objects.create(
        case=case,
        name=f"k-{secrets.token_hex(5)}",
        office=office,
        key=key_of(token),
        at=now,
        by=by,
        until=until,
        most=max(_A_PC * pcs.count(), _LEAST),
    )
    return Made(kit, token)


def revoke(case: Case, name: str, *, now: datetime) -> bool:
    """Let nothing in with a kit any more; False where that is so already."""
    rows = Kit.objects.filter(case=case, name=name, revoked=None)
    return bool(rows.update(revoked=now))


def new_token() -> str:
    """56 letters and digits: 32 bytes of chance, and three that check them."""
    secret = secrets.token_bytes(_SECRET)
    check = hashlib.sha256(secret).digest()[:_CHECK]
    return base64.b32encode(secret + check).decode()


def typed(untrusted_token: str) -> str:
    """A token as it was made: people type it in groups, and in small letters."""
    kept = (c for c in untrusted_token[:200].upper() if not c.isspace() and c != "-")
    return "".join(kept)


def key_of(token: str) -> str:
    """What we keep of it."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def admitted(untrusted_name: str, untrusted_token: str, now: datetime) -> Kit:
    """The kit that a token belongs to.

    A kit that is not there and a token that is wrong take the same steps and have the same
    answer.

    Raises:
        KitError: it lets nothing in.  The attempt was counted.

    """
    kit = Kit.objects.filter(name=untrusted_name[:40]).first()
    given = key_of(typed(untrusted_token))
    is_right = hmac.compare_digest(given, kit.key if kit else _NOBODYS)
    why = "wrong-token" if kit is None or not is_right else _closed(kit, now)
    if why or kit is None:
        refused(kit, why, now)
        raise KitError(why)
    return kit


def accept(kit: Kit, name: str, data: bytes, now: datetime) -> tuple[ReportFile, bool]:
    """Take in one file; it is kept when this returns, and read within seconds.

    Returns:
        Its row, and whether it is new.

    Raises:
        KitError: the kit has just ended, or has let in all that it may.

    """

    def count() -> None:
        open_ = Kit.objects.filter(pk=kit.pk, revoked=None, until__gt=now)
        if not open_.filter(taken__lt=F("most")).update(taken=F("taken") + 1):
            kit.refresh_from_db()
            raise KitError(_closed(kit, now) or "used-up")

    brought = Brought(Way.KIT, kit.name, now, kit)
    try:
        return keep(name, data, brought, also=count)
    except KitError as error:
        refused(kit, error.why, now)
        raise


def refused(kit: Kit | None, why: str, now: datetime) -> None:
    """Count an attempt; nobody's address and no name that somebody made up is kept."""
    key = {"kit": kit.name if kit else "", "day": now.date(), "why": why}
    with transaction.atomic():
        KitRefusal.objects.bulk_create(
            [KitRefusal(**key, last=now)], ignore_conflicts=True
        )
        KitRefusal.objects.filter(**key).update(count=F("count") + 1, last=now)


def refusals(kits: Iterable[Kit]) -> list[KitRefusal]:
    """The newest attempts in vain at these kits, and at none."""
    names = ["", *(kit.name for kit in kits)]
    return list(KitRefusal.objects.filter(kit__in=names)[:50])


def state_of(kit: Kit, now: datetime) -> str:
    """`open`, or why it lets nothing in."""
    return _closed(kit, now) or "open"


def _closed(kit: Kit, now: datetime) -> str:
    """Why it lets nothing in; empty where it does."""
    if kit.revoked is not None:
        return "revoked"
    if now >= kit.until:
        return "ended"
    return "used-up" if kit.taken >= kit.most else ""
