"""What is read of the database at one and the same moment, while others go on writing.

    with one_moment():
        rows, count = …      a writer in between changes neither

Without it each question sees what was there when it was asked: a page could show a PC that
its own sum does not count.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything that is read inside is as it was at its beginning; nothing is written.

    The embedded database's own way of beginning would keep every writer out meanwhile;
    a reading does not need that.  Inside a transaction that has begun it changes nothing.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        connection.ensure_connection()
        before = getattr(connection, "transaction_mode", None)
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
        try:
            with transaction.atomic():
                yield
        finally:
            connection.transaction_mode = before  # type: ignore[attr-defined]
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(
                    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
                )
            yield
