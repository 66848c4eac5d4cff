r"""What the board shows: a tile for each PC, and what each of its two marks says.

TKY-PC014  確認済み
● Defender: 有効     2026-10-14 14:10 山田 花子
▲ EmoCheck: 不十分   2026-10-14 11:02 TKY\sato
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.urls import reverse

from honmono.sweep.coverage import OfficeTotal, State, Totals
from honmono.sweep.why import Why
from honmono.text import harmless
from honmono.web.base.context import language
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import incident_of
from honmono.web.sweep.words import product_name, state_word, told, word, word_of

BAD_FIRST: Final = (
    *(State.DETECTED, State.FAILED, State.NOT_SEEN, State.STALE, State.WEAK),
    *(State.ONE_SCANNER, State.EXCEPTION, State.COVERED),
)
"""The order in which states are told."""


_TRUE_UNJUDGED: Final = ("gap-since", "gap-unlisted", "gap-judging", "gap-reading")
"""Gaps that hold whether PCs are judged or not."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One of the two marks, as it is shown."""

    shape: str
    """`strong`, `weak`, `failed`, `stale`, `none`, `detected`: shape and colour."""

    word: str
    """The same in a word."""

    scanner: str
    at: str
    by: str
    stated: bool
    signed: bool


@dataclass(frozen=True, slots=True)
class Tile:
    """One PC."""

    key: str
    host: str
    user: str
    state: str
    word: str
    signs: tuple[Sign, Sign]
    why: str


@dataclass(frozen=True, slots=True)
class Column:
    """One office with the tiles of this page."""

    id: str
    name: str
    total: OfficeTotal | None
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the bar of an office."""

    state: str
    word: str
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Gap:
    """A sentence that stands between us and `all PCs`, and where it is mended."""

    text: str
    address: str
    """Empty: it closes by itself."""

    link: str


def tile(row: str, zone: ZoneInfo) -> Tile:
    """A PC as it was judged."""
    one = json.loads(row)
    first, second = one["marks"]
    state = one["state"]
    return Tile(
        key=one["id"],
        host=one["host"],
        user=one["user"],
        state=state,
        word=state_word(state),
        signs=(sign(first, zone, "first"), sign(second, zone, "second")),
        why="" if state == State.COVERED else " ".join(map(told, one["why"][:3])),
    )


def sign(mark: dict[str, Any] | None, zone: ZoneInfo, role: str) -> Sign:
    """One mark, as `Mark.as_json` tells it; `role`: `first` or `second`."""
    if mark is None:
        return Sign(
            "none",
            word("mark-none"),
            word(f"role-{role}"),
            "",
            "",
            stated=False,
            signed=False,
        )
    shape = mark["strength"]
    if mark["outcome"] in ("found", "removed"):
        shape = "detected"
    at = datetime.fromisoformat(mark["at"]) if mark["at"] else None
    return Sign(
        shape=shape,
        word=word_of("mark", shape),
        scanner=product_name(mark["product"]),
        at=f"{at.astimezone(zone):%Y-%m-%d %H:%M}" if at else word("time-unknown"),
        by=harmless(mark["operator"], 60) or word("person-unknown"),
        stated=bool(mark["stated"]),
        signed=bool(mark.get("signed")),
    )


def columns(
    rows: Iterable[tuple[str, str]],
    totals: Totals,
    names: dict[str, str],
    zone: ZoneInfo,
) -> list[Column]:
    """Tiles by office, as the organization orders them; (office, row of `PcState`)."""
    by_office: dict[str, list[Tile]] = {}
    for office, row in rows:
        by_office.setdefault(office, []).append(tile(row, zone))
    counted = {total.id: total for total in totals.offices}
    ordered = [office for office in counted if office in by_office]
    return [
        Column(office, office_name(office, names), counted.get(office), tuple(tiles))
        for office in dict.fromkeys([*ordered, *by_office])
        if (tiles := by_office[office])
    ]


def office_names(case: Case) -> dict[str, str]:
    """What the offices of the organization are called, by id."""
    offices = incident_of(case).organization.offices
    return {one.id: one.name.in_language(language()) for one in offices}


def office_name(office: str, names: dict[str, str]) -> str:
    """What an office is called; its id where nobody named it."""
    return names.get(office) or harmless(office, 80) or word("no-office")


def parts(states: dict[State, int]) -> list[Part]:
    """The states of an office as pieces of one bar, the good ones first."""
    total, x = sum(states.values()), 0.0
    made = []
    for state in reversed(BAD_FIRST):
        if count := states.get(state, 0):
            width = 100 * count / total
            made.append(Part(state.value, state_word(state), count, x, width))
            x += width
    return made


def gaps(
    case: Case, totals: Totals, names: dict[str, str], *, judged: bool = True
) -> list[Gap]:
    """What is missing until one may say `all PCs`, each with its way."""
    board = reverse("sweep:board", args=[case.name])
    return [_gap(why, case, board, names) for why in _shown(totals.gaps, judged)]


def _shown(all_: Sequence[Why], judged: bool) -> Iterable[Why]:
    """Numbers that nobody has counted yet are not told."""
    return (why for why in all_ if judged or why.code in _TRUE_UNJUDGED)


def _gap(why: Why, case: Case, board: str, names: dict[str, str]) -> Gap:
    code = why.code
    if "office" in why.values:
        why = Why(code, {"office": office_name(why.values["office"], names)})
    address, key = _way(code.removeprefix("gap-"), case, board)
    return Gap(why.told(language()), address, word(key) if key else "")


def _way(gap: str, case: Case, board: str) -> tuple[str, str]:
    """Where a gap is mended, and the key of the words that lead there."""
    if gap == "judging":
        return "", ""
    if gap == "since":
        return reverse("facts:add", args=[case.name, "events"]), "to-since"
    if gap in ("no-pcs", "empty-office", "no-office"):
        return reverse("sweep:pcs", args=[case.name]), f"to-{gap}"
    if gap == "unlisted":
        return "#unlisted", "to-unlisted"
    if gap in set(State):
        return f"{board}?state={gap}", "to-state"
    return reverse("sweep:results", args=[case.name]), "to-results"
