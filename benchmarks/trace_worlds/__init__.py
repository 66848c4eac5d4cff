"""Invented organizations, their mail, and thefts from it: tests for a trace.

    python -m benchmarks.trace_worlds OUT                all worlds, as sets are written
    python -m benchmarks.trace_worlds OUT --only solo    one of them

    shapes ──▶ cast ──▶ traffic ──▶ archive ──▶ org.json, messages, mailboxes, contacts
    a table    people,  letters,        │
               ties     deleted ones    ▼
                        too         incidents ──▶ scenarios and truth
                                    loot, habits, fakes, strays

Written without a look at how a trace infers, and on purpose: thieves here have habits
(`habits.py`) that no model was told.  The same seed gives the same bytes on every machine.

It leaves alone: mail as bytes.  Reports are rows of a table; raw mail has sets of its own.
"""
