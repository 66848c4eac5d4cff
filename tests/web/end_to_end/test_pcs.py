"""Pages of the sweep in a real browser, with PCs in every state."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.web.end_to_end.desk import (
    READERS,
    Desk,
    barriers,
    context_of,
    running,
    too_wide,
    watched,
)
from tests.web.end_to_end.hands import tab_to
from tests.web.end_to_end.seeding import CASE, seed, seed_pcs, sign_in
from tests.web.end_to_end.steps import come_back

SWEEP = f"/cases/{CASE}/sweep/"
PAGES = (
    *("", "?missing=on", "pcs/tky-pc001/", "pcs/tky-pc006/", "results/"),
    *("results/drop/", "results/statement/", "snapshots/", "snapshots/2/?with=1"),
    *("progress/", "kits/", "pcs/", "pc-new/", "unlisted/", "inventory/"),
    *("pcs/tky-pc006/edit/", "pcs/tky-pc006/decide/"),
    "../../../sweep/upload/k-00000000/",
)
OPEN_ALL = "for (const d of document.querySelectorAll('main details')) d.open = true"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with the sample incident and its PCs."""
    home = tmp_path_factory.mktemp("desk")
    seed(home)
    seed_pcs(home)
    with running(home) as started:
        yield started


@pytest.mark.parametrize(("language", "phone"), READERS)
def test_no_page_has_a_barrier(
    language: str, phone: bool, browser: Browser, desk: Desk
) -> None:
    context = context_of(browser, language, phone=phone)
    page, watch = watched(context, desk)
    sign_in(page, desk)
    found = []
    for name in PAGES:
        answer = page.goto(desk.address + SWEEP + name)
        assert answer is not None
        if answer.status != 200:
            found.append(f"{name} answers {answer.status}")
        page.evaluate(OPEN_ALL)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found += [f"{name}, {scheme}: {each}" for each in barriers(page)]
        if wide := too_wide(page):
            found.append(f"{name} is {wide} pixels too wide")
    context.close()

    assert found == []
    assert watch.found == []


def test_files_are_handed_in_one_after_another(
    browser: Browser, desk: Desk, tmp_path: Path
) -> None:
    files = [tmp_path / f"{n}.txt" for n in range(3)]
    for file in files:
        file.write_text(f"nothing that anybody knows: {file.name}")
    context = context_of(browser, "ja", phone=False)
    page, watch = watched(context, desk)
    sign_in(page, desk)

    page.goto(desk.address + SWEEP + "results/drop/")
    page.set_input_files("#files", files)
    page.click("#send")
    page.wait_for_url(desk.address + SWEEP + "results/")

    expect(page.locator("main")).to_contain_text("3 ファイルを読み取っています")
    context.close()
    assert watch.found == []


def test_a_missing_pc_is_found_and_opened_with_keys_alone(
    browser: Browser, desk: Desk
) -> None:
    context = context_of(browser, "en", phone=False)
    page, watch = watched(context, desk)
    sign_in(page, desk)
    page.goto(desk.address + SWEEP)

    tab_to(page, "input[name=missing]")
    page.keyboard.press("Space")
    tab_to(page, "form.filters button")
    page.keyboard.press("Enter")
    page.wait_for_url("**missing=on**")
    tab_to(page, "li.pc.weak summary")
    page.keyboard.press("Enter")
    expect(page.locator("li.pc.weak details[open]").first).to_be_visible()
    tab_to(page, "a[href$='/ykh-pc001/']")
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text("YKH-PC001")
    context.close()
    assert watch.found == []


def test_everything_is_done_without_scripts(
    browser: Browser, desk: Desk, tmp_path: Path
) -> None:
    """Results, a decision, a state that is frozen, a kit; on a phone."""
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    page, watch = watched(context, desk)
    sign_in(page, desk)
    here = desk.address + SWEEP
    file = tmp_path / "without scripts.txt"
    file.write_text("nothing that anybody knows")

    page.goto(here + "results/drop/")
    page.set_input_files("#files", file)
    page.click("#send")
    page.wait_for_url(here + "results/")
    row = page.locator("tbody", has_text=file.name).locator(".trouble")
    come_back(page, here + "results/?troubled=1", row)

    page.goto(here + "pcs/tky-pc006/decide/")
    form = page.locator("form", has=page.locator("input[value=handled]"))
    form.locator("select[name=verdict]").select_option("false-alarm")
    form.locator("textarea").fill("メーカーに確認した")
    form.locator("button").click()
    page.wait_for_url(here + "pcs/tky-pc006/")
    assert page.locator("section.card.bad").count() == 0

    page.goto(here + "snapshots/")
    page.locator("form[action$='/freeze/'] button").click()
    page.wait_for_url("**/snapshots/*/")
    page.goto(here + "kits/")
    page.click("form[action$='/kits/new/'] button")
    with page.expect_download() as coming:
        page.click("form[action$='/zip/'] button")
    assert coming.value.suggested_filename.endswith(".zip")
    context.close()
    assert watch.found == []
