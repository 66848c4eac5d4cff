"""Who we are and what we know, read from the desk's folder.  Never imported by a page."""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import Any

from honmono.check.history import Past
from honmono.check.org import Organization
from honmono.check.org.portrait import Portrait
from honmono.check.pipeline import OwnVerifier
from honmono.config import ConfigError, Settings, load_organization, load_settings
from honmono.mail.auth.own.set_up import Mode, SetUp
from honmono.text import say
from honmono.web.jobs.running import FailedJobError
from honmono.web.mails.basis import parts_of
from honmono.web.mails.judging import Bench

log = logging.getLogger(__name__)

_made = threading.local()
"""The bench that this thread made last: a thousand small files need one, not a thousand."""


def bench_for(home: Path, language: str) -> tuple[Bench, dict[str, Any]]:
    """As `bench_of`; the same again while no file that it was read from has changed."""
    stamp = (home, language, *map(_stamp, _files(home)))
    if getattr(_made, "stamp", None) != stamp:
        _made.stamp = None
        _made.bench = bench_of(home, language)
        _made.stamp = stamp
    bench: tuple[Bench, dict[str, Any]] = _made.bench
    return bench


def _files(home: Path) -> tuple[Path, ...]:
    archive = home / "archive"
    try:
        inside = sorted(archive.iterdir())[:50]
    except OSError:
        inside = []
    return (
        *(home / "honmono.toml", home / "settings.toml", home / "keys.sqlite", archive),
        *inside,
    )


def _stamp(path: Path) -> tuple[str, int, int]:
    try:
        status = path.stat()
    except OSError:
        return path.name, 0, 0
    return path.name, status.st_mtime_ns, status.st_size


def bench_of(home: Path, language: str) -> tuple[Bench, dict[str, Any]]:
    """What judging needs, and codes of what it goes without.

    Raises:
        FailedJobError: nobody says who we are, or the file cannot be used.

    """
    if not (home / "honmono.toml").exists():
        raise FailedJobError(say("web/mails", "no-organization", language))
    basis = parts_of(home)  # before it is read: at worst it is judged once too often
    try:
        org = load_organization(home / "honmono.toml")
        settings = load_settings(home)
    except ConfigError as error:
        raise FailedJobError(error.told(language)) from None
    past, archive = _past(home / "archive", org)
    verifier, keys = _verifier(settings, home)
    bench = Bench(Portrait(org), settings.prior, verifier, past)
    without = {"archive": archive, "keys": keys}
    return bench, {**without, "people": len(org.people), "basis": basis}


def _past(folder: Path, org: Organization) -> tuple[Past | None, str]:
    """Our archive, where there is one that can be asked; else why not."""
    if not folder.is_dir():
        return None, "none"
    from honmono.trace.archive.database import ArchiveError
    from honmono.trace.archive.keys import State, state_of
    from honmono.trace.recall import Opening

    if state_of(folder) is State.KEYED:
        return None, "locked"
    try:
        past = Opening(folder.resolve(), org)()
    except ArchiveError:
        log.warning("the archive could not be opened; mails are judged without it")
        return None, "broken"
    return past, "asked"


def _verifier(settings: Settings, home: Path) -> tuple[OwnVerifier | None, str]:
    """Our own look at signatures, with keys that are at hand: nobody is asked."""
    if settings.verify is Mode.off:
        return None, "off"
    made = SetUp(Mode.keys, home / "keys.sqlite")
    if made.trouble():
        log.warning("the key file cannot be used; signatures are not verified here")
        return None, "broken"
    return made(), "kept"
