"""The last layer: to whom the forged mails went.

up to ten people           each has a box
up to six domains          each has a box
more                       one box beside each bundle of fakes, because ribbons from
all to all could not be followed
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from honmono.trace.evidence._core import Teller
from honmono.trace.evidence.picture.boxes import Graph, Key, Layer, Link, Node, named
from honmono.trace.traced import Evidence

_PEOPLE: Final = 10
_DOMAINS: Final = 6


def add_recipients(
    graph: Graph, live: Sequence[Evidence], forgeries: Sequence[str], tell: Teller
) -> None:
    """Add them, in the order in which the fewest ribbons cross."""
    boxes = _boxes(live)
    links: Counter[Key] = Counter()
    members: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for evidence, forgery in zip(live, forgeries, strict=True):
        link = Link(graph.nodes[forgery].suspect, sure=True)
        to = {
            person: boxes.get(person, f"{forgery}-to") for person in evidence.recipients
        }
        for person, box in to.items():
            members[box][person] = None
        for box in dict.fromkeys(to.values()):
            links[forgery, box, link] += 1
    for box in _ordered(members, links, graph):
        graph.nodes[box] = _recipients(list(members[box]), tell)
    graph.links.update(links)


def _boxes(live: Sequence[Evidence]) -> dict[str, str]:
    """Person → box; empty where each bundle of fakes gets one."""
    people = dict.fromkeys(p for evidence in live for p in evidence.recipients)
    if len(people) <= _PEOPLE:
        return {person: f"\0to-{person}" for person in people}
    if len(set(map(_domain, people))) <= _DOMAINS:
        return {person: f"\0to-{_domain(person)}" for person in people}
    return {}


def _ordered(boxes: Iterable[str], links: Counter[Key], graph: Graph) -> list[str]:
    """Boxes in the order of the middle of what leads to them."""
    place = {key: number for number, key in enumerate(graph.layer(Layer.FORGERY))}
    total: Counter[str] = Counter()
    weight: Counter[str] = Counter()
    for (source, target, _), count in links.items():
        total[target] += place[source] * count
        weight[target] += count
    return sorted(boxes, key=lambda box: total[box] / weight[box])


def _recipients(people: list[str], tell: Teller) -> Node:
    title = tell.say("comma").join(map(tell.people.full, people[:9]))
    if len(people) == 1:
        return Node(Layer.RECIPIENT, named(people[0], tell), title)
    domains = [d for d, _ in Counter(map(_domain, people)).most_common()]
    first = domains[0] if "@" in people[0] else tell.people.address(domains[0])
    lines = [tell.count("persons", len(people)), first]
    if len(domains) > 1:
        lines.append(tell.say("node-domains", count=len(domains) - 1))
    return Node(Layer.RECIPIENT, tuple(lines), f"{lines[0]} · {title}")


def _domain(person: str) -> str:
    return person.rpartition("@")[2]
