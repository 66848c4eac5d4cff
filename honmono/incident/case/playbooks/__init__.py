"""What to find out and what to do, by what the forged mail looks like.

    stolen-mail        replies and names from real mail, with malware (Emotet and its heirs)
    account-takeover   mail that left through an account of ours
    president-fraud    an executive's name, a stranger's address, money or a chat
    lookalike          a domain made to look like ours; a changed bank account
    own-domain         our domain in From, from strangers' servers
    first-hours        nobody knows yet

The rows stand in `tables/playbook_*.tsv`, the words in `text/kinds/` and
`text/playbooks/`.  A question or task more is a row there and its words.
"""

from honmono.incident.case.playbooks._core import (
    PLAYBOOKS,
    UnknownStyleError,
    playbook_of,
    questions_of,
    tasks_of,
)
from honmono.incident.case.playbooks.common_errors import Warned, warnings
from honmono.incident.case.playbooks.starting import advise, start
from honmono.incident.case.playbooks.steps import (
    Readiness,
    Step,
    circles,
    material,
    next_steps,
)
from honmono.incident.case.playbooks.wording import (
    approach_of,
    evidence_for,
    reason_of,
    words_of,
)

__all__ = [
    "PLAYBOOKS",
    "Readiness",
    "Step",
    "UnknownStyleError",
    "Warned",
    "advise",
    "approach_of",
    "circles",
    "evidence_for",
    "material",
    "next_steps",
    "playbook_of",
    "questions_of",
    "reason_of",
    "start",
    "tasks_of",
    "warnings",
    "words_of",
]
