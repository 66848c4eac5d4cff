"""The folder of the state, and the settings in it: can they be used?"""

from __future__ import annotations

import os
from collections.abc import Iterator

from honmono.cli.doctor._core import Diagnosis, Patient, State
from honmono.config import ConfigError, load_settings


def home(patient: Patient) -> Iterator[Diagnosis]:
    """May we read and write there?"""
    folder, what = patient.home, patient.say("home")
    if not folder.exists():
        yield Diagnosis(what, State.OK, f"{folder} ({patient.say('home-not-there')})")
    elif folder.is_dir() and os.access(folder, os.R_OK | os.W_OK):
        yield Diagnosis(what, State.OK, str(folder))
    else:
        yield Diagnosis(what, State.WRONG, str(folder), patient.say("home-mend"))


def settings(patient: Patient) -> Iterator[Diagnosis]:
    """Can settings.toml be read?  Without it every default holds."""
    if not patient.home.is_dir():
        return
    try:
        load_settings(patient.home)
        there = (patient.home / "settings.toml").exists()
        found = patient.say("settings-read" if there else "settings-not-there")
        yield Diagnosis("settings.toml", State.OK, found)
    except ConfigError as error:
        mend = patient.say("settings-mend")
        yield Diagnosis(
            "settings.toml", State.WRONG, error.told(patient.language), mend
        )
