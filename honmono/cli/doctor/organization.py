"""Who we are: can the file be read, and what in it makes answers weak?"""

from __future__ import annotations

from collections.abc import Iterator

from honmono.cli.doctor._core import Diagnosis, Patient, State
from honmono.config import ConfigError, load_organization
from honmono.setup.weak_spots import WeakSpot, weak_spots
from honmono.text import say


def organization(patient: Patient) -> Iterator[Diagnosis]:
    """The organization file, and its weak spots."""
    what, path = patient.say("organization"), patient.organization
    if not path.exists():
        found, mend = patient.say("missing"), patient.say("organization-mend")
        yield Diagnosis(what, State.WRONG, f"{found} ({path})", mend)
        return
    try:
        org = load_organization(path)
    except ConfigError as error:
        mend = patient.say("settings-mend")
        yield Diagnosis(what, State.WRONG, error.told(patient.language), mend)
        return
    counts = patient.say(
        "organization-counts", domains=len(org.domains), people=len(org.people)
    )
    yield Diagnosis(what, State.OK, f"{org.names[0]}: {counts} ({path})")
    for spot in weak_spots(org):
        yield diagnosis_of(spot, what, patient.language)


def diagnosis_of(spot: WeakSpot, what: str, language: str) -> Diagnosis:
    """A weak spot as a line."""
    return Diagnosis(
        what,
        State.WRONG if spot.wrong else State.ADVICE,
        say("weak_spots", spot.name, language, **spot.values),
        say("weak_spots", f"{spot.name}-mend", language, **spot.values),
    )
