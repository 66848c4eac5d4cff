"""Command: honmono org check."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from honmono.cli.commands import app_with
from tests.make import mail

RUNNER = CliRunner()
GOOD = """\
[organization]
names = ["例示株式会社"]
domains = ["example.co.jp"]
authserv_ids = ["mx.example.co.jp"]
phones = ["03-5555-0100"]
language = "en"

[[people]]
name = "田中 花子"
kana = "タナカ ハナコ"
addresses = ["tanaka@example.co.jp"]
"""


def run(folder: Path, *words: str) -> tuple[int, str]:
    line = ["org", "check", "--org", str(folder / "honmono.toml"), *words]
    result = RUNNER.invoke(app_with(["org"]), line)
    return result.exit_code, result.output


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "honmono.toml").write_text(GOOD, "utf-8")
    (tmp_path / "1.eml").write_bytes(
        mail(results="dkim=pass header.d=example.co.jp; dmarc=none")
    )
    return tmp_path


def test_a_good_file_has_no_weak_spot(office: Path) -> None:
    status, said = run(office)

    assert status == 0
    assert "no weak spot" in said
    assert "with mail" in said


def test_advice_of_mail_is_no_error(office: Path) -> None:
    status, said = run(office, str(office / "1.eml"))

    assert status == 0
    assert "looked at: 1, of them received: 1" in said
    assert "advice  honmono.toml: example.co.jp has no DMARC" in said
    assert "→ publish a DMARC record" in said


def test_what_is_wrong_comes_first_and_is_status_1(office: Path) -> None:
    text = GOOD.replace("tanaka@example.co.jp", "tanaka@x.example")
    (office / "honmono.toml").write_text(text.replace("kana =", "title ="), "utf-8")

    status, said = run(office)

    assert status == 1
    assert said.index("wrong   honmono.toml: tanaka@x.example") < said.index("advice")


def test_it_speaks_japanese(office: Path) -> None:
    assert "弱いところは見つかりませんでした" in run(office, "--lang", "ja")[1]


def test_an_unreadable_source_is_named(office: Path) -> None:
    assert run(office, str(office / "nothing"))[0] == 1


def test_without_the_file_nothing_is_looked_at(tmp_path: Path) -> None:
    assert run(tmp_path)[0] == 2
