"""Outlook's own forms of a mail: `.msg`, TNEF (`winmail.dat`) and data files (`.pst`).

    compound      the file system inside a `.msg`        ┐
    tnef          a list of attributes                   ├─▶ item ─▶ letter ─▶ a mail (RFC 5322)
    pst           a database of folders, read by libpff  ┘

All three hold the same thing: properties, recipients and files (`item`).  `letter` writes
them down as the mail that they were, so that everything behind it reads one form of mail.
What reads here takes whatever an attacker wrote, so it runs in the sandbox; nothing
imports it but that.
"""
