"""One browser for the tests of a file.

Not for all of them: as long as it is there its event loop counts as running, and Django
lets no test of another folder near the database.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.web.end_to_end.desk import ARGUMENTS, CHROMIUM


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without it these tests fail, and say what to do."""
    if not shutil.which(CHROMIUM):
        pytest.fail("No browser: run `.ci/need chromium chromium --version`", False)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=list(ARGUMENTS)
        )
        yield chromium
        chromium.close()
