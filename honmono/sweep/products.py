"""Who a scanner is: whose engine it runs, in which role.

Windows Defender and Microsoft Safety Scanner are two names of one engine: they look once.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

from honmono.tables import rows

RESIDENT: Final = "resident"
ON_DEMAND: Final = "on-demand"
CHECKER: Final = "checker"


@dataclass(frozen=True, slots=True)
class Product:
    """One row of `tables/scanner_products.tsv`."""

    key: str
    vendor: str
    engines: frozenset[str]
    role: str
    called: tuple[str, ...]

    @property
    def is_antivirus(self) -> bool:
        """Does it look through files by signatures?"""
        return self.role in (RESIDENT, ON_DEMAND)


@cache
def products() -> dict[str, Product]:
    """All that we know, by key."""
    return {
        key: Product(
            key, vendor, frozenset(engines.split(",")), role, tuple(called.split(";"))
        )
        for key, vendor, engines, role, called in rows("scanner_products.tsv")
    }


def product_called(untrusted_name: str) -> str:
    """The key of what a report calls a scanner; the name itself where we know none.

    The longest name of ours that stands in it decides: `ESET Online Scanner 3.6`.
    """
    if untrusted_name in products():
        return untrusted_name
    name = _folded(untrusted_name[:200])
    padded = f" {name} "
    found = [(len(called), key) for called, key in _called() if f" {called} " in padded]
    return max(found)[1] if found else untrusted_name[:200]


def independent(one: str, other: str) -> bool:
    """Do two products share neither maker nor engine?  Unknown ones are never."""
    a, b = products().get(one), products().get(other)
    if a is None or b is None:
        return False
    return a.vendor != b.vendor and not a.engines & b.engines


@cache
def _called() -> tuple[tuple[str, str], ...]:
    return tuple(
        (_folded(name), product.key)
        for product in products().values()
        for name in product.called
    )


def _folded(name: str) -> str:
    text = unicodedata.normalize("NFKC", name).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())
