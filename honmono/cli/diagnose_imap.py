"""What the doctor says about mail on servers: keyring, token program, authorities.

    ok      mailbox passwords: kept by Windows WinVault Keyring
    advice  mailbox passwords: no keyring → pip install "honmono[keyring]"
    wrong   token_command: there is no program oama → install it, or mend settings.toml

No server is asked: a doctor who logs in somewhere would surprise people.  Nor is the
program run: it may open a browser.
"""

from __future__ import annotations

import shutil
import ssl
from collections.abc import Iterator
from typing import NamedTuple

from honmono.config import Tokens


class Line(NamedTuple):
    """One line; `state` is `ok`, `advice` or `wrong`."""

    what: str
    state: str
    found: str
    mend: str = ""


def diagnose_imap(tokens: Tokens) -> Iterator[Line]:
    """Say what reading mail from a server can rely on."""
    yield _keyring()
    yield _authorities()
    if tokens.command:
        yield _program(tokens)


def _keyring() -> Line:
    what = "mailbox passwords"
    instead = "use $HONMONO_IMAP_PASSWORD, or type them"
    try:
        import keyring
    except ImportError:
        mend = f'pip install "honmono[keyring]", or {instead}'
        return Line(what, "advice", "no keyring, so none can be kept", mend)
    store = keyring.get_keyring()
    if type(store).__module__.startswith(
        ("keyring.backends.fail", "keyring.backends.null")
    ):
        return Line(what, "advice", "keyring finds no store on this system", instead)
    return Line(what, "ok", f"kept by {store.name}")


def _authorities() -> Line:
    what = "certificates of mail servers"
    context = ssl.create_default_context()
    paths = ssl.get_default_verify_paths()
    if context.cert_store_stats()["x509_ca"] or paths.cafile or paths.capath:
        return Line(what, "ok", "checked against the system's authorities")
    mend = "on Debian: apt-get install ca-certificates; or give --ca-file"
    return Line(what, "wrong", "the system knows no authorities", mend)


def _program(tokens: Tokens) -> Line:
    name = tokens.command[0]
    if shutil.which(name) is None:
        mend = "install it, or mend [imap] token_command in settings.toml"
        return Line("token_command", "wrong", f"there is no program {name}", mend)
    return Line("token_command", "ok", f"{name}, for {', '.join(tokens.hosts)}")
