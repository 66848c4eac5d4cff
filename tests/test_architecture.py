"""The import rules of the tree, read out of the source, so nothing has to be installed.

Mail flows one way.  Between rooms that is `ROOMS`, inside a room it is `ORDER`; the
rules below them are about single folders.  A rule that could not fail would be worth
nothing: the last part of this file shows each of them a tree that breaks it.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from importlib.util import resolve_name
from pathlib import Path
from typing import Final, NamedTuple

import pytest

import honmono

PACKAGE: Final = Path(honmono.__file__).parent

ROOMS: Final[dict[str, set[str]]] = {
    "tables": set(),
    "text": set(),
    "engine": set(),
    "locking": set(),
    "fonts": set(),
    "mail": {"tables"},
    "check": {"mail", "engine", "tables", "text"},
    "trace": {"mail", "check", "engine", "locking", "tables", "text", "fonts"},
    "sweep": {"tables", "text"},
    "incident": {"locking", "mail", "check", "tables", "text", "fonts"},
    "config": {"mail", "check", "tables", "text"},
    "config_edit": {"check"},
    "config_tables": {"config_edit"},
    "setup": {"mail", "check", "tables", "text"},
    "milter": {"mail", "check", "config"},
    "web": {
        *("mail", "check", "trace", "sweep", "incident", "setup"),
        *("config", "config_edit", "config_tables", "engine", "locking"),
        *("tables", "text", "fonts"),
    },
    "cli": {
        *("mail", "check", "trace", "sweep", "incident", "milter", "web", "setup"),
        *("config", "config_edit", "engine", "tables", "text"),
    },
    "__main__": {"cli"},
}
"""For each room or module at the top: what else of ours it may import."""

ORDER: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "mail": (
        ("sandbox",),
        ("source",),
        ("message",),
        ("outlook",),
        ("auth", "reports", "attachments"),
    ),
    "check": (("org",), ("signals",), ("verdict",), ("pipeline",)),
    "setup": (
        ("person_names",),
        ("exports",),
        ("archive",),
        ("draft", "weak_spots"),
        ("writing",),
        ("merging",),
    ),
    "trace": (
        ("people",),
        ("forgery",),
        ("archive",),
        ("reports", "traced", "sets"),
        ("model", "recall"),
        ("pipeline",),
        ("evidence", "exposure"),
        ("answer",),
    ),
    "sweep": (
        ("scanner", "scan", "marks", "why", "rule", "products", "families"),
        ("pc", "second", "knowledge", "hives", "rules"),
        ("importers", "inventory", "decisions", "collected"),
        ("coverage",),
        ("status", "kit"),
    ),
    "incident": (("case",), ("documents", "evidence", "exchange"), ("folder",)),
    "web": (
        ("rights", "outages"),
        ("jobs",),
        ("base",),
        ("accounts",),
        ("cases",),
        ("mails", "facts"),
        ("evidence",),
        ("work", "documents", "tracing", "office", "sweep"),
        ("today",),
        ("guide",),
        ("project",),
        ("keeping", "watching"),
        ("serving",),
    ),
}
"""In each room: steps from the first to the last.  A member may import earlier steps,
not later ones, and not the others of its own step."""

WITHOUT: Final[dict[str, set[str]]] = {
    "trace": {"django"},
    "incident": {"django"},
    "milter": {"django"},
    "sweep": {"django", "http", "socket", "urllib.request"},
    "web": {"honmono.sweep.scanner", "honmono.check.signals"},
    "incident/case": {"honmono.mail", "honmono.check"},
    "incident/documents": {"honmono.mail", "honmono.check"},
    "incident/evidence": {"honmono.mail", "honmono.check"},
    "incident/folder": {"honmono.mail", "honmono.check"},
}
"""What a folder must not import although `ROOMS` does not forbid it."""

PURE: Final = (
    "mail/message",
    "check/org",
    "check/signals",
    "check/verdict",
    "setup/archive",
    "setup/weak_spots",
    "incident/case",
    "incident/documents",
)
"""Folders whose result depends on their arguments alone."""

REACH_THE_WORLD: Final = {
    *("asyncio", "django", "http", "os", "random", "socket", "sqlite3", "time"),
    *("secrets", "subprocess", "tempfile", "urllib.request"),
}

NOT_PURE: Final = {"honmono/incident/documents/formats/pdf.py"}
"""The one door to the program that makes PDF."""


class Import(NamedTuple):
    """One import: who, and the full name of what."""

    file: str
    """Relative to the folder that holds the package, with slashes."""

    name: str

    def __str__(self) -> str:
        return f"{self.file} imports {self.name}"

    def reaches(self, module: str) -> bool:
        """Is it that module, or something inside it?"""
        return self.name == module or self.name.startswith(module + ".")

    @property
    def of_ours(self) -> tuple[str, ...]:
        """Path below our package: `honmono.mail.auth.dkim` → mail, auth, dkim."""
        parts = tuple(self.name.split("."))
        return parts[1:] if parts[0] == "honmono" else ()


def imports(root: Path, member: str = "") -> Iterator[Import]:
    """Yield every import of a package or module, also those inside functions."""
    place = root / member
    files = place.rglob("*.py") if place.is_dir() else [place.with_suffix(".py")]
    for path in sorted(file for file in files if file.exists()):
        file = path.relative_to(root.parent)
        here = ".".join(file.parent.parts)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                base = resolve_name("." * node.level + (node.module or ""), here)
                for alias in node.names:
                    yield Import(file.as_posix(), f"{base}.{alias.name}")
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    yield Import(file.as_posix(), alias.name)


def members(root: Path) -> set[str]:
    """Name the packages and modules that stand directly in a folder."""
    return {
        path.stem
        for path in root.iterdir()
        if path.suffix == ".py" or any(path.glob("*.py"))
    } - {"__init__", "__pycache__"}


def against_the_rooms(root: Path) -> list[Import]:
    """Imports that go to a room which the importing room must not know."""
    return [
        found
        for room in ROOMS
        for found in imports(root, room)
        if len(found.of_ours) > 0
        and found.of_ours[0] not in {room, "__version__"} | ROOMS[room]
    ]


def against_the_order(root: Path) -> list[Import]:
    """Imports that go up the stream inside a room."""
    wrong = []
    for room, steps in ORDER.items():
        earlier: set[str] = set()
        known = {member for step in steps for member in step}
        for step in steps:
            for member in step:
                may = earlier | {member}
                wrong += [
                    found
                    for found in imports(root, f"{room}/{member}")
                    if found.of_ours[:1] == (room,)
                    and found.of_ours[1] in known
                    and found.of_ours[1] not in may
                ]
            earlier |= set(step)
    return wrong


def against_the_bans(root: Path) -> list[Import]:
    """Imports that one folder was forbidden by name."""
    return [
        found
        for folder, banned in WITHOUT.items()
        for found in imports(root, folder)
        if any(found.reaches(module) for module in banned)
    ]


def impure(root: Path) -> list[Import]:
    """Imports by which a pure folder reaches the world, or remembers it."""
    return [
        found
        for folder in PURE
        for found in imports(root, folder)
        if found.file not in NOT_PURE
        and any(found.reaches(module) for module in REACH_THE_WORLD)
    ]


def signals_that_know_signals(root: Path) -> list[Import]:
    """Imports of one signal by another, or by the verdict (types are in `_core`)."""
    of_signals = [
        found
        for found in imports(root, "check/signals")
        if not found.file.endswith("/__init__.py")
    ]
    single = (
        members(root / "check/signals") if (root / "check/signals").exists() else set()
    )
    single = {name for name in single if not name.startswith("_")}
    return [
        found
        for found in (*of_signals, *imports(root, "check/verdict"))
        if found.of_ours[:2] == ("check", "signals")
        and len(found.of_ours) > 2
        and found.of_ours[2] in single
    ]


def scanner_beyond_the_standard_library(root: Path) -> list[Import]:
    """Imports with which the endpoint's scanner would no longer be one small file."""
    return [
        found
        for found in imports(root, "sweep/scanner")
        if found.name.split(".")[0] not in sys.stdlib_module_names
        and not found.reaches("honmono.sweep.scanner")
    ]


def of_the_command_line(root: Path) -> list[Import]:
    """Imports of `cli` by anything else than itself and `python -m honmono`."""
    return [
        found
        for found in imports(root)
        if found.reaches("honmono.cli")
        and not found.file.startswith("honmono/cli/")
        and found.file not in {"honmono/cli.py", "honmono/__main__.py"}
    ]


RULES: Final[tuple[Callable[[Path], list[Import]], ...]] = (
    against_the_rooms,
    against_the_order,
    against_the_bans,
    impure,
    signals_that_know_signals,
    scanner_beyond_the_standard_library,
    of_the_command_line,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_tree_keeps_its_rules(rule: Callable[[Path], list[Import]]) -> None:
    assert [str(found) for found in rule(PACKAGE)] == []


def test_every_room_has_its_rule() -> None:
    assert members(PACKAGE) <= set(ROOMS)


def test_the_tree_is_really_read() -> None:
    names = {found.name for found in imports(PACKAGE, "check/signals")}

    assert "honmono.check.org.Organization" in names


# A tree that breaks each rule, and the same tree with one word changed that keeps it.
BREAKS: Final = {
    "mail has no opinions": ("mail/message/a.py", "from honmono.check import org"),
    "check does not know the archive": ("check/a.py", "import honmono.trace.archive"),
    "a room that nobody knows": ("mail/a.py", "from honmono.attic import box"),
    "relative imports count": ("mail/message/a.py", "from ...check.org import model"),
    "imports inside functions count": (
        "mail/message/a.py",
        "def f():\n    import honmono.web",
    ),
    "message before auth": ("mail/message/a.py", "from honmono.mail.auth import x"),
    "neighbours of one step": ("mail/reports/a.py", "from honmono.mail import auth"),
    "org before signals": ("check/org/a.py", "from honmono.check import signals"),
    "verdict before pipeline": ("check/verdict/a.py", "from ..pipeline import judge"),
    "the trace has no Django": ("trace/a.py", "import django.db"),
    "a case is no mail": ("incident/case/a.py", "from honmono.mail import message"),
    "pages ask the pipeline": ("web/a.py", "from honmono.check.signals import ALL"),
    "parsing reads no clock": ("mail/message/a.py", "import time"),
    "parsing reads no disk": ("mail/message/a.py", "from os.path import exists"),
    "a signal knows no other": (
        "check/signals/one.py",
        "from honmono.check.signals.two import check",
    ),
    "a signal knows no other, shorter": ("check/signals/one.py", "from . import two"),
    "the verdict knows names alone": (
        "check/verdict/a.py",
        "from honmono.check.signals import two",
    ),
    "the scanner stands alone": ("sweep/scanner/a.py", "import rich"),
    "nobody imports the command line": ("web/a.py", "from honmono import cli"),
}
KEEPS: Final = {
    "mail reads tables": ("mail/message/a.py", "from honmono.tables import rows"),
    "check reads mail": ("check/a.py", "from honmono.mail.auth import AuthResult"),
    "auth after message": ("mail/auth/a.py", "from honmono.mail.message import model"),
    "the room itself": ("mail/auth/a.py", "from . import dkim"),
    "sources read files": ("mail/source/a.py", "import os"),
    "time without the clock": ("mail/message/a.py", "from datetime import datetime"),
    "taking an address apart": (
        "mail/message/a.py",
        "from urllib.parse import urljoin",
    ),
    "exchange may read mail": ("incident/exchange/a.py", "import honmono.mail"),
    "a signal knows its types": ("check/signals/one.py", "from ._core import Signal"),
    "the folder lists its signals": ("check/signals/__init__.py", "from . import two"),
    "the scanner reads the registry": ("sweep/scanner/a.py", "import winreg"),
    "python -m honmono": ("__main__.py", "from honmono.cli import main"),
    "the version": ("cli/a.py", "from honmono import __version__"),
}


def broken(tree: Path, file: str, line: str) -> list[Import]:
    """Write one line into a tree of its own, and apply all rules to that."""
    root = tree / "honmono"
    for each in (file, "check/signals/one.py", "check/signals/two.py"):
        (root / each).parent.mkdir(parents=True, exist_ok=True)
        (root / each).touch()
    (root / file).write_text(line, "utf-8")
    return [found for rule in RULES for found in rule(root)]


@pytest.mark.parametrize(("file", "line"), BREAKS.values(), ids=BREAKS)
def test_a_wrong_import_is_found(tmp_path: Path, file: str, line: str) -> None:
    assert broken(tmp_path, file, line) != []


@pytest.mark.parametrize(("file", "line"), KEEPS.values(), ids=KEEPS)
def test_a_right_import_is_silent(tmp_path: Path, file: str, line: str) -> None:
    assert broken(tmp_path, file, line) == []
