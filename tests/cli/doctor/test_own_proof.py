"""Doctor: can we verify signatures ourselves?"""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from honmono.cli.doctor._core import Diagnosis, Patient, State
from honmono.cli.doctor.own_proof import answers, own_proof
from honmono.mail.auth.own import questions
from honmono.mail.auth.own.key_file import KeyFile

NAME = "s1._domainkey.example.co.jp"
RECORD = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="


def lines(home: Path, settings: str = "") -> dict[str, Diagnosis]:
    (home / "settings.toml").write_text(settings)
    patient = Patient(home, home / "honmono.toml", "en")
    return {line.what: line for line in own_proof(patient)}


def test_off_is_no_fault_and_names_no_server(tmp_path: Path) -> None:
    found = lines(tmp_path)

    assert {line.state for line in found.values()} == {State.OK}
    assert "name servers" not in found


def test_keys_are_counted(tmp_path: Path) -> None:
    answer = questions.Answer(questions.State.FOUND, (RECORD,))
    KeyFile(tmp_path / "keys.sqlite").learn(NAME, answer, datetime.now(UTC))

    assert lines(tmp_path)["keys.sqlite"].found == "1 kept"


def test_keys_that_are_wanted_and_not_there_are_learned(tmp_path: Path) -> None:
    line = lines(tmp_path, '[verify]\nmode = "keys"\n')["keys.sqlite"]

    assert line.state is State.ADVICE
    assert "honmono keys learn" in line.mend


def test_a_broken_file_of_keys_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "keys.sqlite").write_bytes(b"no database" * 100)

    line = lines(tmp_path)["keys.sqlite"]

    assert line.state is State.WRONG
    assert "move it away" in line.mend


def test_servers_are_named_and_not_asked(tmp_path: Path) -> None:
    text = '[verify]\nmode = "dns"\nnameservers = ["192.0.2.53"]\n'

    line = lines(tmp_path, text)["name servers"]

    assert line.state is State.OK
    assert line.found.startswith("192.0.2.53 (not asked")


@pytest.mark.parametrize(
    ("answer", "answered"),
    [
        (questions.FAILED, False),
        (questions.NO_NAME, True),
        (questions.NO_DATA, True),
        (questions.Answer(questions.State.FOUND, ("v=spf1 -all",)), True),
    ],
)
def test_a_server_that_knows_nothing_has_answered(
    answer: questions.Answer, *, answered: bool
) -> None:
    question = questions.Question("example.co.jp", questions.Kind.TXT)
    server = questions.FixedResolver({question: answer})

    assert asyncio.run(answers(server, "example.co.jp")) is answered


def test_a_package_that_does_not_load_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "dns.resolver", None)

    (line,) = lines(tmp_path).values()

    assert line.state is State.WRONG
    assert line.mend.endswith("dnspython")
