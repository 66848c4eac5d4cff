"""What `init` prints: what a list was read as, what the archive says, what is left."""

from __future__ import annotations

from collections.abc import Iterator

import typer

from honmono.cli.output.lines import columns
from honmono.cli.paragraphs import padded, page_width, tell
from honmono.setup.archive import Proposals
from honmono.setup.archive.proposals import Proposal, Sort
from honmono.setup.exports import Column, Export
from honmono.setup.merging import ByHand
from honmono.setup.person_names import is_cjk
from honmono.setup.writing import reason
from honmono.text import harmless, say

_SOME = 12
"""Proposals of one kind that are printed; all of them stand in the file."""

_LONGEST = 30
"""Characters of a header that are shown."""

_HANGING = 8
"""Columns before an example that stands below the rest; also, all that is between them."""


def print_export(export: Export, language: str) -> None:
    """Form, columns with an example, whose accounts they are, and what was not read."""
    if not export.form:  # why is said by `complaints`
        return
    form = say("setup", f"form-{export.form}", language)
    head = say("setup", "list-head", language, path=export.path, form=form,
               encoding=export.encoding)  # fmt: skip
    tell(head, bold=True)
    _print_columns(export, language)
    for account, count in export.counts().items():
        words = say("setup", f"account-{account.value}", language)
        tell(say("setup", "count-of", language, what=words, count=count), indent=2)
    unparted = [p for p in export.people if is_cjk(p.name) and " " not in p.name]
    if unparted:
        count, name = len(unparted), unparted[0].name
        tell(say("setup", "unparted", language, count=count, name=name), indent=2)
    typer.echo()


def _print_columns(export: Export, language: str) -> None:
    """Header, what it is read as, and an example; columns as wide as what is in them."""
    used = [column for column in export.columns if column.field]
    heads = [harmless(column.header, _LONGEST) or "-" for column in used]
    fields = [_field(column, language) for column in used]
    examples = [harmless(column.example) for column in used]
    left, right, last = (
        max(map(columns, texts), default=0) for texts in (heads, fields, examples)
    )
    fits = not 0 < page_width() < left + right + last + _HANGING
    for head, field, example in zip(heads, fields, examples, strict=True):
        if fits:
            tell(f"  {padded(head, left)} → {padded(field, right)}  {example}")
        else:
            tell(f"{head} → {field}", indent=2)
            tell(example, indent=_HANGING)
    if unused := len(export.columns) - len(used):
        tell(say("setup", "columns-unused", language, count=unused), indent=2)


def _field(column: Column, language: str) -> str:
    if column.field is None:
        return ""
    words = say("setup", f"field-{column.field.value}", language)
    return words + say("setup", "by-content", language) if column.by_content else words


def complaints(export: Export, language: str) -> Iterator[str]:
    """One line for each that could not be read."""
    for problem in export.problems:
        where = f"{export.path}:{problem.line}" if problem.line else export.path
        words = say("setup", problem.reason, language, value=problem.value)
        yield f"honmono: {where}: {words}"


def print_proposals(proposals: Proposals, language: str) -> None:
    """What the archive says, taken and not, the first of each kind."""

    def words(key: str, **values: object) -> str:
        return say("setup", key, language, **values)

    mails, received = f"{proposals.mails:,}", f"{proposals.received:,}"
    typer.echo()
    tell(words("archive-head", mails=mails, received=received), bold=True)
    if proposals.mails and not proposals.received:
        tell(words("archive-no-received"), indent=2)
    if proposals.failed:
        tell(words("archive-failed", count=proposals.failed), indent=2)
    for sort in Sort:
        for taken in (True, False):
            if found := proposals.of(sort, taken=taken):
                key = f"{'taken' if taken else 'shown'}-{sort.value}"
                tell(words(key, count=len(found)), indent=2)
                _print_some(found, language)
    typer.echo()


def _print_some(found: tuple[Proposal, ...], language: str) -> None:
    """Each with its values, and below it why."""
    for proposal in found[:_SOME]:
        values = ", ".join(map(harmless, proposal.values))
        named = proposal.name not in proposal.values
        name = f"{harmless(proposal.name)}  " if named else ""
        tell(f"{name}{values}", indent=4)
        tell(reason(proposal, language), indent=6)
    if len(found) > _SOME:
        more = say("setup", "and-more", language, count=len(found) - _SOME)
        tell(more, indent=4)


def print_by_hand(left: tuple[ByHand, ...], language: str) -> None:
    """What only the operator can write."""
    for one in left:
        words = say("setup", one.reason, language, name=one.name, value=one.value)
        tell(words, head="  - ", indent=4)
