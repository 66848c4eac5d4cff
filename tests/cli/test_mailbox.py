"""Passwords and tokens: from where they are kept, and in nothing that is printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringLocked

from honmono.cli import mailbox
from honmono.cli._core import IMAP_PASSWORD
from honmono.cli.mailbox import passwords_for, printed_token, tokens_from
from honmono.config import Tokens
from honmono.mail.source import AccessError
from honmono.mail.source.imap import Place, understood

TANAKA = understood("imap://tanaka@imap.example.jp/")
SUZUKI = understood("imap://suzuki@imap.example.jp/")
NO_TOKENS = Tokens()


class Drawer(KeyringBackend):
    """A store of passwords for a test."""

    priority = 1.0

    def __init__(
        self, kept: dict[tuple[str, str], str], error: Exception | None = None
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept = kept
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        if self.error:
            raise self.error
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError

    def delete_password(self, service: str, username: str) -> None:
        raise NotImplementedError


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv(IMAP_PASSWORD, raising=False)
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


def test_from_the_environment_and_then_it_is_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(IMAP_PASSWORD, "秘密")

    assert (
        passwords_for([TANAKA, TANAKA], NO_TOKENS, "ja")("tanaka@imap.example.jp")
        == "秘密"
    )
    assert IMAP_PASSWORD not in os.environ


def test_one_variable_is_not_for_two_mailboxes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(IMAP_PASSWORD, "hunter2")

    with pytest.raises(AccessError, match="2 mailboxes") as caught:
        passwords_for([TANAKA, SUZUKI], NO_TOKENS, "en")
    assert "hunter2" not in str(caught.value)


def test_from_the_keyring() -> None:
    keyring.set_keyring(Drawer({("honmono", "tanaka@imap.example.jp"): "hunter2"}))
    password = passwords_for([TANAKA, SUZUKI], NO_TOKENS, "en")

    assert password("tanaka@imap.example.jp") == "hunter2"
    assert password("suzuki@imap.example.jp") is None


def test_a_locked_keyring_is_no_missing_password() -> None:
    keyring.set_keyring(Drawer({}, KeyringLocked("hunter2")))

    with pytest.raises(AccessError, match="KeyringLocked") as caught:
        passwords_for([TANAKA], NO_TOKENS, "en")
    assert "hunter2" not in str(caught.value)


def test_without_keyring_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)

    assert mailbox.from_keyring("tanaka@imap.example.jp") is None


def test_a_mailbox_with_tokens_needs_no_password() -> None:
    tokens = Tokens(("echo", "t"), ("imap.example.jp",))

    assert passwords_for([TANAKA], tokens, "en")("tanaka@imap.example.jp") is None


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_a_token_is_the_first_line_that_a_program_prints() -> None:
    code = "import sys; print('t0.k-en=='); print(sys.argv[1:])"
    assert printed_token(python(code)) == "t0.k-en=="
    user = tokens_from(
        Tokens((*python("import sys; print(sys.argv[1])"), "{user}"), ("h",))
    )
    assert user("tanaka;ls", "h") == "tanaka;ls"  # one argument, whatever is in it


def test_a_token_goes_to_the_named_servers_alone() -> None:
    tokens = Tokens(tuple(python("print('t0ken')")))

    assert tokens_from(tokens)("t", "imap.gmail.com") == "t0ken"
    assert tokens_from(tokens)("t", "imap.evil.example") is None
    assert tokens_from(NO_TOKENS)("t", "imap.gmail.com") is None


BAD = {
    "import sys; sys.stderr.write('hunter2'); sys.exit(3)": "status 3",
    "print()": "no token",
    "": "no token",
    "print('hunter2 is the token')": "no token",
    "print('h' + chr(228))": "no token",
    "print('hunter2' * 9999)": "no token",
    "import time; print('hunter2', flush=True); time.sleep(600)": "within 1 s",
}


@pytest.mark.parametrize(("code", "words"), BAD.items())
def test_a_program_that_gives_none(
    code: str,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    if "sleep" in code:
        monkeypatch.setattr(mailbox, "TOKEN_TIMEOUT", 1.0)

    with pytest.raises(AccessError, match=words) as caught:
        printed_token(python(code))
    assert "hunter2" not in str(caught.value)
    assert capfd.readouterr() == ("", "")


def test_a_program_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(AccessError, match=r"nowhere.*cannot be run"):
        printed_token([str(tmp_path / "nowhere")])


def test_places_have_an_account() -> None:
    assert Place("imap", "t@x.example", "h", 993).account == "t@x.example@h"
