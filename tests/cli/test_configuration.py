"""Command line: the operator's two files, and the language in which a command ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from honmono.cli.configuration import Configuration
from honmono.cli.options import Language

GOOD = '[organization]\nnames = ["A"]\ndomains = ["a.example"]\n'
IN_ENGLISH = GOOD + 'language = "en"\n'


def configuration(
    folder: Path, text: str | None, lang: Language | None = None
) -> Configuration:
    if text is not None:
        (folder / "honmono.toml").write_text(text, "utf-8")
    return Configuration(folder / "honmono.toml", folder / "home", lang)


@pytest.mark.parametrize(
    ("text", "asked", "language"),
    [
        (GOOD, None, "ja"),
        (GOOD, Language.en, "en"),
        (IN_ENGLISH, None, "en"),
        (IN_ENGLISH, Language.ja, "ja"),
        (IN_ENGLISH + "typo = 1\n", None, "en"),
        (IN_ENGLISH + "[[[", None, "en"),
        (GOOD + '# language = "en"\n[', None, "ja"),
        (GOOD + 'language = "fr"\n', None, "ja"),
        (None, None, "ja"),
    ],
)
def test_the_language_is_the_one_asked_for_or_what_the_file_says(
    tmp_path: Path, text: str | None, asked: Language | None, language: str
) -> None:
    assert configuration(tmp_path, text, asked).language == language


@pytest.mark.parametrize(
    ("text", "asked", "said", "not_said"),
    [
        (GOOD + "typo = 1\n", None, "という項目はありません", "unknown key"),
        (IN_ENGLISH + "typo = 1\n", None, "unknown key 'typo'", "という項目"),
        (GOOD + "typo = 1\n", Language.en, "unknown key 'typo'", "という項目"),
        (None, None, "is not there", "\0"),
        (None, None, "ファイルがありません", "\0"),
        (None, Language.ja, "ファイルがありません", "is not there"),
    ],
)
def test_a_file_that_cannot_be_used_ends_in_that_language(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    text: str | None,
    asked: Language | None,
    said: str,
    not_said: str,
) -> None:
    with pytest.raises(SystemExit) as end:
        _ = configuration(tmp_path, text, asked).organization

    line = capsys.readouterr().err
    assert end.value.code == 2
    assert line.startswith(f"honmono: {tmp_path / 'honmono.toml'}")
    assert line.count("\n") == 1
    assert said in line
    assert not_said not in line


def test_settings_speak_the_language_of_the_organization(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home/settings.toml").write_text("[verdict]\nprior = 2\n")

    with pytest.raises(SystemExit):
        _ = configuration(tmp_path, GOOD).settings

    assert "settings.toml:2: [verdict] の prior は" in capsys.readouterr().err


def test_without_a_file_that_was_named_one_may_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert Configuration(None, tmp_path, None).organization_if_any is None
    with pytest.raises(SystemExit):
        _ = configuration(tmp_path, None).organization_if_any


def test_a_refusal_is_one_line_of_its_catalogue(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        configuration(tmp_path, GOOD).refuse("no-address", mailbox="x\ny")

    assert end.value.code == 2
    assert capsys.readouterr().err == (
        "honmono: --mailbox x y: メールアドレスではありません。"
        "NAME@DOMAIN の形で指定してください。\n"
    )
