"""The ZIP of a kit, and the scanner's own inside it.

The same facts give the same bytes: no time of making, a fixed order, no rights but plain
ones.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, BinaryIO, Final

from honmono.sweep.kit.administrator import administrator_page
from honmono.sweep.kit.clerk import clerk_page
from honmono.sweep.kit.facts import KitFacts
from honmono.sweep.kit.pages import as_html, as_text
from honmono.sweep.scanner._core import Knowledge

PACKAGE: Final = "honmono.sweep.scanner"
FOLDER: Final = "honmono-kit"
SCANNER: Final = "honmono-scan.pyz"
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_EMPTY: Final = ("honmono/__init__.py", "honmono/sweep/__init__.py")
_START: Final = """\
import sys

from honmono.sweep.scanner.__main__ import run

sys.exit(run())
"""


def build(kit: KitFacts, out: BinaryIO) -> None:
    """Write the ZIP of a kit."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in sorted(_members(kit)):
            archive.writestr(_entry(f"{FOLDER}/{name}"), data)


def scanner_zip() -> bytes:
    """The scanner as one file that Python runs; it needs nothing else of ours."""
    out = io.BytesIO()
    out.write(b"#!/usr/bin/env python3\n")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr(_entry("__main__.py"), _START)
        for name in _EMPTY:
            archive.writestr(_entry(name), "")
        for name, data in sorted(_sources(files(PACKAGE), PACKAGE.replace(".", "/"))):
            archive.writestr(_entry(name), data)
    return out.getvalue()


def knowledge_as_json(knowledge: Knowledge) -> bytes:
    """`knowledge.json` as the scanner reads it."""
    return _json(
        {
            "made": knowledge.made,
            "words": list(knowledge.words),
            "indicators": [dict(one) for one in knowledge.indicators],
        }
    )


def _members(kit: KitFacts) -> Iterator[tuple[str, bytes]]:
    scanner = files(PACKAGE)
    yield SCANNER, scanner_zip()
    yield (
        "collect.ps1",
        _notepad(scanner.joinpath("collect.ps1").read_text("utf-8-sig")),
    )
    yield (
        "run-as-administrator.cmd",
        _windows(
            files(__package__).joinpath("run-as-administrator.cmd").read_text("ascii")
        ),
    )
    told = {"kit": kit.name, "token": kit.token, "office": kit.office}
    yield "kit.json", _json({**told, "contact": kit.contact, "upload": kit.upload})
    yield "knowledge.json", knowledge_as_json(kit.knowledge)
    for language in kit.languages:
        for name, page in (
            ("instructions", clerk_page(kit, language)),
            ("administrator", administrator_page(kit, language)),
        ):
            yield f"{name}-{language}.html", as_html(page, language).encode()
            yield f"{name}-{language}.txt", _notepad(as_text(page))


def _sources(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _sources(entry, f"{path}/{entry.name}")
        elif entry.name.endswith(".py"):
            yield f"{path}/{entry.name}", entry.read_bytes().replace(b"\r\n", b"\n")


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, sort_keys=True, indent=1).encode("ascii") + b"\n"


def _windows(text: str) -> bytes:
    return text.replace("\r\n", "\n").replace("\n", "\r\n").encode("ascii")


def _notepad(text: str) -> bytes:
    """Old Windows' editor takes text without a mark for one of its own code page."""
    return text.replace("\n", "\r\n").encode("utf-8-sig")
