"""Door: the desk, a web application in which an incident is handled.

base ──▶ jobs, accounts ──▶ cases ──▶ one folder for each kind of screen ──▶ project
look,    work behind,       incident,  today, facts, mails, trace,            settings,
words    who may what       its log    documents, evidence …                  addresses

An incident is a value here as everywhere (`incident/case`); `cases/services.py` is the one
way to change it.  Django keeps and shows it; what is due, what is wrong and what a document
says comes from `incident`.
"""
