"""What several paths through the desk have in common."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from playwright.sync_api import Locator, Page, expect

from tests.web.end_to_end.desk import PATIENCE, ROOT, barriers, too_wide

REPORTS: Final = ROOT / "examples/hoshimine/reports"
FORGED: Final = 11
"""Of the reports; the twelfth is about somebody else."""

SEND: Final = "main form button[type=submit], main form button:not([type])"


def come_back(page: Page, address: str, wanted: Locator, count: int = 1) -> None:
    """Look at a page again and again, as people do, until something is there."""
    for _ in range(4 * PATIENCE // 500):
        page.goto(address)
        if wanted.count() >= count:
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"{address}: {page.locator('main').inner_text()}")


def hand_in(
    page: Page, here: str, files: Iterable[Path], *, are_reports: bool = True
) -> None:
    """Send mails, and wait until all are stored."""
    page.goto(here + "/mails/upload/")
    page.check(f"input[name=is_report][value='{int(are_reports)}']")
    page.set_input_files("input[name=files]", [str(file) for file in files])
    page.click("#send")
    page.wait_for_url(lambda url: "/upload/" not in url)


def until_judged(page: Page, here: str) -> None:
    """Wait until the reports of the sample have their answers."""
    rows = page.locator("table.mails tbody tr")
    come_back(page, here + "/mails/?answer=forged", rows, FORGED)


def write_first_notice(page: Page, here: str) -> None:
    """A first notice from what is on record."""
    page.goto(here + "/documents/new/")
    page.select_option("select[name=what]", "first-notice")
    page.click(SEND)
    page.wait_for_url(lambda url: "/documents/new/" not in url)


def approve(page: Page) -> None:
    """Say that it was read, and approve what stands there."""
    page.check("input[name=read]")
    page.locator("form[action$='/approve/'] button").first.click()
    expect(page.locator(".head .badge.good")).to_be_visible(timeout=PATIENCE)


def issue(page: Page) -> None:
    """Put down that the approved document went out."""
    page.click("a[href$='/issue/']")
    page.fill("input[name=to]", "お客様各位")
    page.fill("input[name=way]", "メール")
    for box in page.locator("input[name=sent]").all():
        box.check()
    page.click(SEND)
    page.wait_for_url(lambda url: not url.endswith("/issue/"))
    expect(page.locator(".badge.good").first).to_be_visible()


def index_mailboxes(page: Page, here: str) -> None:
    """All mailboxes of the home into the index; wait until it can be asked."""
    page.goto(here + "/trace/archive/")
    page.click("button[name=which][value=all]")
    ready = page.locator("form[action$='/trace/ask/'] button:enabled")
    come_back(page, here + "/trace/", ready)


def trace(page: Page, here: str) -> None:
    """Ask whose mailbox was stolen, and wait for the answer."""
    page.goto(here + "/trace/")
    page.click("form[action$='/trace/ask/'] button")
    come_back(page, here + "/trace/", page.locator("a[href$='/record/']"))


def looked_at(page: Page, where: str) -> list[str]:
    """Barriers of a page and whether it is too wide, each with its place."""
    found = [f"{where}: {each}" for each in barriers(page)]
    if wide := too_wide(page):
        found.append(f"{where} is {wide} pixels too wide")
    return found
