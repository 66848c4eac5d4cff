"""The first day, question by question; new incidents; what an incident is called.

first_day.py   which questions, and what is known of each (pure)
edits.py       what an answer puts on record (pure)
forms.py       the questions as forms
views.py       the first day
opening.py     a new incident
about.py       names, access, end
left_open.py   what is not done when somebody wants to end it
"""
