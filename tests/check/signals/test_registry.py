"""Every file of the folder is a signal that is listed, tested, described and worded."""

from __future__ import annotations

import importlib
from pathlib import Path

import honmono.check.signals
from honmono.check.signals import ALL, Role
from honmono.text import keys

FOLDER = Path(honmono.check.signals.__file__).parent
MODULES = sorted(p.stem for p in FOLDER.glob("*.py") if not p.stem.startswith("_"))


def test_no_file_is_forgotten() -> None:
    listed = {signal.check.__module__.rpartition(".")[2] for signal in ALL}

    assert listed == set(MODULES)


def test_every_signal_has_a_test_of_its_own() -> None:
    here = {
        p.stem.removeprefix("test_") for p in Path(__file__).parent.glob("test_*.py")
    }

    assert set(MODULES) <= here


def test_every_signal_tells_its_story_in_the_first_line() -> None:
    for name in MODULES:
        doc = importlib.import_module(f"honmono.check.signals.{name}").__doc__
        assert doc
        assert ": " in doc.splitlines()[0]


def test_every_signal_has_its_sentence_in_both_languages() -> None:
    assert {signal.name for signal in ALL} <= set(keys("reasons"))


def test_names_are_those_of_the_files() -> None:
    assert [s.name for s in ALL] == [
        s.check.__module__.rpartition(".")[2].replace("_", "-") for s in ALL
    ]


def test_a_hazard_names_a_danger_and_no_other_signal_does() -> None:
    assert all(bool(s.hazard) == (s.role is Role.HAZARD) for s in ALL)
    assert all(not s.kind for s in ALL if s.role is Role.HAZARD)


def test_hazards_stand_last_so_that_identity_is_read_first() -> None:
    roles = [s.role is Role.HAZARD for s in ALL]

    assert roles == sorted(roles)
