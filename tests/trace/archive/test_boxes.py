"""Mailboxes as somebody names them: whose each is, and of which nobody knows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from honmono.check.org import Organization
from honmono.config import load_organization
from honmono.mail.source import NO_ACCESS
from honmono.trace.archive.boxes import boxes_of, is_empty, main_address, stored
from honmono.trace.archive.owners import owner_by_name
from honmono.trace.archive.status import status
from honmono.trace.archive.writer import Writer

SAMPLE = Path(__file__).parents[3] / "examples/hoshimine"
SAITO = "m.saito@hoshimine-sr.example"


@pytest.fixture(scope="module")
def org() -> Organization:
    return load_organization(SAMPLE / "honmono.toml")


def test_names_of_folders_tell_whose_they_are(org: Organization) -> None:
    boxes, nobody = boxes_of([str(SAMPLE / "mailboxes")], "", org, NO_ACCESS)

    assert len(boxes) == 8
    assert (SAITO, str(SAMPLE / "mailboxes/m.saito")) in boxes
    assert nobody == []


def test_who_was_named_owns_all(org: Organization) -> None:
    boxes, _ = boxes_of(["a", "b"], SAITO, org, NO_ACCESS)

    assert boxes == [(SAITO, "a"), (SAITO, "b")]


def test_nobody_is_told_and_empty_files_are_passed(
    org: Organization, tmp_path: Path
) -> None:
    (tmp_path / "what").mkdir()
    (tmp_path / "empty@hoshimine-sr.example").touch()

    boxes, nobody = boxes_of([str(tmp_path)], "", org, NO_ACCESS)

    assert (boxes, nobody) == ([], [str(tmp_path / "what")])
    assert is_empty(str(tmp_path / "empty@hoshimine-sr.example"))


def test_a_name_tells_without_opening_anything(org: Organization) -> None:
    assert owner_by_name("nowhere/m.saito", org) == SAITO
    assert owner_by_name("nowhere/old stuff", org) is None
    assert main_address("x@y.example", org) == "x@y.example"


def test_what_is_new_is_stored(org: Organization, tmp_path: Path) -> None:
    box = (SAITO, str(SAMPLE / "mailboxes/m.saito"))

    with Writer(tmp_path / "archive") as writer:
        *_, count = stored(writer, [box], NO_ACCESS, org)

    (found,) = status(tmp_path / "archive").boxes
    assert (found.address, count.unread) == (SAITO, 0)
    assert found.messages > 100
