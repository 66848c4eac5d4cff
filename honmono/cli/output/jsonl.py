"""One JSON object a line, for programs (`docs/output.md`)."""

from __future__ import annotations

import json
from typing import Final

from honmono.check.record import Record
from honmono.cli.output._core import Layout

_ENCODE: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def mail(record: Record, layout: Layout) -> str:
    """Make the line; escapes of JSON keep a mail's line ends out of it."""
    del layout
    return _ENCODE(record) + "\n"
