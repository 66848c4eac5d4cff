"""The embedded database as earlier versions left it, and how such a file is made.

    python -m tests.web.schemas NUMBER       writes NUMBER.sql, once for each release

A file that was released is never written again: people have databases like it.
"""
