"""Output: one mail for people, on any page."""

from __future__ import annotations

import pytest

from honmono.cli.output.lines import columns
from honmono.cli.output.view import head, mail
from tests.cli.output.records import finding, layout, record, unread, without_sender

FORGED = record(
    "田中 花子",
    "xk3@mail.example.net",
    finding("田中 花子", "xk3@mail.example.net"),
    hazards=["macro", "new-hazard"],
)


def test_the_name_stands_over_the_real_address_and_the_difference_is_marked() -> None:
    assert mail(FORGED, layout(80)).splitlines() == [
        "[偽物]          表示  田中 花子",
        "                実際  xk3@mail.example.net",
        "                          ^^^^^^^^^^^^^^^^",
        "                件名  請求書の件",
        "                理由  当社のものではありません。",
        "                危険  ! マクロを含む文書、new-hazard",
        "                場所  mail/1.eml",
        "",
    ]


def test_on_a_narrow_page_the_answer_stands_above() -> None:
    assert mail(FORGED, layout(40, "en")).splitlines() == [
        "[forged]",
        "  Shown    田中 花子",
        "  Real     xk3@mail.example.net",
        "               ^^^^^^^^^^^^^^^^",
        "  Subject  請求書の件",
        "  Why      It is not ours.",
        "  Danger   ! a document with macros,",
        "           new-hazard",
        "  Source   mail/1.eml",
        "",
    ]


def test_on_a_wide_page_the_reasons_stand_beside() -> None:
    first = mail(FORGED, layout(120)).splitlines()[0]

    assert first.startswith("[偽物]          表示  田中 花子")
    assert first.endswith("当社のものではありません。")
    assert head(layout(120)).split()[:3] == ["判定", "メール", "理由"]
    assert head(layout(80)) == ""


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("width", [40, 59, 60, 80, 99, 100, 120, 200])
def test_no_line_is_wider_than_the_page(width: int, language: str) -> None:
    long = record(
        "株式会社例示" * 20,
        "a" * 64 + "@" + "mail." * 20 + "example",
        finding("例示", "a" * 64 + "@" + "mail." * 20 + "example"),
        source="folder/" * 20 + "a b.eml",
        subject="件名です " * 30,
        hazards=["macro", "script", "oversized", "html-smuggling"],
    )
    page = layout(width, language, explain=True)
    for line in (mail(long, page) + head(page)).splitlines():
        assert columns(line) <= width, line


def test_with_colours_there_are_no_carets_and_no_brackets() -> None:
    shown = mail(FORGED, layout(80, colour=True))

    assert "\x1b[1;97;41m 偽物 \x1b[0m" in shown
    assert "\x1b[1;4;31mmail.example.net\x1b[0m" in shown
    assert "^" not in shown
    assert "! " not in shown


def test_what_is_missing_is_said() -> None:
    shown = mail(without_sender(), layout(80))

    assert "実際  （差出人なし）" in shown
    assert "件名  （件名なし）" in shown
    assert "表示" not in shown


def test_what_could_not_be_read_says_why_and_shows_no_sender() -> None:
    shown = mail(unread(), layout(80, "en"))

    assert shown.startswith("[unreadable]")
    assert "missing: not there" in shown
    assert "Source   x.eml" in shown
    assert "Real" not in shown


def test_no_text_of_a_mail_redraws_the_terminal() -> None:
    evil = "\x1b[2J\x1b]0;x\x07\u202e\r\n[ours]"
    shown = mail(
        record(
            evil,
            evil,
            finding(evil, evil, evil),
            subject=evil,
            source=evil,
            hazards=[],
        ),
        layout(80, explain=True),
    )

    assert not {"\x1b", "\x07", "\u202e", "\r"} & set(shown)
    assert "\n[ours]" not in shown
