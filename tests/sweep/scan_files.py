"""Scans as files of a form that tests alone know: what a desk does with any report."""

from __future__ import annotations

from honmono.sweep.importers import Importer, Read, ReportFile, Trouble
from honmono.sweep.scan import Scan, scan_as_json, scan_from_json

_HEAD = b"scans of a test\n"


def scan_file(*scans: Scan, note: str = "") -> bytes:
    """A file that holds these scans."""
    lines = [scan_as_json(scan) for scan in scans]
    return _HEAD + "\n".join([f"# {note}", *lines]).encode()


def _claims(file: ReportFile) -> bool:
    return file.data.startswith(_HEAD)


def _read(file: ReportFile) -> Read:
    lines = file.data.removeprefix(_HEAD).decode().splitlines()
    scans, troubles = [], []
    for number, line in enumerate(lines, 2):
        if line.startswith("{"):
            scans.append(scan_from_json(line))
        elif not line.startswith("#"):
            troubles.append(Trouble("unknown-form", f"line {number}"))
    return Read("of-a-test", tuple(scans), tuple(troubles))


IMPORTER = Importer("of-a-test", _claims, _read)
