"""What leaked, who must be told, and who is next.

    traced ──▶ seen ──────▶ counting ──▶ Exposure ──▶ lists, affected    for the incident
               in the       × suspected      │
               fakes        mailboxes        └──────▶ ledger             what changed, why

Who is next, the model says.  The disk is reached in `saving` alone.
"""
