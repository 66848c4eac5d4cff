"""A guided first day, and a notice that one person makes and another lets out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.end_to_end.desk import Desk, context_of, running, watched
from tests.web.end_to_end.seeding import seed, sign_in
from tests.web.end_to_end.steps import (
    REPORTS,
    SEND,
    approve,
    hand_in,
    issue,
    looked_at,
    until_judged,
    write_first_notice,
)

QUESTIONS = 5


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with people of every role."""
    home = tmp_path_factory.mktemp("desk")
    seed(home)
    with running(home) as started:
        yield started


def test_a_handler_makes_and_an_approver_lets_out(browser: Browser, desk: Desk) -> None:
    ours, theirs = (context_of(browser, "ja", phone=False) for _ in range(2))
    (page, watch), (boss, other) = watched(ours, desk), watched(theirs, desk)
    sign_in(page, desk, "handler")
    sign_in(boss, desk, "approver")
    here = _open(page, desk)
    _answer_every_question(page, here)
    found = looked_at(page, "first day")

    write_first_notice(page, here)
    draft = page.url
    assert page.locator("form[action$='/approve/']").count() == 0  # the author waits
    boss.goto(draft)
    found += looked_at(boss, "before approval")
    approve(boss)

    _change_what_the_notice_says(page, here)
    page.goto(draft)
    expect(page.locator(".head .badge.warn, .head .badge.bad").first).to_be_visible()
    found += looked_at(page, "stale")
    _write_anew(page, draft)
    assert page.locator("a[href$='/issue/']").count() == 0  # it was never approved
    boss.goto(draft)
    expect(boss.locator("main")).to_contain_text("03-5555-0199")
    approve(boss)
    page.goto(draft)
    issue(page)
    found += looked_at(page, "issued")
    page.goto(f"{here}/timeline/")
    ours.close()
    theirs.close()

    assert found == []
    assert watch.found == other.found == []


def _open(page: Page, desk: Desk) -> str:
    page.goto(desk.address + "/new/")
    page.fill("input[name=day]", "2026-10-13")
    page.check("input[name=style][value=emotet_style]")
    page.click(SEND)
    page.wait_for_url("**/first-day/")
    return page.url.partition("/first-day/")[0]


def _answer_every_question(page: Page, here: str) -> None:
    """Each answer is on record at once, and the page says so."""
    hand_in(page, here, sorted(REPORTS.glob("*.eml")))
    until_judged(page, here)
    page.goto(here + "/first-day/")
    _fill(page, "reporter", organization="かささぎ運輸", who="大西", asked="届いた")
    _fill(page, "desk", name="お問い合わせ窓口", phone="03-5555-0132")
    assert page.locator("section.step.good").count() >= QUESTIONS


def _fill(page: Page, question: str, **values: str) -> None:
    section = page.locator(f"#{question}")
    if not section.locator("form").first.is_visible():
        section.locator("summary").first.click()
    for name, value in values.items():
        section.locator(f"[name={name}]").fill(value)
    section.locator("form button").click()
    expect(page.locator(f"#{question}.good")).to_be_visible()


def _change_what_the_notice_says(page: Page, here: str) -> None:
    page.goto(here + "/first-day/")
    _fill(page, "desk", name="お問い合わせ窓口", phone="03-5555-0199")


def _write_anew(page: Page, draft: str) -> None:
    page.locator("a[href$='/anew/']:visible").first.click()
    page.click(SEND)
    page.wait_for_url(draft + "**")
    expect(page.locator("main")).to_contain_text("03-5555-0199")
