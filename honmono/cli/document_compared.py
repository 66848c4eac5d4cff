"""`honmono document compare`: what changed in the facts, and in the sentences.

変わった事実
  seen  訂正（理由: サーバーの記録）
  - 出来事：不審なメールを確認（2022年5月18日、申告）
  + 出来事：不審なメールを確認（2022年5月17日、申告）
変わった文
  - 2022年5月18日、不審なメールを確認いたしました。
  + 2022年5月17日、不審なメールを確認いたしました。
    理由: seen
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import typer

from honmono.cli.documented import Wish, read_incident
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.comparing import (
    Change,
    ChangedFact,
    ChangedSentence,
    compare,
)
from honmono.incident.documents.tracing import in_words
from honmono.text import harmless, say

_LONGEST: Final = 2_000
"""Characters of a sentence that are shown."""


def run(wish: Wish, old: Path, new: Path) -> int:
    """Print the differences; 0 where there are none."""
    before, after = read_incident(old), read_incident(new)
    day = wish.day(after)
    documents = (wish.make(incident, day) for incident in (before, after))
    found = compare(before, after, *documents)
    if not found.facts and not found.sentences:
        typer.echo(say("document", "nothing-changed", wish.language))
        return 0
    brief = Brief(after, wish.language, day, "")
    if found.facts:
        typer.echo(say("document", "heading-facts", wish.language))
    for fact in found.facts:
        _print_fact(fact, brief)
    if found.sentences:
        typer.echo(say("document", "heading-sentences", wish.language))
    for sentence in found.sentences:
        _print_sentence(sentence, wish.language)
    return 1


def _print_fact(fact: ChangedFact, brief: Brief) -> None:
    """A record before and after, and why somebody corrected it."""
    change = say("document", f"change-{fact.change.value}", brief.language)
    typer.echo(f"  {fact.id}  {change}{_reason(fact, brief)}")
    for mark, record in (("-", fact.old), ("+", fact.new)):
        if record is not None:
            typer.echo(f"  {mark} {in_words(fact.part, record, brief)}")


def _reason(fact: ChangedFact, brief: Brief) -> str:
    reasons = [
        correction.reason.in_language(brief.language)
        for correction in brief.incident.corrections
        if correction.record == fact.id and correction.reason
    ]
    if not reasons or fact.change is Change.ADDED:
        return ""
    return say("document", "reason", brief.language, reason=reasons[-1])


def _print_sentence(sentence: ChangedSentence, language: str) -> None:
    for mark, one in (("-", sentence.old), ("+", sentence.new)):
        if one is not None:
            typer.echo(f"  {mark} {harmless(one.text, _LONGEST)}")
    key = "because" if sentence.because else "because-else"
    ids = ", ".join(sentence.because)
    typer.echo("    " + say("document", key, language, ids=ids))
