"""The typeface: what it has, how wide it is, and its licence."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from honmono.fonts import (
    BOLD,
    FOLDER,
    GAIJI_BOLD,
    GAIJI_REGULAR,
    REGULAR,
    lacking,
    undrawn,
    width,
)


def test_kanji_of_japanese_names_and_business_signs_are_there() -> None:
    assert lacking("髙﨑邉邊齋齊斎濵德①②㈱㈲№℡〓…〜「」『』（）・αЯé") == ()


def test_what_is_not_there_is_told_once() -> None:
    assert lacking("𠮷田と𠮷野👍") == ("𠮷", "👍")


def test_documents_have_what_the_first_typeface_lacks() -> None:
    assert undrawn("𠮷田と𠮷野👍한") == ("👍", "한")
    assert undrawn("髙﨑𣘺𩸽彧乕①㈱、。") == ()


def test_nearly_every_character_of_jis_x_0213_can_be_drawn() -> None:
    codes = [*range(0xA0, 0xD7FF), *range(0x20000, 0x2A6DF)]
    held = [chr(code) for code in codes if _is_in(chr(code), "euc_jis_2004")]

    assert len(held) > 10_000
    assert undrawn("".join(held)) == ("ǵ", "⦅", "⦆")  # Noto lacks them, too


def _is_in(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return character.isprintable()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_letter_of_our_own_sentences_is_there(language: str) -> None:
    text = files("honmono.text").joinpath("trace.toml").read_text("utf-8")

    for key, sentences in tomllib.loads(text).items():
        assert lacking(sentences[language].replace("\n", "")) == (), key


def test_a_kanji_is_a_square_and_an_i_is_narrow() -> None:
    assert width("漢字", 10) == 20
    assert width("iiii", 10) < width("mmmm", 10) < 40
    assert width("", 10) == 0
    assert width("𠮷", 10) == 10


def test_bold_is_measured_as_bold() -> None:
    assert width("Mailbox", 10, bold=True) != width("Mailbox", 10)


def test_the_licence_goes_with_the_files() -> None:
    licence = (FOLDER / "OFL.txt").read_text("utf-8")

    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "BIZ UDGothic Project Authors" in licence
    assert all((FOLDER / face).exists() for face in (REGULAR, BOLD))
    second = (FOLDER / "OFL-Noto.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in second
    assert all((FOLDER / face).exists() for face in (GAIJI_REGULAR, GAIJI_BOLD))
