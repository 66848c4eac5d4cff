"""Where one incident lies on the disk: its file, and the folder beside it.

cases/n001.json                       the incident
cases/n001/log.jsonl                  what was done, each entry chained to the last
cases/n001/values.jsonl               names and salts that the log holds hashes of
cases/n001/originals/3f/3f9a…         as it came, or 3f9a….enc when it is encrypted
cases/n001/keys/3f/3f9a…              opens one encrypted original; never exported
cases/n001/lists/persons-77d0….jsonl  long lists that the incident refers to
cases/n001/documents/                 what was written from it

The names never come from a mail: an original is called by its hash.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_ID: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")


@dataclass(frozen=True, slots=True)
class Place:
    """The file of one incident; everything else stands in the folder of its name."""

    file: Path

    @property
    def incident(self) -> str:
        """Its id, which is the file's name.

        Raises:
            EvidenceError: the name is no id.

        """
        name = self.file.stem
        if self.file.suffix != ".json" or not _ID.fullmatch(name):
            raise EvidenceError("no-incident-name", file=self.file)
        return name

    @property
    def folder(self) -> Path:
        """What belongs to it."""
        return self.file.with_suffix("")

    @property
    def next_file(self) -> Path:
        """The file as it will be, until the log says that it is so."""
        return self.folder / "incident.next"

    @property
    def log(self) -> Path:
        """The chain."""
        return self.folder / "log.jsonl"

    @property
    def values(self) -> Path:
        """Personal values of the log, with their salts."""
        return self.folder / "values.jsonl"

    def original(self, sha256: str, *, sealed: bool = False) -> Path:
        """One original."""
        name = f"{sha256}.enc" if sealed else sha256
        return self.folder / "originals" / sha256[:2] / name

    def key(self, sha256: str) -> Path:
        """What opens one encrypted original."""
        return self.folder / "keys" / sha256[:2] / sha256


class EvidenceError(Exception):
    """Something about evidence cannot be done.  What was kept is unchanged."""

    def __init__(self, key: str, **values: object) -> None:
        """Name a sentence of the catalogue, and what fills it."""
        self.key, self.values = key, values
        super().__init__(self.told("en"))

    def told(self, language: str) -> str:
        """Say it in a language."""
        from honmono.text import say_at_length  # paths are longer than most values

        return say_at_length("evidence", self.key, language, 300, self.values)
