r"""Which processes run a file, or are given it?  Asked by its path, of thousands of files.

    Mentioned(running, variables).running(r"c:\users\t\appdata\local\abcdef\xyz.dll")

Each command line is read once: whoever asks of a hundred thousand files waits seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from honmono.sweep.scanner.commands import folded_line
from honmono.sweep.scanner.machine import Process
from honmono.sweep.scanner.paths import base, mentions, same, short_paths

_END = re.compile(r"(?![a-z0-9_\-]|\.[a-z0-9])")
_LONGEST = 255
"""Characters of a file's name."""


class Mentioned:
    """Processes by the names that stand in their images and command lines."""

    def __init__(
        self, running: Sequence[Process], variables: Mapping[str, str]
    ) -> None:
        self._images: dict[str, list[Process]] = {}
        self._names: dict[str, list[tuple[str, Process]]] = {}
        self._short: dict[tuple[int, str], list[tuple[str, Process]]] = {}
        self._all: dict[tuple[int, str], list[tuple[str, Process]]] = {}
        for one in running:
            line = folded_line(one.said, variables)
            for name in set(names_in(line)):
                self._names.setdefault(name, []).append((line, one))
            self._keep(one, [one.image], short_paths(line))

    def _keep(self, one: Process, images: list[str], named: list[str]) -> None:
        for path in filter(None, images):
            self._images.setdefault(path, []).append(one)
            self._all.setdefault(_place(path), []).append((path, one))
        for path in {path for path in (*images, *named) if "~" in path}:
            self._short.setdefault(_place(path), []).append((path, one))

    def running(self, path: str) -> list[Process]:
        """Those that run this file, or are given it; each once."""
        by_place = self._all if "~" in path else self._short
        found = [
            *self._images.get(path, ()),
            *(
                one
                for line, one in self._names.get(base(path), ())
                if mentions(line, path)
            ),
            *(
                one
                for other, one in by_place.get(_place(path), ())
                if same(other, path)
            ),
        ]
        return list(dict.fromkeys(found))


def names_in(line: str) -> Iterator[str]:
    """What may be a file's name behind a backslash: up to each place where one can end."""
    for part in line.split("\\")[1:]:
        for found in _END.finditer(part, 1, _LONGEST + 1):
            yield part[: found.start()]


def _place(path: str) -> tuple[int, str]:
    """What a short name (8.3) and the long one have in common."""
    return path.count("\\"), base(path).lstrip(" .")[:1]
