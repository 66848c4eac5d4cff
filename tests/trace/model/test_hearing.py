"""Which fakes we hear of, who may be robbed at all, and how many could be."""

from __future__ import annotations

import pytest

from honmono.trace.archive._core import Level
from honmono.trace.model.figures import Figures
from honmono.trace.model.ledger import ledger_of
from honmono.trace.model.people import Crowd
from honmono.trace.model.posterior import Posterior
from tests.trace.world import NOW, forgery, message, office

SATO, NORTH = "sato@ours.example", "north@north.example"
LIST = "everybody@ours.example"


def crowd(shown: str, to: str) -> Crowd:
    told = [forgery(shown, to)]
    archive = office(*(message(9 + n, SATO, LIST) for n in range(5)))
    return ledger_of(told, archive, Level.FULL, NOW, Figures()).crowd


def test_a_fake_that_reached_one_of_us_is_heard_of_sooner() -> None:
    here, there = crowd("Ito Ken", "kondo@ours.example"), crowd("Ito Ken", NORTH)
    row = here.row[SATO]

    to_ours, to_north = (
        each.heard(each.facts.reports[0])[1][row, 0] for each in (here, there)
    )

    assert to_ours > 1 > to_north
    assert to_north == pytest.approx(to_ours * Figures().heard_of_ours)


def test_a_fake_that_shows_nobody_of_ours_elsewhere_is_hardly_heard_of() -> None:
    elsewhere = crowd("Simon South", NORTH)

    found = elsewhere.heard(elsewhere.facts.reports[0])[1][elsewhere.row[SATO], 0]

    assert found < Figures().heard_of_ours


def test_an_address_of_our_domain_without_a_mailbox_is_no_suspect() -> None:
    suspects = crowd("Nora North", LIST).suspects

    assert LIST not in suspects
    assert {SATO, NORTH} <= set(suspects)


def test_the_more_outsiders_the_less_likely_is_each() -> None:
    told = [forgery("Nora North", SATO)]
    more = [message(50 + n, SATO, f"new{n}@far.example") for n in range(40)]

    few, many = (
        Posterior(ledger_of(told, office(*known), Level.FULL, NOW))
        for known in ([], more)
    )

    assert (
        few.stolen[few.ledger.crowd.row[NORTH]]
        > (many.stolen[many.ledger.crowd.row[NORTH]])
    )
