"""What `honmono org check` does: the file, then mail, then each weak spot with its mend."""

from __future__ import annotations

import sys

import typer

from honmono.cli._core import INTERRUPTED, SOME_UNREAD
from honmono.cli.configuration import Configuration
from honmono.cli.doctor import print_diagnoses
from honmono.cli.doctor._core import State
from honmono.cli.doctor.organization import diagnosis_of
from honmono.cli.init.reading import mails_of
from honmono.cli.paragraphs import tell
from honmono.setup.weak_spots import MailSeen, weak_spots
from honmono.text import say


def run(configuration: Configuration, sources: list[str]) -> None:
    """Look and print, or end with the status that `honmono org check --help` tells."""
    org, language = configuration.organization, configuration.language
    unread: list[str] = []
    spots = list(weak_spots(org))
    if sources:
        seen, mails = MailSeen(org), 0
        try:
            for message in mails_of(sources, language, unread):
                seen.add(message)
                mails += 1
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        spots += seen.weak_spots()
        counts = {"count": f"{mails:,}", "received": f"{seen.received:,}"}
        tell(say("weak_spots", "mails-read", language, **counts))
    else:
        tell(say("weak_spots", "no-mail", language))
    lines = [diagnosis_of(spot, configuration.file.name, language) for spot in spots]
    lines.sort(key=lambda line: line.state is not State.WRONG)
    print_diagnoses(lines, language)
    if not lines:
        tell(say("weak_spots", "none", language))
    for line in unread:
        sys.stderr.write(f"{line}\n")
    if unread or any(line.state is State.WRONG for line in lines):
        raise typer.Exit(SOME_UNREAD)
