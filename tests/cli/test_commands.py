"""Command line: only what was called is loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest
from typer.main import get_command

from honmono.cli.commands import COMMANDS, app_for

LOADED = """
import sys
from honmono.cli.commands import app_for
app_for(sys.argv[1:])
print(*sorted(name for name in sys.modules if name.startswith("honmono.")))
"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["check", "--jobs", "2", "doctor"], ["check"]),
        (["doctor"], ["doctor"]),
        (["--help"], list(COMMANDS)),
        ([], list(COMMANDS)),
        (["chekc"], list(COMMANDS)),
    ],
)
def test_the_command_that_was_called_is_there_or_all_are(
    words: list[str], expected: list[str]
) -> None:
    assert list(getattr(get_command(app_for(words)), "commands")) == expected  # noqa: B009


def test_a_check_starts_its_workers_before_it_loads_what_they_need() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, "check"], capture_output=True, check=True
    )

    assert done.stdout.decode().split() == [
        "honmono.cli",
        "honmono.cli._core",
        "honmono.cli.check",
        "honmono.cli.commands",
    ]
