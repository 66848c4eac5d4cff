"""Output: one JSON object a line."""

from __future__ import annotations

import json

from honmono.cli._core import Format
from honmono.cli.output import Layout
from honmono.cli.output.jsonl import mail
from tests.cli.output.records import record


def test_a_mail_is_one_line_whatever_stands_in_it() -> None:
    value = record("a\nb\u2028c", subject='"\r\n\x1b')
    line = mail(value, Layout(Format.jsonl, "ja"))

    assert line.count("\n") == 1
    assert line.endswith("}\n")
    assert json.loads(line) == value
