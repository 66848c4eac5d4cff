"""What `honmono sweep sheet` does: the sheet that an office signs, as a PDF."""

from __future__ import annotations

from pathlib import Path

import typer

from honmono.cli.sweep._core import Desk, Whose
from honmono.cli.sweep.putting import put


def write_sheet(desk: Desk, office: str, out: Path, case: str) -> None:
    """Write the sheet of an office, as all its PCs stand now; a long one in parts."""
    whose = desk.whose(case)
    if office not in whose.offices:
        desk.stop("no-such-office", name=office, known=", ".join(whose.offices))
    from honmono.incident.documents.formats.pdf import to_pdf
    from honmono.incident.documents.scan_sheet import Asked, parts_of, scan_sheet
    from honmono.web.sweep.looking import look

    value = look(whose.rule, whose.offices, desk.now).as_json()
    count = parts_of(value, office)
    day = desk.now.astimezone(whose.zone).date()
    for part in range(1, count + 1):
        asked = Asked(
            office, whose.names[office], _us(desk, whose), desk.language, part
        )
        file = out if count == 1 else out.with_stem(f"{out.stem}-{part}")
        put(desk, file, to_pdf(scan_sheet(value, asked), day))
        typer.echo(desk.say("written", file=file))


def _us(desk: Desk, whose: Whose) -> str:
    if whose.case is None:
        us = desk.configuration.organization_if_any
        return us.names[0] if us else ""
    from honmono.web.cases.selectors import incident_of

    return incident_of(whose.case).organization.name.in_language(desk.language)
