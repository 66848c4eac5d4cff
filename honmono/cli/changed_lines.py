"""How a file will change: its lines as `diff -u` shows them, added green, gone red.

    @@ -3,2 +3,3 @@
     domains = ["example.co.jp"]
    +phones = ["03-5555-0100"]

The name of the file stands in the sentence above it.
"""

from __future__ import annotations

from difflib import unified_diff
from typing import Final

import typer

_COLOURS: Final = {"+": "green", "-": "red", "@": "cyan"}
_HEADS: Final = 2
"""Lines with the names of both files."""


def print_difference(old: str, new: str) -> None:
    """Print the lines that change, each as it will stand in the file, and an empty one."""
    lines = list(unified_diff(old.splitlines(), new.splitlines(), lineterm=""))
    for line in lines[_HEADS:]:
        typer.secho(f"  {line}", fg=_COLOURS.get(line[:1]))
    typer.echo()
