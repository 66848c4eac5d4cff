"""Every page in a real browser: no barrier, no error, nothing from elsewhere.

In both languages, on desktop and phone, light and dark.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from honmono.web.base.navigation import OF_A_CASE, OF_THE_DESK, address_of
from tests.web.end_to_end.desk import (
    READERS,
    Desk,
    barriers,
    context_of,
    running,
    too_wide,
    watched,
)
from tests.web.end_to_end.seeding import CASE, seed, sign_in

BESIDE_THE_MENU = (
    "/new/",
    "/import/",
    "/accounts/own/",
    "/accounts/2fa/",
    "/accounts/users/new/",
    f"/cases/{CASE}/mails/upload/",
    f"/cases/{CASE}/evidence/add/",
    f"/cases/{CASE}/documents/new/",
    f"/cases/{CASE}/records/events/new/",
    f"/cases/{CASE}/records/affected/new/",
)


def addresses() -> list[str]:
    """Every page of the menu, and some that are reached from one."""
    of_a_case = [address_of(i, CASE) for _, items in OF_A_CASE for i in items]
    of_the_desk = [address_of(item, None) for item in OF_THE_DESK]
    return [*of_the_desk, *of_a_case, *BESIDE_THE_MENU]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with the sample incident in mid-course."""
    home = tmp_path_factory.mktemp("desk")
    seed(home)
    with running(home) as started:
        yield started


@pytest.mark.parametrize(("language", "phone"), READERS)
def test_no_page_has_a_barrier(
    language: str, phone: bool, browser: Browser, desk: Desk
) -> None:
    context = context_of(browser, language, phone=phone)
    page, watch = watched(context, desk)
    page.emulate_media(color_scheme="dark" if phone else "light")
    sign_in(page, desk)
    found = []
    for address in addresses():
        answer = page.goto(desk.address + address)
        assert answer is not None
        if answer.status != 200:
            found.append(f"{address} answers {answer.status}")
        assert page.locator("html").get_attribute("lang") == language
        found += [f"{address} {each}" for each in barriers(page)]
        if wide := too_wide(page):
            found.append(f"{address} is {wide} pixels too wide")
    context.close()

    assert found == []
    assert watch.found == []
