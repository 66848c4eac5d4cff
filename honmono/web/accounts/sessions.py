"""How long somebody stays signed in, and where one is signed in.

idle      two hours without a page: whoever finds the PC finds the sign-in
absolute  twelve hours: a day at the desk; a stolen session is worth no more
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from honmono.web.accounts.models import User
from honmono.web.base.lately import is_within

IDLE: Final = timedelta(hours=2)
ABSOLUTE: Final = timedelta(hours=12)
FRESH: Final = timedelta(minutes=15)
"""So long after signing in nobody is asked again, as long as after being asked again."""

_NOTE_EVERY: Final = timedelta(minutes=5)
"""So often a page that is asked for is noted, and no oftener: it is a write."""

_BEGAN, _SEEN = "honmono_began", "honmono_seen"
_BROWSERS: Final = (
    *(("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox")),
    *(("Chrome/", "Chrome"), ("Safari/", "Safari")),
)
_SYSTEMS: Final = (
    *(("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone")),
    *(("iPad", "iPad"), ("Mac OS X", "macOS"), ("Linux", "Linux")),
)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One browser in which somebody is signed in."""

    began: datetime
    seen: datetime
    address: str
    browser: str
    """`Firefox, Windows`: as it says itself; empty: it says nothing that we know."""

    is_here: bool


def begin(request: HttpRequest, now: datetime) -> None:
    """Somebody has just signed in; the session is saved by whoever calls."""
    if hasattr(request, "session"):
        request.session[_BEGAN] = request.session[_SEEN] = now.timestamp()


def is_fresh(request: HttpRequest, now: datetime) -> bool:
    """Has somebody signed in just now?"""
    began = _time(request.session.get(_BEGAN))
    return began is not None and is_within(began, now, FRESH)


def is_over(request: HttpRequest, now: datetime) -> bool:
    """Was nobody there for too long, or is it too old?  Else it goes on from now."""
    session = request.session
    began, seen = _time(session.get(_BEGAN)), _time(session.get(_SEEN))
    if began is None or seen is None:  # of an older version
        begin(request, now)
        return False
    if now - seen > IDLE or not is_within(began, now, ABSOLUTE):
        return True
    if not is_within(seen, now, _NOTE_EVERY):
        session[_SEEN] = now.timestamp()
        mine = UserSession.objects.filter(session_key=session.session_key)
        mine.update(last_seen_at=now)
    return False


def of(user: User, here: str | None, now: datetime) -> list[SignedIn]:
    """Where somebody is signed in, the latest first."""
    rows = UserSession.objects.filter(user=user, last_seen_at__gt=now - ABSOLUTE)
    keys = [row.session_key for row in rows]
    alive = set(
        Session.objects.filter(session_key__in=keys, expire_date__gt=now).values_list(
            "session_key", flat=True
        )
    )
    found = [
        SignedIn(
            row.created_at,
            row.last_seen_at,
            row.ip,
            _browser(row.user_agent),
            row.session_key == here,
        )
        for row in rows
        if row.session_key in alive
    ]
    return sorted(found, key=lambda one: one.seen, reverse=True)


def go_on(request: HttpRequest, user: User) -> None:
    """Let this session go on with what is new of the account, under another key."""
    before = request.session.session_key
    update_session_auth_hash(request, user)
    mine = UserSession.objects.filter(session_key=before)
    mine.update(session_key=request.session.session_key)


def end_all(user: User, but: str | None = None) -> None:
    """Take the sessions of somebody away; they had ended with the account's epoch."""
    rows = UserSession.objects.filter(user=user).exclude(session_key=but or "")
    Session.objects.filter(
        session_key__in=list(rows.values_list("session_key", flat=True))
    ).delete()
    rows.delete()


def _browser(agent: str) -> str:
    names = (_first(agent, _BROWSERS), _first(agent, _SYSTEMS))
    return ", ".join(name for name in names if name)


def _first(agent: str, known: tuple[tuple[str, str], ...]) -> str:
    return next((name for mark, name in known if mark in agent), "")


def _time(value: object) -> datetime | None:
    if not isinstance(value, int | float):
        return None
    return datetime.fromtimestamp(value, UTC)
