"""Reports as a trace reads them: sender, recipient, date, path, and the stolen words.

    python -m benchmarks.trace_reports [--archive FOLDER] [--show WHAT]

Measured on the 654 reports of `trace/e2e-dev`, whose truth names for each the shown sender,
the recipient, the date and the message of the archive that is quoted.  What counts of a
quote is told in stretches of 16 letters and digits: how many of those that are taken for
stolen stand in the stolen message (precision), and how many of those that a reader sees
and that stand there are taken (recall).  Letters alone are compared,
so lines may be wrapped anew; heads of mails in the message count as no words.

WHAT is a name of `Score`, for instance `date`: prints what is wrong by it.  Scenarios were
halved by the hash of their id: only one half is printed, the other is for the figure alone.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, Final, NamedTuple

from benchmarks.bars import Result
from benchmarks.data import folder_of, unpack
from honmono.check.org import Organization
from honmono.check.org.portrait import Portrait
from honmono.config import load_organization
from honmono.mail.message import Message
from honmono.mail.message.parse import parse
from honmono.mail.message.quote_heads import is_original, label
from honmono.mail.reports import reported
from honmono.mail.source import RawMail, Unreadable, read
from honmono.trace.forgery import Forgery
from honmono.trace.forgery import Path as Way
from honmono.trace.reports import read_report

SET: Final = "trace/e2e-dev"
STRETCH: Final = 16
"""Letters of a stretch by which quotes are compared."""

DAY: Final = 86_400


class Case(NamedTuple):
    """One report, its truth, and what is made of it."""

    name: str
    looked_at: bool
    truth: Mapping[str, Any]
    raw: RawMail
    found: tuple[Forgery | Unreadable, ...]


def stretches(text: str) -> set[str]:
    """Every stretch of so many letters and digits, whatever stands between them."""
    letters = "".join(c for c in text.lower() if c.isalnum())
    return {letters[i : i + STRETCH] for i in range(len(letters) - STRETCH + 1)}


def cases(us: Portrait) -> Iterator[Case]:
    """Read every report of the set."""
    folder = folder_of(SET)
    for line in (folder / "e2e-dev.truth.jsonl").read_text("utf-8").splitlines():
        scenario = json.loads(line)
        half = int(hashlib.sha256(scenario["id"].encode()).hexdigest(), 16) % 2
        for truth in scenario["reports"]:
            path = folder / "scenarios" / scenario["id"] / truth["file"]
            name = f"{scenario['id']}/{truth['file']}"
            raw = RawMail(path.read_bytes(), name)
            yield Case(name, half == 0, truth, raw, read_report(raw, us))


def stolen_texts(archive: Path, wanted: set[str]) -> dict[str, str]:
    """The bodies of the messages that truths name by their keys."""
    keys = _unpacker()
    found: dict[str, str] = {}
    for raw in read(str(archive)):
        if isinstance(raw, Unreadable):
            continue
        mail = parse(raw)
        author = mail.authors[0].address if mail.authors else ""
        body = mail.bodies[0].text if mail.bodies else ""
        date = mail.date.timestamp() if mail.date else 0
        key = keys.message_key(author, date, mail.subject.text, body)
        if key in wanted:
            found[key] = body
    return found


def _unpacker() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "unpack", folder_of(SET) / "unpack.py"
    )
    if spec is None or spec.loader is None:
        raise ImportError("unpack.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def archive_in(work: Path) -> Path:
    """Make the set's archive."""
    archive = work / "archive"
    _unpacker().main(str(unpack("enron", work)), str(archive))
    return archive


def _is_word(line: str) -> bool:
    """Is a line of a stolen message no head of what it quotes itself?"""
    bare = line.strip("> \t")
    return not bare or not (label(bare) or is_original(bare) or bare.endswith("wrote:"))


class Score:
    """What is right and wrong about the reports of a set."""

    def __init__(self, org: Organization, stolen: Mapping[str, str]) -> None:
        self.org = org
        self.stolen = stolen
        self.right: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.wrong: list[tuple[Case, str, str]] = []
        self.taken = self.true = self.there = self.got = 0

    def _say(self, case: Case, what: str, said: str, *, right: bool) -> None:
        self.asked[what] += 1
        self.right[what] += right
        if not right:
            self.wrong.append((case, what, said))

    def add(self, case: Case) -> None:
        """Hold one report against its truth."""
        truth = case.truth
        one = next((f for f in case.found if isinstance(f, Forgery)), None)
        alone = one is not None and len(case.found) == 1
        self._say(case, "one mail", f"{len(case.found)}: {case.found}", right=alone)
        if one is None:
            return
        reporter = self._reporter(case)
        self._say(
            case,
            "reporter",
            one.address,
            right=not reporter or one.address not in reporter,
        )
        shown = one.shown.casefold() == truth["display"].casefold()
        self._say(case, "shown", f"{one.shown!r}", right=shown)
        mine = self._same(truth["recipient"])
        right = bool(mine & set(one.recipients))
        self._say(case, "recipient", f"{one.recipients} {one.named}", right=right)
        near = one.date is not None and abs(one.date - truth["date"]) < DAY
        self._say(case, "date", f"{one.date} for {truth['date']}", right=near)
        self._say_path(case, one)
        self._add_quote(case, one)

    def _reporter(self, case: Case) -> set[str]:
        if case.truth["form"] not in ("inline", "attached"):
            return set()
        return {who.address.lower() for who in parse(case.raw).authors}

    def _same(self, address: str) -> set[str]:
        person = self.org.person_at(address)
        return {address.lower(), *(map(str.lower, person.addresses) if person else ())}

    def _say_path(self, case: Case, one: Forgery) -> None:
        if case.truth["form"] in ("raw", "attached"):
            server = case.truth["mode"] == "server"
            want = Way.OURS if server else Way.FOREIGN
            self._say(case, "path", f"{one.path}", right=one.path is want)
            if server:
                right = one.account in self._same(case.truth["source"])
                self._say(case, "account", one.account, right=right)
        else:
            self._say(
                case, "path unknown", f"{one.path}", right=one.path is Way.UNKNOWN
            )

    def _add_quote(self, case: Case, one: Forgery) -> None:
        truth = case.truth
        if truth["quote"] is None:
            self._say(
                case,
                "no quote",
                f"{one.quoted[:600]!r}",
                right=not one.quoted and not one.heads,
            )
            return
        what = f"quote {truth['quote']}"
        self._say(case, what, case.name, right=bool(one.quoted or one.heads))
        if not (body := self.stolen.get(truth["message"])):
            return
        there = stretches(body)
        words = stretches("\n".join(filter(_is_word, body.split("\n"))))
        said, seen = stretches(one.quoted), self._seen(case) & words
        self.taken += len(said)
        self.true += len(said & there)
        self.there += len(seen)
        self.got += len(said & seen)
        if said and len(said & there) < 0.8 * len(said):
            self.wrong.append(
                (
                    case,
                    "precision",
                    f"{len(said & there)}/{len(said)} {one.quoted[:900]}",
                )
            )
        if seen and len(said & seen) < 0.8 * len(seen):
            self.wrong.append(
                (case, "recall", f"{len(said & seen)}/{len(seen)} {one.quoted[:400]}")
            )

    def _seen(self, case: Case) -> set[str]:
        report = parse(case.raw)
        mails = [report, *(f.mail for f in reported(case.raw, report))]
        texts = (b.text for m in mails if isinstance(m, Message) for b in m.bodies)
        return set().union(*map(stretches, texts))


def scored(archive: Path) -> tuple[Score, float]:
    """Read and score the set; besides CPU seconds for 20 reports."""
    org = load_organization(folder_of(SET) / "honmono.toml")
    us = Portrait(org)
    began = time.process_time()
    every = list(cases(us))
    cpu = (time.process_time() - began) / len(every) * 20
    wanted = {c.truth["message"] for c in every if c.truth["quote"]}
    score = Score(org, stolen_texts(archive, wanted))
    for case in every:
        score.add(case)
    return score, cpu


BARS: Final = {
    "one mail": 0.99,
    "reporter": 1.0,
    "shown": 0.99,
    "recipient": 0.98,
    "date": 0.99,
    "path": 0.99,
    "path unknown": 1.0,
    "account": 0.95,
    "no quote": 0.98,
    "quote outlook": 0.97,
    "quote wrote": 0.97,
    "quote gt": 0.97,
    "quote bare": 0.7,
}


def measure(work: Path) -> Iterator[Result]:
    """Measure the bars."""
    score, cpu = scored(archive_in(work))
    yield from results(score, cpu)


def results(score: Score, cpu: float) -> Iterator[Result]:
    """The figures, one for each thing that a trace asks."""
    for what, bar in BARS.items():
        right, count = score.right[what], score.asked[what]
        holds = right >= bar * count
        yield Result(
            f"trace reports: {what}", f"≥ {bar:.0%}", f"{right} of {count}", holds
        )
    precision = score.true / max(1, score.taken)
    recall = score.got / max(1, score.there)
    yield Result(
        "trace reports: quoted words that were stolen",
        "≥ 97 %",
        f"{precision:.1%}",
        precision >= 0.97,
    )
    yield Result(
        "trace reports: stolen words that are found",
        "≥ 95 %",
        f"{recall:.1%}",
        recall >= 0.95,
    )
    yield Result("trace reports: 20 reports", "≤ 0.3 CPU-s", f"{cpu:.2f} s", cpu <= 0.3)


def main() -> None:
    """Print the figures, and what is wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--show", default="")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="honmono-trace-") as work:
        score, cpu = scored(asked.archive or archive_in(Path(work)))
    for case, what, said in score.wrong:
        if what == asked.show and case.looked_at:
            truth = {
                k: case.truth[k]
                for k in (
                    "display",
                    "recipient",
                    "form",
                    "quote",
                    "damage",
                    "body",
                    "mode",
                )
            }
            print(case.name, truth, said, sep="\n    ")
    for result in results(score, cpu):
        print(result.what, result.bar, result.figure, result.holds, sep=" | ")


if __name__ == "__main__":
    main()
