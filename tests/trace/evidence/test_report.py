"""What one report tells, and what it does not."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from honmono.trace.archive._core import Match, Way
from honmono.trace.evidence._core import Teller
from honmono.trace.evidence.report import matches, report
from honmono.trace.forgery import Path
from honmono.trace.traced import Evidence
from tests.trace.evidence.traces import (
    HARBOR,
    SATO,
    SUZUKI,
    clue,
    company,
    evidence,
    keyed,
    note,
    office,
)


def told(one: Evidence, language: str = "ja") -> str:
    tell = Teller(office(3), language, ZoneInfo("Asia/Tokyo"))
    return "\n".join(f"{e.label} {e.text}" for e in report(one, 1, tell))


def quoted(share: float = 0.92, prints: int = 40, alike: int = 1) -> Match:
    return Match(
        note(1, "見積書の件", (SATO,), HARBOR), Way.QUOTE, share, prints, alike
    )


def test_the_quoted_message_and_its_holders_are_named() -> None:
    text = told(evidence(1, (clue(SATO, 20.3, quoted(), held=True),)))

    assert (
        "この偽メールの引用は、2022-04-11『見積書の件』のものです（引用の 92% が一致）。"
        in text
    )
    assert (
        f"これを持っていたのは 佐藤 花子 と、社外の 港旅行 経理（{HARBOR}）です（2 名。"
        in text
    )
    assert "やり取りに加わっていたことからの推定）" in text
    assert "+20 dB 佐藤 花子：確からしさは、ほかの人の平均の約 110 倍" in text


def test_the_same_in_english() -> None:
    text = told(evidence(1, (clue(SATO, 20.3, quoted(), held=True),)), "en")

    assert "The text quoted in this fake is from “見積書の件” of 2022-04-11" in text
    assert f"Held by 2 people: 佐藤 花子, and outside 港旅行 経理 ({HARBOR})" in text


def test_a_day_is_that_of_the_organization() -> None:
    late = replace(quoted().note, date=quoted().note.date + 15 * 3600)
    match = replace(quoted(), note=late)

    assert "2022-04-12" in told(evidence(1, (clue(SATO, 20, match, held=True),)))


def test_who_took_part_and_has_no_copy_is_no_holder() -> None:
    gone = Match(note(1, "議事録", (SATO,), SUZUKI), Way.ID, 1.0)
    text = told(evidence(1, (clue(SATO, 20, gone, held=True), clue(SUZUKI, 2, gone))))

    assert "これを持っていたのは 佐藤 花子 です（1 名）。" in text
    assert "鈴木 一郎 も送受信に加わっていましたが、当社に控えはありません" in text


def test_weak_matches_say_that_they_are_weak() -> None:
    text = told(evidence(1, (clue(SATO, 4, quoted(prints=4, alike=4), held=True),)))

    assert "ほかに 3 通ある" in text
    assert "弱い手がかり" in text


def test_where_hundreds_fit_none_is_called_the_origin() -> None:
    text = told(evidence(1, (clue(SATO, 9, quoted(alike=202), held=False),)))

    assert "『見積書の件』など、同じ程度に当てはまる当社のメールが 202 通あり" in text
    assert "持って" not in text


def test_a_colleague_without_a_copy_is_not_called_an_outsider() -> None:
    other = "yamashita@hoshimine.example"
    mail = Match(note(1, "週報", (SATO,), other), Way.QUOTE, 0.9, 40)
    text = told(evidence(1, (clue(SATO, 9, mail, held=True),)))

    assert f"{other} も送受信に加わっていましたが" in text
    assert "社外" not in text


def test_a_whole_quote_is_a_hundred_percent_and_no_number_is_none() -> None:
    for share, shown in ((1.0, "100%"), (7.0, "100%"), (float("nan"), "0%")):
        text = told(evidence(1, (clue(SATO, 4, quoted(share=share), held=True),)))

        assert f"引用の {shown} が一致" in text


def test_without_a_match_it_says_what_that_does_not_mean() -> None:
    text = told(evidence(1, (clue(SATO, 0.5, None),)))

    assert "盗まれていないという意味ではありません" in text
    assert "この報告だけでは、どのメールボックスかは分かりません" in text


def test_a_stray_report_is_called_one_and_not_used_for_more() -> None:
    text = told(evidence(1, (clue(SATO, 20, quoted(), held=True),), stray=0.87))

    assert "この件と関係のない偽メールである可能性が高く（87%）" in text
    assert "持って" not in text


def test_a_report_that_cannot_separate_says_so() -> None:
    three = (clue(SATO, 9, quoted(), held=True), clue(SUZUKI, 8.5, quoted(), held=True))

    assert "互いに区別できません" in told(evidence(1, three))


def test_contacts_are_counted_and_their_absence_is_said() -> None:
    text = told(evidence(1, (clue(HARBOR, -5, quoted()),)))

    assert "表示された人とのやり取りは 41 通（2021-03-02〜2022-04-28）" in text
    assert "宛先とのやり取りの記録はありません" in text


def test_the_one_shown_and_the_recipient_are_not_asked_whether_they_know_themselves() -> (
    None
):
    text = told(evidence(1, (clue(SATO, 5, None),), recipients=(SATO,)))

    assert "差出人として表示された本人です。宛先の本人です。" in text


def test_our_own_server_is_named() -> None:
    text = told(evidence(1, (), path=Path.OURS, account="scan@hoshimine.example"))

    assert (
        "当社のサーバーを通って送られました（アカウント：scan@hoshimine.example）"
        in text
    )


def test_several_messages_are_named_the_most_telling_first() -> None:
    other = replace(quoted(), note=note(2, "納期", (SUZUKI,)))
    one = evidence(1, (clue(SUZUKI, 3, other), clue(SATO, 9, quoted(), held=True)))

    assert [match.note.subject for match in matches(one)] == ["見積書の件", "納期"]


def test_a_keyed_subject_is_an_id() -> None:
    tell = Teller(keyed(), "ja")
    text = "\n".join(e.text for e in report(keyed().evidence[0], 1, tell))

    assert "『ID 5ab1c0de…』" in text


def test_every_way_of_matching_has_its_sentence() -> None:
    tell = Teller(company(3), "en")
    texts = ["\n".join(e.text for e in report(e, 1, tell)) for e in company(3).evidence]

    assert ["The subject of" in t for t in texts] == [True, False, False]
    assert ["The text quoted" in t for t in texts] == [False, True, False]
    assert ["as a reply to" in t for t in texts] == [False, False, True]
