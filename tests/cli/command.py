"""The command line as a user runs it: in this process, or in one of its own.

To start Python and load everything takes longer than nearly all that is tested with it, so
a process of its own is for what needs one: terminals, signals, workers.  Here, too, the
command goes through `main`, with its own arguments, folder, environment and streams.
"""

from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from honmono.cli import main

Done = subprocess.CompletedProcess[bytes]


def run_here(
    folder: Path, words: list[str], env: Mapping[str, str], stdin: bytes = b""
) -> Done:
    """Run `honmono WORDS` in this process, in `folder`, with `env` and nothing else."""
    out, err = io.BytesIO(), io.BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name in [*os.environ]:
            patch.delenv(name)
        for name, value in env.items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["honmono", *words])
        patch.setattr(logging.root, "handlers", [])  # so that it ends in stderr
        for name, stream in (
            ("stdin", io.BytesIO(stdin)),
            ("stdout", out),
            ("stderr", err),
        ):
            patch.setattr(sys, name, io.TextIOWrapper(stream, "utf-8"))
        status = _status()
        sys.stdout.flush()
        sys.stderr.flush()
        return Done(words, status, out.getvalue(), err.getvalue())


def _status() -> int:
    try:
        main()
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


def run_apart(
    folder: Path, words: list[str], env: Mapping[str, str], stdin: bytes = b""
) -> Done:
    """Run `honmono WORDS` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "honmono", *words],
        cwd=folder,
        env=env,
        input=stdin,
        capture_output=True,
        check=False,
        timeout=120,
    )
