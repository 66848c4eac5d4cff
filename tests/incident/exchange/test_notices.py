"""Records of published notices become incidents, and the same records again."""

from __future__ import annotations

import json
from typing import Any

import pytest

from honmono.incident.case import (
    Certainty,
    incident_as_json,
    parse_incident,
)
from honmono.incident.case.hypotheses import Standing
from honmono.incident.exchange.notices import (
    NoticeError,
    incident_from_notice,
    notice_from_incident,
)

RECORD: dict[str, Any] = {
    "id": "x001",
    "source_kind": "original",
    "sections": ["apology", "timeline"],
    "events": [
        {"date": "2022-05-18", "kind": "spoof_mail_observed"},
        {"date": "2022-05-18", "time": "18:00+", "kind": "scan_started"},
        {"date": "2022-05-18", "kind": "scan_all_pcs", "note": "31 PCs, clean"},
        {"date": "2022-05-mid", "kind": "tea_was_made", "scope": "Tokyo office"},
        {"date": "06-10", "kind": "publication"},
        {"date": "in spring", "kind": "publication", "note": "第一報"},
        {"date": None, "time": "00:00-11:15", "kind": "mail_delay"},
        {"date": None, "kind": "password_changed"},
    ],
    "leaked": ["names, mail addresses (likely)", "none confirmed"],
    "counts": {"pcs_scanned": 31, "teapots": 2},
    "ppc_reported": None,
    "measures": ["EDR", "more tea"],
    "from_examples": [
        {
            "display": "山田 太郎",
            "addr": "x***@mail.example",
            "genuine": False,
            "note": "n",
        }
    ],
    "subject_examples": ["Re:"],
    "attachment_types": ["zip"],
    "genuine_domains": ["reiji.example"],
    "recipient_advice": ["delete_mail", "drink_tea"],
    "lure": ["LINE group"],
    "contact_desk": True,
    "report_no": "2",
    "partial": False,
    "source_url": "https://www.reiji.example/お知らせ",
    "date": "2022-06-10",
    "sector": "tea_house",
    "style": "emotet_style",
    "case": "no_own_infection_found",
    "case_basis": "stated",
    "org": "例示茶房",
    "title_kind": "alert",
    "year": "2022",
    "lesson": "tea helps",
    "scanners": ["EmoCheck"],
}


def incident_of(record: dict[str, Any]) -> Any:
    return incident_from_notice(json.dumps(record).encode())


def test_nothing_of_a_record_is_lost() -> None:
    incident = incident_of(RECORD)

    assert notice_from_incident(incident) == RECORD
    again = parse_incident(incident_as_json(incident))
    assert again == incident
    assert notice_from_incident(again) == RECORD


def test_a_year_without_a_date_is_kept() -> None:
    record = RECORD | {"date": None, "year": "2022"}

    assert notice_from_incident(incident_of(record)) == record


def test_what_a_phrase_means_is_told_in_japanese_where_all_of_it_is_known() -> None:
    events = incident_of(RECORD).events

    assert events[2].note.ja == "31台、感染の検出なし"
    assert events[3].scope.text.ja == "東京事務所"
    assert incident_of(RECORD).measures[1].text.ja is None


def test_an_event_of_a_kind_that_we_do_not_know_keeps_its_name() -> None:
    event = incident_of(RECORD).events[3]

    assert (event.kind, event.named) == ("other", "tea_was_made")


def test_the_data_and_how_sure_they_are() -> None:
    likely, none = incident_of(RECORD).affected

    assert likely.data == ("mail-address", "name")
    assert likely.certainty is Certainty.LIKELY
    assert none.data == ()


def test_a_case_that_a_notice_states_is_no_established_fact() -> None:
    stated = incident_of(
        RECORD | {"case": "own_infection", "also_case": "undetermined"}
    )
    open_ = incident_of(RECORD)

    assert [(h.code.value, h.standing) for h in stated.hypotheses] == [
        ("C1", Standing.SUPPORTED)
    ]
    assert {h.standing for h in open_.hypotheses} == {Standing.OPEN}


def test_the_day_of_becoming_aware_is_inferred_from_the_first_sign() -> None:
    (aware,) = incident_of(RECORD).awareness

    assert str(aware.when) == "2022-05-18"
    assert aware.first_fact == "event-1"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"evnts": []}, "evnts: is not known here; did you mean `events`?"),
        ({"id": "../../etc"}, "id: `../../etc` is no name of small letters and digits"),
        ({"counts": {"pcs": -1}}, "counts.pcs"),
        ({"org": None}, "org"),
    ],
)
def test_a_broken_record_says_where(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(NoticeError) as raised:
        incident_of(RECORD | changes)

    assert str(raised.value.mistakes[0]).startswith(told)


def test_an_address_that_is_no_mail_address_is_none() -> None:
    (leak,) = incident_of(RECORD | {"leaked": ["home addresses of members"]}).affected

    assert leak.data == ("postal-address",)


def test_anothers_infection_is_not_told_as_ours() -> None:
    record = RECORD | {
        "case": "contractor_infection",
        "events": [{"date": "2022-06", "kind": "infection", "note": "help desk"}],
    }
    incident = incident_of(record)

    assert incident.events[0].kind == "contractor_infection"
    assert notice_from_incident(incident) == record
