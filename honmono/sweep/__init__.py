"""Every PC of every office, looked at by two independent scanners, on record.

    scanner     what runs on a PC: standard library only, one file
       │ report
    importers   any scanner's report → Scan: what looked, when, with what, and what it saw
       │
    coverage    PCs of the inventory + their scans + the rule → one standing a PC, with why
       │
    status      the same as JSON: what pages, documents and the command line show

A PC is covered when two independent scanners have looked at it after the first forged
mail, and said so in a way that can be shown.  Everything else has a name and a reason.
"""
