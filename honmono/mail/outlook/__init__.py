"""Outlook's own forms of a mail: `.msg`, TNEF (`winmail.dat`) and data files (`.pst`).

    msg, compound    a file system of its own              ┐
    tnef             a list of attributes                  ├─▶ item ─▶ letter ─▶ a mail
    pst              a database of folders, by libpff      ┘

All three hold the same thing: properties, recipients and files (`item`).  `letter` writes
them down as the mail that they were, so that everything behind it reads one form of mail.
What reads takes whatever an attacker wrote, so it runs in the sandbox; nothing
imports it but that.
"""
