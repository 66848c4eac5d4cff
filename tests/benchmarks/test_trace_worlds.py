"""The invented worlds keep what the format of the sets promises, and are always the same."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from ipaddress import ip_address, ip_network
from pathlib import Path
from random import Random
from typing import Any

import pytest

from benchmarks.trace_worlds.archive import Archive
from benchmarks.trace_worlds.habits import HABITS, Habit
from benchmarks.trace_worlds.incidents import Incident, Plan, stage
from benchmarks.trace_worlds.loot import steal
from benchmarks.trace_worlds.sets import TURNS, plans, write
from benchmarks.trace_worlds.shapes import ODD, WORLDS, Shape
from benchmarks.trace_worlds.traffic import make_world

SMALL = Shape(
    "small",
    8,
    900,
    7,
    japanese=0.6,
    renamed=0.4,
    lists=0.1,
    assistants=2,
    deleted=0.3,
    unarchived=0.1,
    mixed=0.8,
)
SHAPES = (SMALL, *(replace(odd, letters=min(odd.letters, 500)) for odd in ODD))
DOCUMENTATION = [ip_network(n) for n in ("198.51.100.0/24", "203.0.113.0/24")]
BY_NAME = {habit.name: habit for habit in HABITS}


@dataclass(frozen=True)
class Written:
    """A set, read back."""

    folder: Path
    shape: Shape

    def packed(self, name: str) -> list[Any]:
        path = self.folder / "archives" / self.shape.name / f"{name}.jsonl.gz"
        return [
            json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()
        ]

    def rows(self, kind: str) -> list[Any]:
        path = self.folder / f"{self.shape.name}.{kind}.jsonl"
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()]

    @property
    def org(self) -> Any:
        path = self.folder / "archives" / self.shape.name / "org.json"
        return json.loads(path.read_text("utf-8"))

    @property
    def ours(self) -> set[str]:
        return {box["addr"] for box in self.org["mailboxes"]}


@pytest.fixture(scope="module", params=SHAPES, ids=lambda shape: shape.name)
def written(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Written:
    folder = tmp_path_factory.mktemp(request.param.name)
    write(request.param, folder, seed=4)
    return Written(folder, request.param)


@pytest.fixture(scope="module")
def archive() -> Archive:
    return Archive(make_world(SMALL, 4))


def addresses(message: Any) -> list[str]:
    people = (message["from"], *message["to"], *message["cc"])
    return [person["addr"] for person in people]


def test_one_of_ours_takes_part_in_every_message(written: Written) -> None:
    ours, domain = written.ours, f"@{written.org['domains'][0]}"

    for n, message in enumerate(written.packed("messages")):
        assert message["n"] == n
        assert any(a in ours or a.endswith(domain) for a in addresses(message))


def test_messages_are_by_date_and_their_ids_differ(written: Written) -> None:
    messages = written.packed("messages")

    assert messages == sorted(messages, key=lambda m: m["date"])
    assert (
        len({m["id"] for m in messages}) == len(messages) == written.org["n_messages"]
    )


def test_a_reply_names_an_older_message_of_its_thread(written: Written) -> None:
    messages = {m["id"]: m for m in written.packed("messages")}
    replies = [m for m in messages.values() if m["in_reply_to"] in messages]

    assert replies
    for reply in replies:
        assert reply["references"][-1] == reply["in_reply_to"]
        assert messages[reply["in_reply_to"]]["date"] <= reply["date"]


def test_holders_are_ours_and_got_the_message(written: Written) -> None:
    messages, ours = written.packed("messages"), written.ours
    domain = f"@{written.org['domains'][0]}"

    for box in written.packed("mailboxes"):
        assert box["mailbox"] in ours
        for n in box["messages"]:
            named = addresses(messages[n])
            through = [a for a in named if a.endswith(domain) and a not in ours]
            assert box["mailbox"] in named or through


def test_address_books_count_what_the_mailboxes_hold(written: Written) -> None:
    messages = written.packed("messages")
    counted: Counter[tuple[str, str, str]] = Counter()
    for box in written.packed("mailboxes"):
        for n in box["messages"]:
            sender, *_ = named = addresses(messages[n])
            way = "sent" if sender == box["mailbox"] else "received"
            lists = {a for a in named if a.startswith(("all@", "team"))}
            for other in set(named) - {box["mailbox"]} - lists:
                counted[box["mailbox"], other, way] += 1

    booked: Counter[tuple[str, str, str]] = Counter()
    for row in written.packed("contacts"):
        for way in ("sent", "received"):
            booked[row["mailbox"], row["addr"], way] += row[way]
    assert +booked == counted


def test_scenarios_and_truths_belong_together(written: Written) -> None:
    scenarios, truths = written.rows("scenarios"), written.rows("truth")

    assert [s["id"] for s in scenarios] == [t["id"] for t in truths]
    for scenario, told in zip(scenarios, truths, strict=True):
        reports = scenario["reports"]
        assert len(reports) == len(told["reports"]) == told["k"]
        assert scenario["as_of"] == max(report["date"] for report in reports)
        assert scenario["archive"] == written.shape.name
        assert not {"habit", "case", "stolen"} & set(scenario)


def test_each_case_has_its_number_of_incidents(written: Written) -> None:
    found = Counter((t["case"], t["k"]) for t in written.rows("truth"))

    planned = {(case, k): times for case, sizes, times in TURNS for k in sizes}
    lonely = written.shape.name == "inward"  # cut short, nobody outside wrote to it
    assert found == {
        at: n for at, n in planned.items() if not lonely or "2" not in at[0]
    }


def test_thefts_name_whose_mailbox_and_nothing_else_does(written: Written) -> None:
    ours = written.ours
    for told in written.rows("truth"):
        kinds = ["own" if s["addr"] in ours else "partner" for s in told["stolen"]]
        assert kinds == [s["kind"] for s in told["stolen"]]
        assert kinds == {"1": ["own"], "2": ["partner"], "1+2": ["own", "partner"]}.get(
            told["case"], []
        )
        assert (told["abused_account"] in ours) is (told["case"] == "3")
        sources = {r["source"] for r in told["reports"]} - {None}
        if told["stolen"]:
            assert sources == {s["addr"] for s in told["stolen"]}


def test_what_was_stolen_is_older_than_the_theft_and_the_theft_than_the_reports(
    written: Written,
) -> None:
    messages = written.packed("messages")
    for scenario, told in zip(
        written.rows("scenarios"), written.rows("truth"), strict=True
    ):
        if told["stolen"]:
            at = max(s["at"] for s in told["stolen"])
            assert all(messages[n]["date"] <= at for n in told["exposed_messages"])
            assert all(report["date"] > at for report in scenario["reports"])
            assert len(told["exposed_messages"]) <= sum(
                s["messages_in_archive"] for s in told["stolen"]
            )


def test_next_recipients_are_known_and_did_not_get_a_fake_yet(written: Written) -> None:
    known = written.ours | {row["addr"] for row in written.packed("contacts")}
    for scenario, told in zip(
        written.rows("scenarios"), written.rows("truth"), strict=True
    ):
        coming = told["next_recipients"]
        real = [
            report
            for report, row in zip(scenario["reports"], told["reports"], strict=True)
            if row["source"]
        ]
        assert len(coming) == len(set(coming)) <= 40
        assert set(coming) <= known
        assert not set(coming) & {to for report in real for to in report["to"]}


def test_a_fake_with_content_names_its_message(written: Written) -> None:
    archived = {m["id"] for m in written.packed("messages")}
    for told in written.rows("truth"):
        for row in told["reports"]:
            assert (row["mode"] == "content") is (row["message"] is not None)
            if row["message"]:
                assert row["in_archive"] is (row["message"] in archived)


def test_hosts_and_networks_are_those_for_examples(written: Written) -> None:
    text = json.dumps(
        [written.rows("scenarios"), written.org, written.packed("contacts")],
        ensure_ascii=False,
    )

    assert all(a.endswith(".example") for a in re.findall(r"@([\w.-]+\w)", text))
    for spot in re.findall(r"\d+\.\d+\.\d+\.\d+", text):
        assert any(ip_address(spot) in network for network in DOCUMENTATION)


def test_results_of_our_own_server_stand_in_case_3_alone(written: Written) -> None:
    host = written.org["mail_hosts"][0]
    for scenario, told in zip(
        written.rows("scenarios"), written.rows("truth"), strict=True
    ):
        through_us = [r for r in scenario["reports"] if host in "".join(r["received"])]
        assert told["case"] == "3" or not through_us
        for report in through_us:
            assert report["auth"]["spf"] == "pass"
            assert report["from_addr"] == told["abused_account"]


def of(
    archive: Archive, habit: Habit, case: str = "1", k: int = 20
) -> Iterator[Incident]:
    for n in range(4):
        yield stage(archive, Plan(f"try-{n}", case, k, habit), seed=1)


def shown(incident: Incident) -> list[str]:
    return [row["sender"] for row in incident.truth["reports"] if row["source"]]


@pytest.mark.parametrize("case", ["1", "2"])
def test_the_owner_shows_his_victim_always_and_the_shy_one_never(
    archive: Archive, case: str
) -> None:
    for incident in of(archive, BY_NAME["owner"], case):
        assert set(shown(incident)) == {incident.truth["stolen"][0]["addr"]}
    for incident in of(archive, BY_NAME["shy"], case):
        assert incident.truth["stolen"][0]["addr"] not in shown(incident)


def test_the_framer_shows_one_other_person(archive: Archive) -> None:
    for incident in of(archive, BY_NAME["framer"]):
        assert len(set(shown(incident))) == 1
        assert incident.truth["stolen"][0]["addr"] not in shown(incident)


def test_an_undamaged_quote_is_the_body_of_the_named_message(archive: Archive) -> None:
    bodies = {letter.id: letter.body for letter in archive.world.letters}
    habit = replace(BY_NAME["threads"], rough=0.0, quote=1.0)
    quotes = 0
    for incident in of(archive, habit):
        rows = zip(incident.scenario["reports"], incident.truth["reports"], strict=True)
        for report, told in rows:
            if report["quoted"]:
                body = bodies[told["message"]]
                marked = "\n".join(f"> {line}" for line in body.split("\n"))
                assert report["quoted"] in (body, marked)
                quotes += 1
    assert quotes > 20


def test_an_undamaged_subject_ends_as_the_stolen_one(archive: Archive) -> None:
    subjects = {letter.id: letter.subject for letter in archive.world.letters}
    for incident in of(archive, replace(BY_NAME["subjects"], rough=0.0, bare=0.0)):
        rows = zip(incident.scenario["reports"], incident.truth["reports"], strict=True)
        for report, told in rows:
            if told["mode"] == "content":
                assert report["subject"].endswith(subjects[told["message"]])


def test_a_forged_address_of_ours_fails_spf(archive: Archive) -> None:
    domain = archive.world.cast.domain
    forged = 0
    for incident in of(archive, replace(BY_NAME["our-address"], headers=1.0)):
        for report in incident.scenario["reports"]:
            if report["from_addr"].endswith(domain):
                assert report["auth"]["spf"] == "fail"
                forged += 1
    assert forged


def test_lost_header_fields_leave_no_result(archive: Archive) -> None:
    for incident in of(archive, replace(BY_NAME["plain"], headers=0.0)):
        assert all(
            r["auth"] is None and r["received"] == []
            for r in incident.scenario["reports"]
        )


def test_only_our_staff_reports_where_only_staff_does(archive: Archive) -> None:
    ours = {p.address for p in archive.world.cast.people if p.ours}
    for incident in of(archive, replace(BY_NAME["staff-only"], stray=0.0)):
        assert {to for r in incident.scenario["reports"] for to in r["to"]} <= ours


def test_what_was_deleted_before_the_theft_is_not_stolen(archive: Archive) -> None:
    world = archive.world
    for victim in (p.number for p in world.cast.people if p.ours):
        at = (world.letters[0].at + world.end) // 2
        loot = steal(world, victim, HABITS[0], at, Random(1))
        gone = {place for place, when in world.copies.get(victim, ()) if when <= at}
        assert not gone & set(loot.letters)


def test_a_married_name_replaces_the_former_one(archive: Archive) -> None:
    world = archive.world
    married = [p for p in world.cast.people if p.former]

    assert married
    for person in married:
        assert world.name_at(person, world.letters[0].at) == person.former
        assert world.name_at(person, world.end) == person.written


def test_the_assistant_gets_nearly_all_of_the_boss(archive: Archive) -> None:
    world = archive.world
    for boss, helper in world.cast.assistants.items():
        mine = {place for place, _ in world.copies[boss]}
        shared = mine & {place for place, _ in world.copies[helper]}
        assert len(shared) >= 0.75 * len(mine)


def digest(folder: Path) -> dict[str, bytes]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_the_same_seed_gives_the_same_bytes_whatever_python_hashes(
    tmp_path: Path,
) -> None:
    for name in ("1", "2"):
        subprocess.run(
            [
                *(sys.executable, "-m", "benchmarks.trace_worlds"),
                *(str(tmp_path / name), "--only", "quiet", "--seed", "9"),
            ],
            env={**os.environ, "PYTHONHASHSEED": name},
            check=True,
            capture_output=True,
        )

    assert digest(tmp_path / "1") == digest(tmp_path / "2")


def test_another_seed_gives_another_world() -> None:
    assert make_world(SMALL, 1).letters != make_world(SMALL, 2).letters


def test_the_worlds_are_many_and_every_habit_meets_every_case_and_number() -> None:
    every = [plan for shape in WORLDS for plan in plans(shape, TURNS)]

    assert len(WORLDS) >= 15
    assert len(every) >= 2000
    assert len({plan.id for plan in every}) == len(every)
    assert len({shape.name for shape in (*WORLDS, *ODD)}) == len(WORLDS) + len(ODD)
    assert len(BY_NAME) == len(HABITS)
    met = Counter((p.habit.name, p.case, p.k) for p in every if p.case in ("1", "2"))
    assert set(met) == {
        (habit, case, k)
        for habit in BY_NAME
        for case in ("1", "2")
        for k in (1, 2, 3, 5, 10, 20)
    }
