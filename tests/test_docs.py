"""Pages made from code are fresh, tutorials run, and nothing is left undescribed."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from docs.generate import PAGES
from honmono.cli.output.spreadsheet import COLUMNS
from honmono.config.values import IMAP, ORGANIZATION, PERSON, SWEEP, VERDICT, VERIFY
from honmono.mail.message import Defect
from honmono.mail.source import Trouble
from honmono.text import keys

ROOT = Path(__file__).parents[1]
PAGES_TO_RUN = (
    "README.md",
    "docs/tutorial.md",
    "docs/tutorial.ja.md",
    "docs/set-up.md",
    "docs/set-up.ja.md",
    "docs/trace.md",
    "docs/trace.ja.md",
    "docs/how-an-answer-comes-about.md",
    "docs/how-an-answer-comes-about.ja.md",
)
TWINS = [page.name for page in sorted((ROOT / "docs").glob("*.ja.md"))]


def _commands(page: str) -> list[str]:
    text = (ROOT / page).read_text("utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [line[2:] for line in lines if line.startswith("$ honmono ")]


@pytest.mark.parametrize("page", PAGES)
def test_pages_made_from_code_are_fresh(page: str) -> None:
    written = (ROOT / "docs" / page).read_text("utf-8")

    assert written == PAGES[page](), f"run: python docs/generate.py ({page} is stale)"


@pytest.mark.parametrize("page", PAGES_TO_RUN)
def test_every_command_of_a_page_runs(page: str, tmp_path: Path) -> None:
    commands = _commands(page)
    assert commands
    # Some commands write, so all of them work on a copy.
    shutil.copytree(ROOT / "examples/hoshimine", tmp_path / "examples/hoshimine")

    for command in commands:
        words = shlex.split(command)[1:]
        if words[:2] == ["org", "add"] or words[0] == "init":
            words.append("--yes")  # a reader has a terminal and is asked
        done = subprocess.run(
            [sys.executable, "-m", "honmono", *words],
            cwd=tmp_path,
            env={**os.environ, "HONMONO_HOME": str(tmp_path / "home")},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, (command, done.stderr.decode())
        assert done.stdout, command


def test_an_addition_changes_the_answers_that_the_page_says(tmp_path: Path) -> None:
    page = "docs/how-an-answer-comes-about.md"
    (command,) = (c for c in _commands(page) if "private-address" in c)
    org = tmp_path / "honmono.toml"
    org.write_bytes((ROOT / "examples/hoshimine/honmono.toml").read_bytes())

    done = subprocess.run(
        [sys.executable, "-m", "honmono", *shlex.split(command)[1:], "--org", str(org)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )

    said = done.stdout.decode()
    assert "Changed: 1 mails; as before: 87 mails" in said
    assert "forged → unproven: 1" in said


def test_the_twins_are_there() -> None:
    assert "how-an-answer-comes-about.ja.md" in TWINS
    assert "organization-file.ja.md" in TWINS


@pytest.mark.parametrize("japanese", TWINS)
def test_a_page_and_its_twin_have_the_same_parts(japanese: str) -> None:
    english = japanese.replace(".ja.md", ".md")
    pages = [(ROOT / "docs" / page).read_text("utf-8") for page in (japanese, english)]

    for mark in (r"^#+ ", r"^\|", r"^- ", r"^```"):
        parts = [len(re.findall(mark, page, re.MULTILINE)) for page in pages]
        assert parts[0] == parts[1], mark
    ours, theirs = (_commands(f"docs/{page}") for page in (japanese, english))
    assert ours == [command.replace("--lang en ", "") for command in theirs]
    assert f"]({english})" in pages[0]
    assert f"]({japanese})" in pages[1]


@pytest.mark.parametrize("name", ["organization-file.md", "organization-file.ja.md"])
def test_every_key_of_the_organization_file_is_described(name: str) -> None:
    page = (ROOT / "docs" / name).read_text("utf-8")

    for key in (*ORGANIZATION, *PERSON):
        assert f"`{key}`" in page, key


def test_every_column_field_and_hazard_of_the_output_is_described() -> None:
    page = (ROOT / "docs/output.md").read_text("utf-8")
    troubles = [trouble.value for trouble in Trouble]

    for word in (*COLUMNS, *keys("hazards"), *troubles):
        assert f"`{word}`" in page, word


@pytest.mark.parametrize("folder", ["docs", "docs/decisions", "."])
def test_links_between_pages_lead_somewhere(folder: str) -> None:
    for page in (ROOT / folder).glob("*.md"):
        for target in re.findall(
            r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text("utf-8")
        ):
            assert (page.parent / target).exists(), f"{page}: {target}"


def _anchors(page: Path) -> set[str]:
    """As GitHub makes them of headings."""
    heads = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize(
    "page", sorted((ROOT / "docs").glob("*.md")), ids=lambda p: p.name
)
def test_links_into_a_page_find_their_heading(page: Path) -> None:
    links = re.findall(r"\]\(([^):]*)#([^)]+)\)", page.read_text("utf-8"))

    for target, anchor in links:
        there = page.parent / target if target else page
        assert anchor in _anchors(there), f"{target}#{anchor}"


def test_every_page_is_in_the_index() -> None:
    indexes = [
        (ROOT / "docs" / name).read_text("utf-8")
        for name in ("README.md", "README.ja.md")
    ]

    for page in (ROOT / "docs").glob("*.md"):
        assert any(f"]({page.name})" in index for index in indexes), page.name


def test_every_defect_that_takes_proof_away_is_described() -> None:
    page = (ROOT / "docs/output.md").read_text("utf-8")

    for defect in (Defect.REBUILT, Defect.HEADER_REBUILT, Defect.HEADERS_GONE,
                   Defect.ADDRESS_GONE, Defect.BODY_GONE, Defect.MESSAGE_CUT):  # fmt: skip
        assert f"`{defect.value}`" in page, defect


def test_every_setting_is_described() -> None:
    tables = {"verdict": VERDICT, "verify": VERIFY, "imap": IMAP, "sweep": SWEEP}
    for name in ("organization-file.md", "organization-file.ja.md"):
        page = (ROOT / "docs" / name).read_text("utf-8")
        for table, settings in tables.items():
            for key in settings:
                assert f"| `[{table}]` | `{key}` |" in page, (name, table, key)


def test_tables_tell_their_pedigree() -> None:
    tables = [*(ROOT / "honmono").rglob("*.tsv")]
    assert tables

    for table in tables:
        head = [
            line
            for line in table.read_text("utf-8").splitlines()
            if line.startswith("#")
        ]
        assert len(head) >= 3, table
        if table.parent.name == "tables":
            assert any("source:" in line for line in head), table
            assert any("licence:" in line for line in head), table
