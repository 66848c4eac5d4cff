"""A record as pairs of label and value, ready for a page: nothing of it left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from honmono.web.facts.shape import PROVENANCE, Holds, Shape, shapes_of
from honmono.web.facts.words import Words, plain


@dataclass(frozen=True, slots=True)
class Item:
    """One value in words."""

    text: str
    record: str = ""
    """Id of the record that it leads to."""

    original: str = ""
    """SHA-256 of the original that it names."""

    language: str = ""
    """Where a text stands in both."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One field in words."""

    name: str
    label: str
    items: tuple[Item, ...] = ()
    groups: tuple[tuple[Pair, ...], ...] = ()


def pairs_of(
    part: str, data: Mapping[str, Any], words: Words, names: Mapping[str, str]
) -> tuple[Pair, ...]:
    """What a record says, in the order of its form.

    Args:
        part: it stands in.
        data: the record as JSON.
        words: of the page.
        names: what originals were called, by SHA-256.

    """
    return tuple(_pairs(shapes_of(part), data, words, names))


def own(pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """Without where it comes from."""
    return tuple(pair for pair in pairs if pair.name not in PROVENANCE)


def provenance(pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """Where it comes from and how sure it is."""
    return tuple(pair for pair in pairs if pair.name in PROVENANCE)


def _pairs(
    shapes: tuple[Shape, ...],
    data: Mapping[str, Any],
    words: Words,
    names: Mapping[str, str],
) -> Iterator[Pair]:
    for shape in shapes:
        value = data.get(shape.name)
        if value in (None, [], {}):
            continue
        held = value if shape.many else [value]
        label = words.label(shape)
        if shape.holds is Holds.GROUP:
            inner = [tuple(_pairs(shape.inner, one, words, names)) for one in held]
            if any(inner):
                yield Pair(shape.name, label, groups=tuple(filter(None, inner)))
        else:
            items = (item for one in held for item in _items(shape, one, words, names))
            yield Pair(shape.name, label, tuple(items))


def _items(
    shape: Shape, value: Any, words: Words, names: Mapping[str, str]
) -> Iterator[Item]:
    if shape.holds is Holds.TEXT:
        order = ("ja", "en") if words.language == "ja" else ("en", "ja")
        for language in order:
            if value.get(language):
                yield Item(plain(value[language]), language=language)
    elif shape.holds is Holds.RECORD:
        leads = value if value in words.records and shape.words != "offices" else ""
        yield Item(words.reference(shape, value), record=leads)
    elif shape.holds is Holds.ORIGINAL:
        yield Item(plain(names.get(value, "")) or value[:16], original=value)
    else:
        yield Item(words.value(shape, value))
