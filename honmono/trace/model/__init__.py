"""How likely the reports are, had this or that mailbox been stolen.

    facts       what the archive knows about the reports        asked once
    people      does a suspect know whom they show and reach?   one factor of each report
    content     did a suspect hold what they are made from?     the other factor
    reports     both together, for every suspect and habit      `Ledger`
    habits      how this thief works: unknown, so averaged
    cases       nothing, own, partner, both, server             a posterior

A report comes from one of five springs: it is a stray and has nothing to do with the
theft, or the thief took names out of the address book or a message out of the mail, and
showed the owner of the mailbox or somebody else:

    P(report | c) = stray·N + (1-stray)·[ (1-κ)·(ω·B_owner + (1-ω)·B_other)
                                        +    κ ·(ω·M_owner + (1-ω)·M_other) ]

κ (from mail), ω (owner shown) and `stray` differ from thief to thief.  They are not
estimated and then believed; the posterior averages over a grid of them, each weighed by
how well it explains these very reports.  Of a partner's mailbox we see only our side: a
further grid runs over the part that we do not see.  All figures that were measured stand
in `figures.tsv`; everything else is counted in the archive.
"""
