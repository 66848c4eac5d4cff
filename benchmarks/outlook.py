"""What of strangers' Outlook files is read, and whether other readers read it alike.

    HONMONO_DATA=../shared python -m benchmarks.outlook [--all]

Three questions, asked of `corpora/format_samples`:  Is every .msg, TNEF and data file read,
or refused by a named error?  Is every character of them one that has a meaning?  Where a
suite ships what its own reader read, do we read the same?  Intended differences stand in
`outlook_explained.tsv`; `--all` prints them as well, and every mail.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks import suites_outlook
from benchmarks.bars import Result
from benchmarks.data import MissingDataError, unpack
from benchmarks.formats import Differences, differences, explanations, fingerprint
from benchmarks.suites_core import tidy
from honmono.mail.message import Message
from honmono.mail.message.parse import parse
from honmono.mail.source import RawMail, Unreadable, read

EXPLAINED: Final = Path(__file__).with_name("outlook_explained.tsv")

KINDS: Final = {
    "msg": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "tnef": b"\x78\x9f\x3e\x22",
    "pst": b"!BDN",
}
"""Kind of file → how it begins."""

BY_NAME: Final = frozenset({"not-a-mail", "not-supported", "empty", "locked"})
"""Refusals that say what a file is; the others say that reading it failed."""


@dataclass(slots=True)
class Counts:
    """What became of the files."""

    files: Counter[str] = field(default_factory=Counter)
    mails: list[Message] = field(default_factory=list)
    refused: list[Unreadable] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    unreadable_characters: list[str] = field(default_factory=list)


def kind_of(path: Path) -> str:
    """Which form of Outlook's a file has; empty for none."""
    with path.open("rb") as file:
        head = file.read(8)
    return next((kind for kind, magic in KINDS.items() if head.startswith(magic)), "")


def every_file(folder: Path) -> Counts:
    """Read every Outlook file below a folder."""
    counts = Counts()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if kind := kind_of(path):
            counts.files[kind] += 1
            _count(path, counts)
    return counts


def _count(path: Path, counts: Counts) -> None:
    found = list(read(str(path)))
    if not found:
        counts.failures.append(f"{path.name}: neither read nor refused")
    for each in found:
        if isinstance(each, RawMail):
            message = parse(each)
            counts.mails.append(message)
            if "\ufffd" in _shown(message):
                counts.unreadable_characters.append(each.source)
        elif each.trouble.value in BY_NAME:
            counts.refused.append(each)
        else:
            counts.failures.append(str(each))


def _shown(message: Message) -> str:
    people = (*message.authors, *message.to, *message.cc)
    return "\n".join(
        (
            message.subject.text,
            *(person.name for person in people),
            *(body.source for body in message.bodies),
            *(file.name for file in message.attachments),
        )
    )


def compare(samples: Path) -> Differences:
    """Compare the suites with our reading."""
    found = suites_outlook.comparisons(samples)
    return differences(found, explanations(EXPLAINED))


def measure(work: Path) -> Iterator[Result]:
    """Measure the bars of Outlook files."""
    samples = unpack("format_samples", work)
    counts = every_file(samples)
    yield Result(
        f"Outlook files ({_kinds(counts)}): read, or refused by name",
        "all",
        f"{len(counts.mails)} mails, {len(counts.refused)} refused,"
        f" {len(counts.failures)} others",
        counts.files.total() > 0 and not counts.failures,
    )
    yield Result(
        "mails of them with a character that cannot be read",
        "0",
        str(len(counts.unreadable_characters)),
        bool(counts.mails) and not counts.unreadable_characters,
    )
    told = compare(samples)
    yield Result(
        "differences from Outlook suites' own readings",
        "0 unexplained",
        f"{len(told.unexplained)} unexplained"
        f" ({told.compared} compared, {len(told.explained)} explained)",
        told.compared > 0 and not told.unexplained,
    )


def _kinds(counts: Counts) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in sorted(counts.files.items()))


def main(*, everything: bool) -> int:
    """Print what `measure` counts, one by one."""
    with tempfile.TemporaryDirectory(prefix="honmono-outlook-") as work:
        try:
            samples = unpack("format_samples", Path(work))
        except MissingDataError as error:
            print(f"honmono outlook: {error}", file=sys.stderr)
            return 2
        counts, told = every_file(samples), compare(samples)
    print(f"{_kinds(counts)}: {len(counts.mails)} mails")
    for message in counts.mails if everything else ():
        _print_mail(message)
    for refused in counts.refused:
        print(f"  refused {Path(refused.source).name}: {refused}")
    for line in (*counts.failures, *counts.unreadable_characters):
        print(f"  FAILS {line}")
    print(
        f"suites: {told.compared} compared, {len(told.explained)} differences explained,"
        f" {len(told.unexplained)} not; {len(told.stale)} explanations without difference"
    )
    for each in (*told.unexplained, *(told.explained if everything else ())):
        print(f"  {each.suite}\t{each.file}\t{each.field}\t{fingerprint(each.ours)}")
        print(f"    expected {tidy(each.expected)[:300]!r}")
        print(f"    ours     {tidy(each.ours)[:300]!r}")
    for row in told.stale:
        print(f"  no longer different: {row.suite} {row.file} {row.field}")
    short = counts.failures or counts.unreadable_characters or told.unexplained
    return 1 if short else 0


def _print_mail(message: Message) -> None:
    """For the eye of somebody who reads Japanese."""
    print(f"  {Path(message.source).name}: {message.subject.text!r}")
    print(
        f"    from {[*map(tuple, message.authors)]} to {[*map(tuple, message.to)][:3]}"
    )
    print(f"    {[body.source[:120] for body in message.bodies]}")
    print(f"    {[file.name for file in message.attachments]}")
    print(f"    {[defect.value for defect in message.defects]}")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description="Read every Outlook file.")
    arguments.add_argument("--all", action="store_true")
    sys.exit(main(everything=arguments.parse_args().all))
