"""The first layer: the mailboxes that may be stolen, likeliest first.

    ┌──────────────────────┐
    │ 佐藤 花子           ① │      up to three, each with its colour and number
    │ sato@hoshimine.example│
    │ 当社・確率 94%         │
    └──────────────────────┘

Our server stands here as well, where it is likely to be abused.
"""

from __future__ import annotations

from typing import Final

from honmono.trace.evidence._core import Teller
from honmono.trace.evidence.answer import POSSIBLE, side
from honmono.trace.evidence.picture.boxes import (
    OTHERS,
    SERVER,
    SUSPECTS,
    Graph,
    Layer,
    Node,
    name,
    named,
)
from honmono.trace.evidence.suspects import Cluster, clusters
from honmono.trace.traced import Case, Traced

_WORTH: Final = 0.02
"""Probability below which only the first suspect is drawn."""

_GROUP: Final = 3
"""Members of a group that are named in its box."""


def suspect_key(number: int) -> str:
    """The key of a leading suspect's box."""
    return f"\0suspect-{number}"


def add_mailboxes(graph: Graph, traced: Traced, tell: Teller) -> dict[str, int]:
    """Add them; give the number of each person that has one."""
    leading = [
        cluster
        for number, cluster in enumerate(clusters(traced)[:SUSPECTS])
        if number == 0 or cluster.probability >= _WORTH
    ]
    for number, cluster in enumerate(leading):
        graph.nodes[suspect_key(number)] = _suspect(cluster, number, tell)
    if traced.cases.get(Case.SERVER, 0.0) >= POSSIBLE:
        graph.nodes[SERVER] = _server(traced, tell)
    elif not leading:
        text = tell.say("node-no-suspect")
        graph.nodes[OTHERS] = Node(Layer.MAILBOX, (text,), text, faint=True)
    return {p: number for number, c in enumerate(leading) for p in c.persons}


def _suspect(cluster: Cluster, number: int, tell: Teller) -> Node:
    chance = tell.chance(cluster.probability)
    share = tell.say("node-probability", side=side(cluster, tell), chance=chance)
    everybody = tell.say("comma").join(map(tell.people.full, cluster.persons[:20]))
    return Node(
        Layer.MAILBOX,
        (*_names(cluster, tell), share),
        f"{everybody} · {share}",
        suspect=number,
        names=min(len(cluster.persons), _GROUP),
    )


def _names(cluster: Cluster, tell: Teller) -> tuple[str, ...]:
    """A name over its address; of a group some names."""
    if len(cluster.persons) == 1:
        return named(cluster.persons[0], tell)
    names = [name(person, tell) for person in cluster.persons[:_GROUP]]
    if (more := len(cluster.persons) - _GROUP) > 0:
        names[-1] = tell.say("and-more", list=names[-1], count=more)
    return (*names, tell.say("node-group"))


def _server(traced: Traced, tell: Teller) -> Node:
    chance = tell.chance(traced.cases.get(Case.SERVER, 0.0))
    share = tell.say("node-probability", side=tell.say("ours"), chance=chance)
    lines = (tell.say("node-server"), traced.abused_account or "", share)
    shown = tuple(line for line in lines if line)
    return Node(Layer.MAILBOX, shown, " · ".join(shown), faint=True)
