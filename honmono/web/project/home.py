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


def home() -> Path:
    """$HONMONO_HOME, else ~/.local/share/honmono."""
    given = os.environ.get("HONMONO_HOME")
    return Path(given) if given else Path.home() / ".local" / "share" / "honmono"


def incoming(folder: Path) -> str:
    """Where files lie while they come: on the disk of the desk, not of the system."""
    path = folder / "incoming"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return str(path)


class SecretKeyError(Exception):
    """There is no key to be had; the text says why."""


def secret_key(folder: Path) -> str:
    """The key that signs sessions; whoever comes first makes it, all read the same.

    Raises:
        SecretKeyError: it cannot be read, or made; another one is never made in its place.

    """
    path = folder / "secret.key"
    try:
        if not path.exists():
            _make_key(path)
        key = path.read_text("ascii")
    except OSError as error:
        raise SecretKeyError(error.strerror or type(error).__name__) from None
    except UnicodeDecodeError:
        raise SecretKeyError("not ASCII") from None
    if not key.strip():
        raise SecretKeyError("empty")
    return key


def _make_key(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    own = path.with_name(f".secret.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(own, path)  # the first one wins, and nobody reads half a key
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        if not path.exists():
            own.replace(path)
    own.unlink(missing_ok=True)
