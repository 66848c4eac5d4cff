"""Ctrl-C while a row is printed waits until the row is whole, and counted.

Python would raise in the midst of a write to a full pipe and lose the rest of the line, and
a program behind the pipe would read half an answer.  Whoever presses twice does not wait:
the reader of the pipe may never go on.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Self


class Patience:
    """Holds Ctrl-C back where it is asked to."""

    def __init__(self) -> None:
        self._busy = self._pressed = False
        self._before: object = None

    def __enter__(self) -> Self:
        """Answer Ctrl-C from now on."""
        self._before = signal.signal(signal.SIGINT, self._press)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave it to whoever answered before."""
        signal.signal(signal.SIGINT, self._before)  # type: ignore[arg-type]

    def _press(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        if self._busy and not self._pressed:
            self._pressed = True
        else:
            raise KeyboardInterrupt

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Do what stands in this block to its end, then look whether it was pressed."""
        self._busy = True
        try:
            yield
        finally:
            self._busy = False
        if self._pressed:
            self._pressed = False
            raise KeyboardInterrupt
