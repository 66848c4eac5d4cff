"""Mails of attackers in a real browser: nothing is asked, nothing runs, nothing fails."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.web.end_to_end.bait import COUNT, LURE, mails
from tests.web.end_to_end.desk import Desk, context_of, running, too_wide, watched
from tests.web.end_to_end.seeding import CASE, seed, sign_in
from tests.web.end_to_end.steps import come_back, hand_in

BESIDE = ("mails/", "mails/days/", "mails/upload/", "evidence/", "log/", "")
"""Pages that show something of mails, too."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with the sample incident."""
    home = tmp_path_factory.mktemp("desk")
    seed(home)
    with running(home) as started:
        yield started


def test_two_hundred_hostile_mails_are_looked_at(
    browser: Browser, desk: Desk, tmp_path: Path
) -> None:
    context = context_of(browser, "en", phone=False)
    page, watch = watched(context, desk)
    here = f"{desk.address}/cases/{CASE}"
    sign_in(page, desk, "handler")
    hand_in(page, here, [_packed(tmp_path)], are_reports=False)
    found: list[str] = []

    for address in _judged(page, here):
        page.goto(address)
        page.eval_on_selector_all("details", "all => all.map(x => (x.open = true))")
        found += _amiss(page)
    for each in BESIDE:
        page.goto(f"{here}/{each}")
        found += _amiss(page)
    context.close()

    assert found == []
    assert watch.found == []


def _packed(folder: Path) -> Path:
    """One upload with all; its parts have names that want to be markup, too."""
    file = folder / "<img src=x onerror=alert(1)>.zip".replace("/", "")
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for n, data in enumerate(mails()):
            archive.writestr(f"{n:03}<svg onload=alert(1)>.eml", data)
    return file


def _judged(page: Page, here: str) -> list[str]:
    """Wait for all; addresses of their pages."""
    over = page.locator("table.fold .badge", has_text="Judged")
    come_back(page, f"{here}/mails/upload/", over)
    found: list[str] = []
    for number in range(1, 100):
        page.goto(f"{here}/mails/?page={number}")
        links = page.eval_on_selector_all(
            "table.mails tbody a[href*='/mails/']", "all => all.map(each => each.href)"
        )
        new = [each for each in links if each not in found]
        if not new:
            break
        found += new
    assert len(found) >= COUNT
    return found


def _amiss(page: Page) -> Iterator[str]:
    """What of theirs became part of the page itself."""
    others = f"a[href*='{LURE}'], img, iframe, object, embed, video, audio, base"
    ours = page.locator(f"main :is({others}, style, link, meta, script)")
    if ours.count():
        yield f"{page.url}: {ours.first.evaluate('each => each.outerHTML')}"
    drawn = ":not(.uplot, .uplot *)"  # by a script of ours, in a chart
    if page.locator(f"[onerror], [onload], [onfocus], [style]{drawn}").count():
        yield f"{page.url}: an attribute that acts"
    if wide := too_wide(page):
        yield f"{page.url} is {wide} pixels too wide"
