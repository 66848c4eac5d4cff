"""A state of the sweep as a record: counted again, and never more whole than it is."""

from __future__ import annotations

import json
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from honmono.incident.case import Certainty, Incident
from honmono.incident.case.checks import World, problems
from honmono.incident.case.counts import scanned
from honmono.incident.case.coverage import Coverage
from honmono.incident.case.on_record import seen
from honmono.incident.case.weighing import weigh
from honmono.incident.exchange.sweep import (
    State,
    SweepError,
    coverage_of,
    read_state,
    with_state,
)
from tests.incident.case.make_case import NOW, incident, organization

TOKYO = ZoneInfo("Asia/Tokyo")
OURS = {"organization": organization("tokyo", "osaka")}


def pc(name: str, office: str, state: str = "covered", **more: Any) -> dict[str, Any]:
    mark = {"product": "defender", "stated": False}
    return {
        "id": name,
        "host": name.upper(),
        "office": office,
        "user": "田中",
        "state": state,
        "marks": [mark, None if state == "one-scanner" else mark],
    } | more


def state(*pcs: dict[str, Any], **more: Any) -> dict[str, Any]:
    offices = {o: [p for p in pcs if p["office"] == o] for o in ("tokyo", "osaka")}
    offices |= {
        p["office"]: [q for q in pcs if q["office"] == p["office"]] for p in pcs
    }
    covered = all(p["state"] == "covered" for p in pcs)
    gaps = [
        {"code": f"gap-{p['state']}", "ja": "欠", "en": "gap"}
        for p in pcs
        if p["state"] != "covered"
    ]
    return {
        "form": 1,
        "as_of": "2022-05-19T09:00:00+00:00",
        "rule": {"since": "2022-05-17T23:40:00+00:00"},
        "complete": covered and bool(pcs) and not more.get("unlisted"),
        "gaps": gaps,
        "scanners": [{"name": "Microsoft Defender", "versions": ["1.1", "1.2"]}],
        "offices": [
            {"id": name, "total": len(those),
             "covered": sum(p["state"] == "covered" for p in those)}
            for name, those in offices.items()
        ],
        "pcs": list(pcs),
        "unlisted": [],
    } | more  # fmt: skip


WHOLE = (pc("a", "tokyo"), pc("b", "tokyo"), pc("c", "osaka"))


def record(value: dict[str, Any]) -> Coverage:
    content = json.dumps(value).encode()
    return coverage_of(read_state(content), content, name="sweep-1", zone=TOKYO)


def on_record(*values: dict[str, Any]) -> Incident:
    found = incident(**OURS)
    earlier: list[tuple[str, State]] = []
    for n, value in enumerate(values):
        content = json.dumps(value).encode()
        read = read_state(content)
        new = coverage_of(read, content, name=f"sweep-{n}", zone=TOKYO)
        found = with_state(found, new, read, earlier, by="佐藤", at=NOW)
        earlier.append((new.id, read))
    return found


def is_all(value: dict[str, Any]) -> bool:
    found = scanned(on_record(value))
    assert found is not None
    return found.is_all


def test_a_whole_state() -> None:
    made = record(state(*WHOLE))

    assert str(made.as_of) == "2022-05-19T18:00:00+09:00"
    assert [(o.office, o.covered, o.total) for o in made.offices] == [
        ("tokyo", 2, 2),
        ("osaka", 1, 1),
    ]
    assert (made.detected, made.exceptions, made.stated) == (0, (), 0)
    assert made.certainty is Certainty.ESTABLISHED
    assert [(s.name, s.version) for s in made.scanners] == [
        ("Microsoft Defender", "1.1, 1.2")
    ]
    assert is_all(state(*WHOLE))


@pytest.mark.parametrize(
    "value",
    [
        state(*WHOLE, pc("d", "osaka", "exception")),
        state(*WHOLE, pc("d", "osaka", "not-seen")),
        state(*WHOLE, pc("d", "osaka", "detected")),
        state(*WHOLE, pc("d", "", "covered")),
        state(*WHOLE, unlisted=[{"host": "X"}], complete=False),
        state(*WHOLE, complete=False),
        state(*WHOLE, complete=False,
              gaps=[{"code": "gap-exception", "ja": "除外", "en": "left out"}]),
        state(*WHOLE, complete=False, rule={"since": None},
              gaps=[{"code": "gap-since", "ja": "不明", "en": "unknown"}]),
        state(*WHOLE, complete=False,
              gaps=[{"code": "gap-of-tomorrow", "ja": "新", "en": "new"}]),
        state(*WHOLE[:2], complete=False,
              gaps=[{"code": "gap-empty-office", "ja": "空", "en": "empty"}]),
        state(complete=False),
    ],
    ids=["excepted", "not-seen", "detected", "no-office", "unlisted", "says-so", "says-why",
         "since-unknown", "unknown-gap", "empty-office", "no-pcs"],
)  # fmt: skip
def test_what_is_not_whole_lets_nobody_say_all(value: dict[str, Any]) -> None:
    if value["pcs"] and value["pcs"][-1]["office"] == "":
        value = value | {
            "complete": False,
            "gaps": [{"code": "gap-no-office", "ja": "不明", "en": "none"}],
        }

    assert not is_all(value)


def test_pcs_of_no_office_are_counted_all_the_same() -> None:
    gap = {"code": "gap-no-office", "ja": "不明", "en": "none"}
    made = record(state(*WHOLE, pc("d", ""), complete=False, gaps=[gap]))

    assert [(o.office, o.covered, o.total) for o in made.offices] == [(None, 4, 4)]


@pytest.mark.parametrize(
    "value",
    [
        state(*WHOLE, offices=[{"id": "tokyo", "total": 3, "covered": 3}]),
        state(*WHOLE) | {"offices": [*state(*WHOLE)["offices"]] * 2},
        state(*WHOLE, WHOLE[0]),
        state(*WHOLE, pc("d", "osaka", "weak"), complete=True),
        state(*WHOLE, complete=True, rule={"since": None}),
        state(*WHOLE, unlisted=[{"host": "X"}]) | {"complete": True},
        state() | {"complete": True},
        state(*WHOLE, form=2),
        state(*WHOLE, as_of="yesterday"),
        state(pc("d", "osaka", "fine")),
        {},
        [],
    ],
)
def test_what_does_not_fit_itself_is_refused(value: Any) -> None:
    with pytest.raises(SweepError):
        read_state(json.dumps(value).encode())


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[" * 100_000, b"null"])
def test_what_is_no_state_is_refused(content: bytes) -> None:
    with pytest.raises(SweepError):
        read_state(content)


def test_exceptions_name_pcs_and_hosts_and_no_person() -> None:
    made = record(
        state(
            pc("a", "tokyo", "exception", why=[{"ja": "佐藤 さんの判断"}]),
            *WHOLE[1:],
            unlisted=[{"host": "KIOSK"}],
            complete=False,
        )
    )
    told = [text.in_language("ja") for text in made.exceptions]

    assert told == [
        "A：判断により検査から除外",
        "KIOSK：検査結果はあるが、PC の一覧にない",
    ]
    assert "佐藤" not in made.model_dump_json()
    assert "田中" not in made.model_dump_json()


def test_many_exceptions_are_counted_and_not_listed() -> None:
    hosts = [{"host": f"H{n}"} for n in range(500)]
    gap = {"code": "gap-unlisted", "ja": "一覧にない", "en": "unlisted"}
    made = record(state(*WHOLE, unlisted=hosts, complete=False, gaps=[gap]))

    assert len(made.exceptions) == 51
    assert "450" in made.exceptions[-1].in_language("en")


def test_statements_are_counted() -> None:
    stated = [{"stated": True}, {"stated": False}]
    made = record(state(pc("a", "tokyo", marks=stated), *WHOLE[1:]))

    assert made.stated == 1
    assert made.certainty is Certainty.STATED


def test_what_was_found_and_cleaned_is_still_told() -> None:
    found = on_record(state(pc("a", "tokyo", found=1), *WHOLE[1:]))

    (made,) = found.coverage
    assert made.detected == 1
    assert found.tasks == ()  # nothing is open


def test_past_detections_speak_for_an_infection_of_ours() -> None:
    past = pc("a", "tokyo", past=2, families=["Emotet"])
    found = on_record(state(past, *WHOLE[1:]))
    bare = on_record(state(*WHOLE))

    (made,) = found.coverage
    assert (made.found_before, made.families) == (1, ("Emotet",))
    codes = {one.code: one for one in seen(found)}
    assert codes["history-found"].cites == ("sweep-0",)
    assert "history-not-looked" not in codes
    assert "history-found" not in {one.code for one in seen(bare)}
    assert "history-not-looked" in {one.code for one in seen(bare)}
    assert weigh(found) != weigh(bare)


def test_a_false_alarm_takes_back_what_an_earlier_record_said() -> None:
    alarm = state(pc("a", "tokyo", "detected", found=1), *WHOLE[1:])
    later = state(*WHOLE, as_of="2022-05-20T09:00:00+00:00")

    found = on_record(alarm, later)

    assert [c.detected for c in found.coverage] == [0, 0]
    assert [c.record for c in found.corrections] == ["sweep-0"]


def test_what_was_real_is_not_taken_back() -> None:
    alarm = state(pc("a", "tokyo", "detected", found=1), *WHOLE[1:])
    later = state(pc("a", "tokyo", found=1), *WHOLE[1:], as_of="2022-05-20T09:00:00Z")
    gone = state(*WHOLE[1:], as_of="2022-05-20T09:00:00Z")
    older = state(*WHOLE, as_of="2022-05-18T09:00:00Z")

    for second in (later, gone, older):
        found = on_record(alarm, second)
        assert found.coverage[0].detected == 1
        assert found.corrections == ()


def test_a_record_that_somebody_has_changed_stays_as_he_left_it() -> None:
    content = json.dumps(state(pc("a", "tokyo", "detected"), *WHOLE[1:])).encode()
    first = read_state(content)
    begun = on_record(json.loads(content))
    (made,) = begun.coverage
    begun = begun.put("coverage", made.model_copy(update={"detected": 2}))
    later = json.dumps(state(*WHOLE, as_of="2022-05-20T09:00:00Z")).encode()
    now = read_state(later)
    new = coverage_of(now, later, name="sweep-9", zone=TOKYO)

    found = with_state(begun, new, now, [("sweep-0", first)], by="佐藤", at=NOW)

    assert found.coverage[0].detected == 2


def test_a_record_is_no_problem_of_the_incident() -> None:
    found = on_record(state(*WHOLE, pc("d", "osaka", "detected")))
    kept = {hash_ for c in found.coverage for hash_ in c.evidence}

    told = [p.code for p in problems(found, World(NOW, originals=kept))]

    assert "detected-too-many" not in told
    assert not [code for code in told if "coverage" in code]


def test_where_no_past_find_is_known_nobody_is_said_to_have_looked() -> None:
    found = on_record(state(*WHOLE))

    assert found.coverage[0].found_before is None
    assert "history-not-looked" in {one.code for one in seen(found)}
