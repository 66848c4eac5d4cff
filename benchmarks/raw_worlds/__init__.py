"""Invented worlds as a user has them: mailboxes full of mail, reports as people send them.

    trace_worlds ──▶ letters   ──▶ mailboxes   mbox and Maildir, honmono.toml
    (tables)         reports   ──▶ reports     raw, stripped, forwarded inline, attached
                               ──▶ tables      the same, without what the forms lost

Written by hands that had not read how reports and mail are read.  A trace on the tables has
a perfect reader; what it finds more than the trace on the mail was lost by reading.
"""
