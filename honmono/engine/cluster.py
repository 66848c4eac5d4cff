"""A Ray cluster as engine: one that runs already, or one on this machine for the run.

    Cluster()                   starts Ray here; gone when the run ends
    Cluster("10.0.0.5:6379")    connects; somebody has set it up (docs/scale-out.md)

Whoever reaches Ray's ports can run any program on its machines.  So what is started here
listens on the loopback alone and asks for a token; and a cluster on other machines has
to ask for one, too (`RAY_AUTH_MODE=token`), or we do not connect.  Mails travel between
its machines unencrypted unless Ray's own TLS is set up.

Ray is the extra `ray`; nothing of it is imported before it is asked for.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final, NoReturn, TypeVar, cast

from honmono.engine._core import EngineError, Task, one_line
from honmono.engine.actors import Actors

T = TypeVar("T")
R = TypeVar("R")

STORE_BYTES: Final = 128 * 2**20
"""Of Ray's shared memory on this machine; batches and results pass through it."""

WORKER_BYTES: Final = 1024 * 2**20
"""That a worker may take beyond what Ray takes by itself, where the system can bound it."""

OLDEST_RAY: Final = (2, 52)
"""Since then it can ask for a token."""

CONNECT_WAIT: Final = 10.0
"""Seconds until the head of a cluster must answer."""

_QUIET: Final = {
    "RAY_USAGE_STATS_ENABLED": "0",  # reports nothing to Ray's makers
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",  # what Ray 3 will do; else it warns
}

_LOOPBACK: Final = {
    # Despite its name it is asked on Linux, too: with 0 a node is 127.0.0.1 and its
    # sockets are bound there.  With 1 Ray replaces 127.0.0.1 by the machine's address.
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
    "RAY_AUTH_MODE": "token",
}


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where Ray runs, and how much of it we take."""

    address: str = ""
    """HOST:PORT of its head; empty: a cluster of this machine alone, for this run."""

    jobs: int = 0
    """Workers over all machines, each with one CPU; 0: as many as there are CPUs."""

    @contextmanager
    def hire(self, task: Task[T, R]) -> Iterator[Actors[T, R]]:
        """Connect, and get workers; both end with the context.

        Raises:
            EngineError: Ray is not installed, not reached or not safe to use.

        """
        with _connected(self.address, self.jobs) as ray:
            there = int(ray.cluster_resources().get("CPU", 1))
            workers = Actors[T, R](ray, self.jobs or there, task, WORKER_BYTES)
            try:
                yield workers
            finally:
                workers.end()


def _ray() -> Any:
    try:
        import ray
    except ImportError as error:
        detail = 'Ray is not installed; do: pip install "honmono[ray]"'
        raise EngineError(detail) from error
    if tuple(map(int, ray.__version__.split(".")[:2])) < OLDEST_RAY:
        oldest = ".".join(map(str, OLDEST_RAY))
        raise EngineError(f"Ray {ray.__version__} has no tokens; {oldest} is needed")
    return ray


@contextmanager
def _connected(address: str, jobs: int) -> Iterator[Any]:
    """Be connected; a connection that was there already is used, and stays."""
    already = sys.modules.get("ray")
    if already is not None and already.is_initialized():
        yield already
        return
    there = _reached(address) if address else _started(jobs)
    with _variables(_QUIET), _sigterm_kept() as take_sigterm, there as ray:
        take_sigterm()
        try:
            yield ray
        finally:
            ray.shutdown()


@contextmanager
def _reached(address: str) -> Iterator[Any]:
    refuse_what_is_open(address, os.environ)
    _answers(address)
    ray = _ray()
    _init(ray, address=address)
    yield ray


def _answers(address: str) -> None:
    """Is anybody there?  Ray itself would go on asking for ten minutes."""
    host, _, port = address.rpartition(":")
    try:
        socket.create_connection((host.strip("[]"), int(port)), CONNECT_WAIT).close()
    except OSError as error:
        raise EngineError(f"no Ray cluster at {address}: {one_line(error)}") from error


@contextmanager
def _started(jobs: int) -> Iterator[Any]:
    """Start Ray here: closed to other machines, and to other users of this one."""
    with _private_folder() as folder:
        token = folder / "token"
        token.touch(0o600)
        token.write_text(_token(), "ascii")
        variables = {**_LOOPBACK, "RAY_AUTH_TOKEN_PATH": str(token)}
        with _variables(variables, without=("RAY_AUTH_TOKEN", "RAY_ADDRESS")):
            ray = _ray()  # reads the variables when it is loaded, and never again
            _init(
                ray,
                address="local",
                num_cpus=jobs or os.cpu_count() or 1,
                object_store_memory=STORE_BYTES,
                include_dashboard=False,
                _node_ip_address="127.0.0.1",
                _temp_dir=str(folder / "ray"),  # Ray opens it to everybody
            )
            yield ray


@cache
def _token() -> str:
    """One for this process: Ray remembers the first that it has read."""
    return secrets.token_hex(32)


def _init(ray: Any, **options: object) -> None:
    """Call `ray.init`, and say what went wrong in one line."""
    # Ray prints what befalls its workers on standard output, between our answers, also
    # with `log_to_driver=False`; it has this switch for its debugger.
    ray._private.worker._worker_logs_enabled = False
    try:
        ray.init(log_to_driver=False, configure_logging=False, **options)
    except Exception as error:
        ray.shutdown()  # of what has begun
        detail = f"no Ray cluster at {options['address']}: {one_line(error)}"
        raise EngineError(detail) from error


@contextmanager
def _sigterm_kept() -> Iterator[Callable[[], None]]:
    """Give SIGTERM back at the end; yields what takes it from Ray.

    Ray answers it with an alarming text.  Who had no answer of his own ends in order,
    and leaves no process of Ray's behind.
    """
    if threading.current_thread() is not threading.main_thread():
        yield lambda: None
        return
    before = signal.getsignal(signal.SIGTERM)
    meanwhile = _end if before is signal.SIG_DFL else before
    try:
        yield lambda: cast("None", signal.signal(signal.SIGTERM, meanwhile))
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(number: int, frame: object) -> NoReturn:
    raise SystemExit(128 + number)


def refuse_what_is_open(address: str, environment: Mapping[str, str]) -> None:
    """Let no mail go to a cluster that anybody in its network could take over.

    Raises:
        EngineError: no HOST:PORT, or other machines without a token.

    """
    host, colon, port = address.rpartition(":")
    if not colon or not port.isdecimal() or "/" in host:
        raise EngineError(f"address of a Ray cluster: {address!r} is not HOST:PORT")
    if _is_loopback(host) or environment.get("RAY_AUTH_MODE", "").lower() == "token":
        return
    raise EngineError(
        f"the Ray cluster {address} is on other machines, and without a token "
        "everybody who reaches it can run programs there: set RAY_AUTH_MODE=token "
        "for it and here (docs/scale-out.md)"
    )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@contextmanager
def _variables(
    values: Mapping[str, str], without: tuple[str, ...] = ()
) -> Iterator[None]:
    """Set variables of the environment, which Ray and its processes read."""
    names = (*values, *without)
    before = {name: os.environ[name] for name in names if name in os.environ}
    for name in without:
        os.environ.pop(name, None)
    os.environ.update(values)
    try:
        yield
    finally:
        for name in names:
            os.environ.pop(name, None)
        os.environ.update(before)


@contextmanager
def _private_folder() -> Iterator[Path]:
    """Make a folder that only we may enter.

    In /tmp where there is one: the path of a socket must not exceed 100 bytes, and other
    folders for temporary files have long names.
    """
    short = "/tmp" if Path("/tmp").is_dir() else None  # noqa: S108 (made by mkdtemp)
    folder = Path(tempfile.mkdtemp(prefix="honmono-", dir=short))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
