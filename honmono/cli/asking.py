"""A question on the terminal that takes yes or no, in the words that people type.

    honmono.toml に書き込みますか？ [Y/n]:

Typed with a Japanese keyboard an answer is often full-width or a word; whatever is neither
yes nor no is asked again, since a slip must not write a file.
"""

from __future__ import annotations

import unicodedata
from typing import Final

import typer

from honmono.cli.paragraphs import page_width, paragraph, tell
from honmono.text import say

_YES: Final = frozenset({"y", "yes", "はい", "hai"})
_NO: Final = frozenset({"n", "no", "いいえ", "iie"})

_ANSWER: Final = 6
"""Columns of the last line that are left for what is typed."""


def agreed(question: str, language: str, *, enter: bool) -> bool:
    """Yes or no; `enter` is what Enter alone means.

    Raises:
        typer.Abort: Ctrl-C, or the input has ended.

    """
    choices = "[Y/n]" if enter else "[y/N]"
    while True:
        typed = unicodedata.normalize("NFKC", line(f"{question} {choices}")).casefold()
        if not typed:
            return enter
        if typed in _YES | _NO:
            return typed in _YES
        tell(say("cli", "yes-or-no", language))


def line(question: str, found: str = "") -> str:
    """What is typed, without blanks around it; Enter takes `found`.

    Raises:
        typer.Abort: Ctrl-C, or the input has ended.

    """
    room = max(page_width() - _ANSWER, 0)
    *above, last = paragraph(f"{question} [{found}]" if found else question, room)
    for part in above:
        typer.echo(part)
    return str(typer.prompt(last, default=found, show_default=False)).strip()
