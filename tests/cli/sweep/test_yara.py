"""`honmono sweep yara`: what fits is told, and what could not be looked at is not clean."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer import Exit

from honmono.cli.sweep import yara

RULE = 'rule Marked { strings: $a = "honmono-mark" condition: $a }'


def rules(folder: Path, text: str = RULE) -> Path:
    place = folder / "rules"
    place.mkdir()
    (place / "own.yar").write_text(text)
    return place


def test_a_rule_that_fits_is_told_with_file_and_source(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.bin").write_bytes(b"x honmono-mark")
    (tmp_path / "in/b.bin").write_bytes(b"x")

    assert yara.run([str(tmp_path / "in")], rules(tmp_path), "en") == 1
    told = capsys.readouterr().out
    assert "a.bin: Marked (own.yar)" in told
    assert "2 files" in told


def test_rules_of_one_name_in_two_folders_are_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = rules(tmp_path)
    (place / "more").mkdir()
    (place / "more/own.yar").write_text(RULE.replace('mark"', 'other"'))
    (tmp_path / "a.bin").write_bytes(b"honmono-mark honmono-other")

    yara.run([str(tmp_path / "a.bin")], place, "en")

    assert capsys.readouterr().out.count("Marked") == 2


def test_no_rule_fits(tmp_path: Path) -> None:
    (tmp_path / "b.bin").write_bytes(b"x")
    assert yara.run([str(tmp_path / "b.bin")], rules(tmp_path), "ja") == 0


def test_a_file_that_is_gone_and_an_empty_folder_are_not_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = rules(tmp_path)
    (tmp_path / "empty").mkdir()

    assert yara.run([str(tmp_path / "gone")], place, "en") == 1
    assert "could not be looked at" in capsys.readouterr().err
    assert yara.run([str(tmp_path / "empty")], place, "en") == 1


@pytest.mark.parametrize("text", ["rule Broken {", ""])
def test_rules_that_cannot_be_used_end_it(tmp_path: Path, text: str) -> None:
    with pytest.raises((SystemExit, Exit)):
        yara.run(["."], rules(tmp_path, text), "en")
