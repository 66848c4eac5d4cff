"""Is what Honmono itself needs there?  Python, and what Windows does not bring along."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from honmono import __version__
from honmono.cli.doctor._core import Diagnosis, Patient, State


def python(patient: Patient) -> Iterator[Diagnosis]:
    """The version of Python."""
    found = f"{platform.python_version()} ({platform.system()})"
    what = f"honmono {__version__}, Python"
    new_enough = sys.version_info >= (3, 11)
    if new_enough:
        yield Diagnosis(what, State.OK, found)
    else:
        yield Diagnosis(what, State.WRONG, found, patient.say("python-mend"))


def time_zones(patient: Patient) -> Iterator[Diagnosis]:
    """Time zones, which Windows has none of."""
    what = patient.say("time-zones")
    try:
        ZoneInfo("Asia/Tokyo")
        yield Diagnosis(what, State.OK, patient.say("found"))
    except ZoneInfoNotFoundError:
        yield Diagnosis(what, State.WRONG, patient.say("missing"), "pip install tzdata")
