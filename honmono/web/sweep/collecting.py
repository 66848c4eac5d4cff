"""Garbage is looked for less often while very many small values are made.

A batch of results makes hundreds of thousands of rows and scans in which nothing goes in a
circle; looking through all of them again and again took a fifth of the time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

SELDOM: Final = (100_000, 50, 50)


@contextmanager
def seldom() -> Iterator[None]:
    """While this lasts."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
