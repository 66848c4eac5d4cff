"""Reader: words inside a file's bytes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from honmono.mail.message.file_marks import (
    BUILDS_FILE,
    DECODES_ITSELF,
    LOCKED,
    RUNS_SCRIPT,
    VBA,
    marks_of,
)

OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
PROJECT = "_VBA_PROJECT\0".encode("utf-16-le")
PACKAGE = "EncryptedPackage\0".encode("utf-16-le")
BUILDS = b"<script>a.href=URL.createObjectURL(f)</script>"


def marks(
    *pieces: bytes, kind: str = "", name: str = "", declared: str = ""
) -> set[str]:
    return set(marks_of(name, declared, kind, lambda: iter(pieces)))


def test_an_old_document_shows_its_macros_and_its_lock() -> None:
    assert marks(OLE2, kind="ole2") == set()
    assert marks(OLE2 + PROJECT, kind="ole2") == {VBA}
    assert marks(OLE2 + PACKAGE, kind="ole2") == {LOCKED}
    assert marks(OLE2 + PROJECT.lower() + PACKAGE, kind="ole2") == {VBA, LOCKED}


@pytest.mark.parametrize("cut", range(1, len(PROJECT)))
def test_a_word_that_is_cut_between_pieces_is_found(cut: int) -> None:
    assert marks(OLE2 + PROJECT[:cut], PROJECT[cut:], kind="ole2") == {VBA}


def test_pieces_may_be_single_bytes() -> None:
    assert BUILDS_FILE in marks(*(bytes([b]) for b in BUILDS), kind="html")


@pytest.mark.parametrize(
    "called",
    [
        {"kind": "html"},
        {"kind": "svg"},
        {"name": "a.HTM"},
        {"name": "a.mht"},
        {"declared": "text/html"},
        {"declared": "image/svg+xml"},
    ],
)
def test_a_page_is_told_by_kind_or_name_or_declared_type(
    called: dict[str, str],
) -> None:
    assert marks(BUILDS, **called) == {RUNS_SCRIPT, BUILDS_FILE}


@pytest.mark.parametrize(
    "called", [{}, {"kind": "pdf"}, {"name": "a.txt"}, {"declared": "text/plain"}]
)
def test_other_files_are_not_looked_through(called: dict[str, str]) -> None:
    def never() -> Iterator[bytes]:
        raise AssertionError("the file was read")
        yield b""

    assert marks_of(
        called.get("name", ""), called.get("declared", ""), called.get("kind", ""), never
    ) == ()  # fmt: skip


def test_a_script_that_writes_what_it_decodes_is_told_from_one_that_counts() -> None:
    hides = b"<script>document.write(unescape(x))</script>"
    counts = b"<script>var a = decodeURIComponent(b)</script>"

    assert marks(hides, kind="html") == {RUNS_SCRIPT, DECODES_ITSELF}
    assert marks(counts, kind="html") == {RUNS_SCRIPT}
    assert marks(b"<p>about unescape( and eval(</p>", kind="html") == set()
