"""Reports of infected PCs in every form, and damage to them, for `sweep_hostile.py`.

Each has a mark that says so, in its bytes: where the mark is still there, nobody may read
the file as clean.
"""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from benchmarks.mutations import mutated
from honmono.sweep.scanner import report
from honmono.sweep.scanner.checks import ALL as CHECKS

_TIME: Final = "2022-05-19 10:00:00"
_ISO: Final = "2022-05-19T10:00:00+09:00"
_VIRUS: Final = "Trojan:Win32/Emotet.PA!MTB"
COLUMNS: Final = {
    "eset": {"host": "コンピューター名", "started": "検査日時", "outcome": "結果"}
}
TOKEN: Final = "a token of the samples"
_PROCESS: Final = {"CommandLine": "rundll32.exe x.dll,RunDLL", "Exe": "C:\\x.exe"}


@dataclass(frozen=True, slots=True)
class Sample:
    """One report of an infected PC."""

    name: str
    data: bytes
    mark: bytes


def samples() -> Iterator[Sample]:
    """One of each form."""
    yield from _emocheck()
    yield from _json()
    yield from _lines()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for one in (*_emocheck(), *_json()):
            packed.writestr(f"../../{one.name}", one.data)
    yield Sample("all.zip", out.getvalue(), b"PK\x05\x06")


def _emocheck() -> Iterator[Sample]:
    for language, word, told in (
        ("ja", "[結果]", "Emotetを検知しました。"),
        ("en", "[Result] ", "Detected Emotet process."),
        ("fr", "[Résultat] ", "Emotet détecté."),
    ):
        lines = [
            "[EmoCheck v2.4]",
            f"{'プログラム実行時刻' if language == 'ja' else 'Scan time'}: {_TIME}",
            "_" * 52,
            "",
            word,
            told,
            "",
            "[Emotet Process] ",
            "     Process Name  : certreq.exe",
            "     Process ID    : 716",
            "     Image Path    : C:\\x\\certreq.exe",
            "",
        ]
        data = "\r\n".join(lines).encode()
        yield Sample(
            f"TKY-PC1_20220519100000_emocheck_{language}.txt", data, told.encode()
        )
    value = (
        '{\n  "scan_time":"2022-05-19 10:00:00",\n  "hostname":"TKY-PC1",\n'
        '  "emocheck_version":"2.4",\n  "is_infected":"yes",\n  "emotet_processes":'
        '[{"process_name":"certreq.exe","process_id":"716","image_path":"","registry_key":""}]\n}'
    )
    yield Sample(
        "TKY-PC1_20220519100000_emocheck.json", value.encode(), b'"is_infected":"yes"'
    )


def _json() -> Iterator[Sample]:
    threat = {"ThreatID": 1, "ThreatName": _VIRUS, "IsActive": True}
    hit = {
        "ThreatID": 1,
        "ThreatStatusID": 1,
        "ActionSuccess": False,
        "InitialDetectionTime": _ISO,
        "Resources": ["file:_C:\\x.exe"],
    }
    status = {
        "AMEngineVersion": "1.1.1",
        "AMRunningMode": "Normal",
        "AntivirusEnabled": True,
        "AntivirusSignatureLastUpdated": _ISO,
        "FullScanStartTime": _ISO,
        "FullScanEndTime": _ISO,
    }
    defender = {
        "form": "honmono-defender-1",
        "computer": "TKY-PC1",
        "collected_at": _ISO,
        "status": status,
        "detections": [hit],
        "threats": [threat],
    }
    yield Sample("defender.json", json.dumps(defender).encode(), b"Emotet.PA")
    own = report.signed(_own(), TOKEN)
    for name, value in (("signed", own), ("unsigned", _own())):
        data = report.written(value)
        yield Sample(f"TKY-PC1_{name}.json", data, b'"outcome": "found"')
    stated: dict[str, Any] = {
        "form": "honmono-statement-1",
        "host": "TKY-PC1",
        "product": "ESET",
        "extent": "full",
        "started": _ISO,
        "ended": _ISO,
        "outcome": "found",
        "definitions_at": "2022-05-19",
        "operator": "佐藤",
        "detections": [{"name": _VIRUS, "path": "C:\\x.exe", "handling": "left"}],
    }
    data = json.dumps(stated, ensure_ascii=False).encode()
    yield Sample("statement.json", data, _VIRUS.encode())
    lines = [
        {**_PROCESS, "Name": name, "Pid": n, "Ppid": 4, "Fqdn": "TKY-PC1"}
        for n, name in enumerate(("svchost.exe", "lsass.exe", "certreq.exe"))
    ]
    data = "\n".join(map(json.dumps, lines)).encode()
    yield Sample("Windows.System.Pslist.json", data, b"RunDLL")
    yield from _artefacts()


def _artefacts() -> Iterator[Sample]:
    """What an infected PC showed; the mark is the whole line that gives it away."""
    from honmono.sweep.scanner.artefacts import artefacts_as_json
    from tests.sweep.infections import infected, regsvr32_from_the_web

    seen = infected(regsvr32_from_the_web, 8)
    row = next(one for one in seen.processes or [] if "http" in one["command_line"])
    command = json.dumps(row["command_line"], ensure_ascii=False)
    data = artefacts_as_json(seen).encode()
    yield Sample("TKY-PC1_artefacts.json", data, command.encode())


def _own() -> dict[str, Any]:
    """A report of our scanner that looked everywhere, and found one thing."""
    finding = {"name": "certreq.exe", "path": "C:\\x\\certreq.exe", "detail": ""}
    checks: list[dict[str, Any]] = [
        {"name": name, "outcome": "nothing", "why": "", "findings": []}
        for name, _ in CHECKS
    ]
    checks[0] |= {"outcome": "found", "findings": [finding]}
    return {
        "form": report.FORM,
        "kit": "k-1",
        "number": "9b1c" * 8,
        "office": "tokyo",
        "host": {"name": "TKY-PC1", "os": "windows", "elevated": True},
        "started": _ISO,
        "ended": _ISO,
        "scanner": "1.0",
        "rights": True,
        "knowledge": "2022-05-19",
        "checks": checks,
        "seen": {},
        "could_not": {},
    }


def _lines() -> Iterator[Sample]:
    clamav = (
        "/c/x.exe: Win.Trojan.Emotet-1 FOUND\n/c/y.exe: OK\n\n"
        "----------- SCAN SUMMARY -----------\nKnown viruses: 8600000\n"
        "Engine version: 0.103.6\nScanned directories: 10\nScanned files: 2\n"
        "Infected files: 1\nData scanned: 1.00 MB\nTime: 9.0 sec (0 m 9 s)\n"
        "Start Date: 2022:05:19 10:00:00\nEnd Date:   2022:05:19 10:00:09\n"
    )
    yield Sample("TKY-PC1_clamscan.log", clamav.encode(), b"Emotet-1 FOUND")
    trend = (
        "CEF:0|Trend Micro|Apex Central|2019|AV:File cleaned|TROJ_EMOTET|3|"
        "rt=May 19 2022 01:00:00 GMT+00:00 dhost=TKY-PC1 duser=t act=File passed "
        "cn1=17 cs1=Manual Scan cs2=12.5 cnt=1 fname=x.exe\n"
    )
    yield Sample("apex.cef", trend.encode(), b"TROJ_EMOTET")
    table = (
        "コンピューター名,検査日時,結果,検出名\r\n"
        "TKY-PC1,2022/05/19 10:00,検出,Trojan.Emotet\r\n"
    )
    yield Sample("eset.csv", table.encode("cp932"), "検出,".encode("cp932"))
    port = (
        "ComputerName,VolumeSerialNumber,EmotetProcessName,Status\n"
        "TKY-PC1,1A2B3C4D,certreq.exe,DETECTED\n"
    )
    yield Sample("emocheck-ps.csv", port.encode(), b"DETECTED")
    safety = (
        "Microsoft Safety Scanner v1.367, (build 1.367.123.0)\r\n"
        "Started On Thu May 19 10:00:00 2022\r\n\r\nResults Summary:\r\n"
        "----------------\r\nFound Trojan:Win32/Emotet.PA!MTB, partially removed.\r\n"
        "Finished On Thu May 19 10:30:00 2022\r\nReturn code: 7 (0x7)\r\n"
    )
    yield Sample(
        "TKY-PC1_msert.log", safety.encode("utf-16"), "Emotet".encode("utf-16-le")
    )


def damaged(count: int, seed: int = 8) -> Iterator[tuple[Sample, bytes]]:
    """So many files: forms and kinds of damage take turns."""
    all_, chance = list(samples()), random.Random(seed)  # noqa: S311
    each = -(-count // len(all_))
    streams = [
        (one, mutated(one.data, each, seed + number)) for number, one in enumerate(all_)
    ]
    left = count
    for number in range(each):
        for one, stream in streams:
            data = next(stream)
            if number % 5 == 4:
                data = _odd(one.data, number // 5, chance)
            if left:
                yield one, data
                left -= 1


def _odd(data: bytes, number: int, chance: random.Random) -> bytes:
    """What makers of files do on purpose."""
    at = chance.randrange(len(data))
    kinds = (
        lambda: data[:at] + b"\x00" * 50 + data[at:],
        lambda: data[:at] + "\ud800".encode("utf-8", "surrogatepass") + data[at:],
        lambda: data[:at] + b"A" * 2**20 + data[at:],
        lambda: b'{"form":"honmono-defender-1","status":' + b"[" * 50_000,
        lambda: b'{"hostname":"A","is_infected":"yes","x":' + b'{"a":' * 50_000,
        lambda: data.replace(b"2022", b"0001"),
        lambda: data.replace(b"2022", b"9999"),
        lambda: data * 200,
        lambda: data.decode("latin-1").encode("utf-16"),
        lambda: b"\xef\xbb\xbf" + data[:at] + b"9" * 5_000 + data[at:],
        lambda: data.replace(b'"', b'\\"'),
        lambda: data.replace(b"\n", b""),
        lambda: _bomb(),
    )
    return kinds[number % len(kinds)]()


def _bomb() -> bytes:
    """200 MB of nothing in 200 KB."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed,
        packed.open("bomb.txt", "w", force_zip64=True) as member,
    ):
        for _ in range(100):
            member.write(bytes(2 * 2**20))
    return out.getvalue()
