"""Whose report it is: many reports do not name the PC they are about.

    in the report            PSComputerName, computer
    whoever brought it       ReportFile.host
    the name of the file     TKY-PC014_mpstatus.json, TKY-PC014_msert.log

Without any of them it counts for nobody, and the trouble says what to do.  What was found
is kept as a scan of nobody's: as long as it is, nobody may say `all PCs`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from honmono.sweep.importers._core import Read, ReportFile, Trouble
from honmono.sweep.importers.wording import said
from honmono.sweep.marks import host_mark
from honmono.sweep.scan import Outcome, Scan

HOST_DIFFERS: Final = "host-differs"
"""The report names another PC than whoever brought it."""

MOST_TROUBLES: Final = 100
"""Of one file; of more the count is told."""

HOPELESS: Final = 10_000
"""Troubles after which a file is read no further; that is told, too."""

_LONGEST: Final = 255
_NOBODY: Final = frozenset({"LOCALHOST", "127", "."})
_FILE: Final = re.compile(
    r"(?P<host>\w[\w.-]{0,62}?)[_.](?:\d{8}[-_T]?\d{0,6}Z?[_.])?"
    r"(?:mpstatus|mpcomputerstatus|mpthreatdetection|mpthreat|defender|msert|mrt"
    r"|clamscan|clamav|clamwin|velociraptor|osquery|artefacts)"
    r"(?:[_. ()-][\w. ()-]{0,40})?",
    re.IGNORECASE,
)


def host_of(file: ReportFile, *said_hosts: Any) -> str:
    """The PC that a report is about; empty where nobody says so."""
    for value in said_hosts:
        host = said(value, _LONGEST) if isinstance(value, str) else ""
        if is_host(host):
            return host
    if is_host(file.host):
        return said(file.host, _LONGEST)
    match = _FILE.fullmatch(file.name[-200:])
    return match["host"] if match and is_host(match["host"]) else ""


def is_host(name: str) -> bool:
    """Is it a name of a PC, and of one?"""
    mark = host_mark(name)
    return bool(mark) and mark.removeprefix("host:") not in _NOBODY


def differs(file: ReportFile, host: str) -> tuple[str, ...]:
    """The defect, where whoever brought the report names another PC."""
    if not is_host(file.host) or host_mark(file.host) == host_mark(host):
        return ()
    return (HOST_DIFFERS,)


def read_for(
    format_: str, scans: Sequence[Scan], troubles: Sequence[Trouble] = ()
) -> Read:
    """What was read; scans of nobody become one trouble, and count where they found."""
    named = tuple(scan for scan in scans if scan.host or _is_bad_news(scan))
    nameless = [scan for scan in scans if not scan.host]
    told = list(troubles)
    if nameless:
        found = [scan for scan in nameless if _is_bad_news(scan)]
        names = ", ".join(one.name for scan in found for one in scan.detections[:3])
        told.append(
            Trouble("no-host-but-found", values={"name": names[:100] or "?"})
            if found
            else Trouble("no-host")
        )
    return Read(format_, named, tuple(told))


def _is_bad_news(scan: Scan) -> bool:
    found = scan.outcome in (Outcome.FOUND, Outcome.REMOVED)
    return found or bool(scan.detections)


class Notes:
    """Troubles of one file: the first ones, and how many more there are."""

    def __init__(self) -> None:
        """Begin without any."""
        self.first: list[Trouble] = []
        self.more = 0

    def add(
        self, code: str, place: str = "", values: Mapping[str, str] | None = None
    ) -> None:
        """Note one."""
        if len(self.first) < MOST_TROUBLES:
            self.first.append(Trouble(code, place, values or {}))
        else:
            self.more += 1

    def is_hopeless(self) -> bool:
        """Is it time to read no further?"""
        return self.more >= HOPELESS

    def all(self) -> list[Trouble]:
        """Those that are kept, and the count of the others."""
        if not self.more:
            return self.first
        code = "given-up" if self.is_hopeless() else "more-troubles"
        count = Trouble(code, values={"count": str(self.more)})
        return [*self.first, count]
