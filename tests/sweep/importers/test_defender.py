"""Microsoft Defender: its status says that it looked, its list what it found."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from honmono.sweep.importers import read
from honmono.sweep.scan import Answer, Extent, Handling, Outcome, Scan
from tests.sweep.importers.made import FOUND, STATUS, defender, file


def scans_of(**changed: Any) -> dict[Extent, Scan]:
    return {
        scan.extent: scan for scan in read(file(defender(**changed), "a.json")).scans
    }


def full(**changed: Any) -> Scan:
    return scans_of(**changed)[Extent.FULL]


def test_a_full_scan_with_an_empty_list_is_clean_with_its_definitions() -> None:
    scan = full()

    assert scan.outcome is Outcome.CLEAN
    assert scan.started == datetime(2022, 5, 18, 1, 0, tzinfo=UTC)
    assert scan.ended == datetime(2022, 5, 18, 2, 2, 33, tzinfo=UTC)
    assert scan.definitions_at == datetime(2022, 5, 17, 16, 0, tzinfo=UTC)
    assert scan.rights is Answer.YES
    assert scan.ids == ("computer:7A3E9F00-0000-4000-8000-00000000C014",)
    assert scan.unknown == {"NISEnabled": "true"} | dict.fromkeys(
        ("AMServiceEnabled", "AntivirusEnabled"), "true"
    )


def test_the_status_alone_never_says_clean() -> None:
    one = file(json.dumps({**STATUS, "PSComputerName": "TKY-PC014"}), "x.json")

    outcomes = {scan.extent: scan.outcome for scan in read(one).scans}

    assert outcomes == {Extent.FULL: Outcome.UNKNOWN, Extent.STATUS: Outcome.UNKNOWN}


def test_a_list_that_could_not_be_asked_for_is_no_empty_list() -> None:
    assert full(detections=None).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    "odd", [{}, "", ["MSFT_MpThreatDetection"], [None], 0, [[]], [{}]]
)
def test_a_list_that_is_no_list_is_no_empty_list(odd: Any) -> None:
    result = read(file(defender(detections=odd), "a.json"))

    assert [t.code for t in result.troubles] == ["odd-detections"]
    assert all(scan.outcome is not Outcome.CLEAN for scan in result.scans)


@pytest.mark.parametrize("empty", [[], {"value": [], "Count": 0}])
def test_an_empty_list_as_either_powershell_writes_it_is_one(empty: Any) -> None:
    assert full(detections=empty).outcome is Outcome.CLEAN


@pytest.mark.parametrize("as_list", [[FOUND], FOUND, {"value": [FOUND], "Count": 1}])
def test_what_was_found_since_the_scan_began_belongs_to_it(as_list: Any) -> None:
    scan = full(
        detections=as_list,
        threats=[{"ThreatID": 2147735503, "ThreatName": "Trojan:Win32/Emotet.PA!MTB"}],
    )

    assert scan.outcome is Outcome.REMOVED
    (found,) = scan.detections
    assert (found.name, found.path) == (
        "Trojan:Win32/Emotet.PA!MTB",
        "C:\\Users\\a\\x.doc",
    )
    assert found.handling is Handling.REMOVED


def test_a_threat_without_a_name_keeps_its_number() -> None:
    assert full(detections=[FOUND]).detections[0].name == "ThreatID 2147735503"


@pytest.mark.parametrize(
    ("changed", "handling"),
    [
        ({}, Handling.REMOVED),
        ({"ThreatStatusID": 6}, Handling.REMOVED),
        ({"ThreatStatusID": 1}, Handling.LEFT),
        ({"ThreatStatusID": 5}, Handling.LEFT),
        ({"ThreatStatusID": 102}, Handling.LEFT),
        ({"ThreatStatusID": 107}, Handling.LEFT),
        ({"ThreatStatusID": 99}, Handling.UNKNOWN),
        ({"ThreatStatusID": None}, Handling.UNKNOWN),
        ({"ActionSuccess": False}, Handling.LEFT),
        ({"ActionSuccess": None}, Handling.UNKNOWN),
        ({"AdditionalActionsBitMask": 8}, Handling.LEFT),
        ({"AdditionalActionsBitMask": 32772}, Handling.LEFT),
    ],
)
def test_what_became_of_it(changed: dict[str, Any], handling: Handling) -> None:
    scan = full(detections=[{**FOUND, **changed}])

    assert scan.detections[0].handling is handling
    expected = Outcome.REMOVED if handling is Handling.REMOVED else Outcome.FOUND
    assert scan.outcome is expected


def test_what_was_found_before_the_scan_is_the_past_of_the_pc() -> None:
    old = {
        **FOUND,
        "InitialDetectionTime": "2022-04-01T10:00:00+09:00",
        "LastThreatStatusChangeTime": "2022-04-01T10:00:00+09:00",
    }
    scans = scans_of(detections=[old])

    assert scans[Extent.FULL].outcome is Outcome.CLEAN
    assert scans[Extent.STATUS].outcome is Outcome.REMOVED
    assert len(scans[Extent.STATUS].detections) == 1


@pytest.mark.parametrize("time", ["", None, "soon", "/Date(-62135596800000)/"])
def test_a_find_without_a_time_belongs_to_the_scan(time: Any) -> None:
    assert full(detections=[{**FOUND, "InitialDetectionTime": time}]).outcome is not (
        Outcome.CLEAN
    )


def test_the_list_does_not_speak_for_a_scan_older_than_it_is_kept() -> None:
    assert full(exported_at="2022-06-18T15:00:00+09:00").outcome is Outcome.UNKNOWN
    assert full(exported_at="2022-05-30T15:00:00+09:00").outcome is Outcome.CLEAN


def test_a_list_from_before_the_scan_ended_says_nothing_of_it() -> None:
    assert full(exported_at="2022-05-18T10:30:00+09:00").outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    "never",
    [
        {"FullScanAge": 4294967295},
        {"FullScanStartTime": None, "FullScanEndTime": None},
        {"FullScanStartTime": "", "FullScanEndTime": ""},
        {
            "FullScanStartTime": "/Date(-11644473600000)/",
            "FullScanEndTime": "1601-01-01T09:00:00",
        },
    ],
)
def test_a_scan_that_never_was_is_none(never: dict[str, Any]) -> None:
    assert Extent.FULL not in scans_of(status={**STATUS, **never})


def test_a_scan_that_began_after_the_last_end_is_not_finished() -> None:
    scan = full(status={**STATUS, "FullScanStartTime": "2022-05-18T12:00:00+09:00"})

    assert (scan.outcome, scan.ended) == (Outcome.PARTIAL, None)


def test_other_definitions_than_those_of_now_have_no_date() -> None:
    scan = full(status={**STATUS, "FullScanSignatureVersion": "1.366.9.0"})

    assert (scan.definitions, scan.definitions_at) == ("1.366.9.0", None)


@pytest.mark.parametrize(
    ("changed", "defects", "outdated"),
    [
        ({}, (), False),
        ({"AMRunningMode": "Passive Mode"}, ("passive-mode",), False),
        ({"AMRunningMode": "Not running"}, ("switched-off",), False),
        ({"AntivirusEnabled": False}, ("switched-off",), False),
        ({"AMServiceEnabled": "False"}, ("switched-off",), False),
        ({"DefenderSignaturesOutOfDate": True}, (), True),
    ],
)
def test_what_defender_says_against_itself(
    changed: dict[str, Any], defects: tuple[str, ...], outdated: bool
) -> None:
    scan = full(status={**STATUS, **changed})

    assert (scan.defects, scan.said_outdated) == (defects, outdated)


def test_powershell_5_in_utf_16_with_its_dates_is_read() -> None:
    status = {
        **STATUS,
        "FullScanStartTime": "/Date(1652835600000)/",
        "FullScanEndTime": {"value": "/Date(1652839353000+0900)/", "DateTime": "x"},
        "AntivirusSignatureLastUpdated": "/Date(1652803200000)/",
    }
    raw = json.dumps({**json.loads(defender()), "status": status})
    one = file(
        b"\xff\xfe" + raw.replace("/Date", "\\/Date").encode("utf-16-le"), "a.json"
    )

    scan = next(s for s in read(one).scans if s.extent is Extent.FULL)

    assert scan.started == datetime(2022, 5, 18, 1, 0, tzinfo=UTC)
    assert scan.outcome is Outcome.CLEAN


@pytest.mark.parametrize(
    ("name", "content", "more", "host"),
    [
        ("x.json", {"PSComputerName": "KNZ-PC01"}, {}, "KNZ-PC01"),
        ("x.json", {"CimSystemProperties": {"ServerName": "KNZ-PC01"}}, {}, "KNZ-PC01"),
        ("x.json", {}, {"host": "KNZ-PC01"}, "KNZ-PC01"),
        ("KNZ-PC01_mpstatus.json", {}, {}, "KNZ-PC01"),
        ("KNZ_PC01_20220518_mpstatus (2).json", {}, {}, "KNZ_PC01"),
        ("KNZ-PC01_20220518T110233Z_defender.json", {}, {}, "KNZ-PC01"),
        ("経理01_mpstatus.json", {}, {}, "経理01"),
        ("x.json", {"PSComputerName": "localhost"}, {"host": "KNZ-PC01"}, "KNZ-PC01"),
    ],
)
def test_whose_status_it_is(
    name: str, content: dict[str, Any], more: dict[str, Any], host: str
) -> None:
    one = file(json.dumps({**STATUS, **content}), name, **more)

    assert {scan.host for scan in read(one).scans} == {host}


@pytest.mark.parametrize("name", ["x.json", "mpstatus.json", "localhost_mpstatus.json"])
def test_without_a_pc_it_counts_for_nobody_and_says_what_to_do(name: str) -> None:
    result = read(file(json.dumps(STATUS), name))

    assert result.scans == ()
    assert [t.code for t in result.troubles] == ["no-host"]


def test_bad_news_without_a_pc_is_told_as_bad_news() -> None:
    result = read(file(json.dumps([FOUND]), "x.json"))

    assert [t.code for t in result.troubles] == ["no-host-but-found"]
    assert "2147735503" in result.troubles[0].values["name"]


def test_a_report_of_another_pc_than_it_was_brought_for_is_marked() -> None:
    result = read(file(defender(), "a.json", host="KNZ-PC01"))

    assert {scan.defects for scan in result.scans} == {("host-differs",)}
    assert {scan.host for scan in result.scans} == {"TKY-PC014"}


def test_a_list_over_many_pcs_is_read_one_by_one() -> None:
    several = [
        {**STATUS, "PSComputerName": "A"},
        {**STATUS, "PSComputerName": "B"},
        {**FOUND, "PSComputerName": "B"},
    ]
    found = {
        (scan.host, scan.extent): scan.outcome
        for scan in read(file(json.dumps(several), "x.json")).scans
    }

    assert found["A", Extent.FULL] is Outcome.UNKNOWN
    assert found["B", Extent.FULL] is Outcome.REMOVED


def test_files_that_somebody_put_together_are_read_line_by_line() -> None:
    data = defender() + b"\n" + defender(computer="KNZ-PC01") + b"\n" + defender()[:-9]
    result = read(file(data, "all.json"))

    full_scans = [s for s in result.scans if s.extent is Extent.FULL]
    assert [(s.host, s.outcome) for s in full_scans] == [
        ("TKY-PC014", Outcome.CLEAN),
        ("KNZ-PC01", Outcome.CLEAN),
    ]
    assert [(t.code, t.place) for t in result.troubles] == [("broken-json", "line 3")]


def test_a_key_that_stands_twice_makes_nothing_clean() -> None:
    raw = defender().replace(
        b'"detections": []', b'"detections": [1], "detections": []'
    )

    scan = next(s for s in read(file(raw, "a.json")).scans if s.extent is Extent.FULL)

    assert (scan.outcome, scan.defects) == (Outcome.UNKNOWN, ("repeated-key",))


LIST = """

AMEngineVersion                  : 1.1.19200.5
AMRunningMode                    : Normal
FullScanAge                      : 0
FullScanEndTime                  : 2022/05/18 11:02:33
FullScanStartTime                : 2022/05/18 10:00:00
PSComputerName                   :

ActionSuccess                  : True
AdditionalActionsBitMask       : 0
InitialDetectionTime           : 2022/05/18 10:30:00
Resources                      : {file:_C:\\Users\\a\\a long
                                 name.doc}
ThreatID                       : 2147735503
ThreatStatusID                 : 3
"""


def test_text_of_format_list_brings_the_bad_news() -> None:
    scans = read(file(LIST, "TKY-PC014_mpstatus.txt")).scans

    scan = next(s for s in scans if s.extent is Extent.FULL)
    assert scan.outcome is Outcome.REMOVED
    assert scan.detections[0].path.startswith("C:\\Users\\a\\a long")


def test_text_of_format_list_never_says_clean() -> None:
    scans = read(
        file(LIST.partition("ActionSuccess")[0], "TKY-PC014_mpstatus.txt")
    ).scans

    assert {s.extent: s.outcome for s in scans}[Extent.FULL] is Outcome.UNKNOWN


def test_threats_alone_are_the_past_of_a_pc() -> None:
    threat = {
        "ThreatID": 1,
        "ThreatName": "Trojan:Win32/Emotet",
        "IsActive": True,
        "DidThreatExecute": False,
    }
    (scan,) = read(file(json.dumps(threat), "x.json", host="TKY-PC014")).scans

    assert (scan.extent, scan.outcome) == (Extent.STATUS, Outcome.FOUND)
    assert scan.detections[0].handling is Handling.LEFT


def test_a_million_empty_objects_cost_no_memory() -> None:
    text = '{"form": "honmono-defender-1", "detections": [' + "{}," * 1_000_001 + "{}]}"
    outcome = read(file(text, "TKY-PC014_defender.json"))

    assert outcome.scans == ()
    assert [t.code for t in outcome.troubles] == ["too-many"]


@pytest.mark.parametrize("name", ["Trojan:Win32/Agent", "Trojan:Win32/Emotet.PA!MTB"])
def test_a_thousand_old_finds_hide_no_new_one(name: str) -> None:
    gone = {
        **FOUND,
        "ThreatID": "1",
        "LastThreatStatusChangeTime": None,
        "ThreatStatusID": 3,
        "ActionSuccess": True,
    }
    gone |= {"AdditionalActionsBitMask": 0}
    old = {"InitialDetectionTime": "2021-01-05T10:00:00+09:00"}
    new = {"InitialDetectionTime": "2022-05-18T10:00:00+09:00"}
    text = json.dumps(
        {
            "form": "honmono-defender-1",
            "computer": "TKY-PC014",
            "status": {},
            "detections": [*([{**gone, **old}] * 1_500), {**gone, **new}],
            "threats": [{"ThreatID": "1", "ThreatName": name}],
        }
    )
    (scan,) = read(file(text, "a.json")).scans

    newest = max(one.at for one in scan.detections if one.at)
    assert newest == datetime(2022, 5, 18, 1, 0, tzinfo=UTC)
    assert len(scan.detections) == 1_000
