"""What a file was called, fit to be shown and stored; never a path."""

from __future__ import annotations

from honmono.web.mails.harmless import in_one_line


def named(given: str) -> str:
    """The last part of what a browser calls a file."""
    last = given.replace("\\", "/").rstrip("/").rpartition("/")[2]
    name = in_one_line(last, 250)
    return name if name.strip(". ") else "file"
