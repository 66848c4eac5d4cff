"""Which boxes a picture has: with three reports each thing, with three hundred bundles.

    3 reports     佐藤 ─ 『見積書の件』 ─ fake of 05-02 ─ ito@partner.example
    300 reports   佐藤 ─ 『見積書の件』 ─ 14 fakes, May 2 to 30 ─ 9 people of 3 domains

Four layers, each in the order of the one before it.  What is most important stays a box of
its own, the rest becomes one box with a number, so a picture never has more than about
fifty.  Reports that have nothing to do with the theft are left out here and counted.
"""

from __future__ import annotations

from honmono.trace.evidence._core import Teller
from honmono.trace.evidence.answer import STRAY
from honmono.trace.evidence.picture.boxes import Graph
from honmono.trace.evidence.picture.forgeries import add_forgeries
from honmono.trace.evidence.picture.mailboxes import add_mailboxes
from honmono.trace.evidence.picture.messages import add_messages
from honmono.trace.evidence.picture.recipients import add_recipients
from honmono.trace.traced import Traced


def graph_of(traced: Traced, tell: Teller) -> Graph:
    """Choose the boxes."""
    live = tuple(e for e in traced.evidence if e.stray < STRAY)
    graph = Graph(strays=tuple(e for e in traced.evidence if e.stray >= STRAY))
    numbers = add_mailboxes(graph, traced, tell)
    messages = add_messages(graph, live, numbers, tell)
    forgeries = add_forgeries(graph, live, messages, tell)
    add_recipients(graph, live, forgeries, tell)
    return graph
