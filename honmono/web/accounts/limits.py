"""How often somebody may try a password: counted in the table of tries, by all processes.

a browser that was signed in to this account before    its own tries alone
any other                                              by address and name, by address,
                                                       and by name over all addresses

So whoever knows a user name can lock it for browsers that nobody knows, and not for the one
that its owner works with.  A name that nobody has is counted in the same way, with the
same questions to the database: neither words nor time tell whether it exists.
"""

from __future__ import annotations

import secrets
import unicodedata
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

from honmono.web.accounts.models import Outcome, SignIn, User
from honmono.web.base.houses import house_of
from honmono.web.base.lately import AHEAD

COOKIE: Final = "honmono_known"
_SALT: Final = "honmono.known-browser"
_MOST_NAMES: Final = 5
"""Accounts that one browser is known for; a PC that many share forgets the oldest."""

_KNOWN_FOR: Final = 180 * 86_400
"""Seconds since it was last used to sign in."""

_SIGNED_IN: Final = "honmono_signed_in"
_FIVE, _HOUR, _DAY = timedelta(minutes=5), timedelta(hours=1), timedelta(days=1)

OF_KNOWN: Final = ((("name", "device"), _FIVE, 5), (("name", "device"), _DAY, 50))
OF_STRANGERS: Final = (
    (("name", "address"), _FIVE, 5),
    (("address",), _FIVE, 20),
    (("name",), _HOUR, 30),
    (("name",), _DAY, 100),
)
"""Which failed tries are counted, how long, and how many there may be."""

KEPT: Final = timedelta(days=90)
MOST_OF_STRANGERS: Final = 20_000
"""Tries at names that nobody has; older ones are forgotten earlier."""


class LockedOutError(Exception):
    """Too many tries; `until` is when the next one is looked at."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__("locked out")


def begin(request: HttpRequest, name: str, now: datetime) -> SignIn:
    """Note a try, before its password is looked at: of two at once both count.

    Raises:
        LockedOutError: there were too many; nothing was noted.

    """
    key = name_key(name)
    row = SignIn(
        at=now,
        name=key,
        address=address_of(request),
        device=_known(request).get(key, ""),
    )
    _require_few(row, now)
    row.save(force_insert=True)
    try:
        _require_few(row, now)
    except LockedOutError:
        row.delete()
        raise
    return row


def end(row: SignIn, whose: User | None, outcome: Outcome) -> None:
    """Note what came of it."""
    SignIn.objects.filter(pk=row.pk).update(whose=whose, outcome=outcome)


def owner_of(name: str) -> User | None:
    """Whose name it is; asked for every failed try, whatever the name."""
    return User.objects.filter(username__iexact=name[:150]).first()


def name_key(name: str) -> str:
    """Stands for a name: what is typed there may be a password, so it is not kept."""
    one = unicodedata.normalize("NFKC", name[:1_000]).strip()
    one = one.upper().casefold()  # as databases compare: to some of them ı is an i
    return salted_hmac(_SALT, one, algorithm="sha256").hexdigest()[:32]


def address_of(request: HttpRequest) -> str:
    """Where it comes from: as the server says, which believes our own proxy alone."""
    return house_of(str(request.META.get("REMOTE_ADDR", ""))[:45])


def remember_soon(request: HttpRequest, user: User) -> None:
    """Somebody has signed in: the answer will make the browser one that is known."""
    setattr(request, _SIGNED_IN, user.username)


def remember(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Give the browser its cookie, where somebody has just signed in."""
    name = getattr(request, _SIGNED_IN, None)
    if name is None:
        return response
    known = _known(request)
    key = name_key(name)
    token = known.pop(key, "") or secrets.token_hex(16)
    newest = dict([(key, token), *known.items()][:_MOST_NAMES])
    response.set_cookie(
        COOKIE,
        signing.dumps(newest, salt=_SALT),
        max_age=_KNOWN_FOR,
        path="/accounts/",
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response


def prune(now: datetime) -> None:
    """Forget old tries, and more of strangers than anybody will read."""
    SignIn.objects.filter(at__lt=now - KEPT).delete()
    of_nobody = SignIn.objects.filter(whose=None).order_by("-pk")
    last = of_nobody.values_list("pk", flat=True)[MOST_OF_STRANGERS:][:1]
    for pk in last:
        SignIn.objects.filter(whose=None, pk__lte=pk).delete()


def _require_few(row: SignIn, now: datetime) -> None:
    """Are there few others?  Of many at once each is seen by whoever counts last."""
    for fields, span, most in OF_KNOWN if row.device else OF_STRANGERS:
        same = {field: getattr(row, field) for field in fields}
        failed = SignIn.objects.filter(
            **same, at__gt=now - span, at__lte=now + AHEAD, outcome=Outcome.FAILED
        ).exclude(pk=row.pk)
        times = failed.order_by("-at", "-pk").values_list("at", flat=True)
        for oldest in times[most - 1 : most]:
            raise LockedOutError(oldest + span)


def _known(request: HttpRequest) -> dict[str, str]:
    """Tokens by name of the accounts that this browser was signed in to."""
    given = request.COOKIES.get(COOKIE, "")[:2_000]
    try:
        found: Any = signing.loads(given, salt=_SALT, max_age=_KNOWN_FOR)
    except signing.BadSignature:
        return {}
    return found if isinstance(found, dict) else {}
