"""Door: one file per command: parse, call one function, print."""

from __future__ import annotations

import os
import sys

from honmono.cli._core import INTERRUPTED, SOME_UNREAD


def main() -> None:
    """Run the command line.  Output is UTF-8 everywhere, also in a Windows pipe."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        # Not above: each worker process imports this module, and parses nothing.
        from honmono.cli.commands import app_for

        app_for(sys.argv[1:])()
    except BrokenPipeError:
        # `honmono check … | head`: the reader has seen enough.  Python would complain
        # once more when it flushes at exit, so the descriptor is pointed elsewhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(SOME_UNREAD) from None
    except KeyboardInterrupt:  # before the first mail
        raise SystemExit(INTERRUPTED) from None
