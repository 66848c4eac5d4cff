"""Which boxes a picture has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from honmono.trace.evidence._core import Teller
from honmono.trace.evidence.picture.boxes import (
    OTHERS,
    SERVER,
    UNMATCHED,
    Graph,
    Layer,
)
from honmono.trace.evidence.picture.graph import graph_of
from honmono.trace.traced import Suspect, Traced
from tests.trace.evidence.traces import (
    HAND_MADE,
    SATO,
    SUZUKI,
    clue,
    company,
    evidence,
    office,
    server,
)


def graph(traced: Traced, language: str = "en") -> Graph:
    return graph_of(traced, Teller(traced, language))


def sizes(traced: Traced) -> list[int]:
    made = graph(traced)
    return [len(made.layer(layer)) for layer in Layer]


def test_with_few_reports_each_thing_has_its_box() -> None:
    assert sizes(office(3)) == [2, 3, 3, 3]


def test_a_box_of_fakes_that_show_several_people_says_so() -> None:
    made = graph(
        replace(
            office(15),
            evidence=tuple(
                replace(each, shown=((SATO, SUZUKI)[number % 2],))
                for number, each in enumerate([office(1).evidence[0]] * 12)
            ),
        )
    )

    (box,) = made.layer(Layer.FORGERY)
    assert any("and 1 more" in line for line in made.nodes[box].lines)


@pytest.mark.parametrize("name", HAND_MADE)
def test_with_many_there_are_never_more_than_a_page_holds(name: str) -> None:
    assert all(size <= 12 for size in sizes(HAND_MADE[name]))
    assert len(graph(HAND_MADE[name]).links) <= 150


def test_no_report_is_lost_in_a_bundle() -> None:
    made = graph(office(300))
    live = sum(e.stray < 0.5 for e in office(300).evidence)
    layers = {key: node.layer for key, node in made.nodes.items()}
    to_forgeries = [
        count
        for (_, target, _), count in made.links.items()
        if layers[target] is Layer.FORGERY
    ]

    assert sum(to_forgeries) == live
    assert live + len(made.strays) == 300


def test_every_link_joins_two_boxes_of_neighbouring_layers() -> None:
    for traced in HAND_MADE.values():
        made = graph(traced)
        for source, target, _ in made.links:
            assert made.nodes[target].layer - made.nodes[source].layer == 1


def test_a_message_carries_the_numbers_of_those_who_held_it() -> None:
    made = graph(company(3))
    messages = [made.nodes[key] for key in made.layer(Layer.MESSAGE)]

    assert {node.holders for node in messages} == {(0, 1)}


def test_a_partner_s_copy_is_not_sure_and_ours_is() -> None:
    made = graph(company(3))
    sure = {link.suspect: link.sure for s, _, link in made.links if "suspect" in s}

    assert sure == {0: True, 1: False}


def test_a_mailbox_that_held_another_message_did_not_hold_this_one() -> None:
    one, other = (e.clues[0].match for e in office(2).evidence)
    assert one
    assert other
    mixed = evidence(
        1, (clue(SATO, 20, one, held=True), clue(SUZUKI, 5, other, held=True))
    )
    traced = replace(
        office(1),
        evidence=(mixed,),
        suspects=(
            Suspect(SATO, "佐藤 花子", True, 0.6),
            Suspect(SUZUKI, "鈴木 一郎", True, 0.3),
        ),
    )
    made = graph(traced)

    assert [made.nodes[key].holders for key in made.layer(Layer.MESSAGE)] == [(0,)]


def test_reports_without_a_message_of_ours_stand_apart() -> None:
    node = graph(office(20)).nodes[UNMATCHED]

    assert node.faint
    assert node.suspect is None


def test_a_message_that_no_leading_suspect_held_comes_from_others() -> None:
    match = office(1).evidence[0].clues[0].match
    assert match
    other = replace(
        match, note=replace(match.note, holders=(), participants=("x@y.example",))
    )
    traced = replace(
        office(1), evidence=(evidence(1, (clue(SUZUKI, 3, other, held=False),)),)
    )

    assert OTHERS in graph(traced).nodes


def test_our_server_is_drawn_where_it_is_likely() -> None:
    assert SERVER in graph(server()).nodes
    assert SERVER not in graph(office(3)).nodes
