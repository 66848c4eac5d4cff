"""Which boxes a picture has: with three reports each thing, with three hundred bundles.

    3 reports     佐藤 ─ 『見積書の件』 ─ fake of 05-02 ─ ito@partner.example
    300 reports   佐藤 ─ 『見積書の件』 ─ 14 fakes, May 2 to 30 ─ 9 people of 3 domains

Four layers.  What is most important stays a box of its own, the rest becomes one box with
a number, so a picture never has more than about fifty.  Reports that have nothing to do
with the theft are left out here and counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final, NamedTuple

from honmono.trace.archive._core import Match, Note
from honmono.trace.evidence._core import Teller
from honmono.trace.evidence.answer import STRAY, side
from honmono.trace.evidence.report import matches, subject
from honmono.trace.evidence.suspects import Cluster, clusters
from honmono.trace.traced import Case, Evidence, Traced

SUSPECTS: Final = 3
"""Leading suspects that are drawn; each has a colour and a number."""

_WORTH: Final = 0.02
"""Probability below which only the first suspect is drawn."""

_SINGLE: Final = 9
"""Forged mails up to which each is a box of its own."""

_MESSAGES: Final = 9
"""Boxes of a layer; what is left becomes one more."""

_RECIPIENTS: Final = 10
_DOMAINS: Final = 6
"""People, and their domains, up to which each is a box of its own."""

_GROUP: Final = 3
"""Members of a group that are named in its box."""

_SERVER: Final = 0.1
"""Probability from which on our server is drawn."""

SERVER, OTHERS, UNMATCHED, REST = "\0server", "\0others", "\0unmatched", "\0rest"
"""Keys of boxes that are no single thing; no address and no message has such a key."""


class Layer(IntEnum):
    """From left to right."""

    MAILBOX = 0
    MESSAGE = 1
    FORGERY = 2
    RECIPIENT = 3


@dataclass(slots=True)
class Node:
    """A box to be."""

    layer: Layer
    lines: tuple[str, ...]
    title: str
    suspect: int | None = None
    """Whose colour it has: his number, from 0."""

    holders: tuple[int, ...] = ()
    """Numbers of the suspects that are taken to have held it."""

    names: int = 0
    """Lines that are names of suspects."""

    faint: bool = False


class Link(NamedTuple):
    """A ribbon to be; `sure` where our own copies show it."""

    suspect: int | None
    sure: bool


@dataclass(slots=True)
class Graph:
    """Boxes by key, each layer in its order; links by their two ends."""

    nodes: dict[str, Node] = field(default_factory=dict)
    links: Counter[tuple[str, str, Link]] = field(default_factory=Counter)
    strays: tuple[Evidence, ...] = ()

    def layer(self, layer: Layer) -> list[str]:
        """Keys of the boxes of a layer, from above."""
        return [key for key, node in self.nodes.items() if node.layer is layer]


def graph_of(traced: Traced, tell: Teller) -> Graph:
    """Choose the boxes."""
    live = tuple(e for e in traced.evidence if e.stray < STRAY)
    strays = tuple(e for e in traced.evidence if e.stray >= STRAY)
    graph = Graph(strays=strays)
    builder = _Builder(graph, tell, _leading(traced), live)
    builder.mailboxes(traced)
    builder.messages()
    builder.forgeries()
    builder.recipients()
    return graph


def _leading(traced: Traced) -> tuple[Cluster, ...]:
    found = clusters(traced)[:SUSPECTS]
    return tuple(c for n, c in enumerate(found) if n == 0 or c.probability >= _WORTH)


class _Builder:
    """Fills a graph layer by layer; each layer is ordered by the one before it."""

    def __init__(
        self,
        graph: Graph,
        tell: Teller,
        leading: tuple[Cluster, ...],
        live: tuple[Evidence, ...],
    ) -> None:
        self._graph, self._tell, self._leading, self._live = graph, tell, leading, live
        self._number = {p: n for n, c in enumerate(leading) for p in c.persons}
        self._found: list[Match | None] = [next(iter(matches(e)), None) for e in live]
        self._message: list[str] = []
        """For each live report the box of the message that it was made from."""

        self._forgery: list[str] = []
        """For each live report its own box."""

    def mailboxes(self, traced: Traced) -> None:
        """The leading suspects, and our server where it is likely."""
        tell = self._tell
        for number, cluster in enumerate(self._leading):
            chance = tell.chance(cluster.probability)
            share = tell.say(
                "node-probability", side=side(cluster, tell), chance=chance
            )
            names = tell.say("comma").join(map(tell.people.full, cluster.persons[:20]))
            self._graph.nodes[f"suspect-{number}"] = Node(
                Layer.MAILBOX,
                (*_names(cluster, tell), share),
                f"{names} · {share}",
                suspect=number,
                names=min(len(cluster.persons), _GROUP),
            )
        self._server(traced)

    def _server(self, traced: Traced) -> None:
        """Our server, where it is likely to be abused; somebody must stand there."""
        tell = self._tell
        likely = traced.cases.get(Case.SERVER, 0.0)
        if likely >= _SERVER or traced.abused_account:
            share = tell.say(
                "node-probability", side=tell.say("ours"), chance=tell.chance(likely)
            )
            account = traced.abused_account
            lines = (tell.say("node-server"), *([account] if account else ()), share)
            title = " · ".join(lines)
            self._graph.nodes[SERVER] = Node(Layer.MAILBOX, lines, title, faint=True)
        elif not self._leading:
            text = tell.say("node-no-suspect")
            self._graph.nodes[OTHERS] = Node(Layer.MAILBOX, (text,), text, faint=True)

    def messages(self) -> None:
        """The messages that most fakes were made from, then the rest, then none."""
        counted = Counter(m.note.key for m in self._found if m)
        notes = {m.note.key: m.note for m in self._found if m}
        held = {key: self._held(key) for key in notes}
        keep = [key for key, _ in counted.most_common(_MESSAGES)]
        if len(counted) == _MESSAGES + 1:  # a bundle of one would say less
            keep = list(counted)
        nobody = [(SUSPECTS, True)]
        keep.sort(key=lambda key: (sorted(held[key]) or nobody, notes[key].date))
        for key in keep:
            self._add_message(notes[key], counted[key], held[key])
        rest = [key for key in counted if key not in keep]
        if rest:
            text = self._tell.say(
                "node-other-messages", count=self._tell.count("messages", len(rest))
            )
            fakes = self._fakes(sum(counted[key] for key in rest))
            holders = tuple(sorted({n for key in rest for n, _ in held[key]}))
            self._graph.nodes[REST] = Node(
                Layer.MESSAGE, (text, fakes), text, _first(holders), holders
            )
        self._message = [
            UNMATCHED if m is None else REST if m.note.key in rest else m.note.key
            for m in self._found
        ]
        self._link_messages(counted, held, rest)
        self._unmatched()

    def _add_message(self, note: Note, fakes: int, held: set[tuple[int, bool]]) -> None:
        tell = self._tell
        name = subject(note.subject, tell)
        holders = tuple(sorted({number for number, _ in held}))
        lines = (name, f"{tell.date(note.date)} · {self._fakes(fakes)}")
        people = tell.people.several(
            dict.fromkeys((*note.holders, *note.participants)), 9
        )
        title = f"{name} · {lines[1]} · {people} · {note.message_id}"
        self._graph.nodes[note.key] = Node(
            Layer.MESSAGE, lines, title, _first(holders), holders
        )

    def _fakes(self, number: int) -> str:
        return self._tell.say("node-forgeries", count=self._tell.count("fakes", number))

    def _held(self, key: str) -> set[tuple[int, bool]]:
        """Which of the leading held a message: (number, is it sure)."""
        held = set[tuple[int, bool]]()
        for evidence, match in zip(self._live, self._found, strict=True):
            if match is None or match.note.key != key:
                continue
            for clue in evidence.clues:
                number = self._number.get(clue.suspect)
                takes_part = clue.suspect in match.note.participants
                if number is not None and (
                    clue.held or (clue.held is None and takes_part)
                ):
                    held.add((number, bool(clue.held)))
            sure = {self._number[p] for p in match.note.holders if p in self._number}
            held |= {(number, True) for number in sure}
        return {(n, sure) for n, sure in held if sure or (n, True) not in held}

    def _link_messages(
        self,
        counted: Counter[str],
        held: dict[str, set[tuple[int, bool]]],
        rest: list[str],
    ) -> None:
        for key, fakes in counted.items():
            box = REST if key in rest else key
            for number, sure in held[key]:
                self._link(f"suspect-{number}", box, Link(number, sure), fakes)
            if not held[key]:
                text = self._tell.say("node-others")
                lines = (text, self._tell.say("node-others-what"))
                self._graph.nodes.setdefault(
                    OTHERS, Node(Layer.MAILBOX, lines, text, faint=True)
                )
                self._link(OTHERS, box, Link(None, False), fakes)

    def _unmatched(self) -> None:
        """Fakes of which no message is known: an address book may have sufficed."""
        without = [e for e, m in zip(self._live, self._found, strict=True) if m is None]
        if not without:
            return
        text = self._tell.say("node-no-match")
        lines = (text, self._tell.say("node-no-match-what"), self._fakes(len(without)))
        self._graph.nodes[UNMATCHED] = Node(Layer.MESSAGE, lines, text, faint=True)
        for evidence in without:
            knowing = {
                self._number[clue.suspect]
                for clue in evidence.clues
                if clue.suspect in self._number
                and (clue.knows_recipient or clue.knows_shown)
            }
            for number in knowing:
                self._link(f"suspect-{number}", UNMATCHED, Link(number, False), 1)
            if SERVER in self._graph.nodes:
                self._link(SERVER, UNMATCHED, Link(None, False), 1)

    def forgeries(self) -> None:
        """Each forged mail, or those that were made from one message."""
        single = len(self._live) <= _SINGLE
        order = {key: n for n, key in enumerate(self._graph.layer(Layer.MESSAGE))}
        made: defaultdict[str, list[Evidence]] = defaultdict(list)
        self._forgery = [
            f"forgery-{n if single else order[box]}"
            for n, box in enumerate(self._message)
        ]
        for evidence, box in zip(self._live, self._forgery, strict=True):
            made[box].append(evidence)
        boxes = dict(zip(self._forgery, self._message, strict=True))
        for box in sorted(boxes, key=lambda box: (order[boxes[box]], box)):
            source = self._graph.nodes[boxes[box]]
            self._graph.nodes[box] = self._forgeries(made[box], source)
            link = Link(source.suspect, not source.faint)
            self._link(boxes[box], box, link, len(made[box]))

    def _forgeries(self, made: list[Evidence], source: Node) -> Node:
        tell = self._tell
        days = sorted({day for e in made if (day := tell.day(e.date))})
        shown = Counter(person for e in made for person in e.shown[:1])
        names = [_name(person, tell) for person, _ in shown.most_common(1)]
        lines = [
            _span(days, tell),
            *(tell.say("node-shown", who=name) for name in names),
        ]
        if len(made) == 1:
            lines.insert(0, subject(made[0].subject, tell))
        else:
            lines.insert(0, self._fakes(len(made)))
        text = tuple(line for line in lines if line)
        title = " · ".join([*text, *(e.source for e in made[:5])])
        return Node(Layer.FORGERY, text, title, source.suspect, faint=source.faint)

    def recipients(self) -> None:
        """Everybody, or domains, or for each bundle of fakes how many they went to."""
        people = dict.fromkeys(p for e in self._live for p in e.recipients)
        domains = dict.fromkeys(map(_domain, people))
        if len(people) <= _RECIPIENTS:
            boxes = {person: f"to-{person}" for person in people}
        elif len(domains) <= _DOMAINS:
            boxes = {person: f"to-{_domain(person)}" for person in people}
        else:
            self._of_bundles()
            return
        links: Counter[tuple[str, str, Link]] = Counter()
        members: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for evidence, source in zip(self._live, self._forgery, strict=True):
            link = Link(self._graph.nodes[source].suspect, True)
            for person in evidence.recipients:
                links[source, boxes[person], link] += 1
                members[boxes[person]][person] = None
        for box in _ordered(members, links, self._graph):
            self._graph.nodes[box] = self._recipients(list(members[box]))
        self._graph.links.update(links)

    def _of_bundles(self) -> None:
        """One box beside each bundle; ribbons from all to all could not be followed."""
        members: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for evidence, source in zip(self._live, self._forgery, strict=True):
            members[source].update(dict.fromkeys(evidence.recipients))
        for source in self._graph.layer(Layer.FORGERY):
            if people := list(members[source]):
                box = f"to-{source}"
                self._graph.nodes[box] = self._recipients(people)
                link = Link(self._graph.nodes[source].suspect, True)
                self._link(source, box, link, self._forgery.count(source))

    def _recipients(self, people: list[str]) -> Node:
        tell = self._tell
        title = tell.say("comma").join(map(tell.people.full, people[:9]))
        if len(people) == 1:
            return Node(Layer.RECIPIENT, (tell.people.short(people[0]),), title)
        domains = [d for d, _ in Counter(map(_domain, people)).most_common()]
        text = domains[0] if "@" in people[0] else tell.people.address(domains[0])
        lines = [tell.count("persons", len(people)), text]
        if len(domains) > 1:
            lines.append(tell.say("node-domains", count=len(domains) - 1))
        return Node(Layer.RECIPIENT, tuple(lines), f"{lines[0]} · {title}")

    def _link(self, source: str, target: str, link: Link, weight: int) -> None:
        self._graph.links[source, target, link] += weight


def _names(cluster: Cluster, tell: Teller) -> tuple[str, ...]:
    """A name over its address; of a group some names."""
    first, people = cluster.persons[0], tell.people
    if len(cluster.persons) == 1:
        return tuple(filter(None, (people.name(first), people.address(first))))
    names = [_name(person, tell) for person in cluster.persons[:_GROUP]]
    if (more := len(cluster.persons) - _GROUP) > 0:
        names[-1] = tell.say("and-more", list=names[-1], count=more)
    return (*names, tell.say("node-group"))


def _name(person: str, tell: Teller) -> str:
    """A box is narrow: the name alone, where there is one."""
    return tell.people.name(person) or tell.people.address(person)


def _domain(person: str) -> str:
    return person.rpartition("@")[2]


def _first(holders: tuple[int, ...]) -> int | None:
    """Whose colour: the likeliest of those that held it."""
    return holders[0] if holders else None


def _span(days: list[str], tell: Teller) -> str:
    if not days:
        return tell.say("no-date")
    first, last = days[0], days[-1]
    return first if first == last else tell.say("node-days", first=first, last=last)


def _ordered(
    boxes: Iterable[str], links: Counter[tuple[str, str, Link]], graph: Graph
) -> list[str]:
    """Boxes in the order of the middle of what leads to them, so that little crosses."""
    place = {key: n for n, key in enumerate(graph.layer(Layer.FORGERY))}
    total: Counter[str] = Counter()
    weight: Counter[str] = Counter()
    for (source, target, _), count in links.items():
        total[target] += place[source] * count
        weight[target] += count
    return sorted(boxes, key=lambda box: total[box] / max(weight[box], 1))
