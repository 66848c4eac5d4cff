"""What went wrong, as the log may say it: which kind of error and where, never its words.

An error's own sentence often repeats what it was given, and that may be a line of a mail.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import TypeAlias

_Info: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None]
    | tuple[None, None, None]
)


class Wordless(logging.Formatter):
    """Lines of the log."""

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
