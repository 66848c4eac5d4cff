"""Backups that the desk writes by itself, as `[backup]` of settings.toml says.

look       a tick: is one due?  then a job
back_up    the job: writes one, reads it back, gives it its name, lets the oldest go

honmono-TAG-20261015-030000.tar.gz.age

TAG is of this desk alone: a desk that was restored beside it, to try a backup, never takes
away one of the first.
"""

from __future__ import annotations

import logging
import re
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from honmono.config import ConfigError, load_settings
from honmono.config.loading import Backups
from honmono.text import LANGUAGES
from honmono.web.base import backed_up
from honmono.web.base.lately import is_within
from honmono.web.cases.models import Original
from honmono.web.jobs import services as jobs
from honmono.web.jobs.models import Job, State
from honmono.web.jobs.running import FailedJobError, Run
from honmono.web.keeping.backup import backup
from honmono.web.keeping.errors import KeepingError
from honmono.web.keeping.passphrase import of_file

log = logging.getLogger(__name__)

KIND: Final = "backup"
AGAIN: Final = timedelta(minutes=30)
"""After a failure: a share that is away comes back, and nobody has to think of it."""


def look(now: datetime) -> None:
    """Put the job down where one is due."""
    wanted = _wanted()
    if wanted is not None and is_due(wanted, now):
        ask(now)


def ask(now: datetime, by: str = "") -> Job:
    """Have one written now; where one is being written, that is it."""
    return jobs.put(KIND, KIND, now=now, by=by)


def is_due(wanted: Backups, now: datetime) -> bool:
    """Is the last good one too old, and the last failure long enough ago?"""
    lately = Job.objects.filter(kind=KIND, finished__gt=now - AGAIN, finished__lte=now)
    if lately.filter(state=State.FAILED).exists():
        return False
    known = backed_up.made(_home())
    if known.failed is not None:
        return not is_within(known.failed.at, now, AGAIN)
    every = timedelta(hours=wanted.every)
    return known.good is None or not is_within(known.good.at, now, every)


def back_up(run: Run) -> None:
    """Write one; what goes wrong is on Today from then on."""
    now = timezone.now()
    try:
        wanted = _wanted()
        if wanted is None:
            raise KeepingError("no-folder-said")
        _write(run, wanted, now)
    except (KeepingError, OSError) as error:
        if isinstance(error, OSError):
            why = error.strerror or type(error).__name__
            error = KeepingError("not-written", file="-", why=why)
        values = {key: str(value) for key, value in error.values.items()}
        backed_up.note_failed(_home(), now, error.key, values)
        told = " / ".join(error.told(language) for language in LANGUAGES)
        raise FailedJobError(told) from None  # for whoever looks at the page


def _write(run: Run, wanted: Backups, now: datetime) -> None:
    folder = Path(wanted.folder)
    if not folder.is_dir():
        raise KeepingError("no-folder", folder=folder)
    passphrase = of_file(Path(wanted.passphrase_file)) if wanted.passphrase_file else ""
    _clear(folder)
    before, were = written(folder), backed_up.made(_home()).good
    gone = not before and were is not None and Path(were.file).parent == folder
    target = _free(folder, now, locked=bool(passphrase))
    run.total(2 * Original.objects.count())
    done = backup(target, now, passphrase=passphrase, tell=run.reached)
    backed_up.note_good(
        _home(),
        now,
        target,
        lost=len(done.lost),
        earlier_gone=gone,
    )
    good = backed_up.made(_home()).good
    if good is not None and good.whole:  # else an old one may be the last that is
        _let_go(folder, wanted.keep, {target, Path(good.whole)})
    run.result(rows=done.rows, originals=done.originals, lost=len(done.lost))


def written(folder: Path) -> list[Path]:
    """Backups of this desk that lie there, the oldest first."""
    form = re.compile(rf"honmono-{_tag()}-\d{{8}}-\d{{6}}\.tar\.gz(?:\.age)?")
    found = [each for each in folder.iterdir() if form.fullmatch(each.name)]
    return sorted(found, key=lambda each: each.name)


def _let_go(folder: Path, keep: int, spared: set[Path]) -> None:
    """Take the oldest away; never the new one, nor the last from which nothing was lost."""
    old = [each for each in written(folder) if each not in spared]
    for each in old[: max(len(old) - (keep - len(spared)), 0)]:
        try:
            each.unlink()
        except OSError as error:
            log.warning("an old backup could not be removed: %s", error.strerror)


def _clear(folder: Path) -> None:
    """What one that was killed has left; only one is written at a time."""
    for each in folder.glob(f".honmono-{_tag()}-*.part"):
        with suppress(OSError):
            each.unlink()


def _free(folder: Path, now: datetime, *, locked: bool) -> Path:
    """One that was killed behind its last byte may have this second's name already."""
    end = ".tar.gz.age" if locked else ".tar.gz"
    for later in count():
        at = now + timedelta(seconds=later)
        target = folder / f"honmono-{_tag()}-{at:%Y%m%d-%H%M%S}{end}"
        if not target.exists():
            break
    return target


def _tag() -> str:
    """Of the key of this home, which is in no backup."""
    return salted_hmac("honmono.backups", "tag", algorithm="sha256").hexdigest()[:8]


def _wanted() -> Backups | None:
    """What the settings say; None: no backups, or nobody can tell."""
    try:
        wanted = load_settings(_home()).backup
    except ConfigError as error:  # told on Today
        log.warning("settings.toml: no backup is written: %s", error)
        return None
    return wanted if wanted.folder else None


def _home() -> Path:
    return Path(settings.HOME)
