"""`--picture`: written whole or not at all, and one clear line when it cannot be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from honmono.cli.picture import check_ending, save_picture
from honmono.trace.evidence.picture import draw
from honmono.trace.exposure.saving import CannotSaveError
from tests.trace.evidence.traces import office

PICTURE = draw(office(3), "ja")


@pytest.mark.parametrize("name", ["case.svg", "case.PNG", "案件.svg"])
def test_the_ending_says_which_kind(name: str, tmp_path: Path) -> None:
    save_picture(tmp_path / name, PICTURE)

    start = (tmp_path / name).read_bytes()[:4]
    assert start == (b"\x89PNG" if name.endswith("PNG") else b"<svg")
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such bits")
def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    save_picture(tmp_path / "case.svg", PICTURE)

    assert (tmp_path / "case.svg").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["case.pdf", "case", "svg", "case.svg.txt"])
def test_another_ending_is_one_clear_line(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        check_ending(Path(name), "en")

    assert capsys.readouterr().err == (
        f"honmono: --picture {name}: name a file that ends in .svg or .png\n"
    )


def test_a_place_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(CannotSaveError, match="cannot be written"):
        save_picture(tmp_path / "gone" / "case.svg", PICTURE)


def test_an_old_picture_stays_where_the_new_one_cannot_be_put(tmp_path: Path) -> None:
    (tmp_path / "case.svg").mkdir()

    with pytest.raises(CannotSaveError, match="cannot be written"):
        save_picture(tmp_path / "case.svg", PICTURE)

    assert [path.name for path in tmp_path.iterdir()] == ["case.svg"]


def test_without_typst_an_svg_is_still_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("honmono.cli.picture.find_spec", lambda name: None)

    check_ending(tmp_path / "case.svg", "en")
    with pytest.raises(SystemExit):
        check_ending(tmp_path / "case.png", "ja")

    assert ".svg を指定してください" in capsys.readouterr().err
