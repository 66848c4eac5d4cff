"""Letters, alerts and reports: what may stand in them, and what each sentence rests on."""

from __future__ import annotations

import json
from datetime import date
from itertools import product
from typing import Final

import pytest

from honmono.incident.case import PARTS, Incident, incident_as_json
from honmono.incident.case.coverage import Coverage, OfficeCoverage
from honmono.incident.case.hypotheses import CaseCode, Decision, Hypothesis, Standing
from honmono.incident.documents import kinds
from honmono.incident.documents._core import Document, Rows, sentences_of
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.making import make
from honmono.incident.documents.sections.families import FAMILIES
from honmono.text import keys
from tests.incident.documents.removal import broken
from tests.incident.incidents import NAMES, incident

KINDS: Final = (
    "partner-warning",
    "staff-alert",
    "desk-faq",
    "board-report",
    "closing-report",
    "genuine-register",
)
DAY: Final = date(2026, 5, 26)
LEAKS: Final = ("leak-established", "leak-possible", "leak-not-confirmed", "other")
PARTNER: Final = "株式会社やまと商会"


def document(kind: str, of: Incident, language: str = "ja") -> Document:
    client = PARTNER if kind == "partner-warning" and of.id == "2026-004" else None
    return make(kind, of, language, DAY, client=client)


def unchecked(kind: str, of: Incident, language: str) -> Document:
    """Without the rules of wording, which cost more than the writing."""
    brief = Brief(of, language, DAY, f"documents/{kind}", client=PARTNER)
    return kinds.kind(kind).make(brief)


def words(of: Document) -> str:
    return "\n".join(sentence.text for sentence in of.sentences())


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_record_taken_away_takes_its_sentences_and_nothing_else(
    kind: str, name: str, language: str
) -> None:
    whole = incident(name)
    before = unchecked(kind, whole, language)

    wrong = []
    for _, record in whole.records():
        after = unchecked(kind, whole.without(record.id), language)
        wrong += [found for found in [broken(before, after, record.id)] if found]

    assert wrong == []


STATES: Final = tuple(product(Standing, Standing, LEAKS))


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_document_says_what_must_not_be_said(kind: str, language: str) -> None:
    """Whatever is held of our computers and the partner's, and decided of the leak."""
    for ours, theirs, leak in STATES[::3]:
        held = {CaseCode.C1: ours, CaseCode.C2: theirs}
        changed = incident("whole").model_copy(
            update={
                "hypotheses": tuple(
                    Hypothesis(id=code.value.lower(), code=code, standing=standing)
                    for code, standing in held.items()
                ),
                "decisions": (Decision(id="d", kind=leak),),
            }
        )

        make(kind, changed, language, DAY)  # or it says which rule is broken


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_sentence_is_empty_or_has_a_placeholder_left(kind: str, name: str) -> None:
    for language in ("ja", "en"):
        for sentence in document(kind, incident(name), language).sentences():
            assert sentence.text.strip()
            assert "{" not in sentence.text


def test_the_whole_incident_has_a_record_in_every_part() -> None:
    assert [part for part in PARTS if not getattr(incident("whole"), part)] == []


def spoken(of: Incident) -> Incident:
    """The same incident with a word of its own in every field that some must not see."""
    data = json.loads(incident_as_json(of))
    for part in PARTS:
        for record in data.get(part, []):
            record["by"] = "CANARY-BY"
            record["internal"] = {"ja": "CANARY-INTERNAL"}
            for field in ("owner", "who"):
                if isinstance(record.get(field), str):
                    record[field] = f"CANARY-{field.upper()}-{part}"
    data["inquiries"][0]["contact"] = "CANARY-CONTACT"
    data["inquiries"][0]["organization"] = "CANARY-ASKER"
    return Incident.model_validate_json(json.dumps(data))


@pytest.mark.parametrize("kind", ["partner-warning", "genuine-register"])
def test_outsiders_are_told_nothing_that_stays_in_the_house(kind: str) -> None:
    for language in ("ja", "en"):
        text = words(document(kind, spoken(incident("whole")), language))

        assert "CANARY" not in text
        assert "sato@minato-seiki.example" not in text
        assert "ito@minato-seiki.example" not in text
        assert "72%" not in text
        assert "内線" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_no_document_tells_who_recorded_a_fact_or_who_asked(kind: str) -> None:
    text = words(document(kind, spoken(incident("whole"))))

    for word in ("BY", "WHO-inquiries", "WHO-awareness", "CONTACT", "ASKER"):
        assert f"CANARY-{word}" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_criminal_wrote_is_no_address_and_no_link_that_works(kind: str) -> None:
    text = words(document(kind, incident("whole")))

    assert "k.rossi@" not in text
    assert "dl.bad.example" not in text


@pytest.mark.parametrize("kind", ["board-report", "closing-report"])
def test_the_house_is_told_what_notices_leave_out(kind: str) -> None:
    text = words(document(kind, spoken(incident("whole"))))

    assert "CANARY-INTERNAL" in text
    assert "CANARY-OWNER-tasks" in text
    assert "72%" in text
    assert "1,800,000円" in text
    assert "貸出用1台" in text  # an event that no notice tells


def test_a_name_that_the_fakes_borrow_is_told_to_staff_and_to_no_outsider() -> None:
    assert "佐藤" in words(document("staff-alert", incident("whole")))
    for kind in ("partner-warning", "public-notice"):
        text = words(document(kind, incident("whole")))
        assert "佐藤" not in text
        assert "実在の人物の氏名" in text


def test_what_the_desk_must_not_say_is_no_claim_of_ours() -> None:
    found = [
        s for s in document("desk-faq", incident("whole")).sentences() if s.is_quoted
    ]

    assert any("安全です" in sentence.text for sentence in found)
    assert all(sentence.key.startswith(("never", "q-")) for sentence in found)


def test_a_cost_stands_in_no_notice() -> None:
    for kind in ("public-notice", "follow-up", "affected-persons"):
        notice = make(kind, incident("whole"), "ja", DAY)
        assert "1,800,000" not in words(notice)


# -- the warning to a partner ----------------------------------------------------------------


def warning(
    standing: Standing, language: str = "ja", client: str | None = PARTNER
) -> str:
    whole = incident("whole")
    _, case = whole.find("h2")
    assert isinstance(case, Hypothesis)
    changed = whole.put("hypotheses", case.model_copy(update={"standing": standing}))
    return words(make("partner-warning", changed, language, DAY, client=client))


@pytest.mark.parametrize(
    ("standing", "said", "not_said"),
    [
        (Standing.OPEN, "否定できておりません", "判断いたしました"),
        (Standing.SUPPORTED, "可能性があるとみております", "判断いたしました"),
        (Standing.ESTABLISHED, "悪用されたものと判断いたしました", "ほかの可能性"),
        (Standing.EXCLUDED, "念のため", "現時点の見方とその理由"),
    ],
)
def test_a_partner_is_told_no_more_than_is_held(
    standing: Standing, said: str, not_said: str
) -> None:
    text = warning(standing)

    assert said in text
    assert not_said not in text
    assert "責任" in text or "原因があると申し上げるもの" in text


def test_a_partner_is_told_what_speaks_against_it_too() -> None:
    assert "引用のないメールも2通" in warning(Standing.SUPPORTED)


def test_one_partner_is_not_told_of_another() -> None:
    text = warning(Standing.SUPPORTED, client=None)

    assert PARTNER not in text
    assert "念のためご確認" in text


# -- the desk ----------------------------------------------------------------------------------


def test_the_desk_never_says_that_a_mail_is_ours() -> None:
    text = words(document("desk-faq", incident("whole")))

    assert "「本物です」「当社のドメインなので安全です」" in text
    assert "「本物」とお答えできません" in text


@pytest.mark.parametrize(
    ("detected", "total", "forbidden"),
    [
        (0, 3, "「感染したことはありません」"),
        (0, 6, "「すべてのパソコンを検査しました」「感染はありませんでした」"),
        (1, 6, "「もう安全です」"),
        (None, 6, "「検査しました」「感染はありませんでした」"),
    ],
)
def test_what_the_desk_must_not_say_of_scans_follows_from_their_state(
    detected: int | None, total: int, forbidden: str
) -> None:
    whole = incident("whole")
    state = Coverage(
        id="cov-3",
        offices=(OfficeCoverage(covered=3, total=total),),
        detected=detected,
    )
    changed = whole.model_copy(update={"coverage": (state,)})

    assert forbidden in words(document("desk-faq", changed))


def test_whoever_was_not_asked_has_not_said_no() -> None:
    (table,) = (
        block
        for section in document("desk-faq", incident("whole")).sections
        if section.name == "inquired"
        for block in section.blocks
    )

    assert isinstance(table, Rows)
    rows = [[cell.text for cell in one] for one in table.rows]
    assert rows[2] == ["コンテンツを有効化・実行したか", "0", "0", "1", "1"]


# -- our own staff -----------------------------------------------------------------------------


def test_a_president_fraud_warns_of_groups_and_of_no_macros() -> None:
    text = words(document("staff-alert", incident("president_fraud")))

    assert "LINEグループを作らない" in text
    assert "取引銀行" in text
    assert "コンテンツの有効化" not in text


@pytest.mark.parametrize("style", [*keys("kinds/styles"), "never-heard-of"])
def test_every_style_has_an_alert(style: str) -> None:
    changed = incident("whole").model_copy(update={"style": style})

    for language in ("ja", "en"):
        names = [s.name for s in document("staff-alert", changed, language).sections]
        assert {"do", "never", "after"} <= set(names)


def test_every_sort_of_fraud_has_words_and_every_word_a_sort() -> None:
    sorts = {*FAMILIES.values(), "general", "opened"}
    prefixes = {
        key.split("-")[1]
        for key in keys("documents/staff-alert")
        if key.startswith(("do-", "never-", "after-"))
    }

    assert prefixes == sorts


def test_staff_who_have_no_desk_inside_are_sent_to_somebody() -> None:
    assert "情報システムの担当者" in words(document("staff-alert", incident("sparse")))


# -- reports to the board ------------------------------------------------------------------------


def test_an_older_password_or_one_that_its_owner_says_he_changed_does_not_count() -> (
    None
):
    text = words(document("board-report", incident("whole")))

    assert "3件中1件の変更を確認" in text


def test_what_nobody_has_decided_is_seen() -> None:
    assert words(document("board-report", incident("sparse"))).count("要決定") == 4


def test_nothing_on_record_never_reads_as_nothing_happened() -> None:
    text = words(document("board-report", incident("sparse")))

    for said in ("対象がないことの確認ではない", "原因は調査中", "記録なし"):
        assert said in text
    for safe in ("全台の検査を完了", "流出は確認されていない", "感染なし"):
        assert safe not in text


def test_what_nobody_has_decided_stays_open_when_an_incident_is_closed() -> None:
    text = words(document("closing-report", incident("sparse")))

    assert "決定：流出の有無、流出元、公表、監督機関への報告" in text
    assert "未了として記録されている事項はない" not in text


def test_a_closing_report_names_what_is_open() -> None:
    (section,) = (
        s
        for s in document("closing-report", incident("whole")).sections
        if s.name == "open"
    )
    text = "\n".join(s.text for block in section.blocks for s in sentences_of(block))

    for what in ("実行したものはあるか", "全台の検査", "報告書を未受領", "折り返し"):
        assert what in text
    assert "記録の保全" not in text


def test_a_closing_report_lists_every_original_once() -> None:
    whole = incident("whole")
    (section,) = (
        s for s in document("closing-report", whole).sections if s.name == "evidence"
    )
    rows = section.blocks[0]

    assert isinstance(rows, Rows)
    hashes = [row[0].text.replace("\n", "") for row in rows.rows]
    assert len(hashes) == len(set(hashes)) == 7
    assert all(len(sha) == 64 for sha in hashes)


# -- the register as a page ------------------------------------------------------------------------


def test_a_domain_that_we_gave_up_is_no_sign_of_ours() -> None:
    page = document("genuine-register", incident("whole"))
    parts = {
        section.name: "\n".join(
            s.text for block in section.blocks for s in sentences_of(block)
        )
        for section in page.sections
    }

    assert "minato-old.example" in parts["ended"]
    assert "minato-old.example" not in parts["listed"] + parts["paste"]


def test_where_our_domain_is_abused_the_page_says_so_first() -> None:
    case = Hypothesis(id="h", code=CaseCode.C6, standing=Standing.SUPPORTED)
    changed = incident("whole").model_copy(update={"hypotheses": (case,)})

    text = words(document("genuine-register", changed))

    assert "正しく見えても本物とは判断できません" in text
    assert "ドメインだけでは見分けられません" in text


def test_a_question_of_the_playbook_is_told_in_words() -> None:
    whole = incident("whole")
    question = whole.questions[0].model_copy(update={"text": None})
    changed = whole.put("questions", question)

    text = words(document("board-report", changed))

    assert "own-pc-infected" not in text
    assert "実行したものはあるか" in text
