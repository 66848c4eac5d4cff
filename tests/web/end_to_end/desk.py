"""A desk that runs as people run it, and a browser that tells what it should not see.

with running(home) as desk:           `honmono serve` on a port of its own
    page = watched(context, desk)     requests to others, errors, what the policy stopped
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    ViewportSize,
)

from tests.web.postgres import fresh_database

CHROMIUM: Final = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS: Final = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--disable-default-apps", "--disable-extensions"),
)
READERS: Final = [
    pytest.param("ja", False, id="ja-desktop", marks=pytest.mark.long),
    pytest.param("en", False, id="en-desktop", marks=pytest.mark.long),
    pytest.param("ja", True, id="ja-phone", marks=pytest.mark.long),
    pytest.param("en", True, id="en-phone"),
]
"""Who looks at every page: language, phone.  English on a phone leaves the least room."""

PATIENCE: Final = 60_000
"""Milliseconds for what should come at once; machines that test are slow."""

ROOT: Final = Path(__file__).parents[3]


@dataclass(frozen=True)
class Desk:
    """A running desk."""

    address: str
    home: Path
    process: subprocess.Popen[str]


databases: Final[dict[Path, str]] = {}
"""DATABASE_URL of each home."""


def surroundings(home: Path) -> dict[str, str]:
    """The environment of the desk in a home: each has a database of its own."""
    if home not in databases:
        databases[home] = fresh_database()
    own = {"HONMONO_HOME": str(home), "DATABASE_URL": databases[home]}
    return {**os.environ, **own}


@contextmanager
def running(home: Path, **environment: str) -> Iterator[Desk]:
    """Start the desk, wait until it answers, and end it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "honmono", "serve", "--port", "0", "--lang", "en"],
        env={**surroundings(home), **environment},
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout is not None
    try:
        yield Desk(_address(process), home, process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE / 1_000)
        process.stdout.close()


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        for word in line.split():
            if word.startswith("http://"):
                return word.rstrip("/")
    raise AssertionError(f"it ended with {process.wait()}")


@dataclass
class Watch:
    """What a page did that no page of ours does."""

    address: str
    found: list[str] = field(default_factory=list)

    def request(self, request: Request) -> None:
        """Nothing is fetched from elsewhere."""
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.found.append(f"asked {request.url}")

    def response(self, response: Response) -> None:
        """Nothing fails on our side."""
        if response.status >= 500:
            self.found.append(f"{response.status} at {response.url}")

    def console(self, message: ConsoleMessage) -> None:
        """No error, and nothing that the policy had to stop."""
        if message.type == "error" and "status of 4" not in message.text:
            self.found.append(f"console: {message.text}")

    def dialog(self, dialog: Any) -> None:
        """Questions of ours are answered with yes; anybody else's are told."""
        if dialog.type != "confirm":
            self.found.append(f"{dialog.type}: {dialog.message}")
        dialog.accept()


def context_of(browser: Browser, language: str, *, phone: bool) -> BrowserContext:
    """A browser of somebody who reads that language."""
    size = ViewportSize(width=390, height=844)
    if not phone:
        size = ViewportSize(width=1280, height=900)
    context = browser.new_context(
        viewport=size, locale="en-US" if language == "en" else "ja-JP"
    )
    context.set_default_timeout(PATIENCE)
    return context


def watched(context: BrowserContext, desk: Desk) -> tuple[Page, Watch]:
    """A page, and whoever watches it."""
    page, watch = context.new_page(), Watch(desk.address)
    page.on("request", watch.request)
    page.on("response", watch.response)
    page.on("console", watch.console)
    page.on("dialog", watch.dialog)
    page.on("pageerror", lambda error: watch.found.append(f"script: {error}"))
    return page, watch


def barriers(page: Page) -> list[str]:
    """What axe-core calls serious or critical on a page."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:200]}"
        for one in found
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"][:3]
    ]


def too_wide(page: Page) -> int:
    """By how many pixels the page is wider than the screen."""
    width: int = page.evaluate(
        "Math.max(0, document.documentElement.scrollWidth - window.innerWidth)"
    )
    return width
