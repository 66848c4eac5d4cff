"""Tables in the store: it answers like the archive in memory, which is simple enough to trust.

Where the two may differ, and why:

* what our mailboxes exchanged: the store counts mail that they hold, memory all mail,
  also what was deleted; so only outsiders and address books are compared in numbers;
* quotes: fingerprints instead of every run of characters, so that shares differ;
* cut subjects: 12 bytes must be left instead of 8 letters.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from honmono.trace.archive._core import Level, Way
from honmono.trace.archive.store import Store
from honmono.trace.sets import Scenario, read_set
from tests.trace.memory import MemoryArchive
from tests.trace.oracle import remembered

OURS: Final[list[dict[str, Any]]] = [
    {"addr": "Sato@ours.example", "name": "佐藤 花子", "alt_name": "Hanako Sato"},
    {"addr": "abe@ours.example", "name": "安倍 翔", "alt_name": None},
    {"addr": "info@ours.example", "name": "Info", "alt_name": None},
]
OTHERS: Final[list[dict[str, Any]]] = [
    {"addr": f"{given}.{family}@{firm}.example", "name": f"{given} {family}".title()}
    for firm in ("north", "south")
    for given in ("nora", "carl")
    for family in ("field", "stone")
]
SUBJECTS: Final = ("見積書の件", "Re: Crane at the harbour", "FW: 請求書", "")
FIRST: Final = 1_600_000_000
AS_OF: Final = FIRST + 80_000
LETTERS: Final = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほ"


def table(path: Path, rows: list[dict[str, Any]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.fixture(scope="module")
def set_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A set of a hundred letters by chance, always the same."""
    chance = random.Random(3)  # noqa: S311
    folder = tmp_path_factory.mktemp("set")
    archive = folder / "archives" / "tiny"
    archive.mkdir(parents=True)
    kinds = ("own", "own", "role")
    boxes = [{**who, "kind": kind} for who, kind in zip(OURS, kinds, strict=True)]
    org = {"domains": ["ours.example"], "mail_hosts": [], "mailboxes": boxes}
    (archive / "org.json").write_text(json.dumps(org), encoding="utf-8")
    messages = list[dict[str, Any]]()
    for number in range(100):
        ours, others = chance.sample(OURS, 1), chance.sample(OTHERS, 2)
        people = [*ours, *others]
        chance.shuffle(people)
        sender, to, *cc = ({"addr": p["addr"], "name": p["name"]} for p in people)
        body = "".join(chance.choice(LETTERS) for _ in range(200))
        message: dict[str, Any] = {
            "n": number,
            "id": f"<{number}@x>",
            "date": FIRST + number * 1_000,
            "from": sender,
            "to": [to],
            "cc": cc,
            "subject": SUBJECTS[number % len(SUBJECTS)],
            "in_reply_to": f"<{number - 9}@x>" if number > 9 else None,
            "references": [],
            "body": body,
        }
        messages.append(message)
    held: dict[str, list[int]] = {who["addr"]: [] for who in OURS}
    for message in messages:
        for person in (message["from"], *message["to"], *message["cc"]):
            if person["addr"] in held and message["n"] % 10:  # some nobody holds
                held[person["addr"]].append(message["n"])
    books = [
        {"mailbox": who["addr"], **other, "sent": 1 + place, "received": place}
        | {"first": FIRST + place * 9_000, "last": FIRST + 90_000}
        for who in OURS
        for place, other in enumerate(OTHERS)
    ]
    table(archive / "messages.jsonl.gz", messages)
    rows = [{"mailbox": who, "messages": n} for who, n in held.items()]
    table(archive / "mailboxes.jsonl.gz", rows)
    table(archive / "contacts.jsonl.gz", books)
    empty: dict[str, Any] = {
        "from_addr": "x@mail.example",
        "auth": None,
        "received": [],
    }
    reports = [
        {
            **empty,
            "rid": str(number),
            "date": FIRST + 200_000,
            "from_display": chance.choice([*OURS, *OTHERS])["name"],
            "to": [chance.choice([*OURS, *OTHERS])["addr"]],
            "subject": ("RE: 見積書の件", "CRANE AT THE HARB", None)[number % 3],
            "in_reply_to": f"<{number}@x>" if number % 4 == 0 else None,
            "references": [],
            "quoted": messages[number]["body"][20:150] if number % 4 == 1 else None,
        }
        for number in range(40)
    ]
    told = {"id": "t-1", "as_of": AS_OF, "reports": reports}
    (folder / "tiny.scenarios.jsonl").write_text(json.dumps(told) + "\n", "utf-8")
    return folder / "tiny"


Both = tuple[Store, MemoryArchive, Scenario]


@pytest.fixture(scope="module", params=list(Level), ids=lambda level: level.value)
def both(
    request: pytest.FixtureRequest,
    set_: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Both]:
    level: Level = request.param
    folder = tmp_path_factory.mktemp("store")
    (told,) = read_set(set_, level, folder)
    store = Store(folder)
    yield store, remembered(set_, level), told
    store.__exit__(None, None, None)


def test_mailboxes_are_the_same(both: Both) -> None:
    store, memory, _ = both

    assert [(b.person, {*b.names}, b.messages, b.role) for b in store.mailboxes()] == [
        (b.person, {*b.names}, b.messages, b.role)
        for b in sorted(memory.mailboxes(), key=lambda box: box.person)
    ]


def test_people_are_the_same(both: Both) -> None:
    store, memory, told = both

    for each in told.forgeries:
        assert {*store.named(each.shown)} == {*memory.named(each.shown)}
        for address in (*each.recipients, each.address):
            assert store.person_of(address) == memory.person_of(address)


def test_everybody_who_knows_somebody_is_the_same(both: Both) -> None:
    """But for our own mailboxes: what they deleted shows no acquaintance in the store."""
    store, memory, _ = both
    wanted = {who["addr"].lower() for who in (*OURS, *OTHERS)}
    ours = {who["addr"].lower() for who in OURS}

    found = store.acquaintances(wanted, AS_OF)
    for knower, known in memory.acquaintances(wanted, AS_OF).items():
        if knower in ours and store.profiles([knower], AS_OF)[knower].messages:
            assert found[knower].keys() <= known.keys()
        else:
            assert found[knower] == known


def test_profiles_of_outsiders_are_the_same(both: Both) -> None:
    store, memory, _ = both
    others = {who["addr"] for who in OTHERS}

    found, same = store.profiles(others, AS_OF), memory.profiles(others, AS_OF)
    for person in others:
        one, other = found[person], same[person]
        assert (one.ours, one.contacts, one.messages) == (
            other.ours,
            other.contacts,
            other.messages,
        )
        assert one.ties == pytest.approx(other.ties)


def test_the_same_messages_fit(both: Both) -> None:
    store, memory, told = both
    level = Level.FULL if any(store.messages.holders) else Level.ADDRESS_BOOK

    pairs = zip(
        store.matches(told.forgeries, level),
        memory.matches(told.forgeries, level),
        strict=True,
    )
    for found, same in pairs:
        assert bool(found) == bool(same)
        if same:
            (best, *_), (first, *_) = found, same
            assert best.way is first.way
            if best.way is not Way.SUBJECT:  # of those hundreds may be alike
                assert best.note.message_id == first.note.message_id
            else:
                assert (best.alike, best.share) == (first.alike, first.share)


def test_messages_that_nobody_holds_are_there_without_a_holder(
    set_: Path, tmp_path: Path
) -> None:
    read_set(set_, Level.FULL, tmp_path / "store")
    with Store(tmp_path / "store") as store:
        notes = [n for who in OTHERS for n in store.messages_of(who["addr"], AS_OF)]

    kept = {note.message_id: bool(note.holders) for note in notes}
    assert [kept[f"{number}@x"] for number in (9, 10, 11, 20)] == [
        True,
        False,
        True,
        False,
    ]
