"""What pages read of accounts; nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet

from honmono.web.accounts.models import AccountEvent, PersonalRead, SignIn, User

_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def accounts(asked: str = "") -> QuerySet[User]:
    """All accounts, or those in whose name something stands; the open ones first."""
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=_FACTORS)
    rows = User.objects.annotate(has_factor=Exists(factors))
    if asked:
        rows = rows.filter(Q(username__icontains=asked) | Q(shown__icontains=asked))
    return rows.order_by("-is_active", "username")


def factors_of(user: User) -> list[str]:
    """Codes of the second factors that somebody has set up."""
    rows: Iterable[str] = Authenticator.objects.filter(
        user=user, type__in=_FACTORS
    ).values_list("type", flat=True)
    return sorted(set(rows))


def events_of(user: User) -> QuerySet[AccountEvent]:
    """What happened to an account."""
    return AccountEvent.objects.filter(whose=user).select_related("by")


def reads(wanted: Mapping[str, Any]) -> QuerySet[PersonalRead]:
    """Who read what, the newest first."""
    rows = PersonalRead.objects.select_related("by").order_by("-at", "-pk")
    given = {key: value for key, value in wanted.items() if value}
    return rows.filter(**given)


def sign_ins() -> QuerySet[SignIn]:
    """Every try to sign in, the newest first."""
    return SignIn.objects.select_related("whose")
