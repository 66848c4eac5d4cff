"""Engine: a real Ray cluster of two nodes answers as one process does, whoever dies."""

from __future__ import annotations

import json
import os
import platform
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import honmono
from honmono.engine import Cluster, EngineError, Failed, shards, spread
from honmono.engine.actors import READY, Actor
from honmono.engine.cluster import STORE_BYTES, refuse_what_is_open
from tests.engine import functions
from tests.engine.closed import LOOPBACK, ends
from tests.engine.raylets import Nodes, two_nodes

MANY = 400
ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(
    sys.platform == "darwin" and platform.machine() == "x86_64",
    reason="Ray is not made for it any more",
)
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.fixture(scope="module")
def nodes() -> Iterator[Nodes]:
    with two_nodes() as found:
        yield found


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


def test_a_machine_lost_in_the_middle_loses_no_result(
    nodes: Nodes, tmp_path: Path
) -> None:
    items = [functions.Meeting(str(tmp_path), 2)] * (3 * MANY)
    results = spread(functions.met, items, engine=nodes.engine)
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


@linux_only
def test_what_we_start_is_closed_to_others_and_leaves_nothing_behind() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.engine.closed"],
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if not k.startswith("RAY_")},
        capture_output=True,
        text=True,
        check=True,
    )
    seen = json.loads(done.stdout)
    sockets = set(seen.pop("sockets"))
    left = set(seen.pop("variables left"))

    assert left <= {"RAY_CLIENT_MODE"}  # Ray's own
    assert sockets
    assert sockets <= LOOPBACK
    assert seen == {
        "mode": "0o700",
        "store": STORE_BYTES,
        "usage": ["0"],
        "folder left": False,
        "processes left": 0,
    }
    assert done.stderr == ""


ENDED = """
import os, signal
from honmono.engine import Cluster, spread
from tests.engine import functions

results = spread(functions.process_id, range(100_000), engine=Cluster(jobs=1))
print(next(results), flush=True)
os.kill(os.getpid(), signal.SIGTERM)
list(results)
"""


@linux_only
def test_sigterm_ends_everything_in_order() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ENDED],
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if not k.startswith("RAY_")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 128 + signal.SIGTERM
    assert done.stderr == ""
    assert ends(int(done.stdout))


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


def test_a_ray_without_tokens_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    old = ModuleType("ray")
    old.__version__ = "2.49.2"  # type: ignore[attr-defined]
    old.is_initialized = lambda: False  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ray", old)

    with pytest.raises(EngineError, match=r"2\.52 is needed"):
        next(spread(functions.double, [1], engine=Cluster()))


def test_another_version_on_the_cluster_is_refused() -> None:
    assert "0.0.0 here" in Actor("0.0.0", ".", b"", 0).prepare()


def test_a_machine_without_our_folder_is_refused(tmp_path: Path) -> None:
    nowhere = str(tmp_path / "nowhere")

    said = Actor(honmono.__version__, nowhere, b"", 0).prepare()

    assert said != READY
    assert nowhere in said
