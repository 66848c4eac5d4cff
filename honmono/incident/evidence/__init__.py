"""Originals by hash, a log that cannot be rewritten unseen, a signed bundle.

file ─▶ store ─┐                                  originals, written once
note ─▶ chain ─┼─▶ writing ─▶ incident file       in one order that survives a kill
values ────────┘      │
                      └─▶ bundle ─▶ verify        one file for others, and its check

Who changes an incident calls `commit`, or `writing` for several steps under one lock.
"""

from honmono.incident.evidence.place import EvidenceError, Place
from honmono.incident.evidence.writing import Note, Writer, commit, writing

__all__ = ["EvidenceError", "Note", "Place", "Writer", "commit", "writing"]
