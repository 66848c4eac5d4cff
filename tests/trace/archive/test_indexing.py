"""A run of the index: what is new is stored once, whatever happens in between."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from honmono.mail.source import NO_ACCESS
from honmono.trace.archive.indexing import Count, index
from honmono.trace.archive.reading import Reader
from honmono.trace.archive.segments import SMALL, firsts
from honmono.trace.archive.store import Store
from honmono.trace.archive.writer import Writer
from tests.trace.archive.made import ABE, NOON, SATO, raw

FROM = b"From MAILER-DAEMON Fri Apr 15 12:00:00 2022\n"


def mails(first: int, last: int) -> list[bytes]:
    return [
        raw(
            subject=f"連絡 {number % 7}",
            body=f"{number}番の件、{number * 7919}円でお願いします。" * 4,
            message_id=f"{number}@example.co.jp",
        )
        for number in range(first, last)
    ]


def mbox(path: Path, contents: Sequence[bytes]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(FROM + each + b"\n" for each in contents))
    return path


def run(
    folder: Path, *sources: tuple[str, Path], since: int = 0, jobs: int = 1
) -> tuple[Count, Writer]:
    count = Count()
    with Writer(folder) as writer:
        numbered = [(writer.mailbox(who), str(path)) for who, path in sources]
        reader = Reader(writer.database, NO_ACCESS, since)
        for count in index(writer, numbered, reader, jobs=jobs):  # noqa: B007
            pass
    return count, writer


def held(folder: Path) -> dict[str, int]:
    with Store(folder) as store:
        return {box.person: box.messages for box in store.mailboxes()}


def test_a_second_run_opens_nothing(tmp_path: Path) -> None:
    mbox(tmp_path / "in" / "a.mbox", mails(0, 30))
    run(tmp_path / "a", (SATO, tmp_path / "in"))

    count, writer = run(tmp_path / "a", (SATO, tmp_path / "in"))

    assert (count.read, count.files_passed, writer.stored) == (0, 1, 0)
    assert held(tmp_path / "a") == {SATO: 30}


def test_of_an_mbox_that_grew_only_the_rest_is_read(tmp_path: Path) -> None:
    box = mbox(tmp_path / "a.mbox", mails(0, 30))
    run(tmp_path / "a", (SATO, box))
    mbox(box, mails(0, 33))

    count, writer = run(tmp_path / "a", (SATO, box))

    assert (count.read, writer.new) == (3, 3)
    assert held(tmp_path / "a") == {SATO: 33}


def test_an_mbox_that_was_packed_is_read_again_and_nothing_doubled(
    tmp_path: Path,
) -> None:
    box = mbox(tmp_path / "a.mbox", mails(0, 30))
    run(tmp_path / "a", (SATO, box))
    mbox(box, mails(10, 33))

    count, writer = run(tmp_path / "a", (SATO, box))

    assert (count.read, writer.new) == (23, 3)
    assert held(tmp_path / "a") == {SATO: 33}


def test_a_mail_that_was_read_meanwhile_is_no_new_file(tmp_path: Path) -> None:
    for name in ("cur", "new", "tmp"):
        (tmp_path / "box" / name).mkdir(parents=True)
    (tmp_path / "box" / "cur" / "1.M1.mx:2,").write_bytes(mails(0, 1)[0])
    run(tmp_path / "a", (SATO, tmp_path / "box"))
    (tmp_path / "box" / "cur" / "1.M1.mx:2,").rename(
        tmp_path / "box" / "cur" / "1.M1.mx:2,RS"
    )

    count, _ = run(tmp_path / "a", (SATO, tmp_path / "box"))

    assert (count.read, count.files_passed) == (0, 1)


def test_a_broken_file_in_the_middle_costs_no_other_and_is_tried_again(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "in"
    mbox(folder / "1.mbox", mails(0, 5))
    (folder / "2.mbox").write_bytes(b"PK\x03\x04" + b"\xff\x00" * 5000)
    damaged = mails(5, 15)
    damaged[4] = b"\x00\xff" * 3000 + b"\n"
    mbox(folder / "3.mbox", damaged)
    mbox(folder / "4.mbox", mails(15, 20))

    first, _ = run(tmp_path / "a", (SATO, folder))
    second, _ = run(tmp_path / "a", (SATO, folder))

    assert first.unread == second.unread == 1
    assert first.complaints[0].source.endswith("2.mbox")
    assert second.read == 0
    assert held(tmp_path / "a")[SATO] == 19


def test_copies_in_two_mailboxes_have_two_holders(tmp_path: Path) -> None:
    one = mbox(tmp_path / "1.mbox", mails(0, 20))
    two = mbox(tmp_path / "2.mbox", mails(10, 30))

    _, writer = run(tmp_path / "a", (SATO, one), (ABE, two))

    assert (writer.stored, writer.new) == (40, 30)
    assert held(tmp_path / "a") == {SATO: 20, ABE: 20}


def test_what_is_older_is_left_out_until_it_is_asked_for(tmp_path: Path) -> None:
    old = raw(date="Fri, 15 Apr 2005 12:00:00 +0900", message_id="old@x")
    box = mbox(tmp_path / "a.mbox", [old, *mails(0, 3)])

    first, _ = run(tmp_path / "a", (SATO, box), since=NOON - 99_999)
    again, _ = run(tmp_path / "a", (SATO, box), since=NOON - 99_999)
    whole, _ = run(tmp_path / "a", (SATO, box))

    assert (first.read, first.too_old, again.files_passed) == (3, 1, 1)
    assert whole.read == 4
    assert held(tmp_path / "a") == {SATO: 4}


def test_several_processes_store_the_same(tmp_path: Path) -> None:
    box = mbox(tmp_path / "a.mbox", mails(0, 3000))
    run(tmp_path / "a", (SATO, box))
    run(tmp_path / "b", (SATO, box), jobs=2)

    with Store(tmp_path / "a") as one, Store(tmp_path / "b") as two:
        assert list(one.messages_of(SATO, 2**40)) == list(two.messages_of(SATO, 2**40))


def test_many_small_runs_leave_few_segments(tmp_path: Path) -> None:
    for number in range(SMALL + 3):
        box = mbox(tmp_path / f"{number}.mbox", mails(number * 3, number * 3 + 3))
        run(tmp_path / "a", (SATO, box))

    with Writer(tmp_path / "a") as writer:
        assert len(firsts(writer.database)) <= 3
    assert held(tmp_path / "a") == {SATO: (SMALL + 3) * 3}
    with Store(tmp_path / "a") as store:
        subjects = {note.subject for note in store.messages_of(SATO, 2**40)}
    assert subjects == {f"連絡 {number}" for number in range(7)}


# A process that kills itself at a statement of its choice; no time plays a part.
KILLED = """
import json, os, signal, sys
from pathlib import Path
from honmono.mail.source import NO_ACCESS
from honmono.trace.archive import writer as writing
from honmono.trace.archive.indexing import index
from honmono.trace.archive.reading import Reader

writing.BATCH = 40
folder, box, moments = Path(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3])

def run(moment, report):
    with writing.Writer(folder / str(moment)) as writer:
        left = moment
        def statement(text):
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        writer.database.set_trace_callback(statement)
        number = writer.mailbox("sato@example.co.jp")
        reader = Reader(writer.database, NO_ACCESS)
        for count in index(writer, [(number, box)], reader):
            os.write(report, b"%d\\n" % writer.stored)

for moment in moments:
    ours, report = os.pipe()
    if os.fork() == 0:
        run(moment, report)
        os._exit(0)
    os.close(report)
    with os.fdopen(ours, "rb") as lines:
        told = [int(line) for line in lines]
    status = os.wait()[1]
    print(json.dumps([moment, told[-1] if told else 0, os.WIFSIGNALED(status)]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_killed_at_any_statement_nothing_stored_is_lost_and_nothing_doubled(
    tmp_path: Path,
) -> None:
    box = mbox(tmp_path / "a.mbox", [*mails(0, 150), *mails(100, 200)])
    moments = [1, 3, 7, 12, *range(20, 500, 32)]

    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), str(box), json.dumps(moments)],
        check=True,
        capture_output=True,
    )

    ended = [json.loads(line) for line in done.stdout.splitlines()]
    assert sum(killed for _, _, killed in ended) >= 15
    for moment, told, _ in ended:
        folder = tmp_path / str(moment)
        with Store(folder) as store:
            boxes = store.mailboxes()
            stored = boxes[0].messages if boxes else 0
        assert stored >= min(told, 150)  # 50 of 250 are copies
        run(folder, (SATO, box))
        assert held(folder) == {SATO: 200}
        with Store(folder) as store:
            assert len(store.messages) == 200
