"""Workers that are killed once, in the middle of what they do."""

from __future__ import annotations

import os
import signal
from contextlib import AbstractContextManager
from pathlib import Path

from honmono.mail.source import Access
from honmono.trace.archive.indexing import index
from honmono.trace.archive.reading import Reader
from honmono.trace.archive.sharding import Shard, Written, write_shard
from honmono.trace.archive.store import Store
from honmono.trace.archive.writer import Writer


def die_once(folder: Path) -> None:
    """As the system kills: without a word; the second time nothing happens."""
    marker = folder / "died"
    if not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def write_and_die(shard: Shard) -> Written:
    """Store the first mailbox of a shard, and die before the others."""
    if shard.boxes and not (shard.folder / "died").exists():
        with Writer(shard.folder) as writer:
            who, source = shard.boxes[0]
            reader = Reader(writer.database, Access())
            list(index(writer, [(writer.mailbox(who), source)], reader))
            die_once(shard.folder)
    return write_shard(shard)


def open_and_die(
    folder: Path, others: tuple[str, ...]
) -> AbstractContextManager[Store]:
    """Open a partition; the first one who does dies of it."""
    die_once(folder)
    return Store(folder, others=others)
