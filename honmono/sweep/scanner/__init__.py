"""Looks at one PC, and says what it saw and what it could not see.

    gather      what the PC shows now, read and never changed  →  Artefacts
    checks      one trace, one file: Artefacts → nothing, found, or could not look
    report      all of it as JSON, signed with the office's key

The standard library alone, Python 3.9 and later: nothing can be installed on these PCs.
It does what is listed here and nothing that anybody sends it; it sends nothing.  Checks
also run on the server, over artefacts that another program gathered.
"""

VERSION = "1.0"
