"""A Ray cluster of two nodes on this machine: two raylets, each with one CPU."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from honmono.engine import Cluster

_NODE = {"num_cpus": 1, "node_ip_address": "127.0.0.1"}


@dataclass(frozen=True)
class Nodes:
    cluster: Any

    @property
    def engine(self) -> Cluster:
        return Cluster(self.cluster.address, jobs=2)

    def lose_one(self) -> None:
        """Kill the raylet that is not ours, and all its workers."""
        (other,) = self.cluster.worker_nodes
        self.cluster.remove_node(other, allow_graceful=False)

    def mend(self) -> None:
        self.cluster.add_node(**_NODE)


@contextmanager
def two_nodes() -> Iterator[Nodes]:
    """Start them, in a process that has not loaded Ray; end them."""
    # Short, since the paths of sockets must not exceed 100 bytes.
    short = "/tmp" if Path("/tmp").is_dir() else None  # noqa: S108
    folder = Path(tempfile.mkdtemp(prefix="ray-", dir=short))
    (folder / "token").write_text("0" * 64, "ascii")
    with pytest.MonkeyPatch.context() as patch:
        # Ray reads them once, when it is loaded.
        patch.setenv("RAY_AUTH_MODE", "token")
        patch.setenv("RAY_AUTH_TOKEN_PATH", str(folder / "token"))
        patch.setenv("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")  # binds to loopback
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.setenv("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
        from ray.cluster_utils import Cluster as Raylets

        head = {**_NODE, "include_dashboard": False, "temp_dir": str(folder / "ray")}
        cluster: Any = Raylets(initialize_head=True, head_node_args=head)
        nodes = Nodes(cluster)
        try:
            nodes.mend()
            yield nodes
        finally:
            cluster.shutdown()
            shutil.rmtree(folder)
