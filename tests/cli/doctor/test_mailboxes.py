"""Doctor: mail on servers."""

from __future__ import annotations

import sys
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from honmono.cli.doctor._core import Diagnosis, Patient, State
from honmono.cli.doctor.mailboxes import mailboxes


def lines(home: Path) -> dict[str, Diagnosis]:
    patient = Patient(home, home / "honmono.toml", "en")
    return {line.what: line for line in mailboxes(patient)}


def test_a_system_without_a_store_is_advised_to_do_without(tmp_path: Path) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    try:
        line = lines(tmp_path)["passwords of mailboxes"]
    finally:
        keyring.set_keyring(before)

    assert line.state is State.ADVICE
    assert "$HONMONO_IMAP_PASSWORD" in line.mend


def test_without_the_package_its_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)

    line = lines(tmp_path)["passwords of mailboxes"]

    assert (line.state, line.mend) == (State.ADVICE, 'pip install "honmono[keyring]"')


@pytest.mark.parametrize(
    ("program", "state"),
    [(sys.executable, State.OK), ("no-such-program-here", State.WRONG)],
)
def test_the_program_of_tokens_is_looked_for(
    program: str, state: State, tmp_path: Path
) -> None:
    (tmp_path / "settings.toml").write_text(f"[imap]\ntoken_command = ['{program}']\n")

    assert lines(tmp_path)["token_command"].state is state


def test_without_tokens_no_program_is_spoken_of(tmp_path: Path) -> None:
    assert "token_command" not in lines(tmp_path)
