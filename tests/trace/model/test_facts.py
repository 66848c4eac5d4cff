"""What our mail knows about a report."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from honmono.trace.archive._core import Level, Mailbox, Note
from honmono.trace.forgery import Forgery, Head, Path
from honmono.trace.model.facts import gathered
from honmono.trace.model.figures import measured
from honmono.trace.model.people import Crowd
from honmono.trace.pipeline import trace
from tests.trace.memory import MemoryArchive, Text

SATO, ABE = "sato@example.co.jp", "abe@example.co.jp"
ITO, UEDA = "ito@partner.example", "ueda@partner.example"
NOON = 1_649_991_600
NAMES = {SATO: "佐藤 花子", ABE: "阿部 進", ITO: "伊藤 一郎", UEDA: "上田 恵"}


def written(number: int, sender: str, to: str) -> Text:
    who, key = (sender, to), f"{number}@x"
    date = NOON + number * 86_400
    holders = tuple(person for person in who if person.endswith(".jp"))
    note = Note(key, key, date, f"連絡 {number}", sender, who, holders)
    return Text(note, f"第{number}回の連絡", {person: NAMES[person] for person in who})


@pytest.fixture
def archive() -> MemoryArchive:
    mail = [
        (SATO, ITO),
        (ITO, SATO),
        (ABE, UEDA),
        (UEDA, ABE),
        (SATO, UEDA),
        (ABE, ITO),
    ]
    return MemoryArchive(
        [Mailbox(SATO, ("佐藤 花子",), 3), Mailbox(ABE, ("阿部 進",), 3)],
        [written(number, *who) for number, who in enumerate(mail)],
    )


def forgery(**words: Any) -> Forgery:
    quoted = "どこにもない文章です。" * 9
    date = NOON + 99 * 86_400
    made = Forgery("1.eml", date, "阿部 進", "x@y.example", (UEDA,), None, (), quoted)
    return replace(made, **words)


def test_people_in_the_heads_of_quoted_mail_are_looked_up(
    archive: MemoryArchive,
) -> None:
    head = Head("伊藤 一郎", recipients=(SATO,), named=("誰も 知らない",))
    (seen,) = gathered([forgery(heads=(head,))], archive, Level.FULL, NOON * 2).reports

    assert seen.thread == (ITO, SATO)
    assert seen.thread_told
    assert {ITO, SATO} <= seen.people


def test_heads_are_text_and_no_header_field(archive: MemoryArchive) -> None:
    given = [forgery(heads=(Head("伊藤 一郎"),))]
    (seen,) = gathered(given, archive, Level.META, NOON * 2).reports

    assert seen.thread == ()


def test_whoever_stands_in_a_head_held_that_mail(archive: MemoryArchive) -> None:
    head = Head("伊藤 一郎", recipients=(SATO,))
    facts = gathered([forgery(heads=(head,))], archive, Level.FULL, NOON * 2)
    crowd = Crowd(facts, measured())

    chance = crowd.thread(facts.reports[0]).mean(axis=1)

    assert chance[crowd.row[SATO]] > chance[crowd.row[ABE]]
    assert chance[crowd.row[ITO]] > chance[crowd.row[UEDA]]
    assert np.all(chance > 0)


def test_a_recipient_of_whom_the_name_is_left_is_reached(
    archive: MemoryArchive,
) -> None:
    given = [forgery(recipients=(), named=("上田 恵", "誰も 知らない"))]
    (seen,) = gathered(given, archive, Level.FULL, NOON * 2).reports

    assert seen.reached == (UEDA, None)


def test_evidence_tells_path_account_and_names(archive: MemoryArchive) -> None:
    given = [forgery(path=Path.OURS, account=ABE)]
    traced = trace(given, archive, Level.FULL, NOON * 2)

    (evidence,) = traced.evidence
    assert (evidence.path, evidence.account) == (Path.OURS, ABE)
    assert traced.names[UEDA] == "上田 恵"
