"""Every page that any address of the desk gives, with something in it, for every reader.

`test_every_page.py` walks the menu; here each route of `rights.tsv` is asked that answers
with a page, in both languages, on desktop and phone, light and dark.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from tests.web.end_to_end.desk import (
    ROOT,
    Desk,
    barriers,
    context_of,
    running,
    surroundings,
    too_wide,
    watched,
)
from tests.web.end_to_end.seeding import seed, seed_pcs, sign_in

pytestmark = pytest.mark.long

FEWEST: Final = 95
"""Pages that there are at least: a list that lost its rows must not pass."""

_PAGES: Final = """
import django; django.setup()
import json
from django.test import Client
from honmono.web.accounts.models import User
from honmono.web.cases.models import Case
from tests.web.test_rights import ROWS
case, client = Case.objects.get(), Client(headers={"host": "127.0.0.1"})
client.force_login(User.objects.get(username="administrator"))
found = []
for row in ROWS.values():
    if "GET" in row.methods and row.right != "closed":
        address = row.address(case)
        answer = client.get(address)
        # without it: a file, or a part that a script of ours puts into a page
        is_page = not answer.streaming and b"<html" in answer.content
        if is_page and answer.status_code not in {302, 404}:
            found.append((address, answer.status_code))
print(json.dumps(found))
"""


def _pages(home: Path) -> list[tuple[str, int]]:
    """Make one object of each kind; addresses of pages, and how they answer."""
    done = subprocess.run(
        [sys.executable, "-c", _PAGES],
        env={
            **surroundings(home),
            "DJANGO_SETTINGS_MODULE": "honmono.web.project.settings",
        },
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
    )
    said = json.loads(done.stdout.splitlines()[-1])
    return [(address, status) for address, status in said]


@pytest.fixture(scope="module")
def pages(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Desk, list[tuple[str, int]]]]:
    """A desk that has one of everything."""
    home = tmp_path_factory.mktemp("desk")
    seed(home)
    seed_pcs(home)
    found = _pages(home)
    with running(home) as started:
        yield started, found


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_route_has_a_barrier(
    language: str,
    phone: bool,
    browser: Browser,
    pages: tuple[Desk, list[tuple[str, int]]],
) -> None:
    desk, addresses = pages
    context = context_of(browser, language, phone=phone)
    page, watch = watched(context, desk)
    sign_in(page, desk)
    found: list[str] = []
    for address, status in addresses:
        answer = page.goto(desk.address + address)
        if answer is None or answer.status != status:
            found.append(f"{address} does not answer {status}, but {answer}")
        found += [f"{address} {each}" for each in _amiss(page, language)]
    context.close()

    assert len(addresses) >= FEWEST
    assert found == []
    assert watch.found == []


def _amiss(page: Page, language: str) -> Iterator[str]:
    """Barriers in light and dark; another language; what is too wide."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        yield from (f"({scheme}) {each}" for each in barriers(page))
    if page.locator("html").get_attribute("lang") != language:
        yield "is in another language"
    if wide := too_wide(page):
        yield f"is {wide} pixels too wide"
