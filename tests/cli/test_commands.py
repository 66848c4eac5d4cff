"""Command line: only what was called is loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

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
        (["--version"], []),
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
        "honmono.cli.options",
    ]


HOSHIMINE = Path(__file__).parents[2] / "examples/hoshimine"

NOT_FOR_A_FILE_OF_MAIL = {
    *("cryptography", "dns", "email.parser", "http", "imaplib", "keyring", "pypff"),
    *("pyzipper", "rich", "selectolax", "ssl", "tomlkit", "urllib.request"),
    *("honmono.check.reports", "honmono.mail.reports", "honmono.setup"),
    *("honmono.cli.init", "honmono.cli.keys", "honmono.cli.mailbox", "honmono.cli.org"),
    *("honmono.mail.auth.own.verifier", "honmono.mail.outlook"),
    *("honmono.mail.sandbox.worker", "honmono.mail.source.imap"),
    "honmono.mail.source.zipped_members",
}
"""What costs time to load, and is of no use for a mail that lies there as it came."""

RUN = """
import sys
from honmono.cli import main
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""


def loaded(*words: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", RUN, *words], capture_output=True, check=True
    )
    return set(done.stderr.decode().split())


def test_a_mail_in_a_file_loads_nothing_that_only_others_need() -> None:
    mail = next((HOSHIMINE / "mail/inbox").iterdir())
    org = str(HOSHIMINE / "honmono.toml")
    found = loaded("check", "--org", org, "--format", "jsonl", str(mail))

    assert "honmono.check.batch" in found
    assert found.isdisjoint(NOT_FOR_A_FILE_OF_MAIL)


def test_every_name_of_that_list_is_one_that_could_be_loaded() -> None:
    from importlib.util import find_spec

    assert [name for name in NOT_FOR_A_FILE_OF_MAIL if find_spec(name) is None] == []


def test_the_version_is_told_without_loading_a_command() -> None:
    found = {name for name in loaded("--version") if name.startswith("honmono")}

    assert found == {
        "honmono",
        "honmono.cli",
        "honmono.cli._core",
        "honmono.cli.commands",
    }
