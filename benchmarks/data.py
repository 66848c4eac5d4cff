"""Where the test data lies, and how its archives are unpacked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path


class MissingDataError(Exception):
    """A folder of the test data, or a tool to unpack it, is not there.

    Nothing has been measured; the message names what is missing and what to do.
    """


def data_folder() -> Path:
    """`$HONMONO_DATA`, else `../shared` beside the project."""
    given = os.environ.get("HONMONO_DATA")
    folder = Path(given) if given else Path(__file__).parents[2] / "shared"
    return folder.resolve()


def folder_of(name: str) -> Path:
    """A folder or file of the test data by its name, such as `check/synthetic`."""
    path = data_folder() / name
    if not path.exists():
        raise MissingDataError(f"{path} is missing: set HONMONO_DATA to the test data")
    return path


def unpack(archive: str, into: Path) -> Path:
    """Unpack `corpora/ARCHIVE.tar.zst` below `into` and return its folder."""
    packed = folder_of(f"corpora/{archive}.tar.zst")
    zstd = shutil.which("zstd")
    if not zstd:
        raise MissingDataError("zstd is missing: apt-get install zstd")
    target = into / archive
    if not target.exists():
        with (
            subprocess.Popen(
                [zstd, "-dc", str(packed)], stdout=subprocess.PIPE
            ) as stream,
            tarfile.open(fileobj=stream.stdout, mode="r|") as members,
        ):
            members.extractall(into, filter="data")
    return target


def honmono() -> list[str]:
    """The command line of this checkout, in the interpreter that runs the measurement."""
    return [sys.executable, "-m", "honmono"]
