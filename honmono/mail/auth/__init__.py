"""What the domain's owner says about the mail (SPF, DKIM, DMARC, ARC)."""

from honmono.mail.auth.alignment import aligned, organizational_domain
from honmono.mail.auth.believed import authenticate
from honmono.mail.auth.model import (
    AuthResult,
    Looked,
    MethodResult,
    Outcome,
    Refused,
    Verifier,
)

__all__ = [
    "AuthResult",
    "Looked",
    "MethodResult",
    "Outcome",
    "Refused",
    "Verifier",
    "aligned",
    "authenticate",
    "organizational_domain",
]
