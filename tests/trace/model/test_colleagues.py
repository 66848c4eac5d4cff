"""A colleague whose mailbox was not indexed: "could not look" is not "was not it"."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

import numpy as np
import pytest

from honmono.trace.archive._core import Level, Profile
from honmono.trace.forgery import Forgery
from honmono.trace.model.ledger import ledger_of
from honmono.trace.model.posterior import Posterior
from honmono.trace.pipeline import trace
from honmono.trace.traced import Case, Check
from tests.trace.memory import MemoryArchive, Text
from tests.trace.world import NOW, OURS, forgery, office

ITO, SATO, KONDO = "ito@ours.example", "sato@ours.example", "kondo@ours.example"
FROM_ITO = tuple(
    forgery("Ito Ken", to, source=f"r{n}") for n, to in enumerate((SATO, KONDO) * 3)
)


class WithoutIto(MemoryArchive):
    """Ito is registered, and his mailbox was not indexed."""

    def profiles(
        self, candidates: Collection[str], until: int
    ) -> Mapping[str, Profile]:
        found = dict(super().profiles(candidates, until))
        if ITO in found:
            found[ITO] = replace(found[ITO], ours=True)
        return found


def posterior(*forgeries: Forgery) -> Posterior:
    archive = without_ito()
    return Posterior(ledger_of(forgeries, archive, Level.FULL, NOW))


def without_ito() -> WithoutIto:
    whole = office()
    boxes = [box for box in whole.mailboxes() if box.person != ITO]
    return WithoutIto(boxes, map(not_held_by_ito, whole.texts))


def not_held_by_ito(text: Text) -> Text:
    holders = tuple(person for person in text.note.holders if person != ITO)
    return replace(text, note=replace(text.note, holders=holders))


def test_each_of_us_is_as_likely_before_looking_indexed_or_not() -> None:
    found = posterior(*FROM_ITO)
    row = found.ledger.crowd.row
    prior = found._prior

    assert prior[row[ITO]] == prior[row[SATO]]
    assert np.exp(prior[found.ledger.crowd.of_ours]).sum() == pytest.approx(
        found.ledger.figures.prior_own
    )


def test_he_can_be_named() -> None:
    found = trace(FROM_ITO, without_ito(), Level.FULL, NOW)

    assert found.suspects[0].person == ITO
    assert found.suspects[0].ours
    assert max(found.cases, key=lambda case: found.cases[case]) is Case.OWN
    assert (Check.SCAN, (ITO,)) in [(one.check, one.persons) for one in found.checks]


def test_to_be_shown_once_does_not_accuse_him() -> None:
    found = posterior(forgery("Ito Ken", SATO))

    assert found.stolen[found.ledger.crowd.row[ITO]] < 0.5


def test_junk_that_shows_him_is_as_usual_as_junk_that_shows_any_of_us() -> None:
    shown = [posterior(forgery(name, KONDO)).ledger for name in ("Ito Ken", OURS[SATO])]

    assert shown[0].strays[0] == pytest.approx(shown[1].strays[0])
