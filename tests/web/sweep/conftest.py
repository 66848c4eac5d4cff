"""What tests of the sweep share: a folder of the desk, a clock that stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> Path:
    """A folder of its own."""
    settings.HOME = tmp_path
    return tmp_path
