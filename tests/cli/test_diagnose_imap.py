"""What the doctor says about mail on servers."""

from __future__ import annotations

import sys

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from honmono.cli.diagnose_imap import diagnose_imap
from honmono.config import Tokens


def states(tokens: Tokens) -> dict[str, str]:
    return {line.what: line.state for line in diagnose_imap(tokens)}


def test_without_keyring_there_is_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    assert states(Tokens())["mailbox passwords"] == "advice"
    keyring.set_keyring(before)

    monkeypatch.setitem(sys.modules, "keyring", None)
    line, *_ = diagnose_imap(Tokens())
    assert (line.state, "honmono[keyring]" in line.mend) == ("advice", True)


def test_a_program_that_is_there_and_one_that_is_not() -> None:
    assert states(Tokens((sys.executable,)))["token_command"] == "ok"
    assert states(Tokens(("no-such-program-here",)))["token_command"] == "wrong"
    assert "token_command" not in states(Tokens())
