"""Whose mailbox was stolen, what leaked, and who is next.

    forged mails ──▶ forgery ──▶ questions ──▶ likelihood ──▶ posterior ──▶ traced
    as people        a value     to the        of each        case and      an answer
    reported them                archive       suspect        suspects      with evidence

`archive` is our own mail, indexed; `people` tells whom a shown name is.  Everything
between the archive's answers and the answer of a trace is functions from values to values.
"""
