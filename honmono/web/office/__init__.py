"""Settings: who we are, by forms; history; lists of people.

file.py    the organization file as it is now        parts.py     what its tables hold
models.py  every version of it, lists that wait      services.py  the only writes
entries.py pages of one part                         lists.py     lists of people
views.py   overview, beginning, text and history
"""
