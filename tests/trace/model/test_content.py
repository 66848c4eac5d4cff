"""Out of which message a report was made, and for whom that speaks."""

from __future__ import annotations

from dataclasses import replace

from honmono.trace.archive._core import Level
from honmono.trace.forgery import Head
from honmono.trace.model.facts import gathered
from honmono.trace.model.figures import Figures
from honmono.trace.model.ledger import ledger_of
from honmono.trace.model.people import Crowd
from tests.trace.world import NOW, forgery, message, office

SATO, ITO, KONDO = "sato@ours.example", "ito@ours.example", "kondo@ours.example"
NORTH, SOUTH, WEST = (
    *("north@north.example", "south@south.example"),
    "west@west.example",
)
LIST = "everybody@ours.example"
SUBJECT = "Crane at gate 17, order 4711"


def fits(*heads: Head) -> float:
    """How well the heads of a quote fit what sato wrote to north about the crane."""
    archive = office(message(1, SATO, NORTH, subject=SUBJECT))
    told = replace(forgery("Nora North", SATO, subject=SUBJECT), heads=heads)
    facts = gathered([told], archive, Level.FULL, NOW)
    crowd = Crowd(facts, Figures())
    (seen,) = facts.reports
    return float(crowd.heads_fit(seen, seen.matches[0].note)[crowd.row[SATO], 0])


def test_a_message_without_anybody_of_the_heads_is_hardly_the_quoted_one() -> None:
    assert fits() == fits(Head("Sato Hanako")) == 1
    assert fits(Head("Simon South")) < 0.2


def test_one_head_is_enough_as_others_stand_further_down() -> None:
    assert fits(Head("Simon South"), Head("Sato Hanako")) == 1


def odds(*also: str) -> float:
    """Ito against kondo, who both got it from sato; kondo is shown, sato got the fake."""
    wrote = message(1, SATO, *also, subject=SUBJECT)
    got = replace(wrote, note=replace(wrote.note, holders=(SATO, ITO, KONDO)))
    told = forgery("Kondo Aya", SATO, subject=SUBJECT)
    ledger = ledger_of([told], office(got), Level.FULL, NOW, Figures())
    ito, kondo = (ledger.crowd.row[each] for each in (ITO, KONDO))
    springs = ledger.springs[0].max(axis=(1, 2))
    return float(springs[ito] / springs[kondo])


def test_who_got_it_by_a_list_may_show_anybody() -> None:
    by_list, by_name = odds(LIST), odds(NORTH)

    assert by_list > 3 * by_name
