"""Is what was found malware that steals mail, or loads what does?

    Trojan:Win32/Emotet.PA!MTB, Behavior:Win32/PowEmotet.SB    Emotet
    HackTool:Win32/RemoteTool, Adware.Gozilla                  none of them

A name counts where a word begins with it; a short one must be the whole word.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from honmono.tables import rows

_SHORT: Final = 5
"""Letters; words of other meaning begin with so few: Gozilla is no Gozi."""

_BEGIN: Final = r"(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]))"
_END: Final = r"(?:(?![A-Za-z])|(?<=[a-z])(?=[A-Z]))"


def family_of(untrusted_name: str) -> str | None:
    """`Trojan:Win32/Emotet.PA!MTB` → Emotet; None for every other name."""
    name = untrusted_name[:1_000]
    return next((family for part, family in _families() if part.search(name)), None)


@cache
def _families() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (_pattern(part), family) for part, family in rows("malware_families.tsv")
    )


def _pattern(part: str) -> re.Pattern[str]:
    """The name in any case, where a word begins: also within `PowEmotet`."""
    end = _END if len(part) <= _SHORT else ""
    return re.compile(f"{_BEGIN}(?i:{re.escape(part)}){end}")
