"""`honmono document lacking`: the facts that a document lacks, most important first.

漏えいの有無についての判断
    記録する場所: decisions
    - 情報の流出の有無については、現在調査中です。
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import typer

from honmono.cli.documented import Wish, read_incident
from honmono.incident.documents.lacking import (
    Lacking,
    fact_in_words,
    facts,
    lacking,
)
from honmono.text import harmless, say

_LONGEST: Final = 2_000
"""Characters of a sentence that are shown."""


def run(wish: Wish, case: Path, *, as_json: bool) -> int:
    """Print them; 0 where there are none."""
    incident = read_incident(case)
    found = lacking(wish.make(incident, wish.day(incident)))
    if as_json:
        told = [_as_json(one, wish.language) for one in found]
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _print(found, wish.language)
    return int(bool(found))


def _print(found: tuple[Lacking, ...], language: str) -> None:
    if not found:
        typer.echo(say("document", "lacks-none", language))
    for one in found:
        typer.echo(fact_in_words(one.lack.fact, language))
        if one.lack.record:
            where = say("document", "lacks-of", language, record=one.lack.record)
        else:
            part = facts()[one.lack.fact].part
            where = say("document", "lacks-in", language, part=part)
        typer.echo(f"    {where}")
        for sentence in one.sentences:
            typer.echo(f"    - {harmless(sentence.text, _LONGEST)}")


def _as_json(one: Lacking, language: str) -> dict[str, Any]:
    return {
        "fact": one.lack.fact,
        "words": fact_in_words(one.lack.fact, language),
        "part": facts()[one.lack.fact].part,
        "record": one.lack.record or None,
        "sentences": [{"key": s.key, "text": s.text} for s in one.sentences],
    }
