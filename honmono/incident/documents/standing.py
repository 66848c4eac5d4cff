"""Three questions about the cases of an incident that decide single words of a notice.

Is it certain, or likely, that nothing came from us?   concern instead of an apology
Was an account, a server or our domain itself abused?  the domain proves nothing
"""

from __future__ import annotations

from honmono.incident.case import Incident
from honmono.incident.case.hypotheses import CaseCode, Standing
from honmono.incident.documents.stance import Origin, stance_of


def nothing_of_ours_leaked(incident: Incident) -> bool:
    """Did what was used come from others?  A contractor of ours is no other."""
    stance = stance_of(incident)
    elsewhere = stance.origin in (Origin.ELSEWHERE, Origin.ELSEWHERE_SUSPECTED)
    return elsewhere and CaseCode.C4 not in stance.cases


def abused_domain(incident: Incident) -> tuple[str, ...]:
    """Hypotheses by which forged mail may carry our own domain (C3, C6)."""
    return tuple(
        case.id
        for case in incident.hypotheses
        if case.code in (CaseCode.C3, CaseCode.C6)
        and case.standing in (Standing.SUPPORTED, Standing.ESTABLISHED)
    )
