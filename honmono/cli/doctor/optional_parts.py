"""Parts that not everybody needs: what they are for, and how they are installed.

They are the extras of pyproject.toml; `keyring`, which needs a look of its own, is with
the `mailboxes`.
A new one is a row of `PARTS` and a sentence `part-…` in the catalogue `doctor`.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from typing import Final, NamedTuple

from honmono.cli.doctor._core import Diagnosis, Patient, State


class Part(NamedTuple):
    """Something that may be missing."""

    key: str
    """Its sentence, `part-KEY`: what it is for."""

    mend: str
    module: str


PARTS: Final = (Part("pst", 'pip install "honmono[pst]"', module="pypff"),)


def optional_parts(patient: Patient) -> Iterator[Diagnosis]:
    """Each part: there, or what it would be for."""
    for part in PARTS:
        what = patient.say(f"part-{part.key}")
        if find_spec(part.module):
            yield Diagnosis(what, State.OK, patient.say("found"))
        else:
            missing = patient.say("part-missing")
            yield Diagnosis(what, State.ADVICE, missing, part.mend)
