"""`honmono document make`: reads the incident, has the document made, writes it.

What a reader of the document cannot see is told on standard error: facts that nobody has
translated, characters that no typeface has.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Final, NoReturn
from zoneinfo import ZoneInfo

import typer

from honmono.cli._core import SOME_UNREAD, USAGE, stop
from honmono.cli.paragraphs import page_width, paragraph
from honmono.cli.putting import put
from honmono.incident.case import Incident, IncidentFileError, parse_incident
from honmono.incident.case.reading import MAX_FILE
from honmono.incident.documents import written
from honmono.incident.documents._core import Document
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.formats._core import shown
from honmono.incident.documents.making import MakingError, WordingError, make
from honmono.incident.documents.overriding import (
    MAX_FILE as MAX_TEMPLATES,
)
from honmono.incident.documents.overriding import (
    OverrideError,
    overrides_from,
)
from honmono.incident.documents.tracing import traced, untranslated
from honmono.incident.documents.written import ALL_FORMS, FOR_PROGRAMS, forms_of
from honmono.text import harmless, say

_MOST: Final = 20
"""Mistakes of a file that are shown."""

_BINARY: Final = ("docx", "pdf")


@dataclass(frozen=True, slots=True)
class Wish:
    """Which document somebody wants."""

    kind: str
    language: str
    stage: str = ""
    on: str = ""
    """The day, as somebody wrote it."""

    client: str | None = None
    templates: Path | None = None

    def day(self, incident: Incident) -> date:
        """The day that stands on it: the one that was said, else today there."""
        if not self.on:
            return datetime.now(ZoneInfo(incident.organization.timezone)).date()
        try:
            return date.fromisoformat(self.on)
        except ValueError:
            stop(f"--date {harmless(self.on)}: write a day such as 2022-06-10")

    def make(self, incident: Incident, day: date) -> Document:
        """The document; where it cannot be made, one line says why."""
        try:
            return make(
                self.kind,
                incident,
                self.language,
                day,
                stage=self.stage,
                client=self.client,
                overrides=_overrides(self.templates, self.language),
            )
        except WordingError as error:
            stop_with(f"{self.kind} says what must not be said:", error.violations)
        except MakingError as error:
            stop(str(error))


def run(wish: Wish, case: Path, *, form: str, out: Path | None, trace: bool) -> int:
    """Make it and write it; the exit status."""
    if form not in forms_of(wish.kind):
        stop(f"json is a form of {FOR_PROGRAMS} alone; take txt, html, docx or pdf")
    _check_form(form, out, trace=trace)
    incident = read_incident(case)
    day = wish.day(incident)
    document = wish.make(incident, day)
    _warn(document, incident, form)
    if trace:
        _print_trace(document, incident, day)
    if out is None:
        if not trace:
            sys.stdout.flush()
            sys.stdout.buffer.write(written.written(document, incident, day, form))
        return 0
    return _save(out, written.written(document, incident, day, form), wish.language)


def _check_form(form: str, out: Path | None, *, trace: bool) -> None:
    """End with one line, before the work begins, where the format cannot be had."""
    if form == "pdf" and not written.has_typst():
        stop("a PDF needs the package typst, which this computer lacks; take docx")
    if out is None:
        if form in _BINARY and not trace and sys.stdout.isatty():
            stop(f"a terminal shows no {form}; name a file with --out")
        return
    ending = out.suffix.lower().removeprefix(".")
    if ending in ALL_FORMS and ending != form:
        shown = harmless(str(out), 300)
        stop(f"--out {shown}: it would hold {form}; add --format {ending}")


def read_incident(path: Path) -> Incident:
    """The incident of a file; where it is none, every mistake is named."""
    shown = harmless(str(path), 300)
    try:
        with path.open("rb") as file:
            return parse_incident(file.read(MAX_FILE + 1))
    except OSError as error:
        stop(f"{shown}: cannot be read: {error.strerror or error}")
    except IncidentFileError as error:
        stop_with(f"{shown} is no incident file:", error.mistakes)


def stop_with(head: str, mistakes: tuple[object, ...]) -> NoReturn:
    """End with a line for each mistake, the first ones of very many."""
    lines = [f"honmono: {head}"]
    lines += [f"  {harmless(str(mistake), 400)}" for mistake in mistakes[:_MOST]]
    if len(mistakes) > _MOST:
        lines.append(f"  … and {len(mistakes) - _MOST:,} more")
    sys.stderr.write("\n".join(lines) + "\n")
    raise SystemExit(USAGE)


def _overrides(folder: Path | None, language: str) -> dict[str, str]:
    if folder is None:
        return {}
    shown = harmless(str(folder), 300)
    try:
        paths = sorted(folder.glob("*.toml"))
        if not paths and not folder.is_dir():
            stop(f"--templates {shown}: there is no such folder")
        for path in paths:
            if not path.is_file():
                stop(f"--templates {shown}: {harmless(path.name, 300)} is no file")
        contents = {path.name: _start(path, MAX_TEMPLATES + 1) for path in paths}
        return overrides_from(contents, language)
    except OSError as error:
        stop(f"--templates {shown}: cannot be read: {error.strerror or error}")
    except OverrideError as error:
        stop_with(f"--templates {shown}:", error.mistakes)


def _start(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        return file.read(most)


def _save(out: Path, made: bytes, language: str) -> int:
    shown = harmless(str(out), 300)
    try:
        if out.parent.name == "documents":  # the incident's own, which bundles take
            out.parent.mkdir(exist_ok=True)
        put(out.absolute(), made)
    except OSError as error:
        why = error.strerror or str(error)
        sys.stderr.write(f"honmono: {shown}: cannot be written: {why}\n")
        return SOME_UNREAD
    typer.echo(say("document", "written", language, file=shown), err=True)
    return 0


def _warn(document: Document, incident: Incident, form: str) -> None:
    """Tell what a reader of the document cannot see."""
    language = document.language
    if names := untranslated(document, incident):
        _tell(say("document", "untranslated", language, ids=", ".join(names)))
    if form == "pdf":
        for line in islice(_lacking(document), _MOST):
            _tell(line)


def _lacking(document: Document) -> Iterator[str]:
    from honmono.incident.documents.formats.pdf import is_variant, lacking

    for character, sentence in lacking(document):
        names = ", ".join(sentence.facts)
        ids = names or say("document", "of-no-record", document.language)
        yield say(
            "document",
            "no-variant" if is_variant(character) else "no-glyph",
            document.language,
            character=character,
            code=f"U+{ord(character):04X}",
            ids=ids,
        )


def _tell(line: str) -> None:
    lines = paragraph(f"honmono: {line}", page_width(sys.stderr))
    sys.stderr.write("\n".join(lines) + "\n")


def _print_trace(document: Document, incident: Incident, day: date) -> None:
    language = document.language
    brief = Brief(incident, language, day, "")
    for sentence, facts, places in traced(document, brief):
        typer.echo(shown(sentence.text).replace("\n", "\n  "))
        for name, words in facts:
            typer.echo(
                f"    {name}  {words or say('document', 'not-a-record', language)}"
            )
        if not facts:
            typer.echo("    " + say("document", "no-facts", language))
        if places:
            files = ", ".join(places)
            here = say(
                "document", "override-here", language, files=files, name=sentence.key
            )
            typer.echo(f"    {here}")
