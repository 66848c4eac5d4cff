"""Other ways to the same: dropped files, keys alone, no scripts, another language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.web.end_to_end.desk import Desk, context_of, running, watched
from tests.web.end_to_end.hands import drop, tab_to
from tests.web.end_to_end.seeding import CASE, seed, sign_in
from tests.web.end_to_end.steps import (
    REPORTS,
    SEND,
    approve,
    come_back,
    write_first_notice,
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One desk; each test hands in a mail of its own."""
    home = tmp_path_factory.mktemp("desk")
    seed(home)
    with running(home) as started:
        yield started


def test_files_are_dropped_anywhere_on_the_page(browser: Browser, desk: Desk) -> None:
    context = context_of(browser, "ja", phone=False)
    page, watch = watched(context, desk)
    here = f"{desk.address}/cases/{CASE}"
    sign_in(page, desk, "handler")
    page.goto(here + "/mails/upload/")
    files = sorted(REPORTS.glob("*.eml"))[:2]

    drop(page, {file.name: file.read_bytes() for file in files})

    page.wait_for_url(lambda url: "/upload/" not in url)
    names = page.locator("tbody th a", has_text=files[0].name)
    come_back(page, here + "/mails/upload/", names)
    context.close()
    assert watch.found == []


def test_an_incident_is_opened_with_keys_alone(browser: Browser, desk: Desk) -> None:
    context = context_of(browser, "en", phone=False)
    page, watch = watched(context, desk)
    page.goto(desk.address + "/accounts/login/")
    tab_to(page, "input[name=login]")
    page.keyboard.type("handler")
    tab_to(page, "input[name=password]")
    page.keyboard.type("correct horse battery")
    page.keyboard.press("Enter")
    page.wait_for_url(desk.address + "/")
    tab_to(page, "a[href='/new/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/new/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, "input[name=day]")
    page.keyboard.type("10132026")
    tab_to(page, "input[name=style]")
    page.keyboard.press("Space")
    tab_to(page, "main form > p button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/first-day/**")
    tab_to(page, "#reporter summary")
    page.keyboard.press("Enter")  # only the first open question is open
    tab_to(page, "#reporter button")
    context.close()
    assert watch.found == []


def test_the_language_changes_on_a_page_that_refused(
    browser: Browser, desk: Desk
) -> None:
    context = context_of(browser, "en", phone=False)
    page, watch = watched(context, desk)
    sign_in(page, desk, "handler")
    page.goto(desk.address + "/new/")
    page.eval_on_selector("main form", "form => (form.noValidate = true)")
    page.eval_on_selector("input[name=name]", "each => (each.value = 'No name!')")
    with page.expect_response(lambda each: each.status == 422):
        page.click(SEND)
    expect(page.locator(".mistake").first).to_be_visible()

    page.click("header button[name=language]")

    expect(page.locator("html")).to_have_attribute("lang", "ja")
    expect(page.locator("input[name=day]")).to_be_visible()
    context.close()
    assert watch.found == []


def test_no_script_is_needed(browser: Browser, desk: Desk) -> None:
    contexts = [browser.new_context(java_script_enabled=False) for _ in range(2)]
    (page, watch), (boss, other) = (watched(each, desk) for each in contexts)
    here = f"{desk.address}/cases/{CASE}"
    sign_in(page, desk, "handler")
    page.goto(here + "/mails/upload/")
    report = sorted(REPORTS.glob("*.eml"))[3]
    page.set_input_files("input[name=files]", str(report))
    page.click("#send")
    judged = page.locator("tbody tr", has_text=report.name).locator(
        ".number", has_text="1"
    )
    come_back(page, here + "/mails/upload/", judged)

    page.goto(here + "/")
    page.locator("form[action$='/clocks/answer/'] button").first.click()
    expect(page.locator("main h1")).to_be_visible()
    write_first_notice(page, here)
    sign_in(boss, desk, "approver")
    boss.goto(page.url)
    approve(boss)
    for each in contexts:
        each.close()
    assert watch.found == other.found == []
