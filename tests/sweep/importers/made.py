"""Reports of scanners, as small as they can be; all of PC TKY-PC014, all clean."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from honmono.sweep.importers import ReportFile

TOKYO = ZoneInfo("Asia/Tokyo")
RECEIVED = datetime(2022, 5, 19, 9, 0, tzinfo=UTC)

STATUS: dict[str, Any] = {
    "AMEngineVersion": "1.1.19200.5",
    "AMProductVersion": "4.18.2203.5",
    "AMRunningMode": "Normal",
    "AMServiceEnabled": True,
    "AntivirusEnabled": True,
    "AntivirusSignatureLastUpdated": "2022-05-18T01:00:00+09:00",
    "AntivirusSignatureVersion": "1.367.1.0",
    "ComputerID": "7A3E9F00-0000-4000-8000-00000000C014",
    "DefenderSignaturesOutOfDate": False,
    "FullScanAge": 0,
    "FullScanStartTime": "2022-05-18T10:00:00+09:00",
    "FullScanEndTime": "2022-05-18T11:02:33.1234567+09:00",
    "FullScanSignatureVersion": "1.367.1.0",
    "QuickScanAge": 4294967295,
    "QuickScanStartTime": None,
    "QuickScanEndTime": None,
    "NISEnabled": True,
}

FOUND: dict[str, Any] = {
    "DetectionID": "{A}",
    "ThreatID": 2147735503,
    "ThreatStatusID": 3,
    "ActionSuccess": True,
    "AdditionalActionsBitMask": 0,
    "InitialDetectionTime": "2022-05-18T10:30:00+09:00",
    "LastThreatStatusChangeTime": "2022-05-18T10:31:00+09:00",
    "Resources": ["file:_C:\\Users\\a\\x.doc"],
}


def file(
    data: bytes | str, name: str = "TKY-PC014_clamscan.log", **more: Any
) -> ReportFile:
    raw = data if isinstance(data, bytes) else data.encode()
    return ReportFile(name, raw, RECEIVED, TOKYO, **more)


def defender(**changed: Any) -> bytes:
    """What the kit writes, and nothing found."""
    whole = {
        "form": "honmono-defender-1",
        "computer": "TKY-PC014",
        "elevated": True,
        "exported_at": "2022-05-18T15:00:00+09:00",
        "status": STATUS,
        "detections": [],
        "threats": [],
    }
    return json.dumps({**whole, **changed}).encode()


CLAMAV = b"""ClamAV 0.103.8/26545/Wed May 18 08:30:00 2022
clamscan -r /

/home/a/letter.doc: OK

----------- SCAN SUMMARY -----------
Known viruses: 8650000
Engine version: 0.103.8
Scanned directories: 10
Scanned files: 1000
Infected files: 0
Data scanned: 10.00 MB
Data read: 9.00 MB (ratio 1.11:1)
Time: 20.411 sec (0 m 20 s)
Start Date: 2022:05:18 11:00:00
End Date:   2022:05:18 11:00:20
"""

MSERT = """
---------------------------------------------------------------------------------------
Microsoft Safety Scanner v1.367, (build 1.367.1.0)
Started On Wed May 18 11:00:00 2022

Engine: 1.1.19200.5
Signatures: 1.367.1.0
MpGear: 1.1.16330.1
Run Mode: Scan Run in Quiet Mode

Results Summary:
----------------
No infection found.
Successfully Submitted Heartbeat Report
Microsoft Safety Scanner Finished On Wed May 18 13:00:00 2022


Return code: 0 (0x0)
"""

CEF = (
    b"<134>May 18 12:00:00 gw CEF:0|Trellix|HX|5.3|Malware Scan Completed|"
    b"Malware Scan Completed|3|dvchost=TKY-PC014 cs2=full cs3=1800 cs4=0 cs5=0 "
    b"cs6=250000 start=May 18 2022 02:02:33 GMT+00:00\n"
)

CSV = (
    "ウイルス対策レポート\r\n"
    "コンピュータ名,検査結果,検索種別,検索開始日時,検索完了日時,脅威名,パターンファイル,備考\r\n"
    "TKY-PC014,検出なし,フルスキャン,2022/05/18 10:00,2022/05/18 11:02,,17.123.00,\r\n"
)

MAP = {
    "host": "コンピュータ名",
    "product": "=ウイルスバスター",
    "outcome": "検査結果",
    "extent": "検索種別",
    "started": "検索開始日時",
    "ended": "検索完了日時",
    "threat": "脅威名",
    "definitions": "パターンファイル",
}
MAPS = {"virus-buster": MAP}

STATEMENT = json.dumps(
    {
        "form": "honmono-statement-1",
        "host": "TKY-PC014",
        "product": "ESET Endpoint Security",
        "extent": "full",
        "started": "2022-05-18T11:02:33+09:00",
        "ended": None,
        "definitions_at": "2022-05-18",
        "outcome": "clean",
        "detections": [],
        "operator": "佐藤",
        "note": "画面で確認",
    }
).encode()

CLEAN: dict[str, ReportFile] = {
    "defender": file(defender(), "a.json"),
    "defender in UTF-16": file(
        b"\xff\xfe" + defender().decode().encode("utf-16-le"), "a.json"
    ),
    "msert": file(b"\xff\xfe" + MSERT.encode("utf-16-le"), "TKY-PC014_msert.log"),
    "msert in UTF-8": file(MSERT, "TKY-PC014_msert.log"),
    "clamav": file(CLAMAV),
    "cef": file(CEF, "syslog.txt"),
    "columns": file(CSV.encode("cp932"), "list.csv", columns=MAPS),
    "columns in UTF-8": file(CSV, "list.csv", columns=MAPS),
    "columns in UTF-16": file(
        b"\xff\xfe" + CSV.replace(",", "\t").encode("utf-16-le"),
        "list.txt",
        columns=MAPS,
    ),
    "statement": file(STATEMENT, "said.json"),
}
"""Every form that can say clean, saying it."""
