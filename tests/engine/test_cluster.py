"""Engine: a real Ray cluster of two nodes answers as one process does, whoever dies."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import honmono
from honmono.engine import Cluster, EngineError, Failed, shards, spread
from honmono.engine.actors import READY, Actor
from honmono.engine.cluster import refuse_what_is_open
from tests.engine import functions

MANY = 400
ROOT = Path(__file__).parents[2]
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@dataclass(frozen=True)
class Nodes:
    """Two raylets of this machine; each has one CPU."""

    cluster: Any

    @property
    def engine(self) -> Cluster:
        return Cluster(self.cluster.address, jobs=2)

    def lose_one(self) -> None:
        """Kill the raylet that is not ours, and all its workers."""
        (other,) = self.cluster.worker_nodes
        self.cluster.remove_node(other, allow_graceful=False)

    def mend(self) -> None:
        self.cluster.add_node(num_cpus=1, node_ip_address="127.0.0.1")


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nodes]:
    patch = pytest.MonkeyPatch()
    token = tmp_path_factory.mktemp("ray") / "token"
    token.write_text("0" * 64, "ascii")
    # Before Ray is loaded, which reads them once.
    patch.setenv("RAY_AUTH_MODE", "token")
    patch.setenv("RAY_AUTH_TOKEN_PATH", str(token))
    patch.setenv("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")
    patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    patch.setenv("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    from ray.cluster_utils import Cluster as Raylets

    # Short, since the paths of sockets must not exceed 100 bytes.
    short = "/tmp" if Path("/tmp").is_dir() else None  # noqa: S108
    folder = tempfile.mkdtemp(prefix="ray-", dir=short)
    head = {"num_cpus": 1, "node_ip_address": "127.0.0.1", "include_dashboard": False}
    cluster: Any = Raylets(
        initialize_head=True, head_node_args={**head, "temp_dir": folder}
    )
    found = Nodes(cluster)
    found.mend()
    yield found
    cluster.shutdown()
    shutil.rmtree(folder)
    patch.undo()


def test_a_cluster_answers_as_one_process_and_as_a_pool(nodes: Nodes) -> None:
    def answers(**engine: Any) -> list[int | Failed[int]]:
        return list(spread(functions.refuse_seven, range(MANY), **engine))

    alone = answers()

    assert answers(jobs=2) == alone
    assert answers(engine=nodes.engine) == alone
    assert alone[7] == Failed(7, "ValueError: seven")


def test_a_worker_killed_in_the_middle_is_replaced(
    nodes: Nodes, capfd: pytest.CaptureFixture[str]
) -> None:
    results = spread(functions.process_id, range(MANY), engine=nodes.engine)
    first = next(results)
    assert isinstance(first, int)
    os.kill(first, signal.SIGKILL)
    rest = list(results)

    assert functions.numbers(rest) == rest
    assert len(rest) == MANY - 1
    assert capfd.readouterr() == ("", "")  # or it would stand between our answers


def test_a_machine_lost_in_the_middle_loses_no_result(nodes: Nodes) -> None:
    items = range(3 * MANY)
    results = spread(functions.process_id, items, engine=nodes.engine)
    seen = [next(results)]
    while len(set(seen)) < 2:  # until workers of both have answered
        seen.append(next(results))
    nodes.lose_one()
    seen += results
    nodes.mend()

    assert functions.numbers(seen) == seen
    assert len(seen) == len(items)


def test_what_goes_wrong_with_an_item_is_a_value(nodes: Nodes) -> None:
    killed = list(spread(functions.die_at_seventy, range(MANY), engine=nodes.engine))
    too_much = list(spread(functions.takes_too_much, [1, 2**33], engine=nodes.engine))
    stuck = list(spread(functions.cannot_travel, range(MANY), engine=nodes.engine))

    for results in (killed, stuck):
        failed = results.pop(70)
        assert isinstance(failed, Failed)
        assert "failed 3 times" in failed.reason
        assert results == [n for n in range(MANY) if n != 70]
    assert too_much[0] == 1
    if sys.platform == "linux":
        assert too_much[1] == Failed(2**33, "MemoryError")


def test_a_worker_that_cannot_be_prepared_is_an_error_with_its_reason(
    nodes: Nodes,
) -> None:
    for initializer, told in (
        (functions.cannot_start, r"no honmono\.toml"),
        (functions.ends_the_process, "at their start"),
    ):
        results = spread(
            functions.double, [1], initializer=initializer, engine=nodes.engine
        )
        with pytest.raises(EngineError, match=told):
            next(results)


def test_shards_of_a_cluster_come_in_the_order_of_the_manifest(nodes: Nodes) -> None:
    seen = list[tuple[int, int]]()
    results = shards(
        functions.sleepy_when_even,
        range(20),
        engine=nodes.engine,
        progress=lambda done, of: seen.append((done, of)),
    )

    assert list(results) == list(range(20))
    assert seen == [(number, 20) for number in range(1, 21)]


CLOSED = """
import sys
from pathlib import Path
from honmono.engine import Cluster, spread
from tests.engine import functions

def children(of):
    found = [of]
    for each in found:
        for task in Path(f"/proc/{each}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return found

def listening(process):
    inodes = set()
    for link in Path(f"/proc/{process}/fd").iterdir():
        try:
            inodes.add(str(link.readlink()))
        except OSError:
            continue
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and f"socket:[{fields[9]}]" in inodes:
                yield fields[1].partition(":")[0]

results = spread(functions.variable, ["HIDDEN"] * 100, engine=Cluster(jobs=1))
print(next(results))
import os, ray
folder = Path(ray._private.worker._global_node.get_session_dir_path()).parents[1]
print(oct(folder.stat().st_mode & 0o777), ray.cluster_resources()["object_store_memory"])
print(os.environ["RAY_USAGE_STATS_ENABLED"])
print({address for child in children(os.getpid()) for address in listening(child)})
results.close()
print(folder.exists(), "RAY_AUTH_MODE" in os.environ)
"""
LOOPBACK = {
    "0100007F",
    "0000000000000000FFFF00000100007F",
    "00000000000000000000000001000000",
}


@linux_only
def test_what_we_start_is_closed_to_others_and_leaves_nothing_behind() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CLOSED],
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if not k.startswith("RAY_")},
        capture_output=True,
        text=True,
        check=True,
    )
    secret, folder, usage, sockets, after = done.stdout.splitlines()

    assert secret == "None"
    assert folder.startswith("0o700 134217728")
    assert usage == "0"
    assert eval(sockets) <= LOOPBACK  # noqa: S307 (printed by the program above)
    assert eval(sockets)  # noqa: S307
    assert after == "False False"
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("10.0.0.5:6379", "RAY_AUTH_MODE=token"),
        ("ray.example:6379", "RAY_AUTH_MODE=token"),
        ("ray://127.0.0.1:10001", "HOST:PORT"),
        ("127.0.0.1", "HOST:PORT"),
        ("auto", "HOST:PORT"),
    ],
)
def test_an_open_cluster_is_refused(address: str, told: str) -> None:
    with pytest.raises(EngineError, match=told):
        refuse_what_is_open(address, {})


@pytest.mark.parametrize("address", ["127.0.0.1:6379", "localhost:6379", "[::1]:6379"])
def test_a_cluster_of_this_machine_needs_no_token(address: str) -> None:
    refuse_what_is_open(address, {})


def test_a_cluster_elsewhere_needs_a_token() -> None:
    refuse_what_is_open("10.0.0.5:6379", {"RAY_AUTH_MODE": "token"})


def test_nobody_at_the_address_is_said_at_once() -> None:
    results = spread(functions.double, [1], engine=Cluster("127.0.0.1:1"))

    with pytest.raises(EngineError, match=r"no Ray cluster at 127\.0\.0\.1:1"):
        next(results)


def test_without_ray_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)

    with pytest.raises(EngineError, match=r'pip install "honmono\[ray\]"'):
        next(spread(functions.double, [1], engine=Cluster()))


def test_another_version_on_the_cluster_is_refused() -> None:
    assert "0.0.0 here" in Actor("0.0.0", ".", b"", 0).prepare()


def test_a_machine_without_our_folder_is_refused(tmp_path: Path) -> None:
    nowhere = str(tmp_path / "nowhere")

    said = Actor(honmono.__version__, nowhere, b"", 0).prepare()

    assert said != READY
    assert nowhere in said
