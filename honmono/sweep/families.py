"""Is what was found malware that steals mail, or loads what does?"""

from __future__ import annotations

from functools import cache

from honmono.tables import rows


def family_of(untrusted_name: str) -> str | None:
    """`Trojan:Win32/Emotet.PA!MTB` → Emotet; None for every other name."""
    name = untrusted_name[:1_000].casefold()
    return next((family for part, family in _families() if part in name), None)


@cache
def _families() -> tuple[tuple[str, str], ...]:
    return tuple((part, family) for part, family in rows("malware_families.tsv"))
