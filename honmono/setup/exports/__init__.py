"""Lists of people that an office already has: what a file is is told by its content.

A new form: its module, its test, a line in `ALL`.  Another program that writes CSV needs
no module: its headers go into `tables/export_columns.tsv`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from honmono.setup.exports import delimited, ldif, mailboxes
from honmono.setup.exports._core import (
    Account,
    Column,
    Export,
    Field,
    Form,
    Listed,
    Problem,
)
from honmono.setup.exports.decoding import decoded

ALL: Final[tuple[Form, ...]] = (ldif.FORM, mailboxes.FORM, delimited.FORM)
"""In the order in which a file is asked; anything is a table, so that comes last."""

MAX_FILE: Final = 64 * 2**20
"""Bytes of one list; 100,000 people with all their columns have 50 MB."""

_NOT_TEXT: Final = {b"PK\x03\x04": "problem-xlsx", b"\xd0\xcf\x11\xe0": "problem-xlsx"}


def read_people(path: Path) -> Export:
    """Read one list.  What cannot be read is a problem in it, never an exception."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as error:
        why = error.strerror or type(error).__name__
        return _refused(str(path), "problem-file", why)
    return people_in(data, str(path))


def people_in(data: bytes, path: str) -> Export:
    """Read one list that is in memory; `path` is only how it is called."""
    if len(data) > MAX_FILE:
        return _refused(path, "problem-too-large", f"{MAX_FILE:,}")
    if problem := _NOT_TEXT.get(data[:4]):
        return _refused(path, problem)
    text, encoding = decoded(data)
    if text.lstrip()[:11].upper() == "BEGIN:VCARD":
        return _refused(path, "problem-vcard")
    for form in ALL:
        if form.fits(text):
            read = form.read(text)
            return Export(path, form.name, encoding, *read)
    return _refused(path, "problem-empty")


def _refused(path: str, reason: str, value: str = "") -> Export:
    return Export(path, "", "", problems=(Problem(0, reason, value),))


__all__ = [
    "ALL",
    "Account",
    "Column",
    "Export",
    "Field",
    "Form",
    "Listed",
    "Problem",
    "people_in",
    "read_people",
]
