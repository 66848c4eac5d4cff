"""Reports: is the mail inside found, and whole?  And is the reporter never blamed?

    python -m benchmarks.reports [--show]

Measured on own forwards (`benchmarks/forwards.py`) and on the reports of
`trace/e2e-dev`, whose truth names the shown sender and the date of every mail.  Those
were divided by the hash of the scenario's id: one half was looked at while the readers
were written, the other is for the figure alone.

A case is right when exactly one mail is found (none, where nothing is reported) and its
shown name, address, date to the minute and subject are those of the truth.  The truth of
`e2e-dev` has no address, so there it must be one that stands in the forward, or none.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from benchmarks.bars import Result
from benchmarks.data import folder_of
from benchmarks.forwards import Case, cases
from honmono.check.org.portrait import Portrait
from honmono.check.pipeline import judge_message
from honmono.check.reports import known_about
from honmono.config import load_organization
from honmono.mail.message import Message
from honmono.mail.message.parse import parse
from honmono.mail.reports import Reported, reported
from honmono.mail.source import RawMail

BAR: Final = 0.99
LOOKED_AT: Final = "looked at"
BLIND: Final = "blind"
HALVES: Final = (LOOKED_AT, BLIND)


def wrong_in(case: Case) -> list[str]:
    """What is wrong with the answer to an own case."""
    found = list(reported(case.raw, parse(case.raw)))
    if case.truth is None:
        return ["taken for a report"] if found else []
    if len(found) != 1:
        return [f"{len(found)} mails"]
    mail = found[0].mail
    if not isinstance(mail, Message):
        return ["unreadable"]
    author, truth = mail.authors[0], case.truth
    pairs = {
        "name": (author.name, " ".join(truth.name.split())),
        "address": (author.address, truth.address),
        "date": (mail.date and mail.date.replace(second=0), truth.date),
        "subject": (mail.subject.text, truth.subject),
        "words": (truth.words[1] in (mail.body.text if mail.body else ""), True),
        "head": (case.reporter in (mail.body.text if mail.body else ""), False),
    }
    return [
        f"{key}: {got!r} for {want!r}"
        for key, (got, want) in pairs.items()
        if got != want
    ]


def e2e() -> Iterator[tuple[str, dict[str, Any], RawMail]]:
    """Yield (half, truth, report) of every report of the set."""
    folder = folder_of("trace/e2e-dev")
    for line in (folder / "e2e-dev.truth.jsonl").read_text("utf-8").splitlines():
        scenario = json.loads(line)
        digest = hashlib.sha256(scenario["id"].encode()).hexdigest()
        for truth in scenario["reports"]:
            path = folder / "scenarios" / scenario["id"] / truth["file"]
            name = f"{scenario['id']}/{truth['file']}"
            yield HALVES[int(digest, 16) % 2], truth, RawMail(path.read_bytes(), name)


def wrong_in_e2e(
    truth: dict[str, Any], raw: RawMail, us: Portrait
) -> tuple[list[str], bool]:
    """What is wrong with the answer, and whether the reporter is taken for the forger."""
    report = parse(raw)
    known = known_about(judge_message(report, us), us)
    found: list[Reported] = list(reported(raw, report, known))
    wraps = truth["form"] in ("inline", "attached")
    if len(found) != wraps:
        return [f"{len(found)} mails in {truth['form']}"], wraps
    mail = found[0].mail if found else report
    if not isinstance(mail, Message):
        return ["unreadable"], False
    author, wrong = mail.authors[0], []
    shown = author.name or author.address
    if shown != truth["display"]:
        wrong.append(f"name: {shown!r} for {truth['display']!r}")
    if mail.date is None or abs(mail.date.timestamp() - truth["date"]) >= 60:
        wrong.append(f"date: {mail.date} for {truth['date']}")
    if found and found[0].inline:
        said = "\n".join(body.text for body in report.bodies)
        if author.address and author.address not in said:
            wrong.append(f"address: {author.address}")
        if not author.address and f"<{_last_address(said, truth)}" in said:
            wrong.append("address missed")
        if mail.subject.base != report.subject.base:
            wrong.append(f"subject: {mail.subject.text!r}")
    reporter = report.authors[0].address if report.authors else ""
    return wrong, wraps and author.address == reporter


def _last_address(said: str, truth: dict[str, Any]) -> str:
    """What stands in brackets behind the shown name in the text, or nothing like it."""
    _, name, rest = said.partition(f"{truth['display']} <")
    return rest.partition(">")[0] if name and "@" in rest.partition("\n")[0] else "\0"


def measure(work: Path, *, show: bool = False) -> Iterator[Result]:
    """Measure the bars."""
    del work
    wrongs = [(case, wrong_in(case)) for case in cases()]
    right, count = sum(not wrong for _, wrong in wrongs), len(wrongs)
    blamed = sum(_blames(case, wrong) for case, wrong in wrongs)
    if show:
        _print((case.name, wrong) for case, wrong in wrongs)
    yield Result(
        "forwards, own cases: name, address, date and subject right",
        f"≥ {BAR:.0%} of ≥ 400",
        f"{right} of {count}",
        right >= BAR * count and count >= 400,
    )
    score: Counter[tuple[str, bool]] = Counter()
    us = Portrait(load_organization(folder_of("trace/e2e-dev") / "honmono.toml"))
    for half, truth, raw in e2e():
        wrong, reporter = wrong_in_e2e(truth, raw, us)
        score[half, not wrong] += 1
        blamed += reporter
        if show and half == LOOKED_AT:
            _print([(raw.source, wrong)])
    halves = {half: (score[half, True], score[half, False]) for half in HALVES}
    right, wrong_ones = map(sum, zip(*halves.values(), strict=True))
    blind, missed = halves[BLIND]
    yield Result(
        f"reports of e2e-dev: the same; blind half {blind} of {blind + missed}",
        f"≥ {BAR:.0%}",
        f"{right} of {right + wrong_ones}",
        right >= BAR * (right + wrong_ones),
    )
    yield Result("the reporter taken for the forger", "0", f"{blamed}", blamed == 0)


def _blames(case: Case, wrong: list[str]) -> bool:
    return any(line.startswith(f"address: '{case.reporter}'") for line in wrong)


def _print(wrongs: Iterable[tuple[str, list[str]]]) -> None:
    for name, wrong in wrongs:
        if wrong:
            print(name, *wrong, sep="\n    ")


if __name__ == "__main__":
    for result in measure(Path(), show="--show" in sys.argv):
        print(result.what, result.bar, result.figure, result.holds, sep=" | ")
