"""The cases of a batch: bytes, and what must be read out of them.

Every layout comes plain, in HTML, in both, and damaged in several ways; then mails with
several forwards, a forward of a forward, and heads that lost their address.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from benchmarks.forwards_blind.dress import (
    damage,
    fill,
    html_of,
    mail,
    text_of,
)
from benchmarks.forwards_blind.inner import Batch, Inner, Person, inner
from benchmarks.forwards_blind.layouts import Layout, layouts

_TRANSPORTS: Final = ("", "", "iso-2022-jp", "shift_jis", "flowed")


@dataclass(frozen=True, slots=True)
class Expected:
    """What the row of a forwarded mail must say; None where the head has no such line."""

    name: str | None
    address: str | None
    date: datetime | None
    subject: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """One mail to the desk, and the mails in it."""

    name: str
    raw: bytes
    reporter: Person
    expected: tuple[Expected, ...]
    loose: bool = False
    """The address is cut, or a forward stands between: only the sender's name counts."""


def expected(layout: Layout, one: Inner) -> Expected:
    """Say what can be read from what the layout writes."""
    if layout.gone:
        shown = f"{one.sender.name} {one.sender.address}"
        return Expected(shown, None, one.when, one.subject)
    return Expected(
        one.sender.name if layout.has("name") else None,
        one.sender.address if layout.has("addr") else None,
        one.when if layout.has_date else None,
        one.subject if layout.has("subject") else None,
    )


def cases(batch: Batch) -> Iterator[Case]:
    """Make all cases of a batch; the same seed gives the same bytes."""
    all_of = layouts(batch.layouts)
    for layout in all_of:
        for turn in range(6):
            yield _plain(batch, layout, turn)
    yield from _special(batch, all_of)


def _throw(batch: Batch, dice: random.Random, layout: Layout) -> tuple[Inner, Person]:
    one = inner(batch, dice)
    reporter = dice.choice(batch.reporters)
    if "{us_" in layout.head:  # day and month cannot be taken for each other
        one = replace(one, when=one.when.replace(day=13 + one.when.day % 15))
    return replace(one, to=reporter), reporter


def _plain(batch: Batch, layout: Layout, turn: int) -> Case:
    dice = random.Random(f"{batch.name}-{layout.name}-{turn}")
    one, reporter = _throw(batch, dice, layout)
    if batch.strangers and turn == 5:
        one = replace(one, sender=dice.choice(batch.strangers))
    harm = dice.choice(batch.damages) if turn >= 2 else ""
    forward = damage(fill(layout, one, reporter), harm, dice)
    text = text_of(batch, layout, forward, reporter, dice)
    as_page = layout.html and turn % 3 != 0
    page = html_of(layout, text, one) if as_page else ""
    subject = dice.choice(batch.report_subjects[layout.lang]).format(one.subject)
    raw = mail(
        reporter,
        dice.choice(batch.desks),
        subject,
        "" if page and turn % 3 == 1 else text,
        page,
        dice,
        transport=dice.choice(_TRANSPORTS) if not page else "",
    )
    form = ("text", "html", "both")[turn % 3] if page or turn % 3 == 0 else "text"
    name = "/".join(filter(None, (layout.name, form, harm, str(turn))))
    return Case(name, raw, reporter, (expected(layout, one),))


def _special(batch: Batch, all_of: list[Layout]) -> Iterator[Case]:
    for turn in range(24):
        dice = random.Random(f"{batch.name}-special-{turn}")
        layout = dice.choice([one for one in all_of if one.has("name")])
        yield _several(batch, layout, dice, turn)
        yield _of_forward(batch, layout, dice.choice(all_of), dice, turn)
        yield _cut(batch, layout, dice, turn)


def _several(batch: Batch, layout: Layout, dice: random.Random, turn: int) -> Case:
    first, reporter = _throw(batch, dice, layout)
    second, _ = _throw(batch, dice, layout)
    second = replace(second, to=reporter)
    bodies = ("口座が変わりました。\n山田", "Please pay today.\nTaro")
    pair = (replace(first, body=bodies[0]), replace(second, body=bodies[1]))
    text = "\n\n".join(
        text_of(batch, layout, fill(layout, one, reporter), reporter, dice)
        for one in pair
    )
    raw = mail(reporter, dice.choice(batch.desks), "不審なメール 2 通", text, "", dice)
    wanted = tuple(expected(layout, one) for one in pair)
    return Case(f"several/{layout.name}/{turn}", raw, reporter, wanted)


def _of_forward(
    batch: Batch, layout: Layout, outer: Layout, dice: random.Random, turn: int
) -> Case:
    """A colleague passed it to the reporter, who passes it to the desk."""
    one, colleague = _throw(batch, dice, layout)
    nested = text_of(batch, layout, fill(layout, one, colleague), colleague, dice)
    reporter = Person("戸田 誠", "toda@minato-kk.example")
    between = replace(
        one, sender=colleague, to=reporter, subject=f"Fwd: {one.subject}", body=nested
    )
    text = text_of(batch, outer, fill(outer, between, reporter), reporter, dice)
    raw = mail(
        reporter, dice.choice(batch.desks), f"Fwd: Fwd: {one.subject}", text, "", dice
    )
    name = f"of-forward/{outer.name}+{layout.name}/{turn}"
    return Case(name, raw, reporter, (expected(layout, one),), loose=True)


def _cut(batch: Batch, layout: Layout, dice: random.Random, turn: int) -> Case:
    """The address lost its end, its middle, or all."""
    one, reporter = _throw(batch, dice, layout)
    address = one.sender.address
    hurt = (
        f"{address[: len(address) // 2]}...",
        "",
        address.replace("@", " at "),
        address.partition("@")[0] + "@",
    )[turn % 4]
    broken = replace(one, sender=Person(one.sender.name, hurt))
    forward = fill(layout, broken, reporter)
    if not hurt:
        forward = re.sub(r" ?\[mailto:\]| ?<[^<>@\n]*>", "", forward, count=1)
    text = text_of(batch, layout, forward, reporter, dice)
    raw = mail(reporter, dice.choice(batch.desks), f"FW: {one.subject}", text, "", dice)
    wanted = replace(expected(layout, one), address=None)
    return Case(f"cut/{layout.name}/{turn}", raw, reporter, (wanted,), loose=True)
