"""Where a backup begins and ends: Django is loaded for the home in question, once."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from honmono.web.base import backed_up
from honmono.web.keeping.errors import BadHomeError, KeepingError

if TYPE_CHECKING:  # both load the models, which need Django to be set up
    from honmono.web.keeping.backup import Backup
    from honmono.web.keeping.restore import Restored


def back_up(target: Path, home: Path, passphrase: str = "") -> Backup:
    """Write a backup of a home; empty passphrase: one that is not locked.

    Raises:
        KeepingError: there is no desk, or the file cannot be written.

    """
    open_desk(home)
    from django.db import DatabaseError, InterfaceError

    from honmono.web.keeping.backup import backup

    now = datetime.now(UTC)
    try:
        done = backup(target, now, passphrase=passphrase)
        backed_up.note_by_hand(home, now, target.absolute(), lost=len(done.lost))
        return done
    except (DatabaseError, InterfaceError) as error:
        why = type(error.__cause__ or error).__name__
        raise KeepingError("no-database", why=why) from None
    except OSError as error:
        raise KeepingError("not-written", file=target, why=error.strerror) from None


def bring_back(file: Path, home: Path, passphrase: str = "") -> Restored:
    """Restore a backup into an empty home.

    Raises:
        KeepingError: it cannot be done; the home is as empty as before.

    """
    from honmono.web.keeping.staging import clear, stage

    if not file.is_file():
        raise KeepingError("not-read", file=file, why="no such file")
    os.umask(0o077)
    place = stage(home)
    try:
        _load(place)
        from django.db import DatabaseError, InterfaceError

        from honmono.web.keeping.restore import restore

        try:
            now = datetime.now(UTC)
            return restore(file, home, now, passphrase=passphrase)
        except (DatabaseError, InterfaceError) as error:
            why = type(error.__cause__ or error).__name__
            raise KeepingError("no-database", why=why) from None
        except OSError as error:
            raise KeepingError("not-written", file=home, why=error.strerror) from None
    except BaseException:
        clear(home)
        raise


def open_desk(home: Path) -> None:
    """Load Django for a home that holds a desk.

    Raises:
        KeepingError: there is none.

    """
    if not os.environ.get("DATABASE_URL") and not (home / "desk.sqlite3").exists():
        raise KeepingError("no-home", home=home)
    _load(home)


def _load(home: Path) -> None:
    import django

    from honmono.web.project.database import DatabaseUrlError
    from honmono.web.project.home import HomeError

    os.environ["HONMONO_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "honmono.web.project.settings")
    try:
        django.setup()
    except HomeError as error:
        raise BadHomeError(error.key, **error.values) from None
    except DatabaseUrlError as error:
        raise KeepingError("no-database", why=error) from None
