"""Pages of the sweep in a real browser, with PCs in every state."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.web.end_to_end.desk import (
    Desk,
    barriers,
    context_of,
    running,
    too_wide,
    watched,
)
from tests.web.end_to_end.seeding import CASE, seed, seed_pcs, sign_in

SWEEP = f"/cases/{CASE}/sweep/"
PAGES = (
    *("", "?missing=on", "pcs/tky-pc001/", "pcs/tky-pc006/", "results/"),
    *("results/drop/", "results/statement/", "snapshots/", "snapshots/2/?with=1"),
    "progress/",
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


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_page_has_a_barrier(
    language: str, phone: bool, browser: Browser, desk: Desk
) -> None:
    context = context_of(browser, language, phone=phone)
    page, watch = watched(context, desk)
    page.emulate_media(color_scheme="dark" if phone else "light")
    sign_in(page, desk)
    found = []
    for name in PAGES:
        answer = page.goto(desk.address + SWEEP + name)
        assert answer is not None
        if answer.status != 200:
            found.append(f"{name} answers {answer.status}")
        page.evaluate(OPEN_ALL)
        found += [f"{name} {each}" for each in barriers(page)]
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
