"""Every sentence of the catalogue is used, and every key that is used has one."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import honmono
from honmono.text import LANGUAGES, keys

ROOT = Path(honmono.__file__).parent
FILES = (
    *(ROOT / "incident" / "evidence").glob("*.py"),
    ROOT / "cli" / "evidence_run.py",
)


def test_the_catalogue_is_complete() -> None:
    source = "".join(path.read_text("utf-8") for path in FILES)
    quoted = set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', source))

    assert [key for key in keys("evidence") if key not in quoted] == []


def test_both_languages_are_filled_by_the_same_values() -> None:
    raw = tomllib.loads((ROOT / "text" / "evidence.toml").read_text("utf-8"))

    for key in raw:
        fields = {n: set(re.findall(r"{(\w+)}", raw[key][n])) for n in LANGUAGES}
        assert fields["ja"] == fields["en"], key
