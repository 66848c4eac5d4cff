"""Door: one file per command: parse, call one function, print."""

from __future__ import annotations

import errno
import os
import sys
from typing import Final

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
        # `honmono check … | head`: the reader has seen enough.
        _print_no_more()
        raise SystemExit(SOME_UNREAD) from None
    except KeyboardInterrupt:  # before the first mail
        raise SystemExit(INTERRUPTED) from None
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        _print_no_more()
        why = error.strerror or "the disk is full"
        sys.stderr.write(f"honmono: {why}: the output ends too early; run it again\n")
        raise SystemExit(SOME_UNREAD) from None


_NO_ROOM: Final = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))


def _print_no_more() -> None:
    """Point standard output elsewhere; Python would complain once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
