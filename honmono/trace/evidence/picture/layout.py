"""Gives each box its place and each text its room; nothing overlaps.

The widths of the four columns are fixed, the height follows the fullest one.  A text that
is too long for its box ends in `…`; the whole one stands in the title that a browser
shows.  Ribbons arrive one below the other, in the order of where they come from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, tzinfo
from math import sqrt
from typing import Final, NamedTuple

from honmono import fonts
from honmono.text import harmless
from honmono.trace.evidence._core import Teller
from honmono.trace.evidence.answer import headline
from honmono.trace.evidence.picture._core import (
    INK,
    PAPER,
    SOFT,
    Box,
    Dot,
    Label,
    Picture,
    Ribbon,
)
from honmono.trace.evidence.picture.boxes import Graph, Key, Layer, Link, Node
from honmono.trace.evidence.picture.graph import graph_of
from honmono.trace.evidence.picture.setting import GETA, cut, label, lines
from honmono.trace.traced import Traced

_WIDTH: Final = 1280.0
_EDGE: Final = 28.0
_COLUMNS: Final = (252.0, 284.0, 268.0, 220.0)
"""Widths of mailboxes, messages, forged mails and recipients."""

_GAP: Final = (_WIDTH - 2 * _EDGE - sum(_COLUMNS)) / 3
_BETWEEN: Final = 14.0
"""From a box to the one below."""

_PAD: Final = 9.0
_FIRST, _OTHER, _SMALL = 14.0, 12.0, 12.0
_LINE: Final = 18.0
_DOT: Final = 9.0
"""Radius of a number."""

_THIN, _THICK, _THICK_DASHED = 1.5, 9.0, 3.0
"""Width of a ribbon of one forged mail, and of the thickest."""

_MANY: Final = 12
"""Forged mails of the thickest ribbon at least: two fakes do not look like hundreds."""

_LONGEST: Final = 300
"""Characters of a title."""


class Look(NamedTuple):
    """Of one suspect: dark, middle and light also when printed in grey."""

    strong: str
    pale: str
    number: str
    """Colour of a number on it."""


LOOKS: Final = (
    Look("#0b3c75", "#e3ebf6", PAPER),
    Look("#d1690a", "#fbeadb", PAPER),
    Look("#e0b100", "#fdf6da", INK),
)
"""Blue, orange and yellow differ for every kind of colour blindness (Okabe and Ito)."""

PLAIN: Final = Look("#8a8a8a", "#f3f3f3", PAPER)


def draw(traced: Traced, language: str, zone: tzinfo = UTC) -> Picture:
    """Lay out a trace."""
    tell = Teller(traced, language, zone)
    graph = graph_of(traced, tell)
    page = _Page()
    y = page.paragraph(tell.say("picture-title"), _EDGE, 38.0, 20.0, bold=True)
    summary = headline(traced, tell)
    y = page.paragraph(summary, _EDGE, y + 4, 15.0)
    y = page.heads(tell, y + 14)
    places, bottom = page.nodes(graph, y + 12)
    ribbons = tuple(page.ribbons(graph, places))
    y = page.foot(graph, tell, bottom + 34)
    return Picture(
        width=_WIDTH,
        height=y + _EDGE - 12,
        language=language,
        title=tell.say("picture-title"),
        summary=harmless(summary, _LONGEST),
        ribbons=ribbons,
        boxes=tuple(page.boxes),
        labels=tuple(page.labels),
        missing=tuple(page.missing),
    )


class _Page:
    """What has been set so far."""

    def __init__(self) -> None:
        self.boxes: list[Box] = []
        self.labels: list[Label] = []
        self.missing: dict[str, None] = {}

    def paragraph(
        self, text: str, x: float, y: float, size: float, *, bold: bool = False
    ) -> float:
        """Set a text over the page; the baseline below it is given back."""
        for line in lines(
            self.printable(text, 1200), _WIDTH - 2 * _EDGE, size, bold=bold
        ):
            self.labels.append(label(x, y, line, size, bold=bold))
            y += size * 1.5
        return y

    def heads(self, tell: Teller, y: float) -> float:
        """What each column is."""
        lowest = y
        for layer in Layer:
            name = tell.say(f"layer-{layer.name.lower()}")
            for number, line in enumerate(
                lines(name, _COLUMNS[layer], 13.0, bold=True)
            ):
                place = y + number * 17
                self.labels.append(
                    label(_left(layer), place, line, 13.0, bold=True, colour=SOFT)
                )
                lowest = max(lowest, place)
        return lowest

    def nodes(self, graph: Graph, top: float) -> tuple[dict[str, Box], float]:
        """Set every box in rows; each column stands in the middle of the longest."""
        row = max(map(_height, graph.nodes.values()), default=0) + _BETWEEN
        rows = max(len(graph.layer(layer)) for layer in Layer)
        places: dict[str, Box] = {}
        for layer in Layer:
            keys = graph.layer(layer)
            y = top + row * (rows - len(keys)) / 2
            for number, key in enumerate(keys):
                node = graph.nodes[key]
                middle = y + row * (number + 0.5)
                places[key] = self._node(node, _left(layer), middle - _height(node) / 2)
        return places, top + row * rows

    def _node(self, node: Node, x: float, y: float) -> Box:
        look = PLAIN if node.suspect is None else LOOKS[node.suspect]
        width, height = _COLUMNS[node.layer], _height(node)
        own = (node.suspect,) if node.layer is Layer.MAILBOX else node.holders
        numbers = [number for number in own if number is not None]
        dots = tuple(
            _dot(number, x + width - _PAD - _DOT - n * (2 * _DOT + 3), y + _PAD + _DOT)
            for n, number in enumerate(reversed(numbers))
        )
        room = width - 2 * _PAD - len(dots) * (2 * _DOT + 3)
        labels = [
            label(
                x + _PAD,
                y + _PAD + 13 + n * _LINE,
                self._cut(line, room if n == 0 else width - 2 * _PAD, n, node),
                _FIRST if n == 0 else _OTHER,
                bold=_is_bold(n, node),
                colour=INK if n < max(node.names, 1) else SOFT,
            )
            for n, line in enumerate(node.lines)
        ]
        stroke = PLAIN.strong if node.faint else look.strong
        box = Box(
            *(x, y, width, height, PAPER if node.faint else look.pale, stroke),
            title=harmless(node.title, _LONGEST),
            labels=tuple(labels),
            dots=dots,
            dashed=node.faint,
        )
        self.boxes.append(box)
        return box

    def ribbons(self, graph: Graph, places: dict[str, Box]) -> Iterable[Ribbon]:
        """Join the boxes; side by side where several leave or reach one."""
        most = max(graph.links.values(), default=1)
        leaving: defaultdict[str, list[Key]] = defaultdict(list)
        reaching: defaultdict[str, list[Key]] = defaultdict(list)
        for link in graph.links:
            leaving[link[0]].append(link)
            reaching[link[1]].append(link)
        starts = _ports(leaving, places, far=1)
        ends = _ports(reaching, places, far=0)
        for link, count in graph.links.items():
            source, target, what = link
            start, end = places[source], places[target]
            share = sqrt(count / max(most, _MANY)) if most > 1 else 0.0
            thick = _THICK if what.sure else _THICK_DASHED
            title = f"{graph.nodes[source].lines[0]} → {graph.nodes[target].lines[0]}"
            yield Ribbon(
                *(start.x + start.width, starts[link], end.x, ends[link]),
                width=round(_THIN + (thick - _THIN) * share, 1),
                colour=_colour(what),
                title=f"{harmless(title, _LONGEST)}: {count}",
                dashed=not what.sure,
            )

    def foot(self, graph: Graph, tell: Teller, y: float) -> float:
        """Strays, legend, caution, and what could not be set."""
        if graph.strays:
            count = tell.count("reports", len(graph.strays))
            text = self.printable(tell.say("node-strays", count=count))
            sources = tell.say("comma").join(e.source for e in graph.strays[:20])
            self.boxes.append(
                Box(
                    *(_EDGE, y - 20, _WIDTH - 2 * _EDGE, 32, PAPER, PLAIN.strong),
                    title=harmless(sources, _LONGEST),
                    labels=(label(_EDGE + _PAD, y, text, 13.0, colour=SOFT),),
                    dashed=True,
                )
            )
            y += 42
        words = [
            tell.say(f"legend-{k}") for k in ("held", "perhaps", "width", "number")
        ]
        y = self.paragraph(" ／ ".join(words), _EDGE, y, _SMALL)
        y = self.paragraph(tell.say("picture-not-proof"), _EDGE, y, _SMALL)
        if self.missing:
            codes = " ".join(f"U+{ord(letter):04X}" for letter in [*self.missing][:12])
            text = tell.say("picture-missing", codes=codes)
            y = self.paragraph(text, _EDGE, y, _SMALL)
        return y

    def printable(self, text: str, limit: int = _LONGEST) -> str:
        """Only what the font has; what it lacks is remembered."""
        text = harmless(text, limit)
        lacking = fonts.lacking(text)
        self.missing.update(dict.fromkeys(lacking))
        return text.translate({ord(letter): GETA for letter in lacking})

    def _cut(self, line: str, room: float, number: int, node: Node) -> str:
        size = _FIRST if number == 0 else _OTHER
        return cut(self.printable(line), room, size, bold=_is_bold(number, node))


def _is_bold(number: int, node: Node) -> bool:
    return number < node.names


def _left(layer: Layer) -> float:
    return _EDGE + sum(_COLUMNS[:layer]) + layer * _GAP


def _height(node: Node) -> float:
    return 2 * _PAD + _LINE * len(node.lines)


def _colour(link: Link) -> str:
    return PLAIN.strong if link.suspect is None else LOOKS[link.suspect].strong


def _dot(number: int, x: float, y: float) -> Dot:
    text = str(number + 1)
    width = fonts.width(text, 12, bold=True)
    look = LOOKS[number]
    label = Label(x - width / 2, y + 4.3, text, 12.0, width, True, look.number)
    return Dot(x, y, label, look.strong)


def _ports(
    links: dict[str, list[Key]], places: dict[str, Box], *, far: int
) -> dict[Key, float]:
    """How high each ribbon meets a box: spread over it, in the order of the other ends."""
    ports = {}
    for key, meeting in links.items():
        box = places[key]
        ends = {link: places[(link[0], link[1])[far]] for link in meeting}
        meeting.sort(key=lambda link: (ends[link].y, link[2].sure))
        step = box.height / (len(meeting) + 1)
        for number, link in enumerate(meeting, 1):
            ports[link] = box.y + number * step
    return ports
