"""Fields: what a record fills, and what nothing fills."""

from __future__ import annotations

from typing import Any

import pytest

from tests.incident.documents.reports import EMPTY, changed, fields, made, value

_UNKNOWN = ("Under investigation", "None on record", "To be entered")


def _field(name: str, kind: str = "ppc-preliminary", **parts: Any) -> str:
    return value(made(kind, changed(EMPTY, **parts)), name)


def _reply(question: str, answer: str, **more: Any) -> dict[str, Any]:
    return {"id": f"re-{question}", "question": question, "answer": answer} | more


def _leaked(*data: str, **more: Any) -> list[dict[str, Any]]:
    return [{"id": "af", "group": "customers", "data": list(data)} | more]


def test_what_nobody_recorded_is_open_and_says_what_is_missing() -> None:
    document = made("ppc-preliminary", EMPTY)
    known = {
        *("Kind of report", "Earlier reports", "Name of the business"),
        *("When it was discovered", "How it was discovered", "4 March 2026"),
        "Risk of secondary damage",
    }
    assert value(document, "Earlier reports") == "None on record."

    for name, values in fields(document).items():
        for said in values:
            if name != "Earlier reports":
                assert said.startswith(_UNKNOWN) is (name not in known), name


def test_a_final_report_investigates_no_more() -> None:
    told = [v for values in fields(made("ppc-final", EMPTY)).values() for v in values]

    assert not any(said.startswith("Under investigation") for said in told)
    assert any(said.startswith("Not confirmed") for said in told)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("could-not-tell", "Looked into; it cannot be told."),
        ("not-looked", "Under investigation"),
    ],
)
def test_lost_data_is_what_somebody_answered(answer: str, said: str) -> None:
    loss = _field("Loss, or its risk", replies=[_reply("data-lost", answer)])

    assert loss.startswith(said)


def test_two_answers_that_disagree_are_none() -> None:
    replies = [
        _reply("secondary-damage", "no"),
        _reply("secondary-damage", "yes") | {"id": "other"},
    ]

    said = _field("Secondary damage", replies=replies)

    assert said.startswith("Looked into")


def test_no_harm_is_no_harm_confirmed_so_far() -> None:
    said = _field("Secondary damage", replies=[_reply("secondary-damage", "no")])

    assert said == "None confirmed so far."


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"affected": _leaked("card", certainty="established")}, "yes (customers)"),
        ({"affected": _leaked("card", certainty="possible")}, "may be among it"),
        (
            {"affected": _leaked("card", certainty="excluded")},
            "no, as far as customers",
        ),
        ({"replies": [_reply("property", "no")]}, "no"),
        ({"replies": [_reply("property", "yes")]}, "Under investigation"),
        ({"replies": [_reply("property", "could-not-tell")]}, "Looked into"),
        ({"replies": [_reply("property", "no", certainty="likely")]}, "Under invest"),
        ({"affected": _leaked("name")}, "Under investigation"),
        (
            {"affected": _leaked("card"), "replies": [_reply("property", "no")]},
            "yes (customers)",
        ),
    ],
)
def test_a_kind_of_data_is_absent_only_where_somebody_said_so(
    parts: dict[str, Any], said: str
) -> None:
    assert _field("Card data", **parts).startswith(said)


def test_no_cards_are_cards_of_nobody() -> None:
    said = _field("Of these, with card data", replies=[_reply("property", "no")])

    assert said == "0"


def test_the_day_of_the_theft_is_not_guessed_from_the_day_of_the_discovery() -> None:
    aware = [{"id": "aware", "when": "2026-03-05"}]

    assert _field("When it was discovered", awareness=aware) == "5 March 2026"
    assert _field("When it occurred", awareness=aware).startswith("Under")


def test_of_two_awarenesses_the_earlier_counts() -> None:
    aware = [{"id": "b", "when": "2026-03-05"}, {"id": "a", "when": "2026-03-03"}]

    assert _field("When it was discovered", awareness=aware) == "3 March 2026"


def test_a_second_report_is_a_continued_one() -> None:
    issued = [{"id": "is", "kind": "ppc-preliminary", "when": "2026-03-08"}]
    later = [issued[0] | {"when": "2026-03-20"}]

    assert _field("Kind of report", issued=issued) == "continued, preliminary"
    assert _field("Kind of report", issued=later) == "new, preliminary"
    assert _field("Kind of report", "my-number-report", issued=issued).startswith("new")


@pytest.mark.parametrize(
    ("number", "said"), [(1001, "met"), (1000, "not met"), (None, "Under")]
)
def test_item_4_begins_above_a_thousand(number: int | None, said: str) -> None:
    replies = [_reply("persons", "yes", number=number), _reply("personal-data", "yes")]

    private = {"name": {"en": "Example"}, "public_body": False}
    name = "Rules Art. 7(4): number of persons"
    told = _field(name, replies=replies, organization=private)
    assert told.startswith(said)


def test_without_my_number_no_item_of_its_law_is_met() -> None:
    parts = {"style": "emotet", "replies": [_reply("my-number", "no")]}

    name = "Rule 2(2): possibly an improper purpose"
    assert _field(name, "my-number-report", **parts) == "not met"
    parts["replies"] = []
    assert _field(name, "my-number-report", **parts).startswith("Under")


def test_planned_is_not_done() -> None:
    measures = [
        {"id": "a", "kind": "mfa", "done": "2026-03-09"},
        {"id": "b", "kind": "edr", "due": "2026-05"},
        {"id": "c", "kind": "dmarc"},
        {"id": "d", "kind": "monitoring", "is_done": True},
        {"id": "e", "kind": "staff-education", "is_done": False},
    ]
    told = fields(made("ppc-final", changed(EMPTY, measures=measures)))

    assert told["Measures done"] == [
        "Multi-factor authentication (9 March 2026)",
        "Continued monitoring (done)",
    ]
    assert told["Measures planned"] == [
        "Endpoint detection and response (by May 2026)",
        "DMARC enforced (not confirmed whether and when)",
        "Staff education (planned, no day set)",
    ]


def test_a_letter_that_two_records_tell_of_is_told_once() -> None:
    events = [{"id": "ev", "kind": "notice_first", "when": "2026-03-04"}]
    issued = [{"id": "is", "kind": "first-notice", "when": "2026-03-04"}]
    name = "Response to the persons"

    assert _field(name, events=events, issued=issued).startswith("done: 4 March")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("yes", "planned"),
        ("no", "will not be done: no contact data"),
        ("could-not-tell", "being considered"),
    ],
)
def test_what_is_planned_for_the_persons_has_its_reason(answer: str, said: str) -> None:
    replies = [_reply("persons-notice-plan", answer, note={"en": "no contact data"})]

    assert _field("Response to the persons", replies=replies).startswith(said)


@pytest.mark.parametrize(
    ("offices", "said"),
    [
        ([{"total": 31, "covered": 31}], "As of 7 March 2026, all 31 were scanned"),
        ([{"total": 31, "covered": 30}], "As of 7 March 2026, 30 of 31 were scanned"),
        ([{"covered": 31}], "As of 7 March 2026, 31 were scanned"),
        ([{"total": 9, "covered": 9}, {"covered": 1}], "As of 7 March 2026, 10 were"),
    ],
)
def test_all_is_said_of_all(offices: list[dict[str, int]], said: str) -> None:
    scan = {"id": "cov", "as_of": "2026-03-07", "offices": offices, "detected": 0}

    told = _field("Scan of computers", coverage=[scan])

    assert told.startswith(said)
    assert ("all" in told.split(";", maxsplit=1)[0]) is ("all 31" in said)


def test_a_scan_without_result_is_open() -> None:
    scan = {"id": "cov", "offices": [{"total": 31, "covered": 31}]}

    assert _field("Scan of computers", coverage=[scan]).startswith("Under")


def test_a_report_that_only_an_event_tells_of_was_filed_too() -> None:
    events = [{"id": "ev", "kind": "ppc_report", "when": "2026-03-08"}]
    issued = [{"id": "is", "kind": "ppc-preliminary", "when": "2026-03-08"}]
    told = fields(made("ppc-final", changed(EMPTY, events=events, issued=issued)))

    assert _field("Kind of report", "ppc-final", events=events) == "continued, final"
    assert _field("Earlier reports", events=events).startswith("8 March 2026: A report")
    assert told["Earlier reports"] == [
        "filed 8 March 2026 (receipt number: not recorded)"
    ]


def test_what_was_said_in_the_other_language_stands_beside_its_kinds() -> None:
    said = {"ja": "宛名リスト"}
    row = _leaked("name", "subject", said=said)
    table = fields(made("ppc-final", changed(EMPTY, affected=row)), "item-2")
    japanese = fields(made("ppc-final", changed(EMPTY, affected=row), "ja"), "item-2")

    assert table["customers"] == ["names, subjects of mail (宛名リスト)"]
    assert table["Other data"] == ["subjects of mail (customers)"]
    assert japanese["お客様"] == ["宛名リスト"]


def test_scans_that_nobody_counted_are_told_as_they_are_on_record() -> None:
    events = [{"id": "ev", "kind": "scan_all_pcs", "when": "2026-03-05"}]

    said = _field("Scan of computers", events=events)

    assert said == "5 March 2026: Computers were scanned"
