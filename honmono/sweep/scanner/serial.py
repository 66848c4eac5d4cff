"""The number of the system's disk volume, from which Emotet made names."""

from __future__ import annotations

from honmono.sweep.scanner._core import Artefacts


def serial_of(artefacts: Artefacts) -> int | None:
    """`1a2b3c4d` or `1A2B-3C4D` as a number; None where there is none."""
    text = str(artefacts.host.get("volume_serial") or "").strip().lower()
    text = text.replace("-", "")
    text = text.removeprefix("0x")
    if not 0 < len(text) <= 8 or set(text) - set("0123456789abcdef"):
        return None
    return int(text, 16) or None
