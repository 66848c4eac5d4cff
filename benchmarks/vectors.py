"""Own proof against the suites of others: SPF, DKIM, ARC, verdict by verdict.

    HONMONO_DATA=../shared python -m benchmarks.vectors [FOLDER]

The suites bring their own DNS, so no network is needed.  Where we differ on purpose a row
of `vectors_explained.tsv` says why; a difference without a row is a fault.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from benchmarks.bars import Result
from benchmarks.data import unpack
from benchmarks.vectors_dkim import dkim_cases
from honmono.check.pipeline import judge
from honmono.mail.auth.own import dkim, seals
from honmono.mail.auth.own.dkim import Signed
from honmono.mail.auth.own.questions import (
    FAILED,
    NO_DATA,
    NO_NAME,
    Answer,
    FixedResolver,
    Kind,
    Question,
    State,
    settle,
)
from honmono.mail.auth.own.signature import signature_of
from honmono.mail.auth.own.spf import check_host
from honmono.mail.auth.own.verifier import Verifier
from honmono.mail.auth.own.wire import on_the_wire
from honmono.mail.source import RawMail
from tests.make import US
from tests.sign import record_of, rsa, signed

EXPLAINED: Final = Path(__file__).with_name("vectors_explained.tsv")


class Case(NamedTuple):
    """One verdict, as a suite expects it and as Honmono gives it."""

    suite: str
    name: str
    expected: tuple[str, ...]
    """Any of these is right."""

    ours: str

    @property
    def same(self) -> bool:
        """Do both agree?"""
        return self.ours in self.expected


class Zone:
    """The DNS of one scenario of the SPF suites.

    Records of type SPF count as TXT where no TXT record is listed, as the suites say; the
    word TIMEOUT stands for every type that is not listed.
    """

    def __init__(self, data: dict[str, list[Any]]) -> None:
        """Take `zonedata` as it stands."""
        self.data = {str(name).lower().removesuffix("."): v for name, v in data.items()}

    async def answer(self, question: Question) -> Answer:
        """Answer as the suites' own test driver does."""
        name = question.name
        for _ in range(10):
            entries = self.data.get(name)
            if entries is None:
                return NO_NAME
            alias = [
                e["CNAME"] for e in entries if isinstance(e, dict) and "CNAME" in e
            ]
            if not alias:
                return self._of(entries, question.kind)
            name = str(alias[0]).lower().removesuffix(".")
        return FAILED

    def _of(self, entries: list[Any], kind: Kind) -> Answer:
        records = [e for e in entries if isinstance(e, dict)]
        has_text = any("TXT" in record for record in records)
        wanted = {kind.value} | (
            {"SPF"} if kind is Kind.TXT and not has_text else set()
        )
        found = [
            v for r in records for k, v in r.items() if k in wanted and v != "NONE"
        ]
        if kind is Kind.MX:
            found = [host for _, host in sorted(found, key=lambda pair: pair[0])]
        if found:
            texts = tuple("".join(f) if isinstance(f, list) else str(f) for f in found)
            return Answer(State.FOUND, texts)
        return FAILED if "TIMEOUT" in entries else NO_DATA


def spf_cases(file: Path) -> Iterator[Case]:
    """Every test of an SPF suite."""
    for scenario in yaml.safe_load_all(file.read_text("utf-8")):
        if not scenario or not scenario.get("tests"):
            continue
        zone = Zone(scenario["zonedata"])
        for name, test in scenario["tests"].items():
            helo, sender = str(test.get("helo", "")), str(test["mailfrom"] or "")
            found = asyncio.run(
                settle(check_host(str(test["host"]), sender, helo), zone)
            )
            if test.get("strict", 1) != 1:
                name += f" [strict {test['strict']}]"
            result = test["result"]
            expected = tuple(result) if isinstance(result, list) else (result,)
            yield Case(file.stem, name, expected, found.outcome.value)
            if "explanation" in test:
                said = found.explanation or "DEFAULT"
                yield Case(file.stem, f"{name}: exp", (test["explanation"],), said)


def arc_cases(file: Path) -> Iterator[Case]:
    """Every test of the ARC suite that validates a chain."""
    for scenario in yaml.safe_load_all(file.read_text("utf-8")):
        if not scenario:
            continue
        resolver = text_records(scenario["txt-records"])
        for name, test in scenario["tests"].items():
            if "cv" not in test:
                continue
            signed = Signed(on_the_wire((test["message"] or "").encode()))
            chain = asyncio.run(settle(seals.verify(signed), resolver))
            expected = str(test["cv"]).lower() if test["cv"] else "left open"
            name += "" if test["cv"] else " [open]"
            yield Case(file.stem, name, (expected,), chain.outcome.value)


def arc_signed_cases(file: Path) -> Iterator[Case]:
    """Every message signature that the ARC suite expects a signer to make: it verifies.

    The seals beside them cannot be verified: they cover blanks that the file leaves open.
    """
    for scenario in yaml.safe_load_all(file.read_text("utf-8")):
        if not scenario:
            continue
        resolver = text_records(scenario["txt-records"])
        for name, test in scenario["tests"].items():
            if not test.get("AMS"):
                continue
            value = test["AMS"].strip().replace("\n", "\n ")
            field = f"ARC-Message-Signature: {value}\n"
            signed = Signed(on_the_wire((field + test["message"]).encode()))
            raw = signed.wire.fields[0].raw
            signature = signature_of(raw, arc=True)
            answer = asyncio.run(
                resolver.answer(Question(signature.key_name, Kind.TXT))
            )
            ours = dkim.one(signed, raw, signature, answer).value
            yield Case(file.stem, name, ("verified",), ours)


def text_records(records: dict[str, str | None]) -> FixedResolver:
    """Make a resolver of names and their text."""
    return FixedResolver(
        {
            Question(name.lower(), Kind.TXT): Answer(
                State.FOUND, ("".join(text.split("\n")),)
            )
            for name, text in records.items()
            if text
        }
    )


def cases(folder: Path) -> Iterator[Case]:
    """Every verdict of every suite."""
    for file in sorted((folder / "openspf_rfc7208").glob("*.yml")):
        yield from spf_cases(file)
    for file in sorted((folder / "arc_test_suite").glob("*validation*.yml")):
        yield from arc_cases(file)
    for file in sorted((folder / "arc_test_suite").glob("*sign*.yml")):
        yield from arc_signed_cases(file)
    for suite, name, expected, ours in dkim_cases(folder):
        yield Case(suite, name, expected, ours)


def is_explained(case: Case, known: dict[tuple[str, str], str]) -> bool:
    """Has it a row of its own, or has what stands in square brackets behind its name?"""
    kind = case.name.partition("[")
    names = (case.name, f"*[{kind[2]}" if kind[1] else "")
    return any(known.get((case.suite, name)) in (case.ours, "*") for name in names)


def explained() -> dict[tuple[str, str], str]:
    """Differences that are intended, with what we say instead."""
    rows: dict[tuple[str, str], str] = {}
    for line in EXPLAINED.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            suite, name, ours, _ = line.split("\t")
            rows[suite, name] = ours
    return rows


def measure(work: Path, folder: Path | None = None) -> Iterator[Result]:
    """Compare all, and say what nobody explained."""
    if folder is None:
        folder = unpack("auth_vectors", work)
        unpack("format_samples", work)
    found = list(cases(folder))
    known = explained()
    for family in _NAMES:
        here = [case for case in found if case.suite.startswith(family)]
        differ = [case for case in here if not case.same]
        unexplained = [case for case in differ if not is_explained(case, known)]
        for case in unexplained:
            print(f"  differs: {case}", file=sys.stderr)
        yield Result(
            f"vectors, {_NAMES[family]}: verdicts that differ without a reason",
            "0",
            f"{len(unexplained)} of {len(here)}"
            f" ({len(differ) - len(unexplained)} explained)",
            bool(found) and not unexplained,
        )


def rates() -> Iterator[tuple[str, float]]:
    """Mails a second of CPU: a mail of 5 kB that shows us, and what our look costs."""
    key = rsa(2048)
    letter = _LETTER + b"A line of a letter, as long as lines are.\r\n" * 110
    mail = RawMail(signed(letter, key), "speed.eml")
    table = text_records({"s1._domainkey.example.co.jp": record_of(key)})
    verifier = Verifier(table)
    for name, wanted in (("off", None), ("on", verifier)):
        judge(mail, US, verifier=wanted)
        began, count = time.process_time(), 0
        while time.process_time() - began < 1:
            judge(mail, US, verifier=wanted)
            count += 1
        yield name, count / (time.process_time() - began)
    verifier.close()


_LETTER: Final = (
    b"From: <tanaka@example.co.jp>\r\nTo: <sato@kita.example>\r\nSubject: report\r\n"
    b"Date: Mon, 6 Apr 2026 09:00:00 +0900\r\n\r\n"
)


_NAMES: Final = {
    "rfc": "SPF suites of RFC 4408 and 7208",
    "test": "SPF, ad hoc",
    "arc": "ARC validation",
    "dkimpy": "DKIM",
    "dmarc": "DMARC",
}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        given = Path(sys.argv[1]) if sys.argv[1:] else None
        for result in measure(Path(scratch), given):
            mark = "" if result.holds else "FALLS SHORT"
            print(f"{result.what}: {result.figure}", mark)
    for what, rate in rates():
        print(
            f"signed mail of 5 kB that shows us, own look {what}: {rate:.0f} a second"
        )
