"""What `honmono sweep kit` does: a token for an office, and the ZIP that holds it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Final

import typer

from honmono.cli.sweep._core import Desk
from honmono.cli.sweep.putting import put

DAYS: Final = 14
"""For which the token lets results in."""


def write_kit(desk: Desk, office: str, out: Path, case: str) -> None:
    """Make the kit; its token is in the file alone."""
    whose = desk.whose(case)
    if whose.case is None:
        desk.stop("kit-needs-case")
    if office not in whose.offices:
        desk.stop("no-such-office", name=office, known=", ".join(whose.offices))
    if out.exists():  # before a token is drawn that nobody would have
        desk.stop("there-already", file=out)
    from honmono.sweep.kit import build
    from honmono.web.sweep.kits import facts_of, make

    made = make(whose.case, office, days=DAYS, by=None, now=desk.now)
    content = io.BytesIO()
    build(facts_of(made, now=desk.now), content)
    put(desk, out, content.getvalue())
    until = desk.when(made.kit.until, whose.zone)
    typer.echo(desk.say("kit-written", file=out, until=until))
