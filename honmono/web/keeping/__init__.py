"""A backup: one file that holds the desk, and the desk made of it again.

rows of every table, in one consistent reading ─┐
originals that the rows name                    ├──▶ FILE.tar.gz ──▶ an empty home
files that wait for jobs                        │                    or database
honmono.toml, settings.toml, the key of bundles ┘

The file is the same for the embedded database and for PostgreSQL, so it is also the way
from one to the other.  It holds no sessions and not the key that signs them: after a
restore everybody signs in anew.
"""
