"""Whose mailbox was stolen: index, trace, exposure.

mailboxes.py  what lies below HOME/mailboxes     archive.py    what the index is
models.py     Source, LeftOut, Trace, Told       services.py   the only writes
jobs.py       index, forget, trace               telling.py    an answer in both languages
taking.py     an answer → records of the incident
"""
