"""When a rule holds: the words of the table's column `when`, each a question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from honmono.incident.documents.stance import Leak, Origin, Scans
from honmono.incident.documents.standing import abused_domain, nothing_of_ours_leaked
from honmono.incident.documents.wording._core import Situation


def _is_elsewhere(situation: Situation) -> bool:
    """Did, or may, what was misused come from others?"""
    return nothing_of_ours_leaked(situation.incident)


def _not_ours(situation: Situation) -> bool:
    """Is it not established that it came from us?"""
    return situation.stance.origin not in (Origin.OURS, Origin.BOTH)


def _not_others(situation: Situation) -> bool:
    """Is it not established that it came from others?"""
    return situation.stance.origin not in (Origin.ELSEWHERE, Origin.BOTH)


def _origin_open(situation: Situation) -> bool:
    """Is no origin established?"""
    return situation.stance.origin not in (Origin.OURS, Origin.ELSEWHERE, Origin.BOTH)


def _origin_unknown(situation: Situation) -> bool:
    return situation.stance.origin is Origin.UNKNOWN


def _leak_open(situation: Situation) -> bool:
    """Is it not established that data leaked?"""
    return situation.stance.leak is not Leak.ESTABLISHED


def _not_all_scanned(situation: Situation) -> bool:
    """May nobody speak of all computers?"""
    return situation.stance.scans is not Scans.ALL_CLEAN


def _domain_abused(situation: Situation) -> bool:
    """May forged mail carry our own domain (C3, C6)?"""
    return bool(abused_domain(situation.incident))


def _always(situation: Situation) -> bool:
    del situation
    return True


def _outsiders(situation: Situation) -> bool:
    return situation.is_for_outsiders


WHEN: Final[Mapping[str, Callable[[Situation], bool]]] = {
    "always": _always,
    "outsiders": _outsiders,
    "elsewhere": _is_elsewhere,
    "not-ours": _not_ours,
    "not-others": _not_others,
    "origin-open": _origin_open,
    "origin-unknown": _origin_unknown,
    "leak-open": _leak_open,
    "not-all-scanned": _not_all_scanned,
    "domain-abused": _domain_abused,
}
"""Every word of the column."""
