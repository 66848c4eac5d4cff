"""Command: what a worker makes of one mail."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

from honmono.check.batch import Errand
from honmono.cli._core import Format
from honmono.cli.output import Layout
from honmono.cli.rows import Page, Row, prepare, row_of_lost, rows_of
from honmono.mail.source import MailRef, RawMail, Trouble, Unreadable, find
from tests.make import ORG, mail

FORGED = mail('"田中 花子" <xk3@mail.example.net>')
JSON = Layout(Format.jsonl, "ja")


def rows(path: Path, page: Page) -> list[Row]:
    prepare(Errand(ORG), page)
    return [row for found in find(str(path)) for row in rows_of(found)]


@pytest.mark.parametrize("form", Format)
def test_a_worker_gives_back_the_text_that_is_printed(
    tmp_path: Path, form: Format
) -> None:
    (tmp_path / "a.eml").write_bytes(FORGED)
    (row,) = rows(tmp_path, Page(Layout(form, "ja")))

    assert row.answer == "forged"
    assert "xk3@mail.example.net" in row.printed
    assert row.printed.endswith("\n")
    assert row.complaint == ""
    assert pickle.loads(pickle.dumps(row)) == row  # noqa: S301


def test_what_was_not_asked_for_is_counted_and_not_printed(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(FORGED)
    (tmp_path / "b.eml").write_bytes(b"")
    forged, unread = rows(tmp_path, Page(JSON, frozenset({"ours"})))

    assert forged == Row("forged", "")
    assert unread.answer == "error"
    assert json.loads(unread.printed)["error"].startswith("empty: ")
    assert unread.complaint.startswith(f"honmono: {tmp_path}/b.eml: empty: the file")
    assert unread.complaint.endswith("\n")


def test_a_file_that_vanished_after_it_was_found_is_an_error_row(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(FORGED)
    prepare(Errand(ORG), Page(JSON))
    found = list(find(str(path)))
    path.unlink()
    ((row,),) = map(rows_of, found)

    assert row.answer == "error"
    assert json.loads(row.printed)["error"].startswith("missing: ")


def test_a_mail_whose_worker_died_twice_has_a_row_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(FORGED)
    (found,) = find(str(tmp_path))
    assert isinstance(found, MailRef)
    unread = Unreadable("x", Trouble.EMPTY, "nothing", "abc")

    for item in (found, RawMail(FORGED, "-"), unread):
        row = row_of_lost(item, "exit code -9", Page(JSON))
        record = json.loads(row.printed)
        assert row.answer == "error"
        assert record["source"] == item.source
        assert record["answer"] == "unproven"
        assert "exit code -9" in record["error"]
        assert row.complaint.startswith(f"honmono: {item.source}: internal: ")
