"""How right is what `honmono init` makes of lists and of an archive?

    HONMONO_DATA=../shared python -m benchmarks.init

Lists: five programs, each in UTF-8 and Shift_JIS (two in UTF-16 as well), read by the
command with `--yes` and no terminal; the file that comes out must say the same people.

Archive: `corpora/enron`, whose mail has no Received fields; every other mailbox was looked
at while the rules were made (`seen`), the others were not (`unseen`).

Recall: of the people in the archive's two files of people, those who wrote at least two
mails from GIVEN.FAMILY@enron.com; found when that address stands under that name.

Precision: of all people that are proposed.  Right is whom the company's directory confirms
(X-From ends in CN=RECIPIENTS/CN=ALIAS, and the alias is made of the name), or whose address
holds the family or the given name; wrong is everybody else, and what was found by eye to
be nobody when both lists were read (`NOBODY`).
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.bars import Result
from benchmarks.data import folder_of, honmono, unpack
from benchmarks.people_lists import (
    DOMAIN,
    NO_ALIAS,
    NO_KANA,
    NO_TITLE,
    Employee,
    files,
    office,
)
from honmono.check.org import Organization
from honmono.config import load_organization
from honmono.mail.message.parse import parse
from honmono.mail.source import RawMail, read
from honmono.setup.archive import Proposals, Tally, propose
from honmono.setup.archive.proposals import Proposal, Sort

OURS: Final = "enron.com"
NOBODY: Final = frozenset(("mind's eye madness", "registrar isc", "body shop"))

_ANY_LINE: Final = re.MULTILINE | re.IGNORECASE
_FROM: Final = re.compile(rb"^From: (?:[^\n]*<)?([^\s<>]+@enron\.com)>?\s*$", _ANY_LINE)
_ALIAS: Final = re.compile(rb"^X-From: [^\n]*CN=RECIPIENTS/CN=([\w-]+)>", _ANY_LINE)
_WORDS: Final = re.compile(r"[\s.'’-]+")


def measure(work: Path) -> Iterator[Result]:
    """Every bar of `init`."""
    yield _lists(work)
    root = unpack("enron", work)
    boxes = sorted((root / "mailboxes").iterdir())
    for half, mailboxes in (("seen", boxes[::2]), ("unseen", boxes[1::2])):
        yield from _archive(half, mailboxes, _named(root / "people"))
    yield from _poisoned()
    yield _phished(unpack("phishing_pot", work))


def _lists(work: Path) -> Result:
    """Every list in every encoding, by the command."""
    right = total = 0
    for seed in (1, 2, 3):
        people = office(40, seed)
        for form, encoding, data in files(people):
            folder = Path(tempfile.mkdtemp(dir=work))
            (folder / "people").write_bytes(data)
            out = folder / "honmono.toml"
            words = [
                "init",
                "--yes",
                "--name",
                "例示",
                "--people",
                str(folder / "people"),
            ]
            done = subprocess.run(
                [*honmono(), *words, "--org", str(out)],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
            )
            total += 1
            good = done.returncode == 0 and _says(load_organization(out), people, form)
            right += good
            if not good:
                print(form, encoding, seed, done.returncode, done.stderr.decode()[:300])
    return Result(
        "init: lists of 5 programs × encodings × 3 offices read right, nothing asked",
        "all",
        f"{right} of {total}",
        right == total,
    )


def _says(org: Organization, people: list[Employee], form: str) -> bool:
    """Does the file say exactly these people?"""
    offices = {each.id: each.name for each in org.offices}
    found = {
        (p.name, p.kana, p.addresses, p.title, p.department, offices.get(p.office, ""))
        for p in org.people
    }
    wanted = {
        (
            e.name,
            "" if form in NO_KANA else e.kana,
            (e.address, e.alias) if e.alias and form not in NO_ALIAS else (e.address,),
            "" if form in NO_TITLE else e.title,
            "" if form in NO_TITLE else e.department,
            e.office,
        )
        for e in people
        if e.kind == "person"
    }
    return found == wanted and org.domains == (DOMAIN,)


def _archive(
    half: str, mailboxes: list[Path], named: set[tuple[str, str]]
) -> Iterator[Result]:
    tally = Tally((OURS,))
    wrote: Counter[str] = Counter()
    aliases: defaultdict[str, set[str]] = defaultdict(set)
    for box in mailboxes:
        for raw in read(str(box)):
            if not isinstance(raw, RawMail):
                continue
            tally.add(parse(raw))
            # The truth reads the bytes with its own eyes.
            head = raw.data.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
            if found := _FROM.search(head):
                address = found[1].decode("latin-1").lower()
                wrote[address] += 1
                if alias := _ALIAS.search(head):
                    aliases[address].add(alias[1].decode("latin-1").lower())
    proposals = propose(tally, Organization(names=("Enron",), domains=(OURS,)))
    people = proposals.of(Sort.PERSON, taken=True)
    names = {address: p.name.lower() for p in people for address in p.values}
    known = [
        (given, family)
        for given, family in sorted(named)
        if wrote[f"{given}.{family}@{OURS}"] >= 2
    ]
    there = sum(
        {given, family} <= set(_WORDS.split(names.get(f"{given}.{family}@{OURS}", "")))
        for given, family in known
    )
    yield Result(
        f"init: own people of the archive, {half} half: recall",
        "≥ 0.9",
        f"{there / len(known):.3f} ({there} of {len(known)})",
        there >= 0.9 * len(known),
    )
    right = sum(_is_right(person, aliases) for person in people)
    yield Result(
        f"init: the same, {half} half: precision",
        "≥ 0.98",
        f"{right / len(people):.3f} ({right} of {len(people)})",
        right >= 0.98 * len(people),
    )


def _is_right(person: Proposal, aliases: dict[str, set[str]]) -> bool:
    words = [word for word in _WORDS.split(person.name.lower()) if len(word) > 1]
    if person.name.lower() in NOBODY:
        return False
    for address in person.values:
        local = set(re.split(r"[._-]+", address.partition("@")[0]))
        by_directory = any(
            alias.startswith(given[0] + family[:3])
            for alias in aliases.get(address, ())
            for given in words
            for family in words
            if given != family
        )
        if not by_directory and not local & set(words):
            return False
    return bool(words)


def _named(folder: Path) -> set[tuple[str, str]]:
    """Given and family names of both files of people, in small letters."""
    custodians = json.loads((folder / "custodians.json").read_text("utf-8"))
    named = {(c["givenName"].lower(), c["familyName"].lower()) for c in custodians}
    for line in (folder / "employees.tsv").read_text("utf-8").splitlines():
        words = line.split("\t")[1].lower().split()
        named.add((words[0], words[-1]))
    return named


def _poisoned() -> Iterator[Result]:
    """The synthetic set: 331 of its mails are forged; does one of them get in?"""
    root = folder_of("check/synthetic")
    truth = load_organization(root / "honmono.toml")
    tally = Tally(truth.domains)
    for folder in ("eml", "history"):
        for raw in read(str(root / folder)):
            if isinstance(raw, RawMail):
                tally.add(parse(raw))
    proposals = propose(tally, Organization(names=truth.names, domains=truth.domains))
    wrong = [p for p in proposals.all if p.taken and not _is_known(p, truth)]
    counts = _counts(proposals)
    yield Result(
        "init: synthetic set, forged mail in it: proposals taken that are wrong",
        "0",
        f"{len(wrong)} of {counts}",
        not wrong,
    )


def _phished(folder: Path) -> Result:
    """3,724 real phishing mails as the archive of two firms whose name they bear."""
    domains = ("microsoft.com", "paypal.com")
    tally = Tally(domains)
    for raw in read(str(folder)):
        if isinstance(raw, RawMail):
            tally.add(parse(raw))
    proposals = propose(tally, Organization(names=("x",), domains=domains))
    taken = [p for p in proposals.all if p.taken]
    names = ", ".join(p.name for p in taken)
    return Result(
        "init: phishing mail alone: what is taken beside the border that took it in",
        "nothing",
        f"border {names}" if names else "nothing",
        all(p.name == "protection.outlook.com" for p in taken),
    )


def _counts(proposals: Proposals) -> str:
    taken = Counter(p.sort.value for p in proposals.all if p.taken)
    return ", ".join(f"{count} {sort}" for sort, count in taken.items())


def _is_known(proposal: Proposal, truth: Organization) -> bool:
    match proposal.sort:
        case Sort.BORDER:
            return proposal.name in truth.authserv_ids
        case Sort.PERSON:
            people = {truth.person_at(address) for address in proposal.values}
            names = {name for p in people if p for name in (p.name, p.romaji)}
            return None not in people and len(people) == 1 and proposal.name in names
        case Sort.PARTNER:
            return truth.partner_of(proposal.name) is not None
        case Sort.LIST:
            return truth.is_list(proposal.name)
        case _:
            return False


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="honmono-init-") as folder:
        for result in measure(Path(folder)):
            mark = "holds" if result.holds else "FALLS SHORT"
            print(f"{mark:12} {result.what}: {result.figure} (bar {result.bar})")
