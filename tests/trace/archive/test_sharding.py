"""Archive: partitions are written by many, and hold together what one store holds."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from honmono.engine import Engine, Processes, shards
from honmono.trace.archive._core import Level
from honmono.trace.archive.database import NAME, ArchiveError
from honmono.trace.archive.database import opened as database_of
from honmono.trace.archive.forgetting import forget_in
from honmono.trace.archive.keys import check_key, written
from honmono.trace.archive.manifest import Manifest, manifest_in, write
from honmono.trace.archive.partitions import opened, partitioned
from honmono.trace.archive.sharding import (
    Shard,
    Written,
    index_shards,
    join_partitions,
)
from honmono.trace.archive.status import condition, status
from tests.engine.raylets import two_nodes
from tests.trace.archive import dying
from tests.trace.archive.test_indexing import mails, mbox

OWNERS = ("sato@example.co.jp", "abe@example.co.jp", "ueda@example.co.jp")
UNTIL = 2**31
KEY = b"7" * 32


@pytest.fixture
def boxes(tmp_path: Path) -> list[tuple[str, str]]:
    """Three mailboxes, which have some mails in common."""
    for number, who in enumerate(OWNERS):
        mbox(tmp_path / who / "inbox.mbox", mails(10 * number, 10 * number + 20))
    return [(who, str(tmp_path / who)) for who in OWNERS]


NO_RAY = sys.platform == "darwin" and platform.machine() == "x86_64"
RAY = pytest.param("ray", marks=pytest.mark.skipif(NO_RAY, reason="not made for it"))


@pytest.fixture(scope="module", params=["pool", RAY])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    if request.param == "pool":
        yield Processes(2)
        return
    with two_nodes() as nodes:
        yield nodes.engine


def made(
    folder: Path,
    parts: int,
    boxes: list[tuple[str, str]],
    engine: Engine | None = None,
    key: bytes | None = None,
) -> Written:
    """Index, and tell the sums."""
    folder.mkdir(exist_ok=True)
    sizes = dict.fromkeys([written(who, key) for who in OWNERS], 1)
    manifest = Manifest(parts, {}).with_mailboxes(sizes)
    check_key(folder, manifest, key)
    write(folder, manifest)
    done = Written()
    for each in index_shards(folder, manifest, boxes, engine=engine, key=key):
        done = done.with_(each)
    join_partitions(folder, manifest, {}, key, done.sightings)
    return done


def told(folder: Path) -> dict[str, int]:
    """What each mailbox holds."""
    return {box.address: box.messages for box in status(folder).boxes}


@pytest.mark.parametrize("parts", [1, 2, 5])
def test_partitions_hold_every_mailbox_and_a_second_run_adds_nothing(
    tmp_path: Path, boxes: list[tuple[str, str]], parts: int
) -> None:
    first, second = (made(tmp_path / "a", parts, boxes) for _ in range(2))

    assert (first.stored, second.stored, second.files_passed) == (60, 0, 3)
    assert told(tmp_path / "a") == dict.fromkeys(OWNERS, 20)
    assert status(tmp_path / "a").partitions == parts


def test_a_writer_that_was_killed_is_replaced_and_nothing_is_lost_or_doubled(
    tmp_path: Path, boxes: list[tuple[str, str]], engine: Engine
) -> None:
    made(tmp_path / "a", 1, boxes)
    folder = tmp_path / "b" / "part"
    folder.mkdir(parents=True)

    shard = Shard(folder, tuple(boxes), 0, headers_only=False)
    (done,) = shards(dying.write_and_die, [shard], engine=engine)

    assert (folder / "died").exists()
    assert (done.stored, done.files_passed, done.error) == (40, 1, "")
    assert told(folder) == told(tmp_path / "a")


def test_a_reader_that_was_killed_is_replaced_and_answers_are_equal(
    tmp_path: Path, boxes: list[tuple[str, str]], engine: Engine
) -> None:
    made(tmp_path / "a", 2, boxes)
    manifest = manifest_in(tmp_path / "a")
    assert manifest
    openers = [
        partial(dying.open_and_die, folder, OWNERS)
        for folder in manifest.folders(tmp_path / "a")
    ]
    with (
        opened(tmp_path / "a") as alone,
        partitioned(openers, engine=engine) as spread,
    ):
        assert spread.mailboxes() == alone.mailboxes()
        assert spread.profiles(OWNERS, UNTIL) == alone.profiles(OWNERS, UNTIL)
        for who in OWNERS:
            assert spread.contacts_of(who, UNTIL) == alone.contacts_of(who, UNTIL)
        assert spread.matches((), Level.FULL) == alone.matches((), Level.FULL)


def test_what_a_mailbox_holds_is_the_same_in_one_store_and_in_partitions(
    tmp_path: Path, boxes: list[tuple[str, str]]
) -> None:
    for parts in (1, 3):
        made(tmp_path / str(parts), parts, boxes)
    with opened(tmp_path / "1") as whole, opened(tmp_path / "3") as parted:
        for who in OWNERS:
            assert parted.contacts_of(who, UNTIL) == whole.contacts_of(who, UNTIL)
            assert {note.key for note in parted.messages_of(who, UNTIL)} == {
                note.key for note in whole.messages_of(who, UNTIL)
            }
        found, expected = (each.profiles(OWNERS, UNTIL) for each in (parted, whole))
        assert found == expected


def test_names_and_span_are_those_of_one_store(
    tmp_path: Path, boxes: list[tuple[str, str]]
) -> None:
    for parts in (1, 3):
        made(tmp_path / str(parts), parts, boxes)
    with opened(tmp_path / "1") as whole, opened(tmp_path / "3") as parted:
        people = {*OWNERS, *whole.contacts_of(OWNERS[0], UNTIL), "nobody@far.example"}
        assert whole.span()[0]
        assert parted.span() == whole.span()
        assert parted.identities(people) == whole.identities(people)
        assert whole.names_of(people)
        assert parted.names_of(people) == whole.names_of(people)


def test_an_archive_is_not_whole_before_all_its_partitions_are_there(
    tmp_path: Path, boxes: list[tuple[str, str]]
) -> None:
    folder = tmp_path / "a"
    made(folder, 3, boxes)
    assert condition(folder) == (True, False, 0)

    (folder / "part-0002" / NAME).unlink()
    assert condition(folder) == (True, True, 0)

    for part in ("part-0000", "part-0001"):
        (folder / part / NAME).unlink()
    assert not condition(folder).has_mail
    with pytest.raises(ArchiveError, match="without any mail"), opened(folder):
        pass


def test_all_partitions_have_the_same_key_or_none(
    tmp_path: Path, boxes: list[tuple[str, str]]
) -> None:
    made(tmp_path / "open", 3, boxes[:1])
    made(tmp_path / "keyed", 3, boxes[:1], key=KEY)

    for name, key in (("open", KEY), ("keyed", None), ("keyed", b"8" * 32)):
        with pytest.raises(ArchiveError, match="key"), opened(tmp_path / name, key=key):
            pass
        with pytest.raises(ArchiveError, match="key"):
            forget_in(tmp_path / name, OWNERS[0], key)
        with pytest.raises(ArchiveError, match="key"):
            made(tmp_path / name, 3, boxes, key=key)
        assert list(told(tmp_path / name).values()) == [20]


def test_keyed_partitions_answer_as_a_keyed_store(
    tmp_path: Path, boxes: list[tuple[str, str]]
) -> None:
    for parts in (1, 3):
        made(tmp_path / str(parts), parts, boxes, key=KEY)
    with (
        opened(tmp_path / "1", key=KEY) as whole,
        opened(tmp_path / "3", key=KEY) as parted,
    ):
        assert parted.mailboxes() == whole.mailboxes()
        assert parted.profiles(OWNERS, UNTIL) == whole.profiles(OWNERS, UNTIL)
        for who in OWNERS:
            assert parted.contacts_of(who, UNTIL) == whole.contacts_of(who, UNTIL)
            assert [*parted.messages_of(who, UNTIL)] == [*whole.messages_of(who, UNTIL)]
    for file in (tmp_path / "3").rglob("*"):
        assert file.is_dir() or b"example.co.jp" not in file.read_bytes()


def test_a_mailbox_of_keyed_partitions_is_forgotten(
    tmp_path: Path, boxes: list[tuple[str, str]]
) -> None:
    made(tmp_path / "a", 2, boxes, key=KEY)

    forget_in(tmp_path / "a", OWNERS[1], KEY)

    assert set(told(tmp_path / "a")) == {written(OWNERS[n], KEY) for n in (0, 2)}


def test_what_two_mailboxes_hold_stays_when_one_is_forgotten(
    tmp_path: Path, boxes: list[tuple[str, str]]
) -> None:
    """Also in the partition of the one who is forgotten, where the other's copy is now."""
    for name in ("one", "other"):
        made(tmp_path / name, 3, boxes)
    forget_in(tmp_path / "one", OWNERS[0])
    forget_in(tmp_path / "other", OWNERS[1])

    assert told(tmp_path / "one") == dict.fromkeys(OWNERS[1:], 20)
    assert told(tmp_path / "other") == {OWNERS[0]: 20, OWNERS[2]: 20}
    assert status(tmp_path / "one").messages == 30
    made(tmp_path / "one", 3, boxes)  # comes again
    assert told(tmp_path / "one") == dict.fromkeys(OWNERS, 20)
    assert status(tmp_path / "one").messages == 40


def test_until_copies_are_told_an_archive_is_not_whole(
    tmp_path: Path, boxes: list[tuple[str, str]]
) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    manifest = Manifest(3, {}, joined=False).with_mailboxes(dict.fromkeys(OWNERS, 1))
    write(folder, manifest)
    for _ in index_shards(folder, manifest, boxes):
        pass
    assert condition(folder).being_written
    assert status(folder).messages == 60

    join_partitions(folder, manifest, {})
    assert not condition(folder).being_written
    assert status(folder).messages == 40
    assert told(folder) == dict.fromkeys(OWNERS, 20)

    join_partitions(folder, manifest, {})
    assert status(folder).messages == 40


def test_a_failing_partition_says_why_and_the_others_are_stored(
    tmp_path: Path, boxes: list[tuple[str, str]]
) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    manifest = Manifest(3, {}).with_mailboxes(dict.fromkeys(OWNERS, 1))
    broken = manifest.folders(folder)[1]
    broken.mkdir()
    (broken / "archive.db").write_bytes(b"no database" * 999)

    done = list(index_shards(folder, manifest, boxes))

    assert [each.stored for each in done] == [20, 0, 20]
    assert "part-0001" in done[1].error


def test_a_mailbox_is_forgotten_in_its_partition_and_in_the_manifest(
    tmp_path: Path, boxes: list[tuple[str, str]]
) -> None:
    made(tmp_path / "a", 2, boxes)

    forget_in(tmp_path / "a", OWNERS[1].upper())

    assert set(told(tmp_path / "a")) == {OWNERS[0], OWNERS[2]}
    manifest = manifest_in(tmp_path / "a")
    assert manifest
    assert OWNERS[1] not in manifest.mailboxes


def test_addresses_are_joined_by_what_another_partition_saw(
    tmp_path: Path, boxes: list[tuple[str, str]]
) -> None:
    made(tmp_path / "a", 2, boxes)
    manifest = manifest_in(tmp_path / "a")
    assert manifest
    tables = []
    for folder in manifest.folders(tmp_path / "a"):
        database = database_of(folder)
        tables.append(
            dict(
                database.execute(
                    "SELECT one.address, other.address FROM alias "
                    "JOIN address one ON one.number = alias.address "
                    "JOIN address other ON other.number = alias.person"
                )
            )
        )
        database.close()

    shared = tables[0].keys() & tables[1].keys()
    assert all(tables[0][each] == tables[1][each] for each in shared)
