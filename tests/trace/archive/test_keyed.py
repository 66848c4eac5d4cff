"""An archive that is keyed: nothing can be read in it, and it answers like an open one."""

from __future__ import annotations

import base64
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from honmono.mail.source import NO_ACCESS
from honmono.trace.archive import database as db
from honmono.trace.archive._core import Level, Way
from honmono.trace.archive.database import ArchiveError
from honmono.trace.archive.entry import Entry
from honmono.trace.archive.forgetting import forget
from honmono.trace.archive.indexing import index
from honmono.trace.archive.keys import State, state_of
from honmono.trace.archive.reading import Reader
from honmono.trace.archive.store import Store
from honmono.trace.archive.writer import Writer
from honmono.trace.people.forms import Likeness
from tests.trace.archive.made import (
    ABE,
    DAY,
    ITO,
    NOON,
    OFFER,
    ORDER,
    SATO,
    UEDA,
    entry,
    forgery,
    raw,
)
from tests.trace.archive.test_indexing import mbox
from tests.trace.archive.test_store import ORG

KEY = bytes(range(32))
LATER = NOON + 99 * DAY
SECRETS = (
    *(SATO, ABE, ITO, UEDA, "sato", "example.co.jp", "partner.example", "example"),
    *("佐藤", "花子", "Ito Ichiro", "ichiro", "伊藤一郎"),
    *("見積書の件", "見積書", "Order of boxes", "orderofboxes", "boxes"),
    *("1@example.co.jp", "2@partner", "77@partner", "お世話", "warehouse"),
)


def entries() -> list[tuple[str, Entry]]:
    answer = entry(
        sender=f"Ito Ichiro <{ITO}>",
        to=f"{SATO}, {UEDA}",
        subject="Order of boxes",
        body=ORDER,
        message_id="2@partner.example",
        fields="References: <1@example.co.jp> <77@partner.example>\n",
    )
    return [
        (SATO, entry()),
        (ABE, answer._replace(date=NOON + DAY)),
        (SATO, answer._replace(date=NOON + DAY)),
    ]


def written(folder: Path, key: bytes | None) -> Path:
    with Writer(folder, key) as writer:
        for mailbox, each in entries():
            writer.add(writer.mailbox(mailbox), each)
        writer.contacts(writer.mailbox(ABE), [(UEDA, "上田", 1, 2, NOON, NOON)])
    return folder


@pytest.fixture(scope="module")
def open_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("open"), None)


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("keyed"), KEY)


# --- nothing can be read


def spellings(text: str) -> Iterator[bytes]:
    for codec in ("utf-8", "utf-16-le", "utf-16-be", "iso-2022-jp", "cp932", "euc-jp"):
        yield text.encode(codec)
        yield text.upper().encode(codec)
        yield text.lower().encode(codec)
    data = text.encode()
    yield data.hex().encode()
    yield data.hex().upper().encode()
    for start in range(3):  # wherever it stands in what was encoded
        yield base64.b64encode(b"\0" * start + data)[4 if start else 0 : -4]


def everything_in(folder: Path) -> Iterator[bytes]:
    """All bytes of all files, and what is packed in them."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.read_bytes()
    database = sqlite3.connect(folder / db.NAME)
    tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master")]
    for table in tables:
        try:
            rows = database.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
        except sqlite3.OperationalError:  # an index
            continue
        for value in (value for row in rows for value in row):
            if isinstance(value, str):
                yield value.encode()
            elif isinstance(value, bytes):
                yield value
                with_luck = zlib.decompressobj()
                try:
                    yield with_luck.decompress(value)
                except zlib.error:
                    continue
    database.close()


def found_in(folder: Path) -> set[str]:
    everything = list(everything_in(folder))
    return {
        secret
        for secret in SECRETS
        if any(
            spelled in data
            for spelled in spellings(secret)
            if len(spelled) > 3
            for data in everything
        )
    }


def test_an_open_archive_would_be_found_out(open_: Path) -> None:
    assert found_in(open_) >= {SATO, ITO, "佐藤", "見積書の件", "1@example.co.jp"}


def test_no_text_stands_in_any_file(tmp_path: Path) -> None:
    box = mbox(tmp_path / "mail" / "sato@example.co.jp.mbox", [raw(), raw(body=ORDER)])
    with Writer(tmp_path / "a", KEY) as writer:
        mailboxes = [(writer.mailbox(SATO), str(box))]
        reader = Reader(writer.database, NO_ACCESS, script=writer.script)
        list(index(writer, mailboxes, reader))
        for mailbox, each in entries():
            writer.add(writer.mailbox(mailbox), each)
        writer.flush()
        assert (tmp_path / "a" / f"{db.NAME}-wal").stat().st_size
        assert found_in(tmp_path / "a") == set()
    assert found_in(tmp_path / "a") == set()


def test_the_key_does_not_stand_in_the_archive_nor_in_what_is_printed(
    keyed: Path,
) -> None:
    with Store(keyed, key=KEY) as store:
        assert KEY.hex() not in repr(store.script)
    assert all(
        KEY not in data and KEY.hex().encode() not in data
        for data in everything_in(keyed)
    )


def test_two_keys_give_nothing_in_common(keyed: Path, tmp_path: Path) -> None:
    other = written(tmp_path / "a", bytes(32))

    def texts(folder: Path) -> set[str]:
        database = sqlite3.connect(folder / db.NAME)
        told = {
            row[0]
            for ask in (
                "SELECT address FROM address UNION SELECT form FROM form",
                "SELECT letters FROM subject UNION SELECT name FROM name",
                "SELECT key FROM copy UNION SELECT beginning FROM beginning",
            )
            for row in database.execute(ask)
        }
        database.close()
        return told - {""}

    assert texts(keyed) & texts(other) == set()


# --- it answers like an open one


def test_people_are_told_apart_as_in_an_open_archive(open_: Path, keyed: Path) -> None:
    with Store(open_, ORG) as one, Store(keyed, ORG, KEY) as other:
        for asked in (SATO, ABE, ITO, UEDA):
            person, hidden = one.person_of(asked), other.person_of(asked)
            assert person
            assert hidden
            clear = one.contacts_of(person, LATER)
            known = other.contacts_of(hidden, LATER)
            assert {other.person_of(p): c for p, c in clear.items()} == known
            (profile,) = one.profiles([person], LATER).values()
            (same,) = other.profiles([hidden], LATER).values()
            unsaid: dict[str, Any] = {"person": "", "names": (), "addresses": ()}
            assert replace(profile, **unsaid) == replace(same, **unsaid)
        assert other.person_of("nobody@partner.example") is None


def test_ours_are_told_in_clear_and_others_are_not(keyed: Path) -> None:
    with Store(keyed, ORG, KEY) as store:
        assert store.person_of("HSATO@example.co.jp") == SATO
        ito = store.person_of(ITO)
        (found,) = store.named("Ito Ichiro")

    assert ito
    assert found.person == ito
    assert found.likeness is Likeness.FULL
    assert ito.endswith(".invalid")


def test_one_of_ours_is_known_by_the_domain_alone(keyed: Path) -> None:
    with Store(keyed, ORG, KEY) as store:
        abe, ito = store.person_of(ABE), store.person_of(ITO)
        assert abe
        assert ito
        told = store.profiles([abe, ito], LATER)

    assert (told[abe].ours, told[ito].ours) == (True, False)


@pytest.mark.parametrize(
    ("asked", "way"),
    [
        ({"references": ("2@partner.example",)}, Way.ID),
        ({"references": ("77@partner.example",)}, Way.ID),
        ({"quoted": OFFER[10:90]}, Way.QUOTE),
        ({"subject": "RE: 見積書の件"}, Way.SUBJECT),
        ({"subject": "FW: ORDER OF BOXES"}, Way.SUBJECT),
        ({"subject": "見積書の"}, Way.SUBJECT),
    ],
)
def test_messages_are_found_as_in_an_open_archive(
    open_: Path, keyed: Path, asked: dict[str, str], way: Way
) -> None:
    fake = forgery(**asked)  # type: ignore[arg-type]
    with Store(open_, ORG) as one, Store(keyed, ORG, KEY) as other:
        (found,) = one.matches([fake], Level.FULL)
        (same,) = other.matches([fake], Level.FULL)

    assert [match.way for match in same] == [way]
    assert [(m.share, m.prints, m.alike, m.note.date) for m in same] == [
        (m.share, m.prints, m.alike, m.note.date) for m in found
    ]


def test_a_short_rest_of_a_subject_finds_nothing(keyed: Path) -> None:
    with Store(keyed, ORG, KEY) as store:
        assert store.matches([forgery(subject="Order")], Level.FULL) == ((),)


def test_a_second_run_knows_its_copies(keyed: Path) -> None:
    with Writer(keyed, KEY) as writer:
        for mailbox, each in entries():
            writer.add(writer.mailbox(mailbox), each)
        writer.flush()

    assert writer.new == 0


def test_a_file_that_did_not_change_is_passed_over(tmp_path: Path) -> None:
    box = mbox(tmp_path / "a.mbox", [raw()])
    for passed in (0, 1):
        with Writer(tmp_path / "a", KEY) as writer:
            reader = Reader(writer.database, NO_ACCESS, script=writer.script)
            *_, count = index(writer, [(writer.mailbox(SATO), str(box))], reader)
        assert count.files_passed == passed


# --- whose it is


def joined(folder: Path, *mails: bytes) -> None:
    box = mbox(folder / "in" / f"{len(mails[0])}.mbox", mails)
    with Writer(folder / "a", KEY) as writer:
        reader = Reader(writer.database, NO_ACCESS, script=writer.script)
        list(index(writer, [(writer.mailbox(SATO), str(box))], reader))


def test_addresses_of_one_partner_are_joined_and_stay_so(tmp_path: Path) -> None:
    one, other, third = (
        raw(sender=f"Phillip Allen <{local}@partner.example>", message_id=f"{local}@x")
        for local in ("phillip.allen", "phillip_allen", "pallen")
    )
    joined(tmp_path, one, other)
    joined(tmp_path, third, one, one)
    joined(tmp_path, raw(message_id="later@x"))

    with Store(tmp_path / "a", key=KEY) as store:
        found = {
            store.person_of(f"{local}@partner.example")
            for local in ("phillip.allen", "phillip_allen", "pallen")
        }
        assert len(found) == 1
        assert store.person_of(ITO) not in found


# --- keys


def test_a_wrong_key_or_none_is_said(keyed: Path) -> None:
    with pytest.raises(ArchiveError, match="another key"):
        Store(keyed, key=bytes(32))
    with pytest.raises(ArchiveError, match="is keyed: say --key-file"):
        Store(keyed)
    with pytest.raises(ArchiveError, match="is keyed: say --key-file"):
        Writer(keyed).__enter__()
    with Writer(keyed, KEY):  # the lock was given back
        pass


def test_an_open_archive_takes_no_key(open_: Path) -> None:
    with pytest.raises(ArchiveError, match="not keyed"):
        Writer(open_, KEY).__enter__()
    with pytest.raises(ArchiveError, match="not keyed"):
        Store(open_, key=KEY)


def test_what_a_folder_is(open_: Path, keyed: Path, tmp_path: Path) -> None:
    db.create(tmp_path / "new")
    db.opened(tmp_path / "new", writing=True).close()

    folders = (open_, keyed, tmp_path / "none", tmp_path / "new")
    assert [state_of(folder) for folder in folders] == [
        State.OPEN,
        State.KEYED,
        State.EMPTY,
        State.EMPTY,
    ]


def test_a_forgotten_mailbox_leaves_no_beginning(tmp_path: Path) -> None:
    folder = written(tmp_path / "a", KEY)
    with Writer(folder, KEY) as writer:
        assert forget(writer.database, SATO, writer.script) == 1
        left = writer.database.execute(
            "SELECT count(*) FROM beginning WHERE subject NOT IN "
            "(SELECT number FROM subject)"
        )
        assert left.fetchone() == (0,)
        with pytest.raises(ArchiveError, match="no mailbox sato@"):
            forget(writer.database, SATO, writer.script)
