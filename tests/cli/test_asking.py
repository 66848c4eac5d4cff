"""Yes or no, as people type it."""

from __future__ import annotations

import pytest
import typer
from typer.testing import CliRunner

from honmono.cli.asking import agreed

RUNNER = CliRunner()


def answer(typed: str, *, enter: bool = True) -> tuple[str, int]:
    """What comes of it, and how often it was asked."""
    app = typer.Typer()

    @app.command()
    def ask() -> None:
        typer.echo(f"={agreed('Write?', 'en', enter=enter)}")

    result = RUNNER.invoke(app, [], input=typed)
    return result.output.rpartition("=")[2].strip(), result.output.count("Write?")


@pytest.mark.parametrize("typed", ["y", "Y", "yes", "ｙ", "ＹＥＳ", "はい", " y "])
def test_yes(typed: str) -> None:
    assert answer(f"{typed}\n", enter=False) == ("True", 1)


@pytest.mark.parametrize("typed", ["n", "No", "ｎ", "いいえ"])
def test_no(typed: str) -> None:
    assert answer(f"{typed}\n") == ("False", 1)


@pytest.mark.parametrize("enter", [True, False])
def test_enter_alone_is_what_the_question_says(*, enter: bool) -> None:
    assert answer("\n", enter=enter) == (str(enter), 1)


def test_anything_else_is_asked_again() -> None:
    assert answer("yn\nmaybe\nn\n") == ("False", 3)


def test_the_end_of_the_input_is_no_answer() -> None:
    assert not answer("maybe\n")[0].startswith(("True", "False"))
