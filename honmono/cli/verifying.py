"""What the settings and `--verify` say about our own look, for commands that judge."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from honmono.cli._core import stop
from honmono.config import Settings
from honmono.mail.auth.own.set_up import Mode, SetUp

MAX_NAME = 255
"""Characters of a name in the DNS."""

KEY_FILE = "keys.sqlite"
"""In the home."""


def verifier_of(settings: Settings, home: Path, wanted: str | None) -> SetUp | None:
    """Say how a worker makes its verifier; None when our own look is switched off.

    It is tried here, so that a missing name server is one clear line before any mail.
    """
    mode = Mode(wanted) if wanted else settings.verify
    if mode is Mode.off:
        return None
    made = set_up(settings, home, mode)
    if trouble := made.trouble():
        stop(f"--verify {mode.value}: {trouble}")
    return made


def set_up(settings: Settings, home: Path, mode: Mode) -> SetUp:
    """All that a verifier needs."""
    return SetUp(
        mode,
        home / KEY_FILE,
        settings.nameservers,
        timedelta(seconds=settings.timeout),
    )
