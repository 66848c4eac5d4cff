"""The door to our own look: time, loops, processes, and what is loaded when."""

from __future__ import annotations

import asyncio
import pickle
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from honmono.mail.auth import AuthResult, Looked, Outcome
from honmono.mail.auth.own.key_file import KeyFile
from honmono.mail.auth.own.questions import Answer, Question, State
from honmono.mail.auth.own.set_up import Mode, SetUp
from honmono.mail.auth.own.verifier import Verifier
from honmono.mail.message import Message
from tests.make import message
from tests.sign import RECORD, signed
from tests.verify import NOW, OURS, texts

MAIL = signed(b"From: <tanaka@example.co.jp>\r\nSubject: hi\r\n\r\nHello\r\n")
NOBODY = AuthResult(Looked.NOT_LOOKED)


class Asleep:
    """A DNS that never comes back."""

    async def answer(self, question: Question) -> Answer:
        del question
        await asyncio.Event().wait()
        raise AssertionError


def outcomes(found: AuthResult) -> list[Outcome]:
    return [result.outcome for result in found.own if result.method == "dkim"]


def read() -> Message:
    return message(MAIL)


def test_a_mail_has_its_time() -> None:
    verifier = Verifier(Asleep(), now=lambda: NOW, wait=timedelta(seconds=0.05))

    assert outcomes(verifier.look(MAIL, read(), NOBODY)) == [Outcome.TEMPERROR]
    verifier.close()


def test_one_verifier_looks_at_many_mails() -> None:
    verifier = Verifier(texts(OURS), now=lambda: NOW)

    for _ in range(3):
        assert outcomes(verifier.look(MAIL, read(), NOBODY)) == [Outcome.PASS]
    verifier.close()
    verifier.close()


def test_a_server_looks_on_its_own_loop() -> None:
    async def serve() -> list[AuthResult]:
        verifier = Verifier(texts(OURS), now=lambda: NOW)
        looks = [verifier.look_async(MAIL, read(), NOBODY) for _ in range(5)]
        return list(await asyncio.gather(*looks))

    assert [outcomes(found) for found in asyncio.run(serve())] == [[Outcome.PASS]] * 5


def test_what_was_believed_stays() -> None:
    verifier = Verifier(texts(OURS), now=lambda: NOW)
    found = verifier.look(MAIL, read(), NOBODY)
    verifier.close()

    assert replace(found, own=()) == NOBODY


def test_a_worker_makes_its_own(tmp_path: Path) -> None:
    made = SetUp(Mode.keys, tmp_path / "keys.sqlite")
    KeyFile(made.keys).learn(
        "s1._domainkey.example.co.jp", Answer(State.FOUND, (RECORD,)), NOW
    )
    verifier = pickle.loads(pickle.dumps(made))()  # noqa: S301 - our own

    assert made.trouble() == ""
    assert outcomes(verifier.look(MAIL, read(), NOBODY)) == [Outcome.PASS]
    verifier.close()


def test_a_wrong_name_server_is_named(tmp_path: Path) -> None:
    made = SetUp(Mode.dns, tmp_path / "keys.sqlite", ("no address",))

    assert "no address" in made.trouble()


@pytest.mark.parametrize(("verify", "loaded"), [("off", False), ("keys", True)])
def test_nobody_pays_who_did_not_switch_it_on(
    verify: str, *, loaded: bool, tmp_path: Path
) -> None:
    org = tmp_path / "honmono.toml"
    org.write_text('[organization]\nnames = ["A"]\ndomains = ["example.co.jp"]\n')
    (tmp_path / "a.eml").write_bytes(MAIL)
    program = (
        "import sys; from honmono.cli import main\n"
        "try: main()\nfinally: print('cryptography' in sys.modules, file=sys.stderr)"
    )
    words = ["check", "--verify", verify, "--org", str(org), "--home", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-c", program, *words, str(tmp_path / "a.eml")],
        capture_output=True,
        check=True,
    )

    assert done.stderr.decode().strip() == str(loaded)
