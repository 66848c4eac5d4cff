"""What `honmono sweep yara` does: the operator's rules over files that were collected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import typer

from honmono.cli._core import complain, stop
from honmono.cli.sweep.sources import below
from honmono.sweep.rules import (
    LARGEST,
    CouldNotLook,
    Hit,
    RulesError,
    compiled,
    matched,
)
from honmono.text import harmless, say_at_length

_ENDINGS: Final = (".yar", ".yara")


def run(paths: Sequence[str], rules: Path, language: str) -> int:
    """Look at everything; the exit status."""

    def say(key: str, **values: object) -> str:
        return say_at_length("sweep_command", key, language, 300, values)

    try:
        ready = compiled(_sources(rules))
    except (RulesError, OSError, UnicodeDecodeError) as error:
        stop(say("yara-rules", why=error))
    looked, unsure = 0, False
    for path in _files(paths):
        shown = harmless(str(path), 300)
        try:
            with path.open("rb") as file:
                hits = matched(ready, file.read(LARGEST + 1))
        except (CouldNotLook, OSError) as error:
            complain(say("yara-not-looked", file=shown, why=error))
            unsure = True
            continue
        looked += 1
        _tell(shown, hits)
        unsure = unsure or bool(hits)
    typer.echo(say("yara-looked", count=f"{looked:,}"))
    return int(unsure or not looked)


def _tell(shown: str, hits: Sequence[Hit]) -> None:
    for hit in hits:
        typer.echo(f"{shown}: {harmless(hit.rule, 200)} ({harmless(hit.source, 200)})")


def _sources(place: Path) -> dict[str, str]:
    if not place.is_dir():
        return {place.name: place.read_text("utf-8")}
    files = [one for one in below(place) if one.suffix.casefold() in _ENDINGS]
    return {str(one.relative_to(place)): one.read_text("utf-8") for one in files}


def _files(paths: Sequence[str]) -> Iterator[Path]:
    for path in map(Path, paths):
        yield from below(path) if path.is_dir() else [path]
