"""The list of PCs from a CSV file: what is sure is taken over, the rest is told."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from honmono.cli.sweep._core import Desk, Whose, login_name
from honmono.sweep.inventory import (
    Decided,
    Field,
    InventoryError,
    Mapping,
    Merge,
    Office,
    Trouble,
    What,
    listed,
    merge,
    outcomes,
    proposed,
    read_table,
)
from honmono.sweep.inventory.listing import NAMING
from honmono.sweep.pc import Pc
from honmono.text import harmless
from honmono.web.sweep.selectors import pcs
from honmono.web.sweep.services import put_pcs

_MOST_NAMED = 20


def take_inventory(desk: Desk, whose: Whose, file: Path) -> int:
    """Bring the list of PCs up to date; how many rows are left to somebody."""
    offices = [Office(key, (key, name)) for key, name in whose.names.items()]
    try:
        table = read_table(file.read_bytes())
        mapping = proposed(table.headers, table.sample)
        if not mapping.columns.keys() & set(NAMING):
            headers = ", ".join(harmless(one, 60) for one in table.headers if one)
            desk.stop("inventory-no-host", file=file, columns=headers[:300])
        _show(desk, file, mapping)
        listing = listed(table, mapping, offices, whose.zone)
    except OSError as error:
        desk.stop("inventory-not-read", file=file, why=desk.reason(error))
    except InventoryError as error:
        desk.stop("inventory", file=file, why=error.told(desk.language))
    merged = merge(listing.rows, pcs(), desk.now)
    _store(merged, desk)
    troubles = [*listing.all_troubles(), *merged.doubles]
    unsure = [one for one in merged.differences if one.what is What.UNSURE]
    troubles += [why for one in unsure for why in one.why]
    _complain(desk, file, troubles)
    counts = merged.counts()
    changed = counts[What.CHANGED] + counts[What.RENAMED] + counts[What.REIMAGED]
    values = {"new": f"{counts[What.NEW]:,}", "changed": f"{changed:,}"}
    same = f"{counts[What.UNCHANGED]:,}"
    typer.echo(desk.say("inventory-taken", **values, same=same))
    if unsure:
        desk.tell("inventory-unsure", count=f"{len(unsure):,}")
    return len(troubles)


def _store(merged: Merge, desk: Desk) -> None:
    now: dict[str, Pc] = {pc.id: pc for pc in pcs()}
    changed = list[tuple[Pc, str]]()
    for one in merged.differences:
        for outcome in outcomes(one, Decided(one.choices[0]), now.get, desk.now):
            now[outcome.pc.id] = outcome.pc
            changed.append((outcome.pc, outcome.what))
    put_pcs(changed, by=login_name(), now=desk.now)


def _show(desk: Desk, file: Path, mapping: Mapping) -> None:
    """Which column holds what: nobody should have to guess what was read."""
    shown = ", ".join(
        f"{harmless(mapping.columns[field])} → {field.value}"
        for field in Field
        if field in mapping.columns
    )
    desk.tell("inventory-columns", file=file, columns=shown)


def _complain(desk: Desk, file: Path, troubles: list[Trouble]) -> None:
    for trouble in troubles[:_MOST_NAMED]:
        told = trouble.told(desk.language)
        sys.stderr.write(f"honmono: {harmless(str(file), 300)}: {told}\n")
    if len(troubles) > _MOST_NAMED:
        desk.tell("more-troubles", count=len(troubles) - _MOST_NAMED)
