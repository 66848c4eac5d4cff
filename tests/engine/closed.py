"""Program: start Ray as we do, and tell what of it can be seen from outside.

    python -m tests.engine.closed        prints one JSON object; Linux alone

In a process of its own, since Ray reads its settings once in the life of a process.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from honmono.engine import Cluster, spread
from tests.engine import functions

LOOPBACK: Final = {
    "0100007F",
    "0000000000000000FFFF00000100007F",
    "00000000000000000000000001000000",
}
"""127.0.0.1, the same in IPv6, and ::1, as /proc writes them."""


def _family(of: int) -> list[int]:
    """A process and all that it has started."""
    found = [of]
    for each in found:
        for thread in Path(f"/proc/{each}/task").iterdir():
            text = (thread / "children").read_text("ascii")
            found += map(int, text.split())
    return found


def _listening(process: int) -> Iterator[str]:
    """Addresses at which a process waits for others."""
    sockets = set()
    for link in Path(f"/proc/{process}/fd").iterdir():
        try:
            sockets.add(str(link.readlink()))
        except OSError:  # closed meanwhile
            continue
    for table in ("tcp", "tcp6"):
        lines = Path(f"/proc/net/{table}").read_text("ascii").splitlines()
        for fields in map(str.split, lines[1:]):
            if fields[3] == "0A" and f"socket:[{fields[9]}]" in sockets:
                yield fields[1].partition(":")[0]


def _usage(process: int) -> set[str]:
    """What a process was told about reports to Ray's makers.

    Workers write their name over their environment; those that could report do not.
    """
    entries = Path(f"/proc/{process}/environ").read_bytes().split(b"\0")
    known = dict(entry.partition(b"=")[::2] for entry in entries)
    return {
        known[name].decode() for name in [b"RAY_USAGE_STATS_ENABLED"] if name in known
    }


def ends(process: int) -> bool:
    """A process that was told to end is there a moment longer; a zombie has ended."""
    for _ in range(600):
        try:
            status = Path(f"/proc/{process}/status").read_text("utf-8")
        except OSError:
            return True
        if "State:\tZ" in status:
            return True
        time.sleep(0.1)
    return False


def main() -> None:
    """Look at everything while it runs, and at what is left behind."""
    results = spread(functions.double, range(100), engine=Cluster(jobs=1))
    next(results)
    ray: Any = sys.modules["ray"]
    node = ray._private.worker._global_node
    folder = Path(node.get_session_dir_path()).parents[1]
    family = _family(os.getpid())
    seen = {
        "mode": oct(folder.stat().st_mode & 0o777),
        "store": ray.cluster_resources()["object_store_memory"],
        "sockets": sorted({at for each in family for at in _listening(each)}),
        "usage": sorted(set[str]().union(*map(_usage, family[1:]))),
    }
    results.close()  # type: ignore[attr-defined]
    left = [each for each in family[1:] if not ends(each)]
    seen |= {"folder left": folder.exists(), "processes left": len(left)}
    seen |= {"variables left": [name for name in os.environ if "RAY_" in name]}
    json.dump(seen, sys.stdout)


if __name__ == "__main__":
    main()
