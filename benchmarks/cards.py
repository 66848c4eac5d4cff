"""Whose mail shows our signature block: own cases, labelled sets, real mail; how fast.

    python -m benchmarks.cards [--shown FAMILY]

For every organization of `$HONMONO_DATA/check`: `CardBook.find` on the own words and the
signature of each mail.  Of the forged families, `signature_block` and
`encrypted_zip_signature` should show a card nearly always; of the legitimate ones, only
those that our people wrote.  On real mail nobody else should show one: each hit is
printed, to be looked at.  `--shown` prints the cards of one family.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmarks.bars import Result
from benchmarks.data import folder_of
from honmono.check.org import Organization, Person
from honmono.check.org.card import Card, CardBook, CardStrength
from honmono.check.org.names import NameBook
from honmono.config import load_organization
from honmono.mail.message import Body, Message, Role
from honmono.mail.message.parse import parse
from honmono.mail.source import RawMail

FORGED: Final = ("signature_block", "encrypted_zip_signature")
"""Families whose every mail shows the block."""

OTHERS: Final = frozenset(
    (
        *("auto_reply_partner", "backscatter", "bounce", "calendar_partner"),
        *("customer_writes_to_us", "forwarded_inline", "namesake"),
        *("newsletter_names_us", "partner_attachment", "partner_reply_quotes_us"),
        *("partner_zip_password", "same_surname_other_firm", "similar_domain_partner"),
        *("similar_name_stranger", "address_in_own_name"),
    )
)
"""Legitimate families of mail that others wrote."""

STRANGERS: Final = ("other_sender", "other_sender_names_us", "list_rewritten_other")
"""Families of real mail that our people did not write."""

SETS: Final = ("synthetic", "brands", "ham")
ROUNDS: Final = 7
RUNS: Final = 200


class Seen(NamedTuple):
    """A label, whether the sender's domain is ours, and the card its mail shows."""

    organization: str
    label: dict[str, Any]
    ours: bool
    card: Card | None


def own_words(body: Body) -> list[str]:
    """The lines of a body that nobody else wrote."""
    own = [text for role, text in body.segments if role is not Role.QUOTED]
    return "\n".join(own).split("\n")


def shown(message: Message, book: CardBook) -> Card | None:
    """Find the strongest card of all bodies of a mail."""
    cards = [card for body in message.bodies if (card := book.find(own_words(body)))]
    return min(cards, key=lambda c: c.strength is CardStrength.PARTIAL, default=None)


def look(name: str, work: Path) -> Iterator[Seen]:
    """Look at every mail of one set."""
    for registry in sorted(folder_of(f"check/{name}").rglob("honmono.toml")):
        folder = registry.parent
        org = load_organization(registry)
        book = CardBook(org, NameBook(org))
        root = folder if (folder / "eml").exists() else _unpacked(folder, work)
        for line in (folder / "labels.jsonl").read_text("utf-8").splitlines():
            label = json.loads(line)
            message = parse(RawMail((root / label["file"]).read_bytes(), label["file"]))
            ours = any(org.owns(a.domain) for a in message.authors)
            yield Seen(folder.name, label, ours, shown(message, book))


def _unpacked(folder: Path, work: Path) -> Path:
    """Unpack the mails that the labels of an organization name."""
    target = work / folder.parent.name / folder.name
    tool, labels = folder_of("check/unpack.py"), folder / "labels.jsonl"
    command = [sys.executable, str(tool), str(labels), str(folder_of("corpora"))]
    subprocess.run([*command, str(target)], check=True)
    return target


def measure(work: Path) -> Iterator[Result]:
    """Yield the bars for the exam."""
    from tests.check.org.card.test_book import BOOKS, CASES, KNOWN_MISSES, told

    right = sum(
        told(BOOKS[case.org].find(case.lines)) == case.expected for case in CASES
    )
    silent = sum(case.expected == "none" for case in CASES)
    yield Result(
        f"signature blocks: own cases right, {silent} of them silent",
        "all of ≥ 120, near half silent",
        f"{right} of {len(CASES)}, {len(KNOWN_MISSES)} known misses beside",
        right == len(CASES) >= 120 and silent >= 0.45 * len(CASES),
    )
    synthetic = list(look("synthetic", work))
    found, of = _share(seen for seen in synthetic if seen.label["variant"] in FORGED)
    yield Result(
        "synthetic: forged signature found",
        "≥ 0.95",
        f"{found} of {of}",
        found >= 0.95 * of,
    )
    false, of = _share(seen for seen in synthetic if seen.label["variant"] in OTHERS)
    yield Result(
        "synthetic: others' mail with our block", "0", f"{false} of {of}", false == 0
    )
    real = [seen for name in ("brands", "ham") for seen in look(name, work)]
    false, of = _share(
        seen for seen in real if seen.label["variant"] in STRANGERS and not seen.ours
    )
    yield Result(
        "real mail of others with our block",
        "≤ 1 in 1,000",
        f"{false} of {of}",
        false * 1000 <= of,
    )


def _share(seen: Iterator[Seen]) -> tuple[int, int]:
    """Count the mails with a card, and all."""
    cards = [s.card is not None for s in seen]
    return sum(cards), len(cards)


def _print(name: str, wanted: str, work: Path) -> None:
    """Print one line for every family of a set, and every hit of others on real mail."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for seen in look(name, work):
        family = f"{seen.label['label']:10} {seen.label['variant']}"
        whose = "ours" if seen.ours else "others'"
        strength = seen.card.strength.value if seen.card else "none"
        counts[f"{family:42} {whose:8}"][strength] += 1
        hit = seen.card and name != "synthetic" and not seen.ours
        if hit or seen.label["variant"] == wanted:
            print(seen.organization, seen.label["file"], _told(seen.card))
    for family, count in sorted(counts.items()):
        print(
            f"{name:10} {family} full {count['full']:4}"
            f"  partial {count['partial']:4}  none {count['none']:5}"
        )


def _told(card: Card | None) -> str:
    if card is None:
        return "none"
    items = ", ".join(f"{item.kind.value} {item.shown}" for item in card.items)
    return f"{card.strength.value} lines {card.first}-{card.last}: {items}"


def speed(people: int) -> None:
    """Print the time of both looks at letters without and with a card."""
    org = Organization(
        names=("株式会社架空製作所", "Kakuu Works Ltd."),
        domains=("kakuu.example",),
        phones=("03-5555-0142", "06-5555-0143"),
        addresses=("東京都架空区見本町4-5-6",),
        urls=("https://www.kakuu.example/",),
        people=tuple(
            Person(
                f"{chr(0x4E00 + n)}{chr(0x5000 + n)} {chr(0x5800 + n)}郎", title="課長"
            )
            for n in range(people)
        ),
    )
    book = CardBook(org, NameBook(org))
    japanese = "いつもお世話になっております。先日の件、確認いたしました。\n" * 60
    english = "Thank you for your message of last week, all is well here.\n" * 85
    card = "株式会社架空製作所\n架空区見本町4-5-6\nTEL 03-5555-0142\n"
    for what, text in (
        ("Japanese, 5 kB", japanese),
        ("English, 5 kB", english),
        ("Japanese, our card", japanese + "\n" + card),
    ):
        lines = text.split("\n")
        quick = _best(lambda text=text: book.may_hold(text))
        whole = _best(lambda lines=lines: book.find(lines))
        print(
            f"{people:5} people: may_hold {quick * 1e6:6.1f} us"
            f"  find {whole * 1e6:7.1f} us  {what}"
        )


def _best(look_once: Any) -> float:
    """Seconds of one look, the best of some rounds."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for _ in range(RUNS):
            look_once()
        rounds.append((time.process_time() - start) / RUNS)
    return min(rounds)


def main() -> None:
    """Measure everything, or look at one family."""
    wanted = sys.argv[2] if sys.argv[1:2] == ["--shown"] else ""
    with tempfile.TemporaryDirectory() as work:
        for name in SETS:
            _print(name, wanted, Path(work))
        for result in measure(Path(work)):
            print(f"{result.what}: {result.figure} (bar {result.bar}, {result.holds})")
    for people in () if wanted else (50, 5_000):
        speed(people)


if __name__ == "__main__":
    main()
