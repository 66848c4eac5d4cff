"""Which sort of fraud a style of incident is: what staff must do differs by it.

emotet_suspected → stolen      ceo_fraud_line → president      unknown → general
"""

from __future__ import annotations

from typing import Final

from honmono.incident.documents.brief import Brief

GENERAL: Final = "general"

FAMILIES: Final = {
    "emotet": "stolen",
    "emotet_suspected": "stolen",
    "emotet_style": "stolen",
    "account_takeover": "account",
    "ceo_fraud_line": "president",
    "ceo_fraud_generic": "president",
    "gift_card_fraud": "president",
    "bec_payment_change": "payment",
    "lookalike_domain": "payment",
    "own_domain_forged": "forged",
}

ASKS_FOR_MONEY: Final = ("president", "payment")
"""Families in which somebody may have paid or told a number already."""


def family(brief: Brief) -> str:
    """The sort of fraud; `general` where the style is not known."""
    return FAMILIES.get(brief.incident.style, GENERAL)
