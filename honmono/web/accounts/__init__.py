"""Who works at the desk, and what each may do.

models.py   User, PersonalRead      doors.py    what stands before every view
http.py     requests of somebody    adapter.py  nobody signs up by himself
"""
