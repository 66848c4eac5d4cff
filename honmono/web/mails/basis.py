"""What an answer rests on: who we are, settings, keys, the index of our mail, our rules.

    {"organization": "3f…", "settings": "", "keys": "off", "archive": "…", "rules": "9c…"}

One fingerprint over these stands with each answer.  When it is another one today, the
answer may be another one, too; and which of the parts differs is why.  Read by pages: no
mail is parsed here, and nothing is loaded that could.
"""

from __future__ import annotations

import hashlib
import sqlite3
import tomllib
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import honmono

PARTS: Final = ("organization", "settings", "keys", "archive", "rules")
"""In the order in which people are told of them."""

_RULES: Final = ("check", "mail", "tables", "trace")
"""Rooms of ours by which a mail is read and judged."""

PRIOR: Final = 0.5
"""As `config.Settings` has it, which loads more than a page may."""

UNREADABLE: Final = "unreadable"

_MOST_PARTITIONS: Final = 1_000

_known: dict[Path, tuple[object, str]] = {}
"""What was read of a file, while it has not changed."""


def parts_of(home: Path) -> dict[str, str]:
    """What an answer would rest on if it were given now."""
    prior, verifies = _settings(home / "settings.toml")
    return {
        "organization": hash_of(home),
        "settings": _digest([f"prior={prior}", f"verifies={verifies}"]),
        "keys": _remembered(home / "keys.sqlite", _keys) if verifies else "off",
        "archive": _archive(home / "archive"),
        "rules": rules(),
    }


def fingerprint(parts: Mapping[str, str]) -> str:
    """One name for all of it."""
    return _digest(f"{part}={parts.get(part, '')}" for part in PARTS)


def differing(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Which parts are not what they were."""
    return [part for part in PARTS if before.get(part, "") != now.get(part, "")]


def hash_of(home: Path) -> str:
    """Names what the organization file says; empty where there is none."""
    try:
        said = (home / "honmono.toml").read_bytes().replace(b"\r\n", b"\n")
        return hashlib.sha256(said).hexdigest()
    except OSError:
        return ""


@lru_cache(maxsize=1)
def rules() -> str:
    """Names our signals, weights and tables, as this process has loaded them.

    With them the list of domains that are let to the public, by which whose a domain is.
    """
    root = Path(honmono.__file__).parent
    digest = hashlib.sha256(version("publicsuffixlist").encode())
    for room in _RULES:
        # By name, and not as paths, which Windows orders in another way.
        for path in sorted((root / room).rglob("*"), key=Path.as_posix):
            if path.suffix in {".py", ".tsv", ".toml"}:
                # A checkout on Windows ends its lines in another way, and judges the same.
                content = path.read_bytes().replace(b"\r\n", b"\n")
                digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
                digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()


def _settings(path: Path) -> tuple[object, bool]:
    """What an answer depends on: our expectation, and whether we look at signatures.

    What is not said is what it is without; a file that cannot be read says nothing here.
    """
    try:
        read = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError):
        read = {}
    verdict, verify = (_table(read, name) for name in ("verdict", "verify"))
    return verdict.get("prior", PRIOR), verify.get("mode", "off") != "off"


def _table(read: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = read.get(name)
    return found if isinstance(found, dict) else {}


def _archive(folder: Path) -> str:
    """Names the mail that the index holds."""
    stores = sorted(folder.glob("archive.db")) + sorted(
        folder.glob("part-*/archive.db")
    )
    if not stores:
        return "none"
    each = (_remembered(path, _mails) for path in stores[:_MOST_PARTITIONS])
    return _digest([str(len(stores)), *each])


def _mails(base: sqlite3.Connection) -> Iterable[object]:
    yield from base.execute("SELECT address FROM mailbox ORDER BY number")
    yield from base.execute(
        "SELECT COUNT(*), SUM(size), SUM(done), SUM(whole), MAX(changed) FROM source"
    )
    yield from base.execute("SELECT COUNT(*), SUM(messages), MAX(first) FROM segment")
    yield from base.execute("SELECT COUNT(*) FROM alias")
    yield from base.execute("SELECT COUNT(*) FROM keyed")


def _keys(base: sqlite3.Connection) -> Iterable[object]:
    """Which keys, the latest first: a run that saw the same ones again changes nothing."""
    yield from base.execute(
        "SELECT name, record FROM keys ORDER BY name, last_seen DESC, record"
    )


def _remembered(
    path: Path, asked: Callable[[sqlite3.Connection], Iterable[object]]
) -> str:
    """What a database says; asked again only when its file or its log changed."""
    stamp = [_stamp(each) for each in (path, path.with_name(path.name + "-wal"))]
    known = _known.get(path)
    if known is not None and known[0] == stamp:
        return known[1]
    said = _said(path, asked)
    if said != UNREADABLE:  # who holds it lets it go, and its file stays as it is
        _known[path] = (stamp, said)
    return said


def _said(path: Path, asked: Callable[[sqlite3.Connection], Iterable[object]]) -> str:
    if not path.is_file():
        return "none"
    try:
        uri = f"{path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=2)) as base:
            return _digest(map(repr, asked(base)))
    except (sqlite3.Error, OSError, ValueError):
        return UNREADABLE


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
