"""What the domain's owner says about the mail (SPF, DKIM, DMARC, ARC)."""

from honmono.mail.auth.alignment import aligned, organizational_domain
from honmono.mail.auth.believed import authenticate
from honmono.mail.auth.model import (
    AuthResult,
    FoundBy,
    Looked,
    MethodResult,
    Outcome,
    Refused,
)

__all__ = [
    "AuthResult",
    "FoundBy",
    "Looked",
    "MethodResult",
    "Outcome",
    "Refused",
    "aligned",
    "authenticate",
    "organizational_domain",
]
