"""What `honmono case set` does: who we are, and what the incident is called.

desk.phone             03-5555-0132
representative.name    —
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from honmono.cli.case._core import Door
from honmono.cli.case.changes import ending, make
from honmono.cli.output.lines import columns
from honmono.cli.paragraphs import padded, tell
from honmono.incident.case import Incident, IncidentFileError
from honmono.incident.case.identity import fields, identity, said, with_identity
from honmono.incident.case.kinds import known, nearest
from honmono.incident.case.mistakes import mistake

_HEAD: Final = 26
_NOTHING: Final = "—"


def set_fields(door: Door, case: Path, given: Iterable[str], reason: str) -> None:
    """Change fields; the log keeps what they said."""
    names: list[str] = []
    for_log = {"reason": reason} if reason else {}

    def edit(incident: Incident) -> Incident:
        after = with_identity(incident, pairs, door.language)
        two = said(incident, after)
        names.extend(two)
        for word, n in (("old", 0), ("new", 1)):
            values = {name: both[n] for name, both in two.items()}
            for_log[word] = json.dumps(values, ensure_ascii=False)
        return after

    with ending(door):
        pairs = [_pair(one) for one in given]
        if make(door, case, edit, "set", for_log):
            print(door.say("set", names=", ".join(names)))
        else:
            print(door.say("unset"))


def show_fields(door: Door, case: Path) -> None:
    """Print every field and what it says; what nobody has set is there, too."""
    said_now = identity(door.read(case))
    for name in _all_names(said_now):
        head = padded(name, _HEAD) + "  "
        tell(said_now.get(name, _NOTHING), head=head, indent=columns(head))


def _all_names(said_now: dict[str, str]) -> Iterator[str]:
    """Fields in the order of the file; a text by its languages."""
    for name in fields():
        languages = [n for n in said_now if n in (f"{name}.ja", f"{name}.en")]
        yield from languages or [name]
    offices = [n for n in said_now if n.startswith("offices.")]
    yield from offices or ["offices.ID"]


def _pair(given: str) -> tuple[str, str]:
    """`desk.phone=03-…` in its two parts."""
    name, sign, value = given.partition("=")
    name, value = name.strip(), value.strip()
    if not sign or not name:
        raise IncidentFileError([mistake(given, "field-value")])
    if name == "style" and value and value not in known("styles"):
        near = nearest("styles", value)
        if near:
            raise IncidentFileError(
                [mistake(name, "no-style-near", value=value, near=near)]
            )
        all_ = ", ".join(known("styles"))
        raise IncidentFileError([mistake(name, "no-style", value=value, known=all_)])
    return name, value
