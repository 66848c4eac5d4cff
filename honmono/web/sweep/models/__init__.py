"""PCs, results and how each PC stands.

PCs and results belong to the organization: a scan is a fact about a PC, whoever asks.  How
a PC stands belongs to an incident, whose rule says what counts; it is kept so that pages
need not judge, and is made from the rest at any time.
"""

from honmono.web.sweep.models.inventory import (
    InventoryFile,
    InventoryMapping,
    InventoryRow,
)
from honmono.web.sweep.models.kits import Kit, KitRefusal, Received
from honmono.web.sweep.models.pcs import Pc, PcChange, PcMark
from honmono.web.sweep.models.results import (
    ColumnMap,
    ReportFile,
    Scan,
    ScanMark,
    WatchedFile,
    Way,
)
from honmono.web.sweep.models.standing import (
    Compared,
    PcState,
    Snapshot,
    StandingRule,
    Sweep,
)

__all__ = [
    "ColumnMap",
    "Compared",
    "InventoryFile",
    "InventoryMapping",
    "InventoryRow",
    "Kit",
    "KitRefusal",
    "Pc",
    "PcChange",
    "PcMark",
    "PcState",
    "Received",
    "ReportFile",
    "Scan",
    "ScanMark",
    "Snapshot",
    "StandingRule",
    "Sweep",
    "WatchedFile",
    "Way",
]
