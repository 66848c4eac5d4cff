"""One after the other: whoever changes PCs or results waits for whoever does so before.

    worker A  stores 500 results of Osaka ──▶ judges their PCs ──▶ commits
    worker B  waits … reads what A has stored, stores its own, judges with both

A result that comes while somebody writes its PC into the list would else find no PC, and
the list no result.  Locks on rows cannot hold back rows that are not there yet.  What takes
long, reading files, is done before the turn.
"""

from __future__ import annotations

from typing import Final

from django.db import connection

_OURS: Final = 0x53776565
"""Of PostgreSQL's locks by number; nothing else of ours takes one."""


def my_turn() -> None:
    """Wait for our turn, which lasts until the transaction ends.

    The embedded database has one writer at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_OURS])
