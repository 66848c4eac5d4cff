"""Every file of the folder is a check that is listed, tried and described."""

from __future__ import annotations

import ast
import importlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import honmono.sweep.scanner
from honmono.sweep.scanner import checks
from tests.sweep.infections import ALL as INFECTIONS
from tests.sweep.losses import NEEDS

FOLDER = Path(checks.__file__).parent
SCANNER = Path(honmono.sweep.scanner.__file__).parent
MODULES = sorted(p.stem for p in FOLDER.glob("*.py") if not p.stem.startswith("_"))


def test_no_file_is_forgotten() -> None:
    assert [name.replace("-", "_") for name, _ in sorted(checks.ALL)] == MODULES


def test_every_check_has_infections_and_inputs_of_its_own() -> None:
    names = {name for name, _ in checks.ALL}

    assert set(INFECTIONS) == names
    assert {check for check, _ in NEEDS} == names


@pytest.mark.parametrize("name", MODULES)
def test_every_check_tells_its_story_in_the_first_line(name: str) -> None:
    doc = importlib.import_module(f"honmono.sweep.scanner.checks.{name}").__doc__

    assert doc is not None
    assert ": " in doc.splitlines()[0]


@pytest.mark.parametrize("path", sorted(SCANNER.rglob("*.py")), ids=lambda p: p.stem)
def test_every_file_is_python_of_3_9(path: Path) -> None:
    """What is newer in form; `| None` outside of annotations shows only when it runs."""
    text = path.read_text("utf-8")
    tree = ast.parse(text, feature_version=(3, 9))

    assert "slots=True" not in text
    assert not [n for n in ast.walk(tree) if isinstance(n, ast.Match)]
    if any(isinstance(n, (ast.AnnAssign, ast.arg)) for n in ast.walk(tree)):
        assert "from __future__ import annotations" in text or "| None" not in text


def test_the_oldest_python_that_is_here_runs_all_checks() -> None:
    python = shutil.which("python3.9")
    works = python and subprocess.run(
        [python, "-c", ""], check=False, capture_output=True
    )
    program = python if works and works.returncode == 0 else sys.executable
    code = (
        "from honmono.sweep.scanner.looking import look\n"
        "from honmono.sweep.scanner._core import Artefacts, Knowledge\n"
        "print({c['why'] for c in look(Artefacts(), Knowledge())['checks']} & {'error'})"
    )
    done = subprocess.run(
        [str(program), "-c", code],
        check=False,
        capture_output=True,
        cwd=SCANNER.parents[2],
    )

    assert done.stdout.strip() == b"set()", done.stderr
