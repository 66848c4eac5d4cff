"""Domains where anybody can open an address: they say nothing about whose mail it is."""

from __future__ import annotations

from typing import Final

from honmono import tables

_DOMAINS: Final = frozenset(row[0] for row in tables.rows("free_mail.tsv"))


def is_free_mail(organizational_domain: str) -> bool:
    """Is it a free mailer or a carrier?  Asked of a registered domain, not of a host."""
    return organizational_domain in _DOMAINS
