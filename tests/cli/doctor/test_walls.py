"""Doctor: the walls around the process that opens files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import honmono.mail.sandbox
from honmono.cli.doctor._core import Patient, State
from honmono.cli.doctor.walls import NAMES, diagnosis_of, walls
from honmono.mail.sandbox import Layer
from honmono.text import LANGUAGES

SANDBOX = Path(honmono.mail.sandbox.__file__).parent


def patient(language: str = "en") -> Patient:
    return Patient(Path("home"), Path("honmono.toml"), language)


def test_the_walls_of_this_system_are_told() -> None:
    assert [line for line in walls(patient()) if line.state is not State.WRONG]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_wall_has_words_and_a_missing_one_a_mend(
    name: str, language: str
) -> None:
    stands = diagnosis_of(Layer(name, holds=True, detail="all"), patient(language))
    gone = diagnosis_of(Layer(name, holds=False, detail="why"), patient(language))

    assert stands.state is State.OK
    assert gone.state is (State.WRONG if name == "worker" else State.ADVICE)
    assert "why" in gone.found or name == "files and network"
    assert gone.mend


def test_no_wall_of_the_sandbox_is_unknown() -> None:
    source = "".join(path.read_text("utf-8") for path in SANDBOX.glob("*.py"))
    named = re.findall(r'Layer\("([^"]+)"', source)
    named += re.findall(r'\bname = (?:_libc\(\), )?"([^"]+)"', source)
    named += re.findall(r'libc, name = _libc\(\), "([^"]+)"', source)

    assert set(named) == set(NAMES)
