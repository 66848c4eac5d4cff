"""Benchmark: memory of a whole tree of processes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import memory
from benchmarks.memory import make_mbox, measure
from honmono.mail.source import RawMail, read

HOLDS = """
import sys, time
from pathlib import Path
held = bytes(range(256)) * (50 * 4096)
folder = Path(sys.argv[1])
(folder / "held").touch()
while not (folder / "seen").exists():
    time.sleep(0.01)
"""
PARENT = """
import subprocess, sys
held = bytes(range(256)) * (30 * 4096)
subprocess.run([sys.executable, "-c", *sys.argv[1:]])
sys.exit(1)
"""


def test_the_mbox_has_the_mails_that_were_written(tmp_path: Path) -> None:
    count = make_mbox(tmp_path / "x.mbox", 3_000_000)
    found = list(read(str(tmp_path / "x.mbox")))

    assert (tmp_path / "x.mbox").stat().st_size >= 3_000_000
    assert len(found) == count
    assert all(isinstance(each, RawMail) for each in found)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_of_children_is_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree, held = memory._tree, tmp_path / "held"
    looks = 0

    def looked(root: int) -> list[int]:
        nonlocal looks
        if looks:  # it was there at the look before, and was measured
            (tmp_path / "seen").touch()
        looks += held.exists()
        return tree(root)

    monkeypatch.setattr(memory, "_tree", looked)
    peak = measure([sys.executable, "-c", PARENT, HOLDS], tmp_path)

    assert 80 * 2**20 <= peak.bytes <= 150 * 2**20
    assert peak.processes == 2
    assert peak.status == 1
    assert "2 processes" in str(peak)
