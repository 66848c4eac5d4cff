"""Our own sent and received mail → what could stand in the organization file, with counts.

    tally = Tally(domains)
    for mail in archive: tally.add(parse(mail))
    proposals = propose(tally, org)

Whoever forges mail in our name has written into this archive as well.  So nothing is
counted as ours because it says so: see `evidence.py`.
"""

from honmono.setup.archive.proposals import Proposals, propose
from honmono.setup.archive.tally import Tally

__all__ = ["Proposals", "Tally", "propose"]
