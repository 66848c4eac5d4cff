"""The third layer: the forged mails, alone, or many by what they were made from.

┌─────────────────────┐          ┌──────────────────────────┐
│ RE: 見積書の件        │          │ 偽メール 14 通             │
│ 2022-05-02           │          │ 2022-05-02〜2022-05-30     │
│ 表示：佐藤 花子        │          │ 表示：佐藤 花子             │
└─────────────────────┘          └──────────────────────────┘
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from honmono.trace.evidence._core import Teller
from honmono.trace.evidence.picture.boxes import Graph, Layer, Link, Node, fakes, name
from honmono.trace.evidence.report import subject
from honmono.trace.traced import Evidence

_SINGLE: Final = 9
"""Forged mails up to which each is a box of its own."""

_SOURCES: Final = 5
"""Reports that a title names."""


def add_forgeries(
    graph: Graph, live: Sequence[Evidence], messages: Sequence[str], tell: Teller
) -> list[str]:
    """Add them; give for each report its box."""
    order = {key: number for number, key in enumerate(graph.layer(Layer.MESSAGE))}
    single = len(live) <= _SINGLE
    boxes = [
        f"\0forgery-{number if single else order[key]}"
        for number, key in enumerate(messages)
    ]
    made: defaultdict[str, list[Evidence]] = defaultdict(list)
    for evidence, box in zip(live, boxes, strict=True):
        made[box].append(evidence)
    source = dict(zip(boxes, messages, strict=True))
    for box in sorted(source, key=lambda box: order[source[box]]):
        message = graph.nodes[source[box]]
        graph.nodes[box] = _forgeries(made[box], message, tell)
        link = Link(message.suspect, not message.faint)
        graph.link(source[box], box, link, len(made[box]))
    return boxes


def _forgeries(made: Sequence[Evidence], message: Node, tell: Teller) -> Node:
    first = subject(made[0].subject, tell) if len(made) == 1 else fakes(len(made), tell)
    shown = Counter(person for evidence in made for person in evidence.shown[:1])
    names = [name(person, tell) for person, _ in shown.most_common()]
    who = tell.joined_names(names, 1)
    most = [tell.say("node-shown", who=who)] if names else []
    lines = (first, _days(made, tell), *most)
    title = " · ".join([*lines, *(evidence.source for evidence in made[:_SOURCES])])
    return Node(
        Layer.FORGERY, lines, title, suspect=message.suspect, faint=message.faint
    )


def _days(made: Sequence[Evidence], tell: Teller) -> str:
    days = [day for evidence in made if (day := tell.day(evidence.date))]
    if not days:
        return tell.say("no-date")
    first, last = min(days), max(days)
    return first if first == last else tell.say("node-days", first=first, last=last)
