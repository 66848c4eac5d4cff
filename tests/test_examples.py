"""The sample mailbox is fresh, inert, of reserved names alone, and judged as written."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes, policy
from functools import cache
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any, Final, NamedTuple
from zipfile import ZipFile, is_zipfile

import pytest

from examples import make_mail
from examples.samples.post import Sample
from honmono.mail.source import RawMail, read

HERE: Final = Path(make_mail.__file__).parent / "hoshimine"
ROOT: Final = HERE.parents[1]
RESERVED_NETWORKS: Final = tuple(
    map(
        ip_network,
        ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32"),
    )
)


class Expected(NamedTuple):
    """A line of expected.tsv."""

    source: str
    answer: str
    also: str
    kinds: str
    hazards: str
    what: str


@cache
def table() -> tuple[Expected, ...]:
    text = (HERE / "expected.tsv").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return tuple(Expected(*row) for row in csv.reader(lines, delimiter="\t"))


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def texts_and_files(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield name and decoded bytes of each leaf of a mail."""
    for part in message_from_bytes(content, policy=policy.compat32).walk():
        if not part.is_multipart():
            data = part.get_payload(decode=True)
            assert isinstance(data, bytes)
            yield part.get_filename() or "", data


def everything_said(content: bytes) -> str:
    """Return header and all parts as one text, good enough to search in."""
    return "\n".join(
        [
            content.decode("utf-8", "replace"),
            *(data.decode("utf-8", "replace") for _, data in texts_and_files(content)),
        ]
    )


def test_the_mailbox_is_what_the_script_writes(tmp_path: Path) -> None:
    make_mail.write(tmp_path)

    by_hand = ("honmono.toml", "people.csv", "hoshimine-2026-10.json")
    kept = {name: data for name, data in files(HERE).items() if name not in by_hand}
    assert files(tmp_path) == kept, "run `make examples`"


def mails_of_the_theft() -> Iterator[tuple[str, bytes]]:
    """Every mail of the mailboxes, and every report, with what is inside it."""
    for name in ("mailboxes", "reports"):
        for found in read(str(HERE / name)):
            assert isinstance(found, RawMail), found
            yield found.source, found.data


def test_the_mailboxes_have_some_hundred_mails_of_everybody() -> None:
    sources = [source for source, _ in mails_of_the_theft()]
    owners = Counter(
        Path(source).relative_to(HERE).parts[1]
        for source in sources
        if "mailboxes" in Path(source).relative_to(HERE).parts
    )

    assert {address.partition("@")[0] for address in _addresses()} == set(owners)
    assert 500 <= owners.total() <= 700
    assert len(sources) - owners.total() == 12


def _addresses() -> list[str]:
    org = tomllib.loads((HERE / "honmono.toml").read_text("utf-8"))
    return [person["addresses"][0] for person in org["people"]]


def test_mailboxes_and_reports_hold_reserved_names_alone() -> None:
    for source, content in mails_of_the_theft():
        assert list(outside_names(everything_said(content))) == [], source


def test_what_the_reports_carry_are_stand_ins() -> None:
    for source, content in mails_of_the_theft():
        for name, data in texts_and_files(content):
            assert not name or data.count(b"placeholder") == 1, (source, name)


def test_every_kind_of_source_is_there() -> None:
    kinds = {Path(name).suffix for name in files(HERE / "mail")}

    assert {".eml", ".emlx", ".mbox", ".mx"} == kinds


def test_the_table_names_every_mail_once() -> None:
    sources = [expected.source for expected in table()]

    assert len(sources) == len(set(sources)) == len(make_mail.SAMPLES)
    assert {source.partition("#")[0] for source in sources} == {
        f"mail/{name}" for name in files(HERE / "mail")
    }


@pytest.mark.parametrize("sample", make_mail.SAMPLES, ids=lambda s: s.what)
def test_only_reserved_names_and_networks_occur(sample: Sample) -> None:
    assert list(outside_names(everything_said(sample.content))) == []


def outside_names(said: str) -> Iterator[str]:
    """Hosts, addresses and telephone numbers that may belong to somebody."""
    hosts = re.findall(r"(?:@|https?://)([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)", said)
    for host in hosts:
        if not re.search(r"(^|\.)(example(\.(com|net|org))?|invalid)$", host):
            yield host

    addresses = re.findall(r"\[(?:IPv6:)?([0-9a-f.:]+)\]", said)
    for address in addresses:
        if not any(ip_address(address) in network for network in RESERVED_NETWORKS):
            yield address

    yield from re.findall(r"\b0\d{1,3}-(?!5555-01\d\d|555-01\d\d)\d+-\d+", said)


@pytest.mark.parametrize("sample", make_mail.SAMPLES, ids=lambda s: s.what)
def test_attachments_are_stand_ins(sample: Sample) -> None:
    for name, data in texts_and_files(sample.content):
        if is_zipfile(io.BytesIO(data)):
            members = ZipFile(io.BytesIO(data)).infolist()
            assert all(member.file_size < 50 for member in members)
            assert data.count(b"placeholder") == len(members)
        elif name and not name.endswith(".ics"):
            assert b"placeholder" in data
            assert len(data) < 50


def test_the_organization_is_complete() -> None:
    org = tomllib.loads((HERE / "honmono.toml").read_text("utf-8"))

    assert set(org) == {
        *("organization", "people", "services", "lists", "partners", "offices")
    }
    offices = {office["id"] for office in org["offices"]}
    assert all(person["office"] in offices for person in org["people"])


Answers = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def judged() -> Answers:
    """Run the command as a user does, once for all tests below."""
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "honmono", "check", "--format", "jsonl"),
            *("--org", "examples/hoshimine/honmono.toml", "examples/hoshimine/mail"),
        ],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    return {
        Path(row["source"]).relative_to("examples/hoshimine").as_posix(): row
        for row in rows
    }


def test_the_table_has_the_order_of_the_answers(judged: Answers) -> None:
    assert list(judged) == [expected.source for expected in table()]


def mistakes(expected: Expected, row: dict[str, Any]) -> Iterator[str]:
    """Say what is wrong with one answer; kinds count where the answer is the best."""
    if row["answer"] not in {expected.answer, *expected.also.split()}:
        yield f"{row['answer']}, not {expected.answer}"
    if row["answer"] == expected.answer:
        yield from (f"no {k}" for k in expected.kinds.split() if k not in row["kinds"])
    yield from (f"no {h}" for h in expected.hazards.split() if h not in row["hazards"])


def test_each_mail_gets_its_answer(judged: Answers) -> None:
    wrong = {
        Path(expected.source).stem: found
        for expected in table()
        if (found := list(mistakes(expected, judged[expected.source])))
    }

    assert wrong == {}


def test_most_mails_get_the_best_answer(judged: Answers) -> None:
    best = [judged[each.source]["answer"] == each.answer for each in table()]

    assert sum(best) >= 0.95 * len(best)
