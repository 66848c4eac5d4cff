"""The organization file written: whole or not at all, and never over somebody else's."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from honmono.config.loading import load_organization
from honmono.config.toml_file import ConfigError, read_text


def save_organization(path: Path, old: str, new: str) -> Path:
    """Put `new` in the place of `old`, whole or not at all; say where `old` is kept.

    Another reader sees the old file or the new one, never half of one, and neither a
    full disk nor a power cut loses both.  A link stays a link: its target is written.

    Raises:
        ConfigError: `new` is no organization, the file is not `old` any more (an editor
            saved it in between), or it cannot be written.  Nothing has been changed.

    """
    target = path.resolve()
    backup = target.with_name(f"{target.name}.bak")
    with _beside(path, target, new) as temporary:
        if read_text(target) != old:
            raise ConfigError(path, 0, "changed-meanwhile")
        shutil.copymode(target, temporary)
        shutil.copy2(target, backup)
        temporary.replace(target)
    return backup


def create_organization(path: Path, new: str) -> None:
    """Write a first organization file, whole or not at all.

    Raises:
        ConfigError: `new` is no organization, something is there already, or it cannot
            be written.  Nothing has been changed.

    """
    target = path.absolute()
    with _beside(path, target, new) as temporary:
        if target.exists():
            raise ConfigError(path, 0, "there-already")
        temporary.replace(target)


@contextmanager
def _beside(path: Path, target: Path, new: str) -> Iterator[Path]:
    """A file with the new text in the target's folder, checked and on the disk.

    What goes wrong while it is put into its place is told of `path`.
    """
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(".tmp", f".{target.name}.", target.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(new.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        load_organization(temporary)
        yield temporary
    except OSError as error:
        raise ConfigError(path, 0, "unwritable", why=error.strerror) from None
    finally:
        if temporary:
            temporary.unlink(missing_ok=True)
    with suppress(OSError):  # Windows opens no folders, and needs none opened
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
