"""What leaked, who must be told, and who is next.

    traced ──▶ seen ──────▶ counting ──▶ Exposure ──▶ lists, affected    for the incident
               in the       × suspected      │
               fakes        mailboxes        └──────▶ ledger             what changed, why

`ranking` says who is likely to get the next fake.  The disk is reached in `saving` alone.
"""
