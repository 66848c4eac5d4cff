"""Passwords and tokens of mailboxes: from where they are kept, never from an argument.

    $HONMONO_IMAP_PASSWORD          for one mailbox, in a script
    keyring set honmono USER@HOST   in the system's own store, as on a clerk's Windows
    a question on the terminal      when neither has one
    [imap] token_command            a program that prints a token, for Microsoft and Google

What is secret goes to the server that the operator named, and nowhere else: it is in no
argument, no error and no log.  What the program says on standard error is not shown, since
such programs print tokens when they are asked to be talkative.
"""

from __future__ import annotations

import getpass
import os
import re
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterable
from pathlib import PurePath
from typing import Final

from honmono.cli._core import IMAP_PASSWORD
from honmono.config import Tokens
from honmono.mail.source import AccessError
from honmono.mail.source.imap import Place
from honmono.text import say

SERVICE: Final = "honmono"

TOKEN_TIMEOUT: Final = 60.0
"""Seconds in which a program has to print its token; it may have to ask a server."""

_TOKEN: Final = re.compile(r"[!-~]{1,16384}")
"""What RFC 6750 §2.1 lets a token be made of, and more; never a space or a line end."""


def passwords_for(
    places: Iterable[Place], tokens: Tokens, language: str
) -> Callable[[str], str | None]:
    """Find out the passwords that will be needed, before a bar runs on the terminal.

    The variable is taken out of the environment, so that no other program inherits it.

    Raises:
        AccessError: the variable holds one password, and several mailboxes want one.

    """
    wanted = sorted({p.account for p in places if p.host not in tokens.hosts_in_use})
    given = os.environ.pop(IMAP_PASSWORD, "")
    if given and len(wanted) > 1:
        detail = (
            f"${IMAP_PASSWORD} holds one password, and {len(wanted)} mailboxes are named: "
            f"{', '.join(wanted)}; check them one by one, or store their passwords with "
            "`keyring set honmono USER@HOST`"
        )
        raise AccessError(detail)
    known = {
        account: given or from_keyring(account) or _asked(account, language)
        for account in wanted
    }
    return known.get


def from_keyring(account: str) -> str | None:
    """The password that the system keeps for us; None without one, or without keyring.

    Raises:
        AccessError: the store is there and does not open.

    """
    try:
        import keyring
        from keyring.errors import NoKeyringError
    except ImportError:
        return None
    try:
        return keyring.get_password(SERVICE, account)
    except NoKeyringError:
        return None
    except Exception as error:  # noqa: BLE001 - each system's store raises its own
        kind = type(error).__name__
        detail = f"the keyring does not give the password of {account} ({kind})"
        raise AccessError(detail) from None


def _asked(account: str, language: str) -> str | None:
    """What somebody types, unseen; None when nobody sits there."""
    if sys.stdin is None or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    question = say("cli", "mailbox-password", language, account=account)
    try:
        with warnings.catch_warnings():
            # A terminal that would show what is typed: better not ask.
            warnings.simplefilter("error", getpass.GetPassWarning)
            return getpass.getpass(f"{question} ", sys.stderr) or None
    except (getpass.GetPassWarning, EOFError):
        return None


def tokens_from(tokens: Tokens) -> Callable[[str, str], str | None]:
    """Ask the program anew at each login: a token lives for an hour or so."""

    def token_for(user: str, host: str) -> str | None:
        if host not in tokens.hosts_in_use:
            return None
        return printed_token([word.replace("{user}", user) for word in tokens.command])

    return token_for


def printed_token(command: list[str]) -> str:
    """The first line that a program prints.

    Raises:
        AccessError: it cannot be run, fails, takes too long or prints no token.

    """
    name = f"the program of token_command ({PurePath(command[0]).name})"
    try:
        done = subprocess.run(  # noqa: S603 - the operator's own, and without a shell
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TOKEN_TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        detail = f"{name} printed no token within {TOKEN_TIMEOUT:g} s"
        raise AccessError(detail) from None
    except OSError as error:
        raise AccessError(f"{name} cannot be run: {error.strerror}") from None
    if done.returncode:
        status = f"status {done.returncode}"
        detail = f"{name} ended with {status}; run it by hand to see what it wants"
        raise AccessError(detail)
    lines = done.stdout.decode("ascii", "replace").splitlines()
    if not lines or not _TOKEN.fullmatch(lines[0].strip()):
        raise AccessError(f"{name} printed no token on its first line")
    return lines[0].strip()
