"""What other folders are told when an incident changes, or loses something for good."""

from __future__ import annotations

from typing import Final

from django.dispatch import Signal

originals_erased: Final = Signal()
"""Sent with `case` and `originals` (a frozenset of SHA-256), in the transaction of the
erasure.  Who has stored anything that was read from such a file takes it away now."""

incident_changed: Final = Signal()
"""Sent with `case`, `incident` (as it is now) and `now`, in the transaction of the change.
Who keeps what follows from an incident brings it up to date, or puts a job down for it."""
