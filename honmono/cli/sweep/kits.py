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
    from django.utils import translation

    from honmono.sweep.knowledge import KnowledgeError
    from honmono.web.cases.selectors import incident_of
    from honmono.web.sweep.kit_views import build_zip
    from honmono.web.sweep.kits import make
    from honmono.web.sweep.knowing import known

    try:
        known()
    except KnowledgeError as error:  # before a token is drawn that nobody would have
        desk.stop("bad-knowledge", why=error)
    made = make(whose.case, office, days=DAYS, by=None, now=desk.now)
    content = io.BytesIO()
    with translation.override(desk.language):
        build_zip(made.kit, made.token, "", incident_of(whose.case), content)
    put(desk, out, content.getvalue())
    until = desk.when(made.kit.until, whose.zone)
    typer.echo(desk.say("kit-written", file=out, until=until))
