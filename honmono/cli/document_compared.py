"""`honmono document compare`: what changed in the facts, and in the sentences.

変わった事実
  seen  訂正
変わった文
  - 2022年5月18日、不審なメールを確認いたしました。
  + 2022年5月17日、不審なメールを確認いたしました。
    理由: seen
"""

from __future__ import annotations

from pathlib import Path

import typer

from honmono.cli.documented import Wish, read_incident
from honmono.incident.documents.comparing import Comparison, compare
from honmono.text import harmless, say

_LONGEST = 2_000


def run(wish: Wish, old: Path, new: Path) -> int:
    """Print the differences; 0 where there are none."""
    before, after = read_incident(old), read_incident(new)
    found = compare(before, after, wish.make(before), wish.make(after))
    if not found.facts and not found.sentences:
        typer.echo(say("document", "nothing-changed", wish.language))
        return 0
    _print(found, wish.language)
    return 1


def _print(found: Comparison, language: str) -> None:
    if found.facts:
        typer.echo(say("document", "heading-facts", language))
    for fact in found.facts:
        change = say("document", f"change-{fact.change.value}", language)
        part = say("document", f"part-{fact.part}", language)
        typer.echo(f"  {fact.id}  {part}  {change}")
    if found.sentences:
        typer.echo(say("document", "heading-sentences", language))
    for old, new, because in found.sentences:
        for mark, sentence in (("-", old), ("+", new)):
            if sentence is not None:
                typer.echo(f"  {mark} {harmless(sentence.text, _LONGEST)}")
        key = "because" if because else "because-else"
        ids = ", ".join(because)
        typer.echo("    " + say("document", key, language, ids=ids))
