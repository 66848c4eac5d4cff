"""Which part of a sender differs from us, as the terminal view underlines it.

`check/shown.py` says which part that is; here it becomes a style.
"""

from __future__ import annotations

from typing import NamedTuple

from honmono.check import shown
from honmono.check.record import Record
from honmono.cli.output.lines import Style, Text


class Shown(NamedTuple):
    """A sender as it is printed: the name a reader sees, the addresses behind it."""

    name: Text
    address: Text
    replies: Text
    """Where an answer would go, when that is part of the forgery."""


def sender(record: Record) -> Shown:
    """Mark the sender of a mail that was read."""
    who = shown.sender(record)
    return Shown(
        _styled(who.name, Style.BOLD), _styled(who.address), _styled(who.replies)
    )


def _styled(line: shown.Marked, otherwise: Style = Style.PLAIN) -> Text:
    """The text with its marks."""
    return tuple(
        (letter, Style.MARK if place in line.places else otherwise)
        for place, letter in enumerate(line.text)
    )
