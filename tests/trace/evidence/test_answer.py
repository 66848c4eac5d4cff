"""The answer first: what is said, and what is never said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from honmono.trace.evidence._core import Teller
from honmono.trace.evidence.answer import (
    account,
    cases,
    headline,
    settled,
    shown_most,
    suspects,
    to_do,
)
from honmono.trace.evidence.suspects import clusters
from honmono.trace.traced import Case, Suspect, Traced
from tests.trace.evidence.traces import (
    HAND_MADE,
    HARBOR,
    KIM,
    LEE,
    SATO,
    both,
    company,
    empty,
    keyed,
    nothing,
    office,
    server,
)


def said(traced: Traced, language: str = "ja") -> str:
    return headline(traced, Teller(traced, language))


def test_a_decided_mailbox_is_named_with_its_probability() -> None:
    assert said(office(3)) == (
        "盗まれた可能性が最も高いのは、佐藤 花子（sato@hoshimine.example）の"
        "メールボックスです（確率 94%）。"
    )
    assert settled(office(3)) is Case.OWN


def test_an_undecided_answer_says_so_first() -> None:
    assert said(company(3), "en").startswith("Undecided. ")
    assert said(company(3)).startswith("まだ判断できません。")
    assert settled(company(3)) is None


def test_mailboxes_that_cannot_be_told_apart_are_named_together() -> None:
    sentence = said(company(3), "en")

    assert KIM in sentence
    assert "Lee Ann" in sentence
    assert "together with only 66%" in sentence
    assert next(c.persons for c in clusters(company(3))) == (KIM, LEE)


def test_a_theft_that_is_less_likely_than_none_does_not_come_first() -> None:
    traced = replace(
        company(3),
        cases={Case.NOTHING: 0.6, Case.OWN: 0.4},
        suspects=(Suspect(KIM, "Kim Ward", True, 0.2),),
    )

    assert "It may be that no mailbox was stolen (60%)" in said(traced, "en")
    assert "盗まれていない可能性が 60% あります" in said(traced)


def test_nobody_is_named_first_who_is_as_good_as_unsuspected() -> None:
    traced = replace(
        company(3),
        cases={Case.NOTHING: 0.44, Case.PARTNER: 0.56},
        suspects=(Suspect(KIM, "Kim Ward", True, 0.03),),
    )

    assert KIM not in said(traced, "en")
    assert "With 44% no mailbox was stolen" in said(traced, "en")
    vague = replace(traced, cases={Case.OWN: 0.5, Case.PARTNER: 0.5})
    assert said(vague, "en").startswith("Undecided. These reports can say neither")
    server_ = replace(traced, cases={Case.SERVER: 0.6, Case.OWN: 0.4})
    assert "アカウントが悪用された可能性は 60%" in said(server_)


def test_our_server_and_both_have_their_own_sentence() -> None:
    assert "アカウントが送信に悪用" in said(server())
    assert settled(server()) is Case.SERVER
    assert SATO in said(both())
    assert HARBOR in said(both())
    assert settled(both()) is Case.BOTH


def test_a_second_mailbox_is_said_when_it_is_not_unlikely() -> None:
    traced = replace(
        office(3),
        suspects=(
            Suspect(SATO, "佐藤 花子", True, 0.99),
            Suspect(HARBOR, "港旅行 経理", False, 0.44),
        ),
    )

    assert (
        f"（{HARBOR}）のメールボックスも盗まれた可能性があります（確率 44%）"
        in said(traced)
    )
    assert "も盗まれた" not in said(office(3))


def test_an_account_is_named_as_surely_as_its_abuse_is() -> None:
    tell = Teller(office(3), "ja")
    named = replace(office(3), abused_account="scan@hoshimine.example")

    assert account(named, tell) == ""
    perhaps = replace(named, cases={Case.SERVER: 0.3})
    assert account(perhaps, tell).startswith("悪用されたかもしれない")
    assert "可能性が高い" in account(server(), tell)


def test_a_group_of_both_sides_asks_both_sides_to_look() -> None:
    mixed = replace(
        office(3),
        suspects=(
            Suspect(SATO, "佐藤 花子", True, 0.5, (HARBOR,)),
            Suspect(HARBOR, "港旅行", False, 0.45, (SATO,)),
        ),
    )

    assert settled(mixed) is Case.BOTH
    assert "合わせて 95%" in said(mixed)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    "traced",
    [
        nothing(),
        empty(),
        replace(
            office(11), evidence=tuple(e for e in office(11).evidence if e.stray > 0.5)
        ),
    ],
    ids=["nothing", "empty", "strays"],
)
def test_nothing_found_is_never_safe(traced: Traced, language: str) -> None:
    never = {"ja": "という意味ではありません", "en": "does not mean that all is safe"}

    assert never[language] in said(traced, language)


def test_without_an_answer_the_next_step_is_to_look_further() -> None:
    tell = Teller(company(3), "ja")

    assert "次に確かめること" in to_do(company(3), tell)[0]
    assert "集めます" in to_do(empty(), tell)[0]


def test_whose_name_is_shown_is_said_not_to_be_the_one() -> None:
    tell = Teller(office(3), "ja")
    partner = replace(
        office(3),
        cases={Case.PARTNER: 1.0},
        suspects=(
            Suspect(HARBOR, "港旅行", False, 0.97),
            Suspect(SATO, "佐藤 花子", True, 0.003),
        ),
    )

    said = shown_most(partner, Teller(partner, "ja"))

    assert "佐藤 花子 ですが（3 通）" in said
    assert said.endswith("確率は 1% 未満です。")
    assert shown_most(office(3), tell) == ""  # it is the one who is shown
    assert shown_most(replace(partner, decided=False), tell) == ""
    perhaps = (partner.suspects[0], Suspect(SATO, "佐藤 花子", True, 0.4))
    assert shown_most(replace(partner, suspects=perhaps), tell) == ""


def test_nobody_with_less_than_one_percent_is_named() -> None:
    tell = Teller(office(3), "ja")

    told = [entry.text for entry in suspects(office(3), tell).entries]
    assert not any("髙﨑" in text for text in told)
    assert "ほか 1 名：合わせて 1% 未満" in told
    assert [entry.label for entry in cases(office(3), tell).entries] == [
        *("96%", "2%", "1%", "1% 未満")
    ]


def test_a_probability_is_rounded_down_and_never_certain() -> None:
    tell = Teller(office(1), "en")

    assert [tell.chance(p) for p in (0.8999, 0.9, 0.58, 0.29)] == [
        "89%",
        "90%",
        "58%",
        "29%",
    ]
    assert [tell.chance(p) for p in (1.0, 7.0, 0.994, float("inf"))] == ["over 99%"] * 4
    assert [tell.chance(p) for p in (0.0, 0.004, float("nan"))] == ["under 1%"] * 3


@pytest.mark.parametrize("name", HAND_MADE)
def test_nobody_is_accused(name: str) -> None:
    words = (
        "犯人",
        "犯行",
        "感染しています",
        "責任",
        "guilty",
        "culprit",
        "infected by",
    )
    traced = HAND_MADE[name]

    for language in ("ja", "en"):
        assert not any(word in said(traced, language) for word in words)


def test_an_id_stands_where_the_archive_was_keyed() -> None:
    assert "ID 9f3c0a51…" in said(keyed())
