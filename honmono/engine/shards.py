"""A large thing in parts: each part is worked on by itself, and each has to succeed.

    manifest   sales.db, office.db, north.db          what there is, in an order
    task       matches_in(reports, shard)             the same result however often done
    merged     reduce(merge, shards(task, manifest))  by whoever asks

Results come in the order of the manifest, not in that of their arrival.  So the answer
is the same to the last bit with one process, with ten and on a cluster, also where sums
of floats or the first of equals depend on the order; the merge need not commute.  The
price: a slow shard holds up to four results for each worker back.

A shard may be done twice, when its worker was killed or its disk stumbled; so a task
writes nothing, or what it writes replaces what the first try has left.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from honmono.engine._core import Engine, Failed
from honmono.engine.spreading import spread

S = TypeVar("S")
R = TypeVar("R")

ATTEMPTS: Final = 3
"""How often a shard is read when the disk or the network below it stumbles."""

PAUSE: Final = 0.2
"""Seconds before the second attempt; each further pause is twice as long."""


class ShardError(Exception):
    """A shard could not be done: an answer without it would look whole, and is not."""


def shards(
    function: Callable[[S], R],
    manifest: Sequence[S],
    *,
    jobs: int = 1,
    engine: Engine | None = None,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Iterator[R]:
    """Yield the result of each shard, in the order of the manifest.

    Args:
        function: importable by name; what all shards need goes along, once to each
            worker, as `partial(function, value)`.
        manifest: names or openers of the shards; their `repr` stands in errors.
        jobs: processes that work.
        engine: who works instead of them.
        progress: told how many are done, and of how many.

    Raises:
        ShardError: a shard failed, and which.  No further ones are begun.
        EngineError: no worker could be started.

    """
    patient = Patient(function)
    done = spread(patient, manifest, jobs=jobs, engine=engine, together=1)
    for number, result in enumerate(done, 1):
        if isinstance(result, Failed):
            raise ShardError(f"shard {result.item!r}: {result.reason}")
        progress(number, len(manifest))
        yield result


@dataclass(frozen=True, slots=True)
class Patient(Generic[S, R]):
    """Tries again where trying may help: an error of disk or network, and no other."""

    function: Callable[[S], R]

    def __call__(self, shard: S) -> R:
        """Do it, if need be again."""
        for again in range(ATTEMPTS - 1):
            try:
                return self.function(shard)
            except OSError:
                time.sleep(PAUSE * 2**again)
        return self.function(shard)
