"""Count what the truth of the labelled tables tells of single reports.

    python -m benchmarks.trace_counted [--keep FOLDER]

    victim_receives	0.031	62 of 1,980        the robbed mailbox was sent a fake itself

Whom strays show, how often a thief of mail writes to the thread, and so on.  `BEFORE`
reports' worth of what was believed before (`Figures`) is counted with each.  What only
whole incidents tell is fitted, from these figures on (`trace_figures`).

It leaves alone: the worlds and raw mail, whose thieves we invented or drew ourselves.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.trace_labelled import Labelled, tables
from honmono.trace.forgery import Path as MailPath
from honmono.trace.model.facts import Facts, Seen
from honmono.trace.model.figures import Figures

BEFORE: Final = 20
"""Reports that what was believed before counts for."""


def counted(incidents: Sequence[Labelled]) -> Mapping[str, tuple[float, int, int]]:
    """Figure → its value, how often it was so, of how many."""
    yes: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for one in incidents:
        made = one.truth["reports"]
        for seen, how in zip(one.facts.reports, made, strict=True):
            for name, so in _told(one.facts, seen, how):
                yes[name] += so
                of[name] += 1
    start = Figures()
    return {
        name: (
            (yes[name] + BEFORE * getattr(start, name)) / (of[name] + BEFORE),
            yes[name],
            of[name],
        )
        for name in sorted(of)
    }


def _told(
    facts: Facts, seen: Seen, made: Mapping[str, Any]
) -> Iterator[tuple[str, bool]]:
    """Yield figure and yes or no, for all that one report tells of."""
    boxes = {box.person for box in facts.mailboxes}
    mode, reached = made["mode"], set(seen.reached)
    if kind := {"noise": "stray", "server": "server"}.get(mode):
        shown = next((named.person for named in seen.shown), None)
        yield f"{kind}_shows_ours", shown in boxes
        yield f"{kind}_shows_known", shown is not None and shown not in boxes
        yield f"{kind}_reaches_ours", bool(reached & boxes)
        yield f"{kind}_reaches_known", bool(reached - boxes - {None})
    if mode == "server":
        yield "server_path_lost", seen.forgery.path is MailPath.UNKNOWN
        return
    sender = facts.archive.person_of(seen.forgery.address)
    shows_it = sender in {named.person for named in seen.shown}
    yield "own_address_forged", sender in boxes and shows_it
    if mode == "noise":
        return
    yield "victim_receives", made["source"] in reached
    note = next(
        (m.note for m in seen.matches if made["message"] == f"<{m.note.message_id}>"),
        None,
    )
    if mode == "content" and note and made["source"] not in reached:
        people = set(note.participants) - {made["source"]}
        if made["sender"] != made["source"]:
            yield "thread_shown", made["sender"] in people
        if people - {made["sender"]}:
            yield "thread_reached", bool(reached & people)


def main() -> None:
    """Print each counted figure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    given = parser.parse_args()
    incidents = list(tables(given.keep))
    for name, (value, yes, of) in counted(incidents).items():
        print(f"{name}\t{value:.3g}\t{yes:,} of {of:,}")


if __name__ == "__main__":
    main()
