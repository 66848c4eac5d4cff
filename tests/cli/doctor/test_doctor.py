"""Command: honmono doctor."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from honmono.cli.commands import app_with
from honmono.cli.doctor import ALL
from honmono.cli.doctor._core import Patient, State
from honmono.cli.doctor.optional_parts import PARTS
from honmono.text import LANGUAGES, say

RUNNER = CliRunner()
GOOD = """\
[organization]
names = ["Reiji"]
domains = ["example.co.jp"]
language = "en"
"""


def run(folder: Path, *words: str) -> tuple[int, str]:
    line = ["doctor", "--org", str(folder / "honmono.toml"), "--home", str(folder)]
    result = RUNNER.invoke(app_with(["doctor"]), [*line, *words])
    return result.exit_code, result.output


def test_a_usable_set_up_is_ok_and_weak_spots_are_advice(tmp_path: Path) -> None:
    (tmp_path / "honmono.toml").write_text(GOOD)

    status, said = run(tmp_path)

    assert status == 0
    assert "advice  organization: no authserv_ids" in said
    assert "wrong" not in said


def test_a_missing_file_is_wrong_and_the_mend_is_said(tmp_path: Path) -> None:
    status, said = run(tmp_path, "--lang", "en")

    assert status == 1
    assert "wrong   organization" in said
    assert "→ make it with honmono init" in said


def test_wrong_settings_are_named(tmp_path: Path) -> None:
    (tmp_path / "honmono.toml").write_text(GOOD)
    (tmp_path / "settings.toml").write_text("[verdict]\nprio = 1\n")

    status, said = run(tmp_path)

    assert status == 1
    assert "did you mean 'prior'?" in said


def test_a_file_that_contradicts_itself_is_wrong(tmp_path: Path) -> None:
    text = f'{GOOD}parked_domains = ["example.co.jp"]\n'
    (tmp_path / "honmono.toml").write_text(text)

    status, said = run(tmp_path)

    assert status == 1
    assert "parked as well" in said


def test_a_home_that_is_a_file_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "honmono.toml").write_text(GOOD)
    (tmp_path / "home").write_text("")

    assert run(tmp_path, "--home", str(tmp_path / "home"))[0] == 1


def test_the_language_is_the_organizations_or_the_one_asked_for(tmp_path: Path) -> None:
    (tmp_path / "honmono.toml").write_text(GOOD)

    assert "time zones: found" in run(tmp_path)[1]
    assert "タイムゾーン: あります" in run(tmp_path, "--lang", "ja")[1]


@pytest.mark.parametrize("check", ALL)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_check_speaks_and_mends_what_is_not_ok(
    check: object, language: str, tmp_path: Path
) -> None:
    patient = Patient(tmp_path / "home", tmp_path / "nothing.toml", language)

    for line in check(patient):  # type: ignore[operator]
        assert line.what
        assert line.found
        assert line.state is State.OK or line.mend


def test_every_optional_part_says_what_it_is_for() -> None:
    for part in PARTS:
        assert part.module
        for language in LANGUAGES:
            assert say("doctor", f"part-{part.key}", language)
