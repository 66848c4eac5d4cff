"""Check with the archive: what it adds on real mail, and whom it disturbs.

    python -m benchmarks.history [--write]

`--write` puts the weights of the archive's signals into the table; the others stand.

Three questions, on `trace/e2e-dev` (30 real mailboxes) and a public list's mail:

- forged reports, with and without the archive;
- own samples made of real mail of ours: a thief goes on with it from a domain with DKIM,
  to the very author or as a forward, and the customer who got it answers and forwards it;
- genuine mail that is newer than the archive, held out by time: who is called forged?

And what a question costs, as a part of the whole check.
"""

from __future__ import annotations

import argparse
import gc
import math
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.bars import Result
from benchmarks.data import folder_of, unpack
from benchmarks.weights import MAILS, TABLE, Pattern, fit_beside, penalty_of_table
from honmono.check.history import Past
from honmono.check.org import Organization, Person
from honmono.check.org.portrait import Portrait
from honmono.check.pipeline import judge, judge_message
from honmono.check.reports import records_of_report
from honmono.check.verdict import Answer, Verdict
from honmono.check.verdict.weights import weights
from honmono.config import load_organization
from honmono.mail.message import Message
from honmono.mail.message.parse import parse
from honmono.mail.source import RawMail, Unreadable, read
from honmono.trace.archive.digest import digest
from honmono.trace.archive.joining import join_people
from honmono.trace.archive.writer import Writer
from honmono.trace.recall import Opening, Recall

NAME: Final = "e2e-dev"
CUT: Final = 1_001_894_400
"""2001-10-01: what is newer is held out.  A third of the mail is."""

TWO_DAYS: Final = timedelta(days=2)
SAMPLES: Final = 250
FALSE_ALARMS: Final = 1 / 2000
ROUNDS: Final = 5
MOST_TIME: Final = 1.20

LEAST_TOLD: Final = {"thief, answer": 0.9, "thief, bare": 0.3, "thief, forward": 0.9}
"""Part of the thieves' mails that may no longer be `unrelated`."""

Box = tuple[str, list[RawMail]]


class Seen(NamedTuple):
    """A mail of which is known whether it is forged, and what was found on it."""

    set: str
    forged: bool
    signals: frozenset[str]


@dataclass
class Measured:
    """Counts of answers, without and with the archive."""

    reports: tuple[Counter[str], Counter[str]]
    samples: dict[str, tuple[Counter[str], Counter[str]]]
    genuine: tuple[Counter[str], Counter[str]]
    on_list: tuple[Counter[str], Counter[str]]
    time: float
    """CPU with the archive over that without."""

    seen: list[Seen]
    """What was found with the archive, mail by mail."""

    changed: list[str] = field(default_factory=list)


def mailboxes(folder: Path) -> Iterator[Box]:
    """(address, its mails) of the set."""
    rows = (folder_of(f"trace/{NAME}") / "mailboxes.tsv").read_text("utf-8")
    for row in rows.splitlines()[1:]:
        box, address, *_ = row.split("\t")
        mails = [m for m in read(str(folder / box)) if not isinstance(m, Unreadable)]
        yield address, mails


def indexed(folder: Path, boxes: Iterable[tuple[str, Sequence[bytes]]]) -> Path:
    """An archive of these mailboxes."""
    with Writer(folder) as writer:
        for address, mails in boxes:
            number = writer.mailbox(address)
            for start in range(0, len(mails), 200):
                for entry in digest(mails[start : start + 200]):
                    writer.add(number, entry)
                if writer.is_full:
                    writer.flush()
        writer.flush()
        join_people([writer.database], {})
    return folder


def _at(mail: Message) -> float:
    return mail.date.timestamp() if mail.date else 0.0


# --- reports


def of_reports(
    us: Portrait, past: Past, seen: list[Seen]
) -> tuple[Counter[str], Counter[str]]:
    """Answers on the forged reports of the set."""
    counts: tuple[Counter[str], Counter[str]] = Counter(), Counter()
    for raw in read(str(folder_of(f"trace/{NAME}/scenarios"))):
        if isinstance(raw, Unreadable):
            continue
        for count, asked in zip(counts, (None, past), strict=True):
            rows = records_of_report(raw, us, prior=0.5, past=asked)
            count.update({_worst(str(row["answer"]) for row in rows): 1})
            if asked:
                names = (f["signal"] for row in rows for f in row["findings"])
                seen.append(Seen("reports", forged=True, signals=frozenset(names)))
    return counts


_ORDER: Final = ("forged", "unproven", "ours", "unrelated")


def _worst(answers: Iterable[str]) -> str:
    return min(answers, key=_ORDER.index)


# --- own samples


def samples(sent: Sequence[Message], org: Organization) -> Iterator[tuple[str, bytes]]:
    """Thieves and customers who go on with mail of ours, in three shapes of quotes."""
    dice = random.Random(7)  # noqa: S311 - the same samples each time
    for mail in dice.sample(sent, min(SAMPLES, len(sent))):
        customer = next(a for a in mail.to if not org.owns(a.domain))
        for who, address, name in (
            ("thief", f"office{dice.randrange(999)}@harbor.example", "Office"),
            ("customer", customer.address, customer.name),
        ):
            for shape in ("answer", "bare", "forward"):
                yield f"{who}, {shape}", _sample(mail, name, address, shape)


def _sample(mail: Message, name: str, address: str, shape: str) -> bytes:
    author = mail.authors[0].address
    text = mail.bodies[0].text if mail.bodies else ""
    made = EmailMessage(policy=SMTP)
    domain = address.rpartition("@")[2]
    made["Authentication-Results"] = (
        f"mx1.gulfgate.example; dkim=pass header.d={domain}; "
        f"dmarc=pass header.from={domain}"
    )
    made["DKIM-Signature"] = f"v=1; d={domain}; s=s; b=x"
    made["From"] = f'"{name}" <{address}>'
    made["To"] = author
    made["Date"] = format_datetime((mail.date or datetime.now(UTC)) + TWO_DAYS)
    prefix = "Fwd" if shape == "forward" else "Re"
    made["Subject"] = f"{prefix}: {' '.join(mail.subject.base.split())}"[:200]
    quoted = "\n".join(f"> {line}" for line in text.splitlines())
    when = "On Mon, Jan 1, 2001 at 10:15 AM"
    head = "" if shape == "bare" else f"{when} {author} <{author}> wrote:\n"
    made.set_content(f"Please see below.\n\n{head}{quoted}\n")
    return bytes(made)


def of_samples(
    made: Iterable[tuple[str, bytes]], us: Portrait, past: Past, seen: list[Seen]
) -> dict[str, tuple[Counter[str], Counter[str]]]:
    """Answers on own samples, by kind."""
    found: dict[str, tuple[Counter[str], Counter[str]]] = {}
    for kind, data in made:
        counts = found.setdefault(kind, (Counter(), Counter()))
        for count, asked in zip(counts, (None, past), strict=True):
            verdict = judge(RawMail(data, kind), us, past=asked).verdict
            count[verdict.answer.value] += 1
            if asked:
                seen.append(Seen("samples", kind.startswith("thief"), _names(verdict)))
    return found


def _names(verdict: Verdict) -> frozenset[str]:
    return frozenset(weighed.finding.signal for weighed in verdict.findings)


# --- genuine mail


def of_genuine(
    mails: Iterable[Message],
    us: Portrait,
    past: Past,
    seen: list[Seen],
    changed: list[str],
) -> tuple[Counter[str], Counter[str]]:
    """Answers on honest mail; `changed` gets what the archive turned to forged."""
    counts: tuple[Counter[str], Counter[str]] = Counter(), Counter()
    for mail in mails:
        without = judge_message(mail, us).verdict
        with_it = judge_message(mail, us, past=past).verdict
        counts[0][without.answer.value] += 1
        counts[1][with_it.answer.value] += 1
        seen.append(Seen(us.org.domains[0], forged=False, signals=_names(with_it)))
        if with_it.answer is not without.answer:
            changed.append(
                f"{without.answer.value} → {with_it.answer.value}: {mail.source}"
            )
    return counts


def cost(mails: Sequence[RawMail], us: Portrait, past: Past) -> float:
    """CPU of the check with the archive over that without.

    For each mail the least of several runs of either, in turn: the machine is shared.
    """
    gc.collect()
    gc.freeze()  # what this measurement holds in memory is no cost of the check
    spent = [0.0, 0.0]
    for raw in mails:
        least = [math.inf, math.inf]
        for turn in range(2 * ROUNDS):
            start = time.process_time()
            judge(raw, us, past=past if turn % 2 else None)
            least[turn % 2] = min(least[turn % 2], time.process_time() - start)
        spent = [all_ + one for all_, one in zip(spent, least, strict=True)]
    return spent[1] / spent[0]


# --- a public list


def on_list(work: Path, seen: list[Seen]) -> tuple[Counter[str], Counter[str]]:
    """Subscribers answer our people on a list that we did not register."""
    found = [
        (parse(raw), raw.data)
        for raw in read(str(unpack("list_usrp_users", work)))
        if not isinstance(raw, Unreadable)
    ]
    found = sorted(
        (each for each in found if each[0].authors and each[0].date),
        key=lambda each: _at(each[0]),
    )
    mails = [mail for mail, _ in found]
    domains = Counter(m.authors[0].domain for m in mails)
    ours = next(d for d, _ in domains.most_common() if d not in _NO_FIRMS)
    authors = Counter(
        (m.authors[0].address.lower()) for m in mails if m.authors[0].domain == ours
    )
    org = Organization(
        names=("The Makers",),
        domains=(ours,),
        people=tuple(Person(a.partition("@")[0], addresses=(a,)) for a in authors),
    )
    half = len(mails) // 2
    boxes = [(address, [data for _, data in found[:half]]) for address in authors]
    past = Opening(indexed(work / "list", boxes), org)()
    others = [m for m in mails[half:] if m.authors[0].domain != ours]
    return of_genuine(others, Portrait(org), past, seen, [])


_NO_FIRMS: Final = ("lists.ettus.com", "gmail.com", "yahoo.com", "hotmail.com")


def measured(work: Path) -> Measured:
    """Everything."""
    set_ = folder_of(f"trace/{NAME}")
    mail = work / "mail"
    corpus = folder_of("corpora/enron.tar.zst")
    subprocess.run([sys.executable, set_ / "unpack.py", corpus, mail], check=True)
    org = load_organization(set_ / "honmono.toml")
    us = Portrait(org)
    raws = dict(mailboxes(mail))
    boxes = {who: [parse(raw) for raw in mails] for who, mails in raws.items()}
    data = {who: [raw.data for raw in mails] for who, mails in raws.items()}
    whole = Opening(indexed(work / "whole", data.items()), org)()
    older = {
        who: [raw for raw, m in zip(data[who], mails, strict=True) if _at(m) < CUT]
        for who, mails in boxes.items()
    }
    half = Opening(indexed(work / "half", older.items()), org)()
    newer = {
        m.sha256: m
        for mails in boxes.values()
        for m in mails
        if _at(m) >= CUT and m.authors and not org.owns(m.authors[0].domain)
    }
    changed, seen = list[str](), list[Seen]()
    genuine = of_genuine(newer.values(), us, half, seen, changed)
    dice = random.Random(3)  # noqa: S311 - the same mails each time
    some = dice.sample([raw for mails in raws.values() for raw in mails], 3000)
    return Measured(
        of_reports(us, whole, seen),
        of_samples(samples(_sent(boxes, org, half), org), us, half, seen),
        genuine,
        on_list(work, seen),
        cost(some, us, whole),
        seen,
        changed,
    )


def _sent(
    boxes: dict[str, list[Message]], org: Organization, past: Recall
) -> list[Message]:
    """Mail of ours in the archive that is long enough to quote and went outside."""
    found = {}
    for who, mails in boxes.items():
        for mail in mails:
            mine = mail.authors and mail.authors[0].address.lower() == who
            outside = any(not org.owns(a.domain) for a in mail.to)
            text = mail.bodies[0].source if mail.bodies else ""
            old = 0 < _at(mail) < CUT - 5 * 86_400
            if mine and outside and old and 300 <= len(text) <= 5_000:
                found[text] = mail
    return list(found.values())


def measure(work: Path) -> Iterator[Result]:
    """The bars, for the exam."""
    got = measured(work)
    yield from results(got)


def results(got: Measured) -> Iterator[Result]:
    """What was measured against its bars."""
    forged = Answer.FORGED.value
    without, with_it = (count[forged] for count in got.reports)
    yield Result(
        f"{NAME}: reports called forged, without and with the archive",
        "with it not fewer",
        f"{without} → {with_it} of {got.reports[0].total()}",
        with_it >= without,
    )
    for kind, (before, after) in got.samples.items():
        what = f"own samples, {kind}: forged / unproven / unrelated"
        told = after.total() - after["unrelated"]
        if kind.startswith("customer"):
            same = before == after
            yield Result(
                what, "as without", f"{_three(before)} → {_three(after)}", same
            )
        else:
            enough = told >= LEAST_TOLD[kind] * after.total()
            bar = f"≥ {LEAST_TOLD[kind]:.0%} told"
            yield Result(what, bar, f"{_three(before)} → {_three(after)}", enough)
    for what, (before, after) in (
        ("genuine mail newer than the archive", got.genuine),
        ("subscribers of a list that answer us", got.on_list),
    ):
        more = after[forged] - before[forged]
        yield Result(
            f"{what}: {before.total()}; more called forged",
            "≤ 1 in 2,000",
            f"{more}",
            more <= after.total() * FALSE_ALARMS,
        )
    yield Result(
        "CPU for a mail with the archive over that without",
        f"≤ {MOST_TIME}",
        f"{got.time:.2f}",
        got.time <= MOST_TIME,
    )


def _three(count: Counter[str]) -> str:
    return " / ".join(str(count[each]) for each in ("forged", "unproven", "unrelated"))


def weighed(seen: Sequence[Seen]) -> dict[str, float]:
    """Weights of the archive's signals; sets count equally within a class."""
    sizes = Counter((each.forged, each.set) for each in seen)
    sets = Counter(forged for forged, _ in sizes)
    counts = Counter(seen)
    data = [
        Pattern(
            each.signals,
            each.forged,
            times * MAILS / sets[each.forged] / sizes[each.forged, each.set],
        )
        for each, times in counts.items()
    ]
    return fit_beside(data, weights(), penalty_of_table())


def write(seen: Sequence[Seen]) -> None:
    """Put the weights into the table."""
    fitted, times = weighed(seen), Counter(n for each in seen for n in each.signals)
    today = datetime.now(UTC).date().isoformat()
    rows = []
    for row in TABLE.read_text("utf-8").splitlines():
        name = row.partition("\t")[0]
        if name in fitted:
            weight = round(fitted[name], 1) + 0.0  # no -0.0
            row = f"{name}\t{weight}\te2e-dev+list\t{times[name]}\t{today}"
        rows.append(row + "\n")
    TABLE.write_text("".join(rows), "utf-8", newline="\n")


def main() -> None:
    """Print the bars, and every genuine mail whose answer changed."""
    arguments = argparse.ArgumentParser(description="Measure check with the archive.")
    arguments.add_argument("--write", action="store_true")
    wanted = arguments.parse_args().write
    with tempfile.TemporaryDirectory(prefix="honmono-history-") as work:
        got = measured(Path(work))
    for result in results(got):
        print(f"{result.what}: {result.figure}  ({result.bar})")
    print(got.genuine, got.on_list, *got.changed, weighed(got.seen), sep="\n")
    if wanted:
        write(got.seen)


if __name__ == "__main__":
    main()
