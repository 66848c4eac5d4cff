"""Traces that malware leaves: one trace, one file, and one answer of four.

To add one: its file, its test, one line here.
"""

from __future__ import annotations

from honmono.sweep.scanner._core import Check
from honmono.sweep.scanner.checks import (
    autoruns,
    back_dating,
    borrowed_name,
    dictionary_name,
    indicators,
    office_child,
    registry_name,
    regsvr32_anomaly,
    rundll32_anomaly,
    rundll32_library,
)

ALL: tuple[tuple[str, Check], ...] = (
    ("dictionary-name", dictionary_name.check),
    ("registry-name", registry_name.check),
    ("borrowed-name", borrowed_name.check),
    ("rundll32-library", rundll32_library.check),
    ("back-dating", back_dating.check),
    ("rundll32-anomaly", rundll32_anomaly.check),
    ("regsvr32-anomaly", regsvr32_anomaly.check),
    ("office-child", office_child.check),
    ("autoruns", autoruns.check),
    ("indicators", indicators.check),
)
"""By name, in the order in which people see them."""

OPTIONAL: tuple[str, ...] = ("dictionary-name",)
"""Without these a scan is whole: Emotet before 2021 is all that they know."""
