"""The first useful path, as a clerk goes it: nobody helps, nothing is prepared.

First account → who we are → a new incident → the mail is dropped → the answer → the
facts → a notice → approved → issued, and its PDF.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.end_to_end.desk import (
    PATIENCE,
    ROOT,
    barriers,
    context_of,
    running,
    too_wide,
    watched,
)

REPORTS = ROOT / "examples/hoshimine/reports"
PASSWORD = "correct horse battery"
FORGED = 11
"""Of the reports; the twelfth is about somebody else."""

SEND = "main form button[type=submit], main form button:not([type])"


@pytest.mark.parametrize(
    ("language", "phone"),
    [
        pytest.param("ja", False, id="ja-desktop"),
        pytest.param("en", False, id="en-desktop", marks=pytest.mark.long),
        pytest.param("ja", True, id="ja-phone", marks=pytest.mark.long),
        pytest.param("en", True, id="en-phone", marks=pytest.mark.long),
    ],
)
def test_from_the_first_run_to_an_issued_notice(
    language: str, phone: bool, browser: Browser, tmp_path: Path
) -> None:
    organization = ROOT / "examples/hoshimine/honmono.toml"
    (tmp_path / "honmono.toml").write_bytes(organization.read_bytes())
    with running(tmp_path) as desk:
        context = context_of(browser, language, phone=phone)
        page, watch = watched(context, desk)
        page.goto(desk.address)
        found: list[str] = []

        def look(where: str) -> None:
            found.extend(f"{where}: {each}" for each in barriers(page))
            if wide := too_wide(page):
                found.append(f"{where} is {wide} pixels too wide")

        look("first run")
        _make_the_first_account(page)
        page.goto(desk.address + "/new/")
        look("new incident")
        _open_an_incident(page)
        look("first day")
        _say_where_people_can_ask(page)
        here = page.url.partition("/first-day/")[0]
        _hand_in(page, here)
        look("mails")
        page.locator("table.mails a", has_text="").first.click()
        look("a mail")
        page.goto(here + "/")
        look("today")
        _write_a_notice(page, here)
        look("draft")
        _approve(page)
        look("approved")
        _issue(page)
        look("issued")
        pdf = _pdf(page)
        context.close()

    assert pdf.startswith(b"%PDF-")
    assert found == []
    assert watch.found == []


def _make_the_first_account(page: Page) -> None:
    expect(page.locator("input[name=password1]")).to_be_visible()
    page.fill("input[name=username]", "hanako")
    page.fill("input[name=shown]", "山田 花子")
    page.fill("input[name=password1]", PASSWORD)
    page.fill("input[name=password2]", PASSWORD)
    page.click(SEND)
    page.wait_for_url(lambda url: "/first/" not in url)


def _open_an_incident(page: Page) -> None:
    page.fill("input[name=day]", "2026-10-13")
    page.fill("input[name=clock]", "10:05")
    page.check("input[name=style][value=emotet_style]")
    page.click(SEND)
    page.wait_for_url("**/first-day/")


def _say_where_people_can_ask(page: Page) -> None:
    desk = page.locator("#desk")
    if not desk.locator("input[name=phone]").is_visible():
        desk.locator("summary").click()
    desk.locator("input[name=name]").fill("不審メールお問い合わせ窓口")
    desk.locator("input[name=phone]").fill("03-5555-0132")
    desk.locator("button").click()
    expect(page.locator("#desk")).to_contain_text("03-5555-0132")


def _hand_in(page: Page, here: str) -> None:
    """Drop the reports; wait until every one has its answer."""
    page.goto(here + "/mails/upload/")
    files = sorted(REPORTS.glob("*.eml"))
    page.set_input_files("input[name=files]", [str(file) for file in files])
    page.click("#send")
    page.wait_for_url(lambda url: "/upload/" not in url)  # when all are stored
    table = page.locator("table.mails")
    for _ in range(PATIENCE // 500):
        page.goto(here + "/mails/?answer=forged")
        if table.locator("tbody tr").count() >= FORGED:
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"{page.locator('main').inner_text()}")


def _write_a_notice(page: Page, here: str) -> None:
    page.goto(here + "/documents/new/")
    page.select_option("select[name=what]", "first-notice")
    page.click(SEND)
    page.wait_for_url(lambda url: "/documents/new/" not in url)
    expect(page.locator("main")).to_contain_text("03-5555-0132")


def _approve(page: Page) -> None:
    """One person alone: the desk says so, and writes it down."""
    page.check("input[name=read]")
    page.locator("form[action$='/approve/'] button").first.click()
    issue = page.locator("a[href$='/issue/']")
    expect(issue).to_be_visible(timeout=PATIENCE)


def _issue(page: Page) -> None:
    page.click("a[href$='/issue/']")
    page.fill("input[name=to]", "お客様各位")
    page.fill("input[name=way]", "メール")
    for box in page.locator("input[name=sent]").all():
        box.check()
    page.click(SEND)
    expect(page.locator(".badge.good").first).to_be_visible()
    page.wait_for_url(lambda url: not url.endswith("/issue/"))


def _pdf(page: Page) -> bytes:
    link = page.locator("a[href*='/kept/']", has_text="PDF").first
    with page.expect_download() as coming:
        link.click()
    return Path(coming.value.path()).read_bytes()
