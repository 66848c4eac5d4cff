"""Any Python from 3.9 on runs the scanner: vermin reads every file of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import honmono.sweep.scanner

FOLDER = Path(honmono.sweep.scanner.__file__).parent


def vermin(*paths: str) -> int:
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from vermin import main; main()",
            "--target=3.9-",
            "--no-tips",
            "--violations",
            *paths,
        ],
        capture_output=True,
        check=False,
    ).returncode


def test_the_scanner_needs_no_newer_python() -> None:
    assert vermin(str(FOLDER)) == 0


def test_a_newer_one_would_be_noticed(tmp_path: Path) -> None:
    new = tmp_path / "new.py"
    new.write_text(
        "from dataclasses import dataclass\n@dataclass(slots=True)\nclass A:\n    x: int\n"
    )
    assert vermin(str(new)) == 1
    new.write_text("match 1:\n    case 1:\n        pass\n")
    assert vermin(str(new)) == 1
