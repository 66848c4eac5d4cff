"""What `init` prints: what a list was read as, what the archive says, what changes."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

import typer

from honmono.setup.archive import Proposals
from honmono.setup.archive.proposals import Proposal, Sort
from honmono.setup.exports import Export
from honmono.setup.merging import ByHand
from honmono.setup.person_names import is_cjk
from honmono.setup.writing import reason
from honmono.text import harmless, say

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}
_SOME = 12
"""Proposals of one kind that are printed; all of them stand in the file."""


def print_export(export: Export, language: str) -> None:
    """Form, columns with an example, whose accounts they are, and what was not read."""
    form = say("setup", f"form-{export.form or 'none'}", language)
    typer.secho(
        say("setup", "list-head", language, path=export.path, form=form,
            encoding=export.encoding or "-"),
        bold=True,
    )  # fmt: skip
    for column in export.columns:
        if column.field is None:
            continue
        field = say("setup", f"field-{column.field.value}", language)
        if column.by_content:
            field += say("setup", "by-content", language)
        header = harmless(column.header) or "-"
        typer.echo(
            f"  {_wide(header, 30)} → {_wide(field, 26)} {harmless(column.example)}"
        )
    unused = sum(1 for column in export.columns if column.field is None)
    if unused:
        typer.echo(f"  {say('setup', 'columns-unused', language, count=unused)}")
    for account, count in export.counts().items():
        words = say("setup", f"account-{account.value}", language)
        typer.echo(f"  {say('setup', 'count-of', language, what=words, count=count)}")
    unparted = [p for p in export.people if is_cjk(p.name) and " " not in p.name]
    if unparted:
        typer.echo(
            "  "
            + say(
                "setup",
                "unparted",
                language,
                count=len(unparted),
                name=unparted[0].name,
            )
        )
    typer.echo()


def complaints(export: Export, language: str) -> Iterator[str]:
    """One line for each that could not be read."""
    for problem in export.problems:
        where = f"{export.path}:{problem.line}" if problem.line else export.path
        words = say("setup", problem.reason, language, value=problem.value)
        yield f"honmono: {where}: {words}"


def print_proposals(proposals: Proposals, language: str) -> None:
    """What the archive says, taken and not, the first of each kind."""
    typer.secho(
        say("setup", "archive-head", language, mails=f"{proposals.mails:,}",
            received=f"{proposals.received:,}"),
        bold=True,
    )  # fmt: skip
    if proposals.mails and not proposals.received:
        typer.echo(f"  {say('setup', 'archive-no-received', language)}")
    if proposals.failed:
        typer.echo(
            f"  {say('setup', 'archive-failed', language, count=proposals.failed)}"
        )
    for sort in Sort:
        for taken in (True, False):
            found = proposals.of(sort, taken=taken)
            if found:
                key = f"{'taken' if taken else 'shown'}-{sort.value}"
                typer.echo(f"  {say('setup', key, language, count=len(found))}")
                _print_some(found, language)
    typer.echo()


def _print_some(found: tuple[Proposal, ...], language: str) -> None:
    for proposal in found[:_SOME]:
        values = ", ".join(map(harmless, proposal.values))
        name = (
            "" if proposal.name in proposal.values else f"{harmless(proposal.name)}  "
        )
        typer.echo(f"    {name}{values}  {reason(proposal, language)}")
    if len(found) > _SOME:
        typer.echo(
            f"    {say('setup', 'and-more', language, count=len(found) - _SOME)}"
        )


def print_difference(path: object, old: str, new: str) -> None:
    """The lines that change, as `diff -u` shows them."""
    name = str(path)
    for line in unified_diff(
        old.splitlines(), new.splitlines(), name, name, lineterm=""
    ):
        typer.secho(f"  {line}", fg=_COLOURS.get(line[:1]))
    typer.echo()


def print_by_hand(left: tuple[ByHand, ...], language: str) -> None:
    """What only the operator can write."""
    for one in left:
        typer.echo(
            f"  - {say('setup', one.reason, language, name=one.name, value=one.value)}"
        )


def _wide(text: str, width: int) -> str:
    """Padded to so many columns of a terminal; a kanji takes two."""
    columns = sum(1 if letter.isascii() else 2 for letter in text)
    return text + " " * max(width - columns, 0)
