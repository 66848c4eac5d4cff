"""For every test: the same examples each time, and at the end where the time went."""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePosixPath

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "same-every-time",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("same-every-time")


def folder_of(nodeid: str) -> str:
    """Name the room of a test: `tests/mail/auth/test_dkim.py::…` → `mail`."""
    path = PurePosixPath(nodeid.partition("::")[0])
    return path.parts[1] if len(path.parts) > 2 else "(top)"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print minutes and tests of each folder above pytest's closing line."""
    seconds: defaultdict[str, float] = defaultdict(float)
    tests: defaultdict[str, set[str]] = defaultdict(set)
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                folder = folder_of(report.nodeid)
                seconds[folder] += report.duration
                tests[folder].add(report.nodeid)
    terminalreporter.section("minutes by folder")
    for folder, spent in sorted(seconds.items(), key=lambda item: -item[1]):
        terminalreporter.write_line(
            f"{spent / 60:8.2f} min {len(tests[folder]):6d} tests  {folder}"
        )
