"""Incidents in the database: read, changed in one way, logged in the same transaction.

models.py     Case, Version, LogEntry, LogValue, Original, ListFile, ListRow
selectors.py  what pages read          services.py   the only writes
log.py        the chained log as tables
originals.py  files on the disk before their rows are
checked.py    what checks find, in the words of the desk
labels.py     records in words, for links
case_doors.py what stands before the pages of one incident
"""
