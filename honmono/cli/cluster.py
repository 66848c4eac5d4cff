"""`--engine ray`: the cluster that the environment names, without our passwords.

    RAY_ADDRESS=10.0.0.5:6379 honmono check --engine ray mail/

Processes inherit the environment of the one that starts them, and Ray's keep it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TypeVar

from honmono.cli._core import secrets_hidden
from honmono.engine import Cluster, Engine
from honmono.engine._core import Task, Workers

T = TypeVar("T")
R = TypeVar("R")


def engine_of(jobs: int) -> Engine:
    """`$RAY_ADDRESS`, else a cluster of this machine; 0 jobs are as many as CPUs."""
    return _Discreet(Cluster(os.environ.get("RAY_ADDRESS", ""), jobs))


@dataclass(frozen=True, slots=True)
class _Discreet:
    """An engine that sees no password of ours while it starts."""

    engine: Engine

    @contextmanager
    def hire(self, task: Task[T, R]) -> Iterator[Workers[T, R]]:
        """Get workers; see `Engine`."""
        with ExitStack() as stack:
            with secrets_hidden():
                workers = stack.enter_context(self.engine.hire(task))
            yield workers
