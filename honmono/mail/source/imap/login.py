r"""Who we are, said to the server: a password, or a token for Microsoft and Google.

    a1 AUTHENTICATE PLAIN AHRhbmFrYQBzZWNyZXQ=             \0tanaka\0secret
    a1 AUTHENTICATE XOAUTH2 dXNlcj10YW5ha2F…              user=tanaka^Aauth=Bearer …^A^A

A token is asked for at each connection, as it lives for an hour and reading may take
longer.  PLAIN comes before LOGIN, since it takes any letters; all of it goes over TLS.
Digests such as CRAM-MD5 and SCRAM are left out: over a verified connection they add
nothing.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from typing import Final

from honmono.mail.source._core import Access, AccessError, Trouble
from honmono.mail.source.imap._core import NoError, RefusedError
from honmono.mail.source.imap.place import Place
from honmono.mail.source.imap.session import Session, quoted

_QUOTABLE: Final = re.compile(r"[ -~]+")
_UNSENDABLE: Final = re.compile(r"[\x00\r\n]")

_WRONG: Final = {"AUTHENTICATIONFAILED", "AUTHORIZATIONFAILED", "EXPIRED"}


def log_in(session: Session, place: Place, access: Access, *, again: bool) -> None:
    """Log in.  `again`: the same login was accepted before in this run.

    Raises:
        RefusedError: no password or token, or not the right one.
        NoError: not now: the server says so itself, or accepted us a moment ago.

    """
    try:
        token = access.mailbox_token(place.user, place.host)
        secret = token or access.mailbox_password(place.account)
    except AccessError as error:
        raise RefusedError(Trouble.NO_ACCESS, str(error)) from None
    if not secret:
        detail = (
            f"no password for {place.account}: set $HONMONO_IMAP_PASSWORD, store one "
            f"with `keyring set honmono {place.account}`, or run it on a terminal"
        )
        raise RefusedError(Trouble.NO_ACCESS, detail)
    if _UNSENDABLE.search(secret):
        detail = "the password holds a line end or NUL, which no server takes"
        raise RefusedError(Trouble.NO_ACCESS, detail)
    session.hide(secret)
    method = _with_token if token else _with_password
    try:
        method(session, place, secret)
    except NoError as no:
        if no.is_passing or (again and no.code not in _WRONG):
            raise
        raise RefusedError(
            Trouble.NO_ACCESS, _refusal(place, no, bool(token))
        ) from None
    session.learn_capabilities()


def _with_password(session: Session, place: Place, password: str) -> None:
    if "AUTH=PLAIN" in session.capabilities:
        _authenticate(session, "PLAIN", f"\0{place.user}\0{password}")
        return
    if "LOGINDISABLED" in session.capabilities:
        detail = (
            f"{place.host} takes no passwords; it may want a token: set "
            "[imap] token_command in settings.toml"
        )
        raise RefusedError(Trouble.NO_ACCESS, detail)
    if not (_QUOTABLE.fullmatch(place.user) and _QUOTABLE.fullmatch(password)):
        detail = f"{place.host} takes only ASCII in names and passwords"
        raise RefusedError(Trouble.NOT_SUPPORTED, detail)
    session.do(b"LOGIN " + quoted(place.user) + b" " + quoted(password))


def _with_token(session: Session, place: Place, token: str) -> None:
    for mechanism, words in _BEARER.items():
        if f"AUTH={mechanism}" in session.capabilities:
            _authenticate(session, mechanism, words(place, token))
            return
    detail = f"{place.host} takes no tokens (it offers no {' and no '.join(_BEARER)})"
    raise RefusedError(Trouble.NOT_SUPPORTED, detail)


def _xoauth2(place: Place, token: str) -> str:
    return f"user={place.user}\1auth=Bearer {token}\1\1"


def _oauthbearer(place: Place, token: str) -> str:
    """RFC 7628 §3.1, with the name escaped as RFC 5801 §4 wants it."""
    user = place.user.replace("=", "=3D").replace(",", "=2C")
    where = f"\1host={place.host}\1port={place.port}"
    return f"n,a={user},{where}\1auth=Bearer {token}\1\1"


_BEARER: Final[dict[str, Callable[[Place, str], str]]] = {
    "XOAUTH2": _xoauth2,
    "OAUTHBEARER": _oauthbearer,
}
"""XOAUTH2 first: both Microsoft and Google have it."""


def _authenticate(session: Session, mechanism: str, words: str) -> None:
    """Say all in one message; an error that comes as a challenge is answered by nothing."""
    coded = base64.b64encode(words.encode("utf-8"))
    session.hide(coded.decode("ascii"))
    command = b"AUTHENTICATE " + mechanism.encode("ascii")
    if "SASL-IR" in session.capabilities:
        session.do(command + b" " + coded)
    else:
        session.do(command, coded)


def _refusal(place: Place, no: NoError, with_token: bool) -> str:
    """What the person can do who reads it."""
    said = f" (it says: {no.said})" if no.said else ""
    what = "the token" if with_token else "the password"
    advice = f"check the user's name and {what}"
    if no.code == "EXPIRED":
        advice = f"{what} has expired"
    elif "@" not in place.user and not with_token:
        advice += f"; many servers want the whole address, as in {place.user}%40DOMAIN"
    return f"{place.host} refused the login of {place.user}{said}; {advice}"
