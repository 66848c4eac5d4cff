"""Which messages of ours a forgery was made from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from honmono.trace.archive._core import Level, Match, Way
from honmono.trace.archive.quotes import COMMON
from honmono.trace.archive.store import Store
from tests.trace.archive.made import (
    ABE,
    DAY,
    ITO,
    NOON,
    OFFER,
    ORDER,
    SATO,
    archive,
    entry,
    forgery,
)

NOISE = [
    entry(
        subject=f"日報 {number}",
        body=f"本日の作業は{number * 7919}番の棚卸と{number * 104729}番の点検でした。"
        * 3,
        message_id=f"n{number}@x",
    )
    for number in range(30)
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    mails = [(SATO, entry()), (ABE, entry()), *((SATO, each) for each in NOISE)]
    mails.append(
        (
            ABE,
            entry(
                sender=ITO,
                to=SATO,
                subject="RE: Your offer of April",
                body=ORDER,
                message_id="2@partner.example",
                date="Sat, 16 Apr 2022 12:00:00 +0900",
                fields="References: <0@gone.example> <1@example.co.jp>\n",
            ),
        )
    )
    return archive(tmp_path_factory.mktemp("archive"), mails)


def found(
    folder: Path, way: Way, level: Level = Level.FULL, **words: object
) -> list[Match]:
    with Store(folder) as store:
        (matches,) = store.matches([forgery(**words)], level)  # type: ignore[arg-type]
    return [match for match in matches if match.way is way]


REFLOWED = "\n".join(f"> {OFFER[at : at + 12]}" for at in range(0, len(OFFER), 12))
QUOTES = {
    "whole": OFFER,
    "reflowed": REFLOWED,
    "its end": OFFER[45:],
    "its beginning": OFFER[:40],
    "one sentence": "なお、納期は五月二十日を予定しております。",
    "half width and signs": OFFER.replace("。", " . ").replace("、", ","),
    "a letter lost in forty": OFFER[:40] + OFFER[41:80] + OFFER[81:],
    "below a block": "From: 佐藤 花子\nSent: 2022/4/15\nSubject: 見積書の件\n\n"
    + OFFER,
}


@pytest.mark.parametrize("quoted", QUOTES.values(), ids=QUOTES)
def test_a_quote_is_found_as_people_send_it(folder: Path, quoted: str) -> None:
    first, *others = found(folder, Way.QUOTE, quoted=quoted)

    assert first.note.message_id == "1@example.co.jp"
    assert first.note.holders == (ABE, SATO)
    assert first.share > 0.4
    assert (first.alike, others) == (1, [])


def test_english_is_found_reflowed_and_cut(folder: Path) -> None:
    words = ORDER.split()[5:30]
    quoted = "\n".join("> " + " ".join(words[at : at + 4]) for at in range(0, 25, 4))
    (first,) = found(folder, Way.QUOTE, quoted=quoted)

    assert first.note.sender == ITO
    assert first.prints >= 3


def test_a_quote_of_a_text_that_we_never_had_is_not_found(folder: Path) -> None:
    foreign = (
        "お世話になっております。"
        + "商品は本日発送いたしました。追跡番号は別途お知らせ。" * 3
    )

    assert found(folder, Way.QUOTE, quoted=foreign) == []
    assert found(folder, Way.QUOTE, quoted="") == []
    assert found(folder, Way.QUOTE, quoted="短い") == []


def test_one_known_sentence_in_a_long_foreign_text_is_not_enough(folder: Path) -> None:
    other = " ".join(f"{number * 7919} foreign words {number}" for number in range(60))

    assert found(folder, Way.QUOTE, quoted=OFFER[:40] + other) == []


def test_what_stands_everywhere_proves_nothing(tmp_path: Path) -> None:
    disclaimer = (
        "このメールは機密情報を含みます。誤って受信された場合は削除してください。"
    )
    mails = [
        (
            SATO,
            entry(
                body=f"{n * 104729} {n * 7919} {n}番 {disclaimer}", message_id=f"{n}@x"
            ),
        )
        for n in range(COMMON + 20)
    ]
    folder = archive(tmp_path / "a", [*mails, (ABE, entry(body=OFFER + disclaimer))])

    assert found(folder, Way.QUOTE, quoted=disclaimer) == []
    (first,) = found(folder, Way.QUOTE, quoted=OFFER + disclaimer)
    assert first.note.message_id == "1@example.co.jp"
    assert first.share > 0.9


def test_only_what_is_older_counts(folder: Path) -> None:
    assert found(folder, Way.QUOTE, quoted=OFFER, date=NOON - DAY) == []
    assert found(folder, Way.QUOTE, quoted=OFFER, date=None) != []


def test_an_id_is_its_message_and_an_unknown_one_those_that_refer_to_it(
    folder: Path,
) -> None:
    (itself,) = found(
        folder, Way.ID, references=("1@example.co.jp", "2@partner.example")
    )
    (answer,) = found(folder, Way.ID, references=("0@gone.example",))

    assert itself.note.message_id == "1@example.co.jp"
    assert answer.note.message_id == "2@partner.example"
    assert found(folder, Way.ID, references=("x@nowhere.example",)) == []


@pytest.mark.parametrize(
    ("shown", "share"),
    [
        ("Re: Your Offer of April", 1.0),
        ("FW: YOUR OFFER OF APRIL", 1.0),
        ("RE: Your offer of A…", 0.7),
        ("Your", None),
        ("Offer of April", None),
    ],
)
def test_a_subject_is_found_whole_cut_and_in_capitals(
    folder: Path, shown: str, share: float | None
) -> None:
    matches = found(folder, Way.SUBJECT, subject=shown)

    assert [pytest.approx(each.share, abs=0.1) for each in matches] == (
        [share] if share else []
    )


def test_a_subject_that_fits_many_says_so(tmp_path: Path) -> None:
    mails = [
        (SATO, entry(subject="請求書", body=f"{n * 7919} 円", message_id=f"{n}@x"))
        for n in range(40)
    ]
    matches = found(archive(tmp_path / "a", mails), Way.SUBJECT, subject="RE: 請求書")

    assert matches[0].alike == 40
    assert len(matches) < 40


def test_header_fields_alone_compare_no_quotes(folder: Path) -> None:
    words = {"quoted": OFFER, "subject": "見積書の件"}

    assert found(folder, Way.QUOTE, Level.META, **words) == []
    assert found(folder, Way.SUBJECT, Level.META, **words) != []
    assert found(folder, Way.SUBJECT, Level.ADDRESS_BOOK, **words) == []


def test_of_messages_with_one_text_those_with_the_subject_are_meant(
    tmp_path: Path,
) -> None:
    said = "この電子メールには機密情報が含まれている場合があります。宛先でない方は削除してください。"
    mails = [
        (SATO, entry(subject=subject, body=said * 2, message_id=f"{subject}@x"))
        for subject in ("防災訓練の件", "棚卸の件")
    ]
    folder = archive(tmp_path, mails)

    (match,) = found(folder, Way.QUOTE, quoted=said * 2, subject="RE: 棚卸の件")

    assert match.note.subject == "棚卸の件"


def test_a_long_quote_that_stands_nowhere_leaves_no_subject(folder: Path) -> None:
    unknown = (
        "先週の打合せで決まった配管工事の日程を、来月の第二週に変更させてください。" * 3
    )
    subject = "Your offer of April"

    assert found(folder, Way.SUBJECT, subject=subject)
    assert not found(folder, Way.SUBJECT, subject=subject, quoted=unknown)

    bare = replace(forgery(subject=subject, quoted=unknown), bare=True)
    with Store(folder) as store:
        assert store.matches([bare], Level.FULL)[0]
