"""Catalogues: both languages, and nothing of a mail that could redraw a line."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest

import honmono
from honmono.mail.source import Trouble
from honmono.text import LANGUAGES, catalogues, harmless, keys, say

CATALOGUES = catalogues()


def _fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_both_languages_say_it_with_the_same_facts(catalogue: str) -> None:
    text = files("honmono.text").joinpath(f"{catalogue}.toml").read_text("utf-8")
    for key, sentences in tomllib.loads(text).items():
        assert set(sentences) == set(LANGUAGES), key
        if not catalogue.startswith("documents/"):  # there a language has its own order
            assert _fields(sentences["ja"]) == _fields(sentences["en"]), key


def test_every_trouble_has_words() -> None:
    assert set(keys("troubles")) == {trouble.value for trouble in Trouble}


def test_every_hazard_of_the_output_has_words() -> None:
    assert set(keys("hazards")) >= {
        "macro", "encrypted-archive", "password-in-body", "shortcut", "onenote",
        "disk-image", "script", "executable", "oversized", "link-text-differs",
        "html-smuggling", "double-extension", "right-to-left-override", "type-differs",
    }  # fmt: skip


def test_a_value_with_braces_stays_a_value() -> None:
    sentence = say(
        "reasons", "parked-domain", "en", shown="{actual}", actual="{shown}{0}"
    )

    assert "{shown}{0}" in sentence


@pytest.mark.parametrize(
    ("untrusted", "shown"),
    [
        ("a\r\nb\tc", "a b c"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("zero\u200bwidth", "zero width"),
        ("\x1b[31mred\x07", "[31mred"),
        ("山田　太郎", "山田 太郎"),
        ("x" * 100, "x" * 79 + "…"),
        ("", ""),
    ],
)
def test_what_a_mail_brings_is_one_harmless_line(untrusted: str, shown: str) -> None:
    assert harmless(untrusted) == shown


@pytest.mark.parametrize(
    ("catalogue", "room"), [("usage", "cli"), ("config", ""), ("index", "")]
)
def test_every_sentence_is_said_somewhere(catalogue: str, room: str) -> None:
    files_of_room = Path(honmono.__file__).parent.joinpath(room).rglob("*.py")
    source = "\n".join(path.read_text("utf-8") for path in files_of_room)

    assert [key for key in keys(catalogue) if f'"{key}"' not in source] == []
