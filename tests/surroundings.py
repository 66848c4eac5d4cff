"""A plugin of pytest that comes before all others: where the desk of the tests lies.

The desk reads its environment when it is loaded, and pytest-django loads it before any
conftest.py.  So this is named in `addopts` of pyproject.toml, and wraps that moment.

    python -m pytest tests/web                          the embedded database
    python -m pytest tests/web --database=postgresql    a server of our own, for the run

With several processes (-n) the first one starts the server and the others use it.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import ExitStack

import pytest

_held = ExitStack()
_GIVEN = "HONMONO_TEST_DATABASE_URL"
"""Environment: the server that the first process has started for all."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """On which database?"""
    parser.addoption(
        "--database",
        choices=["sqlite", "postgresql"],
        default="sqlite",
        help="On which database the tests of the desk run.",
    )


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(
    early_config: pytest.Config,
) -> Generator[None, object, object]:
    """Before Django is loaded: a home of our own, and the database."""
    home = tempfile.mkdtemp(prefix="honmono-tests-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ["HONMONO_HOME"] = home
    os.environ.pop("DATABASE_URL", None)
    for name in ("HONMONO_HOSTS", "HONMONO_HTTPS", "HONMONO_PROXY"):
        os.environ.pop(name, None)
    if early_config.known_args_namespace.database == "postgresql":
        if _GIVEN not in os.environ:
            os.environ[_GIVEN] = _own_server()
        os.environ["DATABASE_URL"] = os.environ[_GIVEN]
    return (yield)


def pytest_unconfigure() -> None:
    """End the server that this process has started."""
    _held.close()


def _own_server() -> str:
    from tests.web.postgres import cluster

    return _held.enter_context(cluster()).create("desk")
