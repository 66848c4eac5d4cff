"""Command: honmono doctor."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from honmono.cli.commands import app_with

RUNNER = CliRunner()
GOOD = """\
[organization]
names = ["Reiji"]
domains = ["example.co.jp"]
"""


def run(folder: Path) -> tuple[int, str]:
    words = ["doctor", "--org", str(folder / "honmono.toml"), "--home", str(folder)]
    result = RUNNER.invoke(app_with(["doctor"]), words)
    return result.exit_code, result.output


def test_a_usable_set_up_is_ok_and_weak_spots_are_advice(tmp_path: Path) -> None:
    (tmp_path / "honmono.toml").write_text(GOOD)

    status, said = run(tmp_path)

    assert status == 0
    assert "advice  organization: no authserv_ids" in said
    assert "wrong" not in said


def test_a_missing_file_is_wrong_and_the_mend_is_said(tmp_path: Path) -> None:
    status, said = run(tmp_path)

    assert status == 1
    assert "wrong   organization" in said
    assert "→ write the file" in said


def test_wrong_settings_are_named(tmp_path: Path) -> None:
    (tmp_path / "honmono.toml").write_text(GOOD)
    (tmp_path / "settings.toml").write_text("[verdict]\nprio = 1\n")

    status, said = run(tmp_path)

    assert status == 1
    assert "did you mean 'prior'?" in said
