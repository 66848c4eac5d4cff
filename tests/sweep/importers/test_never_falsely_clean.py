"""No damage makes a report say clean: every form, cut at every byte, and mutated."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest

from honmono.sweep.importers import ALL, Importer, Read, read
from honmono.sweep.scan import Outcome, Scan, scan_as_json, scan_from_json
from tests.sweep.importers.made import (
    CLAMAV,
    CLEAN,
    CSV,
    FOUND,
    MAPS,
    MSERT,
    defender,
    file,
)

NAMES = sorted(CLEAN)
FOUND_REPORTS = {
    "defender": file(defender(detections=[FOUND]), "a.json"),
    "clamav": file(CLAMAV.replace(b"doc: OK", b"doc: Win.Emotet-1 FOUND")),
    "msert": file(
        MSERT.replace("No infection found.", "Found Trojan:Win32/Emotet, not removed."),
        "TKY-PC014_msert.log",
    ),
    "columns": file(CSV.replace("11:02,,", "11:02,Emotet,"), "list.csv", columns=MAPS),
}


def clean_in(result: Read) -> list[Scan]:
    return [scan for scan in result.scans if scan.outcome is Outcome.CLEAN]


@pytest.mark.parametrize("name", NAMES)
def test_a_whole_report_of_a_clean_scan_is_clean(name: str) -> None:
    result = read(CLEAN[name])

    assert result.troubles == ()
    assert [scan.host for scan in clean_in(result)] == ["TKY-PC014"]


@pytest.mark.parametrize("name", NAMES)
def test_cut_off_at_any_byte_it_is_not(name: str) -> None:
    whole = CLEAN[name]
    step = 2 if whole.data.startswith(b"\xff\xfe") else 1
    wrong = []
    for end in range(len(whole.data)):
        cut = whole.data[:end]
        if clean_in(read(replace(whole, data=cut))):
            rest = whole.data[end:]
            if set(rest) - set(b"\r\n\0 \t") or len(rest) > 8 * step:
                wrong.append(end)
    assert wrong == []


@pytest.mark.parametrize("name", sorted(FOUND_REPORTS))
def test_a_report_that_found_something_is_never_clean_wherever_it_stops(
    name: str,
) -> None:
    whole = FOUND_REPORTS[name]
    assert any(scan.detections for scan in read(whole).scans)
    for end in range(len(whole.data) + 1):
        cut = replace(whole, data=whole.data[:end])
        assert clean_in(read(cut)) == [], end


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Flips a bit, takes a piece away, doubles, swaps or empties a line."""
    kind = chance.randrange(6)
    if kind == 0:
        at = chance.randrange(len(data))
        return (
            data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]
        )
    if kind == 1:
        at = chance.randrange(len(data))
        return data[:at] + data[at + chance.randrange(1, 40) :]
    if kind == 2:
        at = chance.randrange(len(data))
        return data[:at] + chance.randbytes(chance.randrange(1, 20)) + data[at:]
    rows = data.split(b"\n")
    at = chance.randrange(len(rows))
    if kind == 3:
        rows.insert(at, rows[at])
    elif kind == 4:
        del rows[at]
    else:
        rows[at] = rows[at] + b"x" * 3
    return b"\n".join(rows)


@pytest.mark.parametrize("name", NAMES)
def test_mutated_a_thousand_times_nothing_raises_and_all_can_be_stored(
    name: str,
) -> None:
    chance = random.Random(f"sweep {name}")  # noqa: S311 - the same each time
    whole = CLEAN[name]
    for _ in range(1_000):
        data = whole.data
        for _ in range(chance.randrange(1, 4)):
            data = mutated(data or b"x", chance)
        for scan in read(replace(whole, data=data)).scans:
            assert scan_from_json(scan_as_json(scan)) == scan
            assert scan.host


@pytest.mark.parametrize("importer", ALL, ids=lambda one: one.name)
def test_every_importer_takes_every_file(importer: Importer) -> None:
    odd = [
        b"",
        b"\0",
        b"{",
        b"[]",
        b"{}",
        b"[[[",
        b"\xff\xfe",
        b"\xff\xfe{",
        b"\n" * 99,
    ]
    for data in (*odd, *(one.data for one in CLEAN.values())):
        one = file(data, "x", columns=MAPS)
        assert importer.claims(one) in (True, False)
        read = importer.read(one)
        assert not importer.claims(one) or all(scan.host for scan in read.scans)


HUGE = 2**20
HOSTILE: dict[str, bytes] = {
    "brackets": b'{"form":"honmono-defender-1","status":' + b"[" * HUGE,
    "objects": b'{"form":"honmono-defender-1","a":' + b'{"a":' * (HUGE // 5),
    "escaped quotes": b'{"form":"honmono-statement-1","a":"' + b'\\"' * (HUGE // 2),
    "a long number": b'{"form":"honmono-statement-1","a":' + b"9" * HUGE + b"}",
    "many keys": b'{"AMRunningMode":1,' + b'"a":1,' * (HUGE // 6) + b'"b":1}',
    "one long line": b"ClamAV 0.103.8/1/x\n/" + b"a: b FOUND" * (HUGE // 10),
    "many found": b"ClamAV 0.103.8\n" + b"/a: b FOUND\n" * (HUGE // 12),
    "many summaries": b"----------- SCAN SUMMARY -----------\n" * (HUGE // 37),
    "prompts": b">" * 3_000 + b"clamscan" + b">" * 3_000,
    "many runs": b"Microsoft Safety Scanner v1.1\n" * (HUGE // 30),
    "many pipes": b"CEF:0|" + b"\\|" * (HUGE // 2),
    "many pairs": b"CEF:0|Trellix|HX|1|a|b|3|" + b"a=b " * (HUGE // 4),
    "not CEF": b"CEF:0|Trellix|HX|1|a|b|3|a=b\n" + b"x\n" * (HUGE // 2),
    "one quote": CSV.encode()[:-2] + b'\n"' + b"a\n" * (HUGE // 2),
    "many quotes": CSV.encode() + b'"a"b\n' * (HUGE // 5),
    "many commas": CSV.encode() + b"," * HUGE,
    "rows without a PC": CSV.encode() + b",x\n" * (HUGE // 3),
    "rows": b'{"Fqdn":"a","Pid":1,"CommandLine":"x"}\n' * (HUGE // 40),
    "format-list": b"AMEngineVersion : 1\n\n" * (HUGE // 21),
    "format-list without end": b"AMEngineVersion : 1\n" + b" x\n" * (HUGE // 3),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_megabyte_of_spite_takes_seconds_and_is_not_clean(name: str) -> None:
    one = replace(CLEAN["columns"], data=HOSTILE[name], name="TKY-PC014_msert.log")
    begin = time.process_time()
    result = read(one)
    spent = time.process_time() - begin

    rows = (
        1
        if name in ("one quote", "many quotes", "many commas", "rows without a PC")
        else 0
    )
    assert len(clean_in(result)) <= rows
    assert len(result.troubles) <= 110
    assert spent < 10
