"""The fields of the forms by their code; a form is a list of codes in `report_forms.tsv`.

A new field: a function in the module of its part, its line in that module's `FILLS`, a
row in the table, `name-CODE` and `need-CODE` in `text/documents/report.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from honmono.incident.documents.forms._core import Fill
from honmono.incident.documents.forms.fields import (
    aftermath,
    cause,
    data,
    duty,
    exhibits,
    happening,
    others,
    reporter,
)

ALL: Final[Mapping[str, Fill]] = {
    **reporter.FILLS,
    **happening.FILLS,
    **duty.FILLS,
    **data.FILLS,
    **cause.FILLS,
    **aftermath.FILLS,
    **others.FILLS,
    **exhibits.FILLS,
}
"""Every field, in the order of the parts of a report."""
