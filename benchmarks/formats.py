"""What of strangers' test mails is read, and how often other readers read it otherwise.

    HONMONO_DATA=../shared python -m benchmarks.formats [--all]

Three questions, asked of `corpora/format_samples`, `corpora/bounces` and
`check/charsets`:  Is every file read, or refused by a named error?  Are the Japanese
charset cases right?  Where a suite ships what its own reader read, do we read the same?

Where we read otherwise on purpose, `formats_explained.tsv` has a row for the file and
the field, with the class of the reason and a hash of our reading: when that changes, the
difference is to be explained anew.  `--all` prints the explained differences as well.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks import suites_james, suites_mimekit, suites_stalwart
from benchmarks.bars import Result
from benchmarks.data import MissingDataError, folder_of, unpack
from benchmarks.suites_core import Comparison, tidy
from honmono.mail.message import Message
from honmono.mail.message.parse import parse
from honmono.mail.source import RawMail, read

EXPLAINED: Final = Path(__file__).with_name("formats_explained.tsv")

SUITES: Final[dict[str, Callable[[Path], Iterator[Comparison]]]] = {
    suites.SUITE: suites.comparisons
    for suites in (suites_stalwart, suites_james, suites_mimekit)
}
"""The suites that ship expected readings."""

EITHER_NAME: Final = "name both, * wins"
"""A case where mail programs differ: the answer of `filename` counts, too."""

_SHOWN: Final = 300
"""Characters of each reading that are printed."""


class Counts(NamedTuple):
    """What became of the files of a folder."""

    files: int
    read: int
    """Files with at least one message that was read."""

    mails: int
    refused: Counter[str]
    """Files that were refused, by the name of the error."""

    failures: tuple[str, ...]
    """Files for which an exception came out, or nothing at all."""


def every_file(folder: Path) -> Counts:
    """Read and parse every file below `folder`."""
    read_files = mails = 0
    refused: Counter[str] = Counter()
    failures: list[str] = []
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in files:
        try:
            found = [
                mail if isinstance(mail, RawMail) else mail.trouble.value
                for mail in read(str(path))
            ]
            parsed = [parse(mail) for mail in found if isinstance(mail, RawMail)]
        except Exception as error:  # noqa: BLE001 - any is what is counted
            failures.append(f"{path.relative_to(folder)}: {error!r}")
            continue
        mails += len(parsed)
        read_files += bool(parsed)
        if not found:
            failures.append(f"{path.relative_to(folder)}: neither read nor refused")
        elif not parsed:
            refused[str(found[0])] += 1
    return Counts(len(files), read_files, mails, refused, tuple(failures))


class Case(NamedTuple):
    """A charset case, what a reader should see and what Honmono shows."""

    file: str
    case: str
    expected: str
    ours: str
    right: bool


def charset_cases(folder: Path) -> Iterator[Case]:
    """Read the cases of `check/charsets`."""
    for line in (folder / "cases.jsonl").read_text("utf-8").splitlines():
        told = json.loads(line)
        data = (folder / told["file"]).read_bytes()
        shown = _looked_at(parse(RawMail(data, told["file"])), told["look_at"])
        ours, expected = shown.rstrip("\r\n"), told["expected"].rstrip("\r\n")
        right = ours == expected
        if told["case"] == EITHER_NAME and not right:
            right = bool(ours) and ours.isascii() and ours.encode() in data
        yield Case(told["file"], told["case"], expected, ours, right)


def _looked_at(message: Message, where: str) -> str:
    if where == "subject":
        return message.subject.text
    if where == "text":
        return message.body.text if message.body else ""
    return message.attachments[0].name if message.attachments else ""


class Explanation(NamedTuple):
    """A difference that is intended; one row of `formats_explained.tsv`."""

    suite: str
    file: str
    field: str
    kind: str
    ours: str
    """First digits of the sha256 of our reading."""

    why: str


def explanations(table: Path = EXPLAINED) -> Iterator[Explanation]:
    """Read the rows of the table."""
    for line in table.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield Explanation(*line.split("\t"))


class Differences(NamedTuple):
    """How the suites' readings and ours compare."""

    compared: int
    explained: tuple[Comparison, ...]
    unexplained: tuple[Comparison, ...]
    stale: tuple[Explanation, ...]
    """Rows whose difference is gone."""


def differences(
    found: Iterable[Comparison], table: Iterable[Explanation]
) -> Differences:
    """Sort comparisons into those that agree, are explained, and are not."""
    rows = {(row.suite, row.file, row.field, row.ours): row for row in table}
    used = set()
    explained: list[Comparison] = []
    unexplained: list[Comparison] = []
    compared = 0
    for each in found:
        compared += 1
        if each.same:
            continue
        key = (each.suite, each.file, each.field, fingerprint(each.ours))
        (explained if key in rows else unexplained).append(each)
        used.add(key)
    stale = tuple(row for key, row in rows.items() if key not in used)
    return Differences(compared, tuple(explained), tuple(unexplained), stale)


def fingerprint(ours: str) -> str:
    """What tells whether our reading is still the one that was explained."""
    return hashlib.sha256(tidy(ours).encode()).hexdigest()[:8]


def compare_suites(samples: Path) -> Differences:
    """Compare all suites below the folder of format samples."""
    found = (
        each
        for suite, comparisons in SUITES.items()
        if (samples / suite).is_dir()
        for each in comparisons(samples / suite)
    )
    return differences(found, explanations())


def measure(work: Path) -> Iterator[Result]:
    """Measure the three bars of reading formats."""
    samples, charsets = unpack("format_samples", work), folder_of("check/charsets")
    for folder in (samples, unpack("bounces", work), charsets):
        counts = every_file(folder)
        refused = sum(counts.refused.values())
        yield Result(
            f"{folder.name}: every file read or refused, no crash",
            "0 others",
            f"{counts.read} read, {refused} refused, {len(counts.failures)} others",
            counts.files > 0 and not counts.failures,
        )
    cases = list(charset_cases(charsets))
    right = sum(case.right for case in cases)
    yield Result(
        "charset cases",
        f"{len(cases)} of {len(cases)}",
        f"{right} of {len(cases)}",
        bool(cases) and right == len(cases),
    )
    told = compare_suites(samples)
    yield Result(
        "differences from suites' own readings",
        "0 unexplained",
        f"{len(told.unexplained)} unexplained"
        f" ({told.compared} compared, {len(told.explained)} explained)",
        told.compared > 0 and not told.unexplained,
    )


def main(*, everything: bool) -> int:
    """Print what `measure` counts, one by one."""
    with tempfile.TemporaryDirectory(prefix="honmono-formats-") as work:
        try:
            samples = unpack("format_samples", Path(work))
            folders = (
                samples,
                unpack("bounces", Path(work)),
                folder_of("check/charsets"),
            )
        except MissingDataError as error:
            print(f"honmono formats: {error}", file=sys.stderr)
            return 2
        short = [_print_files(folder) for folder in folders]
        short += [_print_cases(folders[-1]), _print_suites(samples, everything)]
    return 1 if any(short) else 0


def _print_files(folder: Path) -> int:
    counts = every_file(folder)
    print(
        f"{folder.name}: {counts.files} files, {counts.read} read ({counts.mails} mails),"
        f" refused {dict(counts.refused)}, {len(counts.failures)} others"
    )
    for failure in counts.failures:
        print(f"  {failure}")
    return len(counts.failures)


def _print_cases(folder: Path) -> int:
    cases = list(charset_cases(folder))
    wrong = [case for case in cases if not case.right]
    print(f"charset cases: {len(cases) - len(wrong)} of {len(cases)} right")
    for case in wrong:
        print(f"  {case.file} {case.case}: {case.ours!r}, not {case.expected!r}")
    return len(wrong)


def _print_suites(samples: Path, everything: bool) -> int:
    told = compare_suites(samples)
    print(
        f"suites: {told.compared} compared, {len(told.explained)} differences explained,"
        f" {len(told.unexplained)} not; {len(told.stale)} explanations without difference"
    )
    for each in (*told.unexplained, *(told.explained if everything else ())):
        print(
            f"  {each.suite}\t{each.file}\t{each.field}\t{fingerprint(each.ours)}\n"
            f"    expected {tidy(each.expected)[:_SHOWN]!r}\n"
            f"    ours     {tidy(each.ours)[:_SHOWN]!r}"
        )
    for row in told.stale:
        print(f"  no longer different: {row.suite} {row.file} {row.field}")
    return len(told.unexplained)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description="Read every format sample.")
    arguments.add_argument("--all", action="store_true")
    sys.exit(main(everything=arguments.parse_args().all))
