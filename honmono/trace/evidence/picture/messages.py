"""The second layer: the messages of ours that the fakes were made from.

    ┌────────────────────────┐
    │ 見積書の件          ① ② │      who held it: a copy of ours, or took part outside
    │ 2022-04-11 · 偽メール 3 通 │
    └────────────────────────┘

Those that most fakes were made from have a box, the others share one.  Fakes of which no
message is known stand below: an address book may have sufficed, or many messages fit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from honmono.trace.archive._core import Match, Note
from honmono.trace.evidence._core import Teller
from honmono.trace.evidence.picture.boxes import (
    OTHERS,
    REST,
    SERVER,
    SUSPECTS,
    UNMATCHED,
    Graph,
    Layer,
    Link,
    Node,
    fakes,
)
from honmono.trace.evidence.picture.mailboxes import suspect_key
from honmono.trace.evidence.report import origin, subject
from honmono.trace.traced import Evidence

_MESSAGES: Final = 9
"""Messages with a box of their own."""


def add_messages(
    graph: Graph, live: Sequence[Evidence], numbers: Mapping[str, int], tell: Teller
) -> list[str]:
    """Add them; give for each report the box of what it was made from."""
    found = [origin(evidence) for evidence in live]
    counted = Counter(match.note.key for match in found if match)
    notes = {match.note.key: match.note for match in found if match}
    held = _held(live, found, numbers, tell)
    keep = _kept(counted, notes, held)
    for key in keep:
        graph.nodes[key] = _message(notes[key], counted[key], held[key], tell)
    if rest := [key for key in counted if key not in keep]:
        graph.nodes[REST] = _rest(rest, counted, held, tell)
    for key, number in counted.items():
        _link(graph, key if key in keep else REST, held[key], number, tell)
    _add_unmatched(graph, live, found, numbers, tell)
    return [
        UNMATCHED if m is None else m.note.key if m.note.key in keep else REST
        for m in found
    ]


def _held(
    live: Sequence[Evidence],
    found: Sequence[Match | None],
    numbers: Mapping[str, int],
    tell: Teller,
) -> dict[str, dict[int, bool]]:
    """For each message the numbers of the leading that held it, and whether it is sure."""
    held: dict[str, dict[int, bool]] = {}
    for evidence, match in zip(live, found, strict=True):
        if match is None:
            continue
        note = match.note
        of_note = held.setdefault(note.key, _of_note(note, numbers, tell))
        for clue in evidence.clues:
            same = clue.match is not None and clue.match.note.key == note.key
            if same and clue.held and clue.suspect in numbers:
                of_note[numbers[clue.suspect]] = True
    return held


def _of_note(note: Note, numbers: Mapping[str, int], tell: Teller) -> dict[int, bool]:
    """Our copies are sure; that somebody outside still has his is inferred."""
    outside = [p for p in note.participants if tell.people.ours(p) is not True]
    inferred = {numbers[person]: False for person in outside if person in numbers}
    sure = {numbers[person]: True for person in note.holders if person in numbers}
    return inferred | sure


def _kept(
    counted: Counter[str],
    notes: Mapping[str, Note],
    held: Mapping[str, Mapping[int, bool]],
) -> dict[str, None]:
    """Those with a box of their own, in the order of who held them and of their dates."""
    most = counted.most_common(_MESSAGES)
    if len(counted) == _MESSAGES + 1:  # a bundle of one would say less
        most = counted.most_common()
    order = sorted(
        (sorted(held[key]) or [SUSPECTS], notes[key].date, key) for key, _ in most
    )
    return dict.fromkeys(key for _, _, key in order)


def _message(note: Note, number: int, held: Mapping[int, bool], tell: Teller) -> Node:
    shown = subject(note.subject, tell)
    lines = (shown, f"{tell.date(note.date)} · {fakes(number, tell)}")
    everybody = dict.fromkeys((*note.holders, *note.participants))
    people = tell.people.several(everybody, 9)
    title = f"{shown} · {lines[1]} · {people} · {note.message_id}"
    return Node(Layer.MESSAGE, lines, title, _first(held), tuple(sorted(held)))


def _rest(
    rest: Sequence[str],
    counted: Counter[str],
    held: Mapping[str, Mapping[int, bool]],
    tell: Teller,
) -> Node:
    count = tell.count("messages", len(rest))
    text = tell.say("node-other-messages", count=count)
    number = sum(counted[key] for key in rest)
    holders = {number: True for key in rest for number in held[key]}
    return Node(
        Layer.MESSAGE,
        (text, fakes(number, tell)),
        text,
        _first(holders),
        tuple(sorted(holders)),
    )


def _link(
    graph: Graph, box: str, held: Mapping[int, bool], number: int, tell: Teller
) -> None:
    for suspect, sure in held.items():
        graph.link(suspect_key(suspect), box, Link(suspect, sure), number)
    if not held:
        text = tell.say("node-others")
        lines = (text, tell.say("node-others-what"))
        graph.nodes.setdefault(OTHERS, Node(Layer.MAILBOX, lines, text, faint=True))
        graph.link(OTHERS, box, Link(None, sure=False), number)


def _add_unmatched(
    graph: Graph,
    live: Sequence[Evidence],
    found: Sequence[Match | None],
    numbers: Mapping[str, int],
    tell: Teller,
) -> None:
    """Fakes without a message; a ribbon from each leading suspect who knew somebody."""
    without = [e for e, match in zip(live, found, strict=True) if match is None]
    if not without:
        return
    text = tell.say("node-no-match")
    lines = (text, tell.say("node-no-match-what"), fakes(len(without), tell))
    graph.nodes[UNMATCHED] = Node(Layer.MESSAGE, lines, text, faint=True)
    for evidence in without:
        knowing = {
            numbers[clue.suspect]
            for clue in evidence.clues
            if clue.suspect in numbers and (clue.knows_recipient or clue.knows_shown)
        }
        for number in knowing:
            graph.link(suspect_key(number), UNMATCHED, Link(number, sure=False))
        if SERVER in graph.nodes:
            graph.link(SERVER, UNMATCHED, Link(None, sure=False))


def _first(held: Mapping[int, bool]) -> int | None:
    """Whose colour: the likeliest of those that held it."""
    return min(held, default=None)
