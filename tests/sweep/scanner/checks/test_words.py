"""Each check, and each reason that one gives, has its words in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from honmono.sweep import scanner
from honmono.sweep.scanner.checks import ALL
from honmono.text import LANGUAGES, say

FOLDER = Path(scanner.__file__).parent
SOURCES = [*sorted(FOLDER.joinpath("checks").glob("*.py")), FOLDER / "looking.py"]
CODES = re.compile(r'"(no-[a-z0-9-]+|not-windows|took-too-long|error)"')
PARTS = ("processes", "registry", "services", "files", "autoruns")


def codes() -> set[str]:
    written = {
        code for path in SOURCES for code in CODES.findall(path.read_text("utf-8"))
    }
    made = {f"{kind}-{part}" for kind in ("no", "part-of") for part in PARTS}
    return (written | made) - {"no-"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_said_has_words(language: str) -> None:
    for name in [name for name, _ in ALL]:
        assert say("sweep_checks", name, language)
    for code in codes():
        assert say("sweep_checks", f"why-{code}", language)
