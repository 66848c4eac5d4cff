"""What other folders are told when something of an incident goes for good."""

from __future__ import annotations

from typing import Final

from django.dispatch import Signal

originals_erased: Final = Signal()
"""Sent with `case` and `originals` (a frozenset of SHA-256), in the transaction of the
erasure.  Who has stored anything that was read from such a file takes it away now."""
