"""How a kind of document speaks in words of its own, and how it sets up its tables.

    own(brief, "purpose-open", hypothesis)     a sentence of documents/NAME.toml
    table(brief, ("when", "what"), rows)       its heads are `head-when`, `head-what`

A table rests on the records of its rows: without them its heads go, too, and a word that
nothing is on record stands in its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from honmono.incident.case import Record
from honmono.incident.documents._core import Block, Paragraph, Rows, Section, Sentence
from honmono.incident.documents.brief import Brief, ids
from honmono.incident.documents.naming import itself

INSIDE: Final = "documents/inside"
"""Words that documents for our own house share: certainties, heads of tables."""

Row = tuple[Sentence, ...]


def own(brief: Brief, key: str, *facts: Record | str, **values: object) -> Sentence:
    """One sentence of the kind's own catalogue; `{we}` and `{name}` are filled."""
    return _say(brief, key, brief.catalogue, *facts, **values)


def quoted(brief: Brief, key: str, *facts: Record | str) -> Sentence:
    """A sentence whose words are not ours: a question, or what must not be said."""
    return replace(own(brief, key, *facts), is_quoted=True)


def inside(brief: Brief, key: str, *facts: Record | str, **values: object) -> Sentence:
    """One sentence of the words that documents for our own house share."""
    return _say(brief, key, INSIDE, *facts, **values)


def part(
    brief: Brief, name: str, *blocks: Block, facts: Iterable[Record | str] = ()
) -> Section:
    """A part under the title `title-NAME` of the kind's own catalogue."""
    return Section(name, own(brief, f"title-{name}", *facts), blocks)


def part_inside(
    brief: Brief, name: str, *blocks: Block, facts: Iterable[Record | str] = ()
) -> Section:
    """A part whose title several documents for our own house share."""
    return Section(name, inside(brief, f"title-{name}", *facts), blocks)


def row(facts: Iterable[Record | str], *cells: Sentence | str) -> Row:
    """A row of a table; all its cells rest on the same records."""
    names = ids(facts)
    return tuple(
        Sentence(cell.text or "―", names, lacks=cell.lacks)
        if isinstance(cell, Sentence)
        else Sentence(cell or "―", names)
        for cell in cells
    )


def table(
    brief: Brief,
    heads: Iterable[str],
    rows: Iterable[Row],
    widths: tuple[int, ...] = (),
    *,
    empty: str = "nothing",
) -> Block:
    """The rows under their heads; without rows, that nothing is on record.

    Args:
        brief: what is written from.
        heads: keys of the heads, without `head-`.
        rows: of the table.
        widths: parts of the width of two columns; of more, what they hold decides.
        empty: key of what is said where there are no rows.

    """
    held = tuple(rows)
    if not held:
        return Paragraph((inside(brief, empty),))
    facts = ids(name for one in held for cell in one for name in cell.facts)
    head = tuple(inside(brief, f"head-{name}", *facts) for name in heads)
    return Rows(
        held, head, widths if len(head) == 2 else ()
    )  # else as the contents need


def _say(
    brief: Brief, key: str, catalogue: str, *facts: Record | str, **values: object
) -> Sentence:
    organization, language = brief.incident.organization, brief.language
    values.setdefault("we", itself(organization, language))
    name = (organization.short or organization.name).in_language(language)
    values.setdefault("name", name)
    return brief.say(key, *facts, catalogue=catalogue, **values)
