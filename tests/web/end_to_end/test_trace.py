"""From mailboxes in the home to a trace that is put on record."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.web.end_to_end.desk import ROOT, Desk, context_of, running, watched
from tests.web.end_to_end.seeding import CASE, seed, sign_in
from tests.web.end_to_end.steps import (
    REPORTS,
    hand_in,
    index_mailboxes,
    looked_at,
    trace,
    until_judged,
)

MAILBOXES = ROOT / "examples/hoshimine/mailboxes"
STOLEN_FROM = "onishi@kasasagi-unyu.example"
"""A partner: of our own mailboxes none was stolen."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk whose home has the mailboxes of the sample."""
    home = tmp_path_factory.mktemp("desk")
    seed(home)
    shutil.copytree(MAILBOXES, home / "mailboxes")
    with running(home) as started:
        yield started


def test_reports_and_mailboxes_give_a_trace_on_record(
    browser: Browser, desk: Desk
) -> None:
    context = context_of(browser, "en", phone=False)
    page, watch = watched(context, desk)
    here = f"{desk.address}/cases/{CASE}"
    sign_in(page, desk, "handler")
    hand_in(page, here, sorted(REPORTS.glob("*.eml")))
    until_judged(page, here)

    index_mailboxes(page, here)
    trace(page, here)

    expect(page.locator(".headline")).to_contain_text(STOLEN_FROM)
    found = looked_at(page, "trace")
    picture = page.locator("img[src$='picture.svg']")
    picture.scroll_into_view_if_needed()
    assert picture.evaluate("each => each.complete && each.naturalWidth > 0")
    page.locator("a[href$='#reports']").first.click()
    expect(page.locator("#reports")).to_be_visible()
    found += looked_at(page, "each report")
    page.locator("a[href$='/record/']").first.click()
    found += looked_at(page, "before it is put on record")
    page.click("form[action$='/record/put/'] button")
    expect(page.locator(".note.success, .badge.good").first).to_be_visible()
    page.goto(f"{here}/log/")
    context.close()

    assert found == []
    assert watch.found == []
