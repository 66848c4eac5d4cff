"""Whom the matcher of names finds in the labelled sets, family by family; and how fast.

    python -m benchmarks.names [--shown FAMILY]

For every organization of `$HONMONO_DATA/check`: `NameBook.find` on each mail's From
name.  FULL and PARTIAL of a forged family should be nearly all, of `other_sender`,
`same_surname_other_firm`, `similar_name_stranger`, `list_rewritten_other` nearly none.
`--shown` prints what one family shows, to look at families; never to tune to one mail.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.data import folder_of
from honmono.check.org import Organization, Person
from honmono.check.org.names import NameBook, NameMatch, Strength
from honmono.config import load_organization
from honmono.mail.message.addresses import read_addresses
from honmono.mail.message.headers import split_headers

RUNS: Final = 500
ROUNDS: Final = 7
KANA: Final = (
    "アオ",
    "イシ",
    "ウエ",
    "オオツ",
    "カトウ",
    "キム",
    "コウ",
    "サカ",
    "タケシ",
)
"""Syllables of which the names of invented people are made."""


class Sample(NamedTuple):
    """A label, and the names that its mail shows in From."""

    family: str
    shown: tuple[str, ...]


def samples(folder: Path) -> Iterator[Sample]:
    """Read the labels of one organization."""
    for line in (folder / "labels.jsonl").read_text("utf-8").splitlines():
        label = json.loads(line)
        shown = (
            (label["shown"],) if "shown" in label else _authors(folder, label["file"])
        )
        yield Sample(f"{label['label']:10} {label['variant']}", shown)


def _authors(folder: Path, file: str) -> tuple[str, ...]:
    """Read the names in From."""
    headers = split_headers((folder / file).read_bytes()).headers
    fields = [read_addresses(h.value) for h in headers if h.name.lower() == "from"]
    return tuple(a.name for f in fields for a in f.mailboxes)


def best(book: NameBook, shown: tuple[str, ...]) -> NameMatch | None:
    """Find the strongest match among several names."""
    matches = [match for name in shown if (match := book.find(name))]
    return min(matches, key=lambda m: m.strength is Strength.PARTIAL, default=None)


def measure(part: str, wanted: str) -> None:
    """Print one line for every family of a set."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for registry in sorted(folder_of(f"check/{part}").rglob("honmono.toml")):
        book = NameBook(load_organization(registry))
        for family, shown in samples(registry.parent):
            match = best(book, shown)
            counts[family][match.strength.value if match else "none"] += 1
            if wanted and wanted == family.split()[1]:
                found = match and (match.strength.name, match.shown)
                print(registry.parent.name, shown, "→", found)
    for family, count in sorted(counts.items()):
        print(
            f"{part:10} {family:42} full {count['full']:5}"
            f"  partial {count['partial']:4}  none {count['none']:5}"
        )


def speed(people: int) -> None:
    """Print the time of one look at names that are nobody, and of building the book."""
    org = Organization(
        names=("株式会社架空製作所", "Kakuu Works Ltd."),
        domains=("kakuu.example",),
        people=tuple(
            Person(
                f"{chr(0x4E00 + n)}{chr(0x5000 + n)} {chr(0x5800 + n)}郎",
                kana=f"{KANA[n % 9]}{KANA[n // 9 % 9]} {KANA[n // 81 % 9]}",
            )
            for n in range(people)
        ),
    )
    start = time.process_time()
    book = NameBook(org)
    built = time.process_time() - start
    print(f"{people:5} people: built in {built * 1e3:.0f} ms")
    for shown in (
        "Robert Anderson",
        "Dropsign Support Team",
        "小笠原 次郎",
        "ﾔﾏﾓﾄ ﾊﾅｺ",
    ):
        print(f"{people:5} people: {_look(book, shown) * 1e6:6.1f} us  {shown}")


def _look(book: NameBook, shown: str) -> float:
    """Seconds of one look, the best of some rounds."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for _ in range(RUNS):
            book.find(shown)
        rounds.append((time.process_time() - start) / RUNS)
    return min(rounds)


def main() -> None:
    """Measure everything, or look at one family."""
    wanted = sys.argv[2] if sys.argv[1:2] == ["--shown"] else ""
    for part in ("synthetic", "brands", "ham"):
        measure(part, wanted)
    for people in () if wanted else (50, 2_000):
        speed(people)


if __name__ == "__main__":
    main()
