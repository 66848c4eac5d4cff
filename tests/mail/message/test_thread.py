"""Subjects, taken apart."""

from __future__ import annotations

from time import process_time

import pytest

from honmono.mail.message.thread import is_forward, is_reply, subject
from honmono.tables import rows


@pytest.mark.parametrize(
    ("text", "prefixes", "tags", "base"),
    [
        ("Re: 見積書", "Re", "", "見積書"),
        ("RE:見積書", "RE", "", "見積書"),
        ("ＲＥ：見積書", "ＲＥ", "", "見積書"),
        ("Re : Bonjour", "Re", "", "Bonjour"),
        ("Re\xa0: Bonjour", "Re", "", "Bonjour"),
        ("Re[2]: a", "Re[2]", "", "a"),
        ("Re(3): a", "Re(3)", "", "a"),
        ("Re^2: a", "Re^2", "", "a"),
        ("Re2: a", "Re2", "", "a"),
        ("Re: Re: FW: a", "Re Re FW", "", "a"),
        ("返信: 転送: a", "返信 転送", "", "a"),
        ("回复：转发：你好", "回复 转发", "", "你好"),
        ("AW: WG: a", "AW WG", "", "a"),
        ("İLT: YNT: a", "İLT YNT", "", "a"),
        ("[sales] a", "", "sales", "a"),
        ("[sales:0123] Re: a", "Re", "sales:0123", "a"),
        ("Re[2]: 転送: [sales] 見積書　第2版", "Re[2] 転送", "sales", "見積書 第2版"),
        ("[x] Re: [y] Fwd: [z] a", "Re Fwd", "x y z", "a"),
        ("[Fwd: a]", "Fwd", "", "a"),
        ("Re: [Fwd: [x] a]", "Re Fwd", "x", "a"),
        ("a (fwd)", "(fwd)", "", "a"),
        ("R: Re: a", "R Re", "", "a"),
        ("I: R: RE: a", "I R RE", "", "a"),
        ("R: [x] Re: a", "R Re", "x", "a"),
        ("  Re:  a \t b  ", "Re", "", "a b"),
        ("Re:", "Re", "", ""),
    ],
)
def test_prefixes_and_tags_are_taken_off(
    text: str, prefixes: str, tags: str, base: str
) -> None:
    taken = subject(text)

    assert taken.text == text
    assert " ".join(taken.prefixes) == prefixes
    assert " ".join(taken.tags) == tags
    assert taken.base == base


@pytest.mark.parametrize(
    "text",
    [
        *("Re-think: your budget", "Regarding: your mail", "Reply", "Forward"),
        *("R: how to plot", "I: the first person", "CT: results", "I: R: how"),
        *("Rechnung: 2026", "Res publica", "Fw the mail", "返信をお願いします"),
        *("再送: 見積書", "至急：ご確認ください", "【重要】ご案内", "[至急]", "(fwd)"),
        *("[Fwd: a] b", "[Re: a", "[]", "[a", "10:30 Re: meeting", "", "a: b"),
    ],
)
def test_ordinary_subjects_stay_whole(text: str) -> None:
    taken = subject(text)

    assert (taken.prefixes, taken.tags, taken.base) == ((), (), text)


def test_reply_and_original_share_a_base() -> None:
    for first in ("R: how to plot", "[至急]", "見積書　第2版", "[sales] a", "a: b"):
        for prefix in ("Re: ", "RE：", "返信: ", "Fwd: Re: ", "[list] Re[3]: "):
            assert subject(prefix + first).base == subject(first).base


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("Re: a", True),
        ("ＲＥ：a", True),
        ("Re[12]: a", True),
        ("返信: a", True),
        ("Re: Fwd: a", True),
        ("Fwd: Re: a", False),
        ("転送: a", False),
        ("[Fwd: a]", False),
        ("a (fwd)", False),
        ("a", False),
        ("", False),
    ],
)
def test_the_outermost_prefix_tells_a_reply(text: str, reply: bool) -> None:
    assert is_reply(subject(text)) is reply


PREFIXES = list(rows("subject_prefixes.tsv"))


@pytest.mark.parametrize("row", PREFIXES, ids=[row[0] for row in PREFIXES])
def test_every_row_of_the_table_works(row: tuple[str, ...]) -> None:
    prefix, _, meaning, alone = row

    for written in {prefix, prefix.upper(), prefix.lower()} - {"i̇lt"}:
        text = f"{written}: {'' if alone == 'yes' else 'Re: '}a"
        taken = subject(text)
        assert taken.base == "a"
        assert taken.prefixes[0] == written
        assert (is_reply if meaning == "reply" else is_forward)(taken)


@pytest.mark.parametrize(
    "text",
    [
        *("Re:" * 20_000, "[a]" * 20_000, " " * 62_000, "R:" * 30_000),
        *("Re " * 20_000, "[Fwd:" * 12_000, "[Fwd:" * 10_000 + "]" * 10_000),
        *("[" * 62_000, "(fwd)" * 12_000, "　" * 62_000),
    ],
)
def test_any_subject_takes_little_time(text: str) -> None:
    start = process_time()
    subject(text)

    assert process_time() - start < 10
