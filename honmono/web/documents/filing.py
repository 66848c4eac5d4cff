"""The files of a document: made in memory, kept as originals before anybody says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from honmono.incident.case import Incident
from honmono.incident.documents.written import forms_of, has_typst, written
from honmono.text import LANGUAGES
from honmono.web.cases.originals import Named, keep
from honmono.web.documents.errors import DraftError
from honmono.web.documents.making import Made, Wish

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
}


@dataclass(frozen=True, slots=True)
class Filed:
    """One file that is kept."""

    language: str
    form: str
    named: Named


def forms_here(kind: str) -> tuple[str, ...]:
    """The formats that this computer can make of a kind."""
    return tuple(form for form in forms_of(kind) if form != "pdf" or has_typst())


def file_name(wish: Wish, language: str, form: str, mark: str = "") -> str:
    """What a file is called: `public-notice-report-2026-10-15-ja.pdf`."""
    parts = (wish.kind, wish.stage, wish.day.isoformat(), mark, language)
    return "-".join(filter(None, parts)) + f".{form}"


def content(
    document: Made, incident: Incident, wish: Wish, name: str, form: str
) -> bytes:
    """The bytes of one file.

    Raises:
        DraftError: it says what must not be said, or there is no such format here.

    """
    if document.is_forbidden:
        raise DraftError("forbidden-words")
    if form not in forms_here(wish.kind):
        raise DraftError("no-typst" if form == "pdf" else "no-form")
    return written(document.documents[name], incident, wish.day, form)


def kept(case: str, document: Made, incident: Incident, wish: Wish) -> list[Filed]:
    """Make every file of a document and keep it; they are on the disk on return.

    Raises:
        DraftError: it says what must not be said, or the disk does not take them.

    """
    wanted = list(_wanted(wish.kind))
    with TemporaryDirectory(prefix="honmono-") as folder:
        files = []
        for language, form in wanted:
            path = Path(folder) / f"{language}.{form}"
            path.write_bytes(content(document, incident, wish, language, form))
            files.append((path, file_name(wish, language, form)))
        named, failed = keep(case, files, "document")
    if failed:
        raise DraftError("not-kept")
    return [
        Filed(language, form, one)
        for (language, form), one in zip(wanted, named, strict=True)
    ]


def keep_uploaded(case: str, files: Sequence[tuple[Path, str]]) -> list[Named]:
    """Keep what somebody handed in: a signed copy, a receipt.  Nothing is parsed.

    Raises:
        DraftError: the disk does not take them.

    """
    named, failed = keep(case, files, "evidence") if files else ([], [])
    if failed:
        raise DraftError("not-kept")
    return named


def _wanted(kind: str) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        for form in forms_here(kind):
            if form != "json" or language == "ja":  # one copy for programs
                yield language, form
