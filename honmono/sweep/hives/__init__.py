r"""Registry files that somebody brought (NTUSER.DAT, SOFTWARE, SYSTEM) → artefacts.

    NTUSER.DAT of a user   what starts at his logon, and values that hide a name
    SOFTWARE               the same of the machine
    SYSTEM                 services

A registry file is as hostile as any: it is read in a process of its own, with bounds, by
`regipy` (the extra `endpoint`).  What cannot be read, or not as a whole, is told as such.
"""

from __future__ import annotations

from honmono.sweep.hives.outside import Hive, MissingLibraryError, add_hives

__all__ = ["Hive", "MissingLibraryError", "add_hives"]
