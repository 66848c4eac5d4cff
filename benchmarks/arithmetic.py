r"""What very many messages take, from what one message was measured to take.

    python -m benchmarks.arithmetic --index-rate 5000 --index-bytes 900 \
        --mail-bytes 25000 --ask-seconds 0.4 [--messages 1e9] [--part 1e6]

Nothing is measured here: the figures of one message are arguments, and stand above the
table with the formula of each line.  What the table leaves out: reading over the network,
machines that wait for the slowest part, and the merge of the answers of many parts.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

MILLION: Final = 1e6


@dataclass(frozen=True, slots=True)
class Measured:
    """Of one message on one core, as other benchmarks found it."""

    index_rate: float
    """Messages that are indexed in a second of CPU time."""

    index_bytes: float
    """That the index takes for a message."""

    mail_bytes: float
    """Of the mail itself, which is read once and not kept."""

    ask_seconds: float
    """CPU time of a trace (20 reports) for a million messages."""

    task_seconds: float = 0.001
    """That it takes the cluster to hand out a part."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much there is, and on what it is spread."""

    messages: float
    part: float
    """Messages in a part of the archive."""

    cores: int


class Line(NamedTuple):
    """One line of the table."""

    what: str
    formula: str
    value: float
    unit: str


def table(one: Measured, plan: Plan) -> tuple[Line, ...]:
    """Every line, from top to bottom."""
    parts = math.ceil(plan.messages / plan.part)
    index_hours = plan.messages / one.index_rate / 3600
    ask_hours = plan.messages / MILLION * one.ask_seconds / 3600
    # The parts are worked on in rounds, and the last round may be nearly empty.
    rounds = math.ceil(parts / plan.cores)
    part_seconds = plan.part / MILLION * one.ask_seconds
    answer = rounds * part_seconds + parts * one.task_seconds
    return (
        Line("parts", "messages / part", parts, ""),
        Line("mail read once", "messages × mail", plan.messages * one.mail_bytes, "B"),
        Line("index", "messages × index", plan.messages * one.index_bytes, "B"),
        Line("index of a part", "part × index", plan.part * one.index_bytes, "B"),
        Line("indexing", "messages / rate", index_hours, "core-h"),
        Line(
            *("indexing, all cores", "rounds × part / rate"),
            *(rounds * plan.part / one.index_rate / 3600, "h"),
        ),
        Line("a trace", "messages × ask", ask_hours, "core-h"),
        Line(
            *("a trace, all cores", "rounds × part × ask + parts × task"),
            *(answer, "s"),
        ),
    )


def shown(value: float, unit: str) -> str:
    """`2.5 TB`; what is no bytes as a plain number."""
    if unit != "B":
        return f"{value:,.0f} {unit}" if value >= 100 else f"{value:,.3g} {unit}"
    for name in ("B", "kB", "MB", "GB", "TB"):
        if value < 1000:
            return f"{value:.3g} {name}"
        value /= 1000
    return f"{value:.3g} PB"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="From one message to very many.")
    for name in ("index-rate", "index-bytes", "mail-bytes", "ask-seconds"):
        parser.add_argument(f"--{name}", type=float, required=True)
    parser.add_argument("--task-seconds", type=float, default=0.001)
    parser.add_argument("--messages", type=float, default=1e9)
    parser.add_argument("--part", type=float, default=1e6)
    parser.add_argument("--cores", type=int, default=64)
    given = parser.parse_args(arguments)
    one = Measured(
        *(given.index_rate, given.index_bytes, given.mail_bytes),
        *(given.ask_seconds, given.task_seconds),
    )
    plan = Plan(given.messages, given.part, given.cores)
    print(f"{plan.messages:,.0f} messages, {plan.part:,.0f} a part, {plan.cores} cores")
    print(f"{one.index_rate:,.0f} messages a CPU-second (rate)")
    print(f"{one.index_bytes:,.0f} bytes of the index a message (index)")
    print(f"{one.mail_bytes:,.0f} bytes of a mail (mail)")
    print(f"{one.ask_seconds:g} CPU-seconds of a trace for a million messages (ask)\n")
    print("| what | formula | figure |\n| --- | --- | --- |")
    for line in table(one, plan):
        figure = shown(line.value, line.unit).strip()
        print(f"| {line.what} | {line.formula} | {figure} |")


if __name__ == "__main__":
    main()
