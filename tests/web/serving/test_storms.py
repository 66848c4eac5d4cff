"""Work is done by processes that die at every commit and every file; the end is the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.web.postgres import fresh_database
from tests.web.serving.conftest import Desk

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="forks, and looks at processes"
)


def told(home: Path, story: str, seed: int | None) -> dict[str, Any]:
    """Tell a story in a home of its own."""
    desk = Desk(home, fresh_database())
    desk.home.mkdir(parents=True)
    found: dict[str, Any] = desk.run(
        "from tests.web.serving import mortal, storms\n"
        f"mortal.adopt()\nmortal.told(storms.{story}({seed}))"
    )
    return found


@pytest.mark.long
@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("story", ["jobs", "sweep"])
def test_who_dies_everywhere_ends_as_who_lives(
    story: str, seed: int, tmp_path: Path
) -> None:
    calm = told(tmp_path / "calm" / "home", story, None)
    stormy = told(tmp_path / "home", story, seed)

    print(f"seed {seed}: {len(stormy['died'])} deaths")
    assert stormy["story"] == calm["story"]
    assert stormy["halves"] == calm["halves"]
