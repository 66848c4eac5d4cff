"""Facts of the world as TSV; source, date and licence in each head."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files


def rows(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of one table, its comment lines and empty lines left out.

    `rows("subject_prefixes.tsv")` → `("Re", "international", "reply", "yes")` …
    """
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield tuple(line.split("\t"))
