"""Where the desk keeps what it knows: one folder, given by the environment.

$HONMONO_HOME/desk.sqlite3    the embedded database
$HONMONO_HOME/secret.key      signs sessions; made at the first start, 0600
$HONMONO_HOME/honmono.toml    who we are
$HONMONO_HOME/cases/ID/       originals of an incident, by hash
$HONMONO_HOME/incoming/       files that are being uploaded
$HONMONO_HOME/archive/        index of our own mail
$HONMONO_HOME/run/            what lives only as long as the processes
$HONMONO_HOME/mailboxes/      mailboxes that may be indexed from the desk
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final

SHORTEST: Final = 32
"""Characters of a key; ours have 67.  One that was cut short would lock nothing."""


class HomeError(Exception):
    """The folder cannot be used as it is.  Nothing in it was changed."""

    def __init__(self, key: str, **values: object) -> None:
        """Name a sentence of the catalogue `web/serving`, and what fills it."""
        self.key, self.values = key, values
        super().__init__(key, values)


def home() -> Path:
    """$HONMONO_HOME, else ~/.local/share/honmono."""
    given = os.environ.get("HONMONO_HOME")
    return Path(given) if given else Path.home() / ".local" / "share" / "honmono"


def incoming(folder: Path) -> str:
    """Where files lie while they come: on the disk of the desk, not of the system.

    Raises:
        HomeError: it cannot be made.

    """
    path = folder / "incoming"
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise HomeError("no-home", home=folder, why=error.strerror) from None
    return str(path)


def secret_key(folder: Path) -> str:
    """The key that signs sessions; whoever comes first makes it, all read the same.

    Raises:
        HomeError: it cannot be made or read, or is none.  Never is another put in its
            place: what the old one locked would stay locked.

    """
    path = folder / "secret.key"
    try:
        if not path.exists():
            _make(path)
        found = path.read_text("ascii")
    except UnicodeDecodeError:
        found = ""
    except OSError as error:
        raise HomeError("key-unreadable", file=path, why=error.strerror) from None
    if len(found) < SHORTEST:
        raise HomeError("key-damaged", file=path)
    return found


def _make(path: Path) -> None:
    folder = path.parent
    own = folder / f".secret.{os.getpid()}.{secrets.token_hex(4)}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
            file.flush()
            os.fsync(file.fileno())
        _name_it(own, path)
        own.unlink(missing_ok=True)
    except OSError as error:
        raise HomeError("no-home", home=folder, why=error.strerror) from None


def _name_it(own: Path, path: Path) -> None:
    """The first one wins, and nobody reads half a key."""
    try:
        os.link(own, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        if not path.exists():
            own.replace(path)
