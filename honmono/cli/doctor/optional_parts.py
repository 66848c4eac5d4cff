"""Parts that not everybody needs: what they are for, and how they are installed.

A new one is a row of `PARTS` and a sentence `part-…` in the catalogue `doctor`.
"""

from __future__ import annotations

import platform
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Final, NamedTuple

from honmono.cli.doctor._core import Diagnosis, Patient, State


class Part(NamedTuple):
    """Something that may be missing."""

    key: str
    """Its sentence, `part-KEY`: what it is for."""

    mend: str
    module: str = ""
    program: str = ""
    system: str = ""
    """The only system on which it is of use; empty for all."""


PARTS: Final = (
    Part("pst", 'pip install "honmono[pst]"', module="pypff"),
    Part("keyring", "pip install keyring", module="keyring"),
    Part("bwrap", "apt-get install bubblewrap", program="bwrap", system="Linux"),
)


def optional_parts(patient: Patient) -> Iterator[Diagnosis]:
    """Each part: there, or what it would be for."""
    for part in PARTS:
        if part.system and part.system != platform.system():
            continue
        name = part.module or part.program
        what = patient.say(f"part-{part.key}")
        if find_spec(part.module) if part.module else shutil.which(part.program):
            yield Diagnosis(what, State.OK, patient.say("part-found", name=name))
        else:
            missing = patient.say("part-missing", name=name)
            yield Diagnosis(what, State.ADVICE, missing, part.mend)
