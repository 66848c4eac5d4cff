"""Pictures of the desk for the README, from the sample desk of `examples/desk.py`.

    python -m examples.pictures docs/pictures

A desk is filled in a folder that goes again, and looked at by a real browser as a clerk
looks at it: the page Today, in Japanese.  The browser is Playwright's, or the Chromium of
this machine.  A picture that is too heavy for the first screen of a page is refused.
"""

from __future__ import annotations

import secrets
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import Page, ViewportSize, sync_playwright

from examples.desk import HERE, NAME, Browser, in_django, judged_mail, served

NAMED: Final = {"desk-today.png": f"{HERE}/"}
SIZE: Final = ViewportSize(width=1000, height=600)
ARGUMENTS: Final = ["--no-sandbox", "--disable-lcd-text"]
"""Letters in greys: those in colours make a picture half as heavy again."""

MOST: Final = 150 * 2**10
"""Bytes of a picture."""


def main(words: list[str]) -> int:
    """Fill, serve, look, keep."""
    folder = Path(words[0] if words else "docs/pictures")
    folder.mkdir(parents=True, exist_ok=True)
    password = secrets.token_urlsafe(12)
    with tempfile.TemporaryDirectory() as home:
        place = Path(home)
        in_django(place, "fill_lately", password)
        _with_backups(place)
        with served(place) as (address, _):
            asks = Browser(address)
            asks.sign_in(password)
            judged_mail(asks)
            for name, content in _taken(address, password).items():
                if len(content) > MOST:
                    print(f"{name}: {len(content):,} bytes", file=sys.stderr)
                    return 1
                (folder / name).write_bytes(content)
                print(f"{folder / name}: {len(content):,} bytes")
    return 0


def _with_backups(home: Path) -> None:
    """As in a desk that is looked after: Today begins with what is due."""
    folder = home / "backups"
    folder.mkdir()
    phrase = home / "passphrase.txt"
    phrase.write_text(secrets.token_urlsafe(24), "utf-8")
    settings = f"[backup]\nfolder = '{folder}'\npassphrase_file = '{phrase}'\n"
    (home / "settings.toml").write_text(settings, "utf-8")


def _taken(address: str, password: str) -> dict[str, bytes]:
    with sync_playwright() as player:
        browser = player.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        page = browser.new_page(viewport=SIZE, locale="ja-JP")
        _sign_in(page, address, password)
        return {name: _picture(page, address + path) for name, path in NAMED.items()}


def _sign_in(page: Page, address: str, password: str) -> None:
    page.goto(f"{address}/accounts/login/")
    page.fill("input[name=login]", NAME)
    page.fill("input[name=password]", password)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/login/" not in url)


def _picture(page: Page, address: str) -> bytes:
    page.goto(address)
    for _ in range(60):  # until the first backup was written
        if not page.locator("main .note.warn").count():
            break
        page.wait_for_timeout(1_000)
        page.reload()
    page.wait_for_load_state("networkidle")
    return page.screenshot()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
