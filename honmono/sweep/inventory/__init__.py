"""Lists of PCs → what they change: read through a shown mapping, then merged.

table = read_table(content)
mapping = proposed(table.headers, table.sample)     shown, and mended by whoever looks
rows = listed(table, mapping, offices, zone).rows
merged = merge(rows, pcs, now)                      shown, and chosen from
after = applied(merged, pcs, now)
"""

from __future__ import annotations

from honmono.sweep.inventory._core import (
    Field,
    InventoryError,
    Listed,
    Listing,
    Mapping,
    Office,
    Trouble,
    mapping_from_json,
    offices_of,
)
from honmono.sweep.inventory.columns import fitting, proposed, proposed_office
from honmono.sweep.inventory.difference import Choice, Decided, Difference, Merge, What
from honmono.sweep.inventory.listing import listed
from honmono.sweep.inventory.merging import Outcome, applied, merge, outcomes
from honmono.sweep.inventory.table import Table, read_table

__all__ = [
    "Choice",
    "Decided",
    "Difference",
    "Field",
    "InventoryError",
    "Listed",
    "Listing",
    "Mapping",
    "Merge",
    "Office",
    "Outcome",
    "Table",
    "Trouble",
    "What",
    "applied",
    "fitting",
    "listed",
    "mapping_from_json",
    "merge",
    "offices_of",
    "outcomes",
    "proposed",
    "proposed_office",
    "read_table",
]
