"""What went wrong, as the log may say it: which kind of error and where, never its words.

An error's own sentence often repeats what it was given, and that may be a line of a mail.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import Final, TypeAlias

_Info: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None]
    | tuple[None, None, None]
)


LONGEST: Final = 1_000
"""Characters of a line: a stranger may ask for an address as long as he likes."""


class Wordless(logging.Formatter):
    """Lines of the log."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        """The line itself, not longer than somebody reads."""
        line = super().formatMessage(record)
        return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"

    def formatException(self, ei: _Info) -> str:  # noqa: N802 - as logging calls it
        """Kind and place, and the same of what led to it."""
        lines: list[str] = []
        error: BaseException | None = ei[1]
        while error is not None and len(lines) < 100:
            kind = type(error)
            lines.append(f"{kind.__module__}.{kind.__qualname__}")
            lines += [
                f"  {frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(error.__traceback__)
            ]
            error = error.__cause__ or error.__context__
        return "\n".join(lines)
