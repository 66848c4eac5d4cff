"""How right `honmono check` answers: the labelled sets, scored by their own scorer.

    python -m benchmarks.check [synthetic|brands|ham]...

Runs the command itself on each set, as a user would, and prints the scorer's last line.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from benchmarks.data import folder_of, honmono

SETS: Final = ("synthetic", "brands", "ham")


def score(name: str, work: Path, *, verbose: bool = False) -> dict[str, Any]:
    """Judge one set and return the scorer's figures (see `check/score.py`)."""
    return score_folders(organizations(name), work, verbose=verbose)


def score_folders(
    folders: Iterable[Path], work: Path, *, verbose: bool = False
) -> dict[str, Any]:
    """Judge folders of labelled mail, one an organization, as one set."""
    pairs: list[str] = []
    for folder in folders:
        answers = work / f"{folder.parent.name}-{folder.name}.jsonl"
        _judge(folder, mails_of(folder, work), answers)
        pairs += [str(folder / "labels.jsonl"), str(answers)]
    quiet = [] if verbose else ["--quiet"]
    result = subprocess.run(
        [sys.executable, str(folder_of("check/score.py")), *pairs, *quiet],
        check=True,
        capture_output=True,
        text=True,
    )
    if verbose:
        print(result.stdout)
    figures: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return figures


def answers_of(
    name: str, work: Path
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Judge one set and yield each label of its test split with the answer's row."""
    for folder in organizations(name):
        answers = work / f"{name}-{folder.name}.jsonl"
        _judge(folder, mails_of(folder, work), answers)
        rows = [json.loads(line) for line in answers.read_text("utf-8").splitlines()]
        by_hash = {row["sha256"]: row for row in rows}
        by_name = {Path(row["source"].partition("#")[0]).name: row for row in rows}
        for line in (folder / "labels.jsonl").read_text("utf-8").splitlines():
            label = json.loads(line)
            if label["split"] == "test":
                fallback = by_name.get(Path(label["file"]).name)
                yield label, by_hash.get(label["sha256"]) or fallback or {}


def organizations(name: str) -> list[Path]:
    """The folders of a set that hold a honmono.toml and labels."""
    root = folder_of(f"check/{name}")
    found = [root] if (root / "honmono.toml").exists() else sorted(root.iterdir())
    return [folder for folder in found if (folder / "honmono.toml").exists()]


def mails_of(folder: Path, work: Path) -> Path:
    """The mails of one organization: in place, or unpacked as its labels name them."""
    if (folder / "eml").exists():
        return folder / "eml"
    target = work / folder.parent.name / folder.name
    subprocess.run(
        [
            sys.executable,
            str(folder_of("check/unpack.py")),
            str(folder / "labels.jsonl"),
            str(folder_of("corpora")),
            str(target),
        ],
        check=True,
    )
    return target


def _judge(folder: Path, mails: Path, answers: Path) -> None:
    command = [*honmono(), "check", "--org", str(folder / "honmono.toml")]
    with answers.open("wb") as output:
        done = subprocess.run(
            [*command, "--format", "jsonl", "--jobs", "2", str(mails)],
            stdout=output,
            check=False,
        )
    if done.returncode > 1:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}")


def main(names: Iterable[str]) -> None:
    """Print the figures of each set."""
    with tempfile.TemporaryDirectory() as work:
        for name in names or SETS:
            figures = score(name, Path(work), verbose=True)
            print(name, json.dumps(figures))


if __name__ == "__main__":
    main(sys.argv[1:])
