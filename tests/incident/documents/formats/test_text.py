"""Plain text: a mail that can be sent as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from honmono.incident.documents._core import Items, Rows, Section, Sentence
from honmono.incident.documents.formats._core import columns
from honmono.incident.documents.formats.text import WIDTH, to_text
from tests.incident.documents.sample import document


def test_the_first_line_is_the_subject() -> None:
    assert to_text(document()).startswith("件名：【重要】不審なメール\n\n")
    assert to_text(document("en")).startswith("Subject: Important: forged mail\n\n")


def test_a_title_stands_in_for_a_subject() -> None:
    untitled = replace(document(), subject="", title=Sentence("お知らせ\n続き"))

    assert to_text(untitled).startswith("件名：お知らせ 続き\n")


def test_ki_and_ijo_stand_around_the_sections_in_japanese_alone() -> None:
    lines = to_text(document()).splitlines()

    assert lines.count("　" * 17 + "記") == 1
    assert lines[-1] == "　" * 33 + "以上"
    assert "■ 1. 概要" in lines
    assert "記" not in to_text(document("en"))
    assert "以上" not in to_text(document("en"))


def test_ijo_is_said_once() -> None:
    said = replace(document(), closing=(Sentence("以上"),))

    assert to_text(said).count("以上") == 1


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_line_is_longer_than_a_mail_shows(language: str) -> None:
    for line in to_text(document(language)).splitlines():
        assert columns(line) <= WIDTH, line


def test_every_sentence_is_there() -> None:
    text = "".join(to_text(document()).split())

    for sentence in document().sentences():
        for line in sentence.text.replace("\u202e", "").split("\n"):
            assert "".join(line.split()) in text


def test_what_would_redraw_a_line_is_not_there() -> None:
    assert "\u202e" not in to_text(document())


def test_a_table_with_more_columns_is_told_cell_by_cell() -> None:
    rows = Rows(
        ((Sentence("東京"), Sentence("31"), Sentence("31")),),
        head=(Sentence("事務所"), Sentence("全台数"), Sentence("検査済み")),
    )
    section = Section("scope", Sentence("範囲"), (rows, Items((Sentence("一つ"),))))
    lines = to_text(replace(document(), sections=(section,))).splitlines()

    assert lines[-7:-2] == [
        "・事務所：東京", "  全台数：31", "  検査済み：31", "", "・一つ",
    ]  # fmt: skip


def test_short_fields_stand_in_one_line_each() -> None:
    rows = Rows(
        ((Sentence("氏名"), Sentence("佐藤")), (Sentence("電話"), Sentence("")))
    )
    section = Section("contact", Sentence("窓口"), (rows,))
    text = to_text(replace(document(), sections=(section,)))

    assert "氏名：佐藤\n電話：\n" in text
