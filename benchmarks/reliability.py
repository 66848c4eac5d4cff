"""A reliability diagram: of what was called 70 % sure, how much was right?

    said  0.0       0.5       1.0   right
    0.93  ········································█·   0.91 of 24

As text for a terminal, as SVG for a page.  Bins hold equally many answers; a stroke shows
what chance allows (95 %), and honest answers lie on the diagonal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from benchmarks.chances import BINS, mean, wilson

WIDTH: Final = 40
SIDE: Final = 300
EDGE: Final = 40


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of about the same confidence."""

    said: float
    right: float
    low: float
    high: float
    of: int


def bins(confidences: Sequence[float], hits: Sequence[bool]) -> Iterator[Bin]:
    """At most ten bins of equal size, from unsure to sure."""
    pairs = sorted(zip(confidences, hits, strict=True))
    for b in range(BINS):
        part = pairs[len(pairs) * b // BINS : len(pairs) * (b + 1) // BINS]
        if part:
            right = sum(hit for _, hit in part)
            low, high = wilson(right, len(part))
            yield Bin(
                mean([c for c, _ in part]), right / len(part), low, high, len(part)
            )


def as_text(shown: Sequence[Bin]) -> str:
    """One line a bin: `|` what was said, `█` what was right, `─` what chance allows."""
    lines = [
        "said  0.0" + " " * (WIDTH // 2 - 5) + "0.5" + " " * (WIDTH // 2 - 3) + "1.0"
    ]
    for one in shown:
        row = ["·"] * (WIDTH + 1)
        for place in range(round(one.low * WIDTH), round(one.high * WIDTH) + 1):
            row[place] = "─"
        row[round(one.right * WIDTH)] = "█"
        row[round(one.said * WIDTH)] = "|"
        lines.append(f"{one.said:.2f}  {''.join(row)}  {one.right:.2f} of {one.of}")
    return "\n".join(lines)


def as_svg(shown: Sequence[Bin], title: str) -> str:
    """The usual picture, without a script and without colours that must be told apart."""
    title = escape(title)

    def x(chance: float) -> float:
        return EDGE + chance * SIDE

    def y(chance: float) -> float:
        return EDGE + (1 - chance) * SIDE

    size = SIDE + 2 * EDGE
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" '
        f'role="img" font-family="sans-serif" font-size="11"><title>{title}</title>'
    )
    frame = f'x="{EDGE}" y="{EDGE}" width="{SIDE}" height="{SIDE}"'
    parts = [
        head,
        f'<rect {frame} fill="none" stroke="#888"/>',
        f'<path d="M{x(0)} {y(0)} L{x(1)} {y(1)}" stroke="#888" stroke-dasharray="4"/>',
    ]
    for tick in (0.0, 0.5, 1.0):
        parts.append(f'<text x="{x(tick) - 8}" y="{y(0) + 16}">{tick}</text>')
        parts.append(f'<text x="{x(0) - 24}" y="{y(tick) + 4}">{tick}</text>')
    for one in shown:
        place = f"{x(one.said):.1f}"
        parts.append(
            f'<path d="M{place} {y(one.low):.1f} V{y(one.high):.1f}" stroke="#333"/>'
            f'<circle cx="{place}" cy="{y(one.right):.1f}" r="4" fill="#333"/>'
        )
    parts.append(f'<text x="{x(0.35)}" y="{y(0) + 32}">said to be right</text>')
    parts.append(f'<text x="{x(0)}" y="{EDGE - 12}">{title}: were right</text></svg>')
    return "\n".join(parts) + "\n"
