"""Which fields a form has, in its order: `report_forms.tsv`.

    ppc   item-2   data-name   check   found   affected.data

`check` marks a field whose name nobody has held against the official form yet; the mark
stands in the documentation, not in the form.
"""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import NamedTuple

from honmono.tables import rows


class Field(NamedTuple):
    """One field of one form."""

    form: str
    part: str
    code: str
    name: str
    """Where its name is from: `law`, `check` or `own`."""

    open: str
    """While it is open: to be `found` out, to be `recorded`, or only to be `entered`."""

    where: str
    """Part of the incident file that fills it."""


@cache
def fields(form: str) -> tuple[Field, ...]:
    """Every field of a form, in its order."""
    table = (Field(*row) for row in rows("report_forms.tsv"))
    return tuple(field for field in table if field.form == form)


def parts(form: str) -> tuple[tuple[str, tuple[Field, ...]], ...]:
    """The fields of a form by its parts."""
    grouped = groupby(fields(form), key=lambda field: field.part)
    return tuple((part, tuple(held)) for part, held in grouped)
