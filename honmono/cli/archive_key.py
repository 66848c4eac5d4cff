"""Options `--keyed` and `--key-file`: which key an archive has, if it is keyed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from honmono.cli._core import stop
from honmono.text import say
from honmono.trace.archive.database import ArchiveError
from honmono.trace.archive.keys import State, make, read, state_of

NAME: Final = "archive.key"
"""In the home, where no other file is said."""


def key_of(
    archive: Path, given: Path | None, home: Path, language: str
) -> bytes | None:
    """The key of an archive; None when it is open, or nobody says where its key is.

    Ends the program with one line when the file that was said holds no key.
    """
    path = given or home / NAME
    if given is None and (state_of(archive) is not State.KEYED or not path.exists()):
        return None
    try:
        return read(path)
    except ArchiveError as error:
        stop(error.told(language))


def key_to_write(
    archive: Path, given: Path | None, home: Path, language: str, *, keyed: bool
) -> bytes | None:
    """The key for a run of the index; a new archive gets a new one, if it is asked for."""
    state, path = state_of(archive), given or home / NAME
    if keyed and state is State.OPEN:
        stop(say("usage", "keyed-but-open", language, archive=archive))
    if given and not keyed and state is State.EMPTY:
        values = {"path": given, "archive": archive}
        stop(say("usage", "key-without-keyed", language, **values))
    if keyed and path.resolve().is_relative_to(archive.resolve()):
        stop(say("usage", "key-beside-archive", language, path=path))
    if not keyed or state is State.KEYED or path.exists():
        return key_of(archive, path if keyed else given, home, language)
    try:
        return make(path)
    except ArchiveError as error:
        stop(error.told(language))
