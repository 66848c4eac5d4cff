"""Lines of the log: of what a stranger chose no more than somebody reads."""

from __future__ import annotations

import logging

from honmono.web.base.logs import LONGEST, Wordless


def test_a_long_address_does_not_fill_the_log() -> None:
    record = logging.LogRecord(
        "django.request",
        logging.WARNING,
        "",
        0,
        "Not Found: %s",
        ("/a" * 99_999,),
        None,
    )

    line = Wordless("%(levelname)s %(message)s").format(record)

    assert line.startswith("WARNING Not Found: /a/a")
    assert len(line) == LONGEST + 1
