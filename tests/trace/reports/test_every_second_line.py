"""A quote of which every second line has lost its sign."""

from __future__ import annotations

import pytest

from honmono.mail.message import Role, Segment
from honmono.mail.message.quotes import split
from honmono.trace.reports.every_second_line import filled
from tests.trace.reports.make import OWN, eml, forgery

WRAPPED = (
    "> 来週の会議は水曜の午\n後に変\n> わりました。場所は本社の三\n階です。\n"
    "> 資料は前日までに\n送り\n> ます。\n以上です。\n"
)
ANSWERED = (
    "> 会議はいつですか。\n水曜です。\n> 場所は。\n本社です。\n> 資料は。\n送ります。\n"
)


def test_the_lines_between_are_quoted_too() -> None:
    found = forgery(eml(OWN + WRAPPED))

    words = "".join(found.quoted.split())
    assert words == "".join(WRAPPED.replace("> ", "").split())


def test_what_follows_stays_own() -> None:
    segments = filled(split(f"{OWN}{WRAPPED}\n-- end of the letter --\n"))

    assert "".join(s.text for s in segments if s.role is Role.QUOTED) == WRAPPED
    assert segments[-1] == Segment(Role.OWN, "\n-- end of the letter --\n")


@pytest.mark.parametrize(
    "text",
    [
        ANSWERED,
        "> one\nmore of\n> two\n",
        "> one\n\nmore of\n\n> two\n\nit is\n\n> three\n",
        "> one\n> two\n> three\nmine\n",
    ],
    ids=["answers", "too few", "apart", "usual"],
)
def test_other_lines_stay_whose_they_are(text: str) -> None:
    assert filled(segments := split(OWN + text)) is segments
