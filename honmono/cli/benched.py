"""One run of `honmono bench trace`: the set is stored, each scenario is traced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from honmono.cli._core import stop
from honmono.trace.archive._core import Level
from honmono.trace.archive.store import Store
from honmono.trace.pipeline import trace
from honmono.trace.record import record
from honmono.trace.sets import SetError, read_set


def answered(set_: Path, level: str) -> Iterator[Mapping[str, object]]:
    """Answer a set of tables."""
    known = Level(level)
    with TemporaryDirectory(prefix="honmono-bench-") as folder:
        try:
            scenarios = read_set(set_, known, Path(folder))
        except SetError as error:
            stop(str(error))
        with Store(Path(folder)) as store:
            for told in scenarios:
                traced = trace(told.forgeries, store, known, told.as_of)
                yield {"id": told.id, **record(traced)}
