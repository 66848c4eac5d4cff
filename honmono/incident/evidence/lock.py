"""One writer at a time: a lock that the system takes back when its holder dies.

    honmono: cases/n001 is being written by process 4711 on pc-17; try again

Changes are short, so whoever comes second waits a little before he gives up.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from honmono.incident.evidence.place import EvidenceError
from honmono.locking import HeldError, held

NAME: Final = "lock"
PATIENCE: Final = 10.0
"""Seconds that a second writer waits."""

_EVERY: Final = 0.05


@contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Be the only one who writes there.

    Raises:
        EvidenceError: somebody else is, and was not done in time.

    """
    with ExitStack() as stack:
        until = time.monotonic() + patience
        while True:
            try:
                stack.enter_context(held(folder / NAME))
                break
            except HeldError as error:
                if time.monotonic() >= until:
                    raise EvidenceError(
                        "locked", folder=folder, who=error.who
                    ) from None
            time.sleep(_EVERY)
        yield
