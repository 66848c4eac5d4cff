"""A folder read to its end: none missing, none doubled, whatever line and server do."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from typing import Final

import pytest

from honmono.mail.source import RawMail, Trouble, Unreadable
from honmono.mail.source.imap import Mailbox, Mark, Reading, find, reading, understood
from honmono.mail.source.imap._core import Pace
from honmono.mail.source.imap.session import Named
from tests.mail.source.build import mail
from tests.mail.source.imap.dovecot import Dovecot
from tests.mail.source.imap.fake import CLOSE, Fake, Script, Talk
from tests.mail.source.imap.proxy import Cutting

AT_ONCE: Final = Pace(waits=(0,) * 6)
IMPATIENT: Final = Pace(patience=0.25, waits=(0,) * 2)
LIST: Final = b"UID FETCH 1:*"
TEN: Final = {uid: mail(f"mail {uid}") for uid in range(1, 11)}


def uids(found: list[RawMail | Unreadable]) -> list[int]:
    """The mails that were read, by the end of their names."""
    mails = [each for each in found if isinstance(each, RawMail)]
    return [int(each.source.rpartition("=")[2]) for each in mails]


def refusals(found: list[RawMail | Unreadable]) -> list[Unreadable]:
    return [each for each in found if isinstance(each, Unreadable)]


def read(
    server: Fake, rest: str = "INBOX", pace: Pace = AT_ONCE
) -> list[RawMail | Unreadable]:
    return list(find(server.url(rest), server.access, pace))


@pytest.fixture(scope="module")
def box(dovecot: Dovecot) -> list[RawMail | Unreadable]:
    """A folder `Cuts` with mails from some bytes to some hundred kilobytes, read uncut."""
    chance = random.Random(1)  # noqa: S311
    for number in range(40):
        body = "".join(
            f"line {n} {'x' * chance.randrange(70)}\n"
            for n in range(chance.choice([1, 10, 100, 5000]))
        )
        dovecot.deliver(mail(f"mail {number}", body), "Cuts")
    found = list(find(dovecot.url("Cuts"), dovecot.access))
    assert uids(found) == list(range(1, 41))
    return found


@pytest.mark.parametrize("seed", range(6))
def test_cut_by_chance_nothing_is_missing_or_doubled(
    dovecot: Dovecot, box: list[RawMail | Unreadable], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311
    cuts = [8_000, *(int(10 ** chance.uniform(3.7, 5.8)) for _ in range(12))]
    with Cutting(dovecot.tls, cuts) as line:
        address = dovecot.url("Cuts", line.port)
        found = list(find(address, dovecot.access, AT_ONCE))

    assert line.connections > 3
    assert [replace(each, source="") for each in found] == [
        replace(each, source="") for each in box
    ]
    assert uids(found) == list(range(1, 41))


def test_cut_at_every_point_of_the_talk(
    dovecot: Dovecot, box: list[RawMail | Unreadable]
) -> None:
    begun = []
    for cut in range(0, 12_000, 397):
        with Cutting(dovecot.tls, [cut]) as line:
            address = dovecot.url("Cuts;UIDVALIDITY=0", line.port)
            found = list(
                find(address.replace(";UIDVALIDITY=0", ""), dovecot.access, AT_ONCE)
            )
        if isinstance(found[0], Unreadable):
            assert [each.trouble for each in refusals(found)] == [Trouble.UNREACHABLE]
        else:
            assert uids(found) == list(range(1, 41)), cut
        begun.append(isinstance(found[0], RawMail))
    assert begun == sorted(begun)  # refused until the first login, never afterwards
    assert len(set(begun)) == 2
    del box


def test_the_mailbox_stays_as_it_was(
    dovecot: Dovecot, box: list[RawMail | Unreadable]
) -> None:
    folder = dovecot.folder("Cuts")
    before = sorted(path.name for path in folder.glob("[cn]*/*"))

    list(find(dovecot.url("Cuts"), dovecot.access))

    assert sorted(path.name for path in folder.glob("[cn]*/*")) == before
    assert not any("S" in name.partition(":2,")[2] for name in before)
    del box


def test_what_is_sent_only_reads() -> None:
    with Fake(TEN) as server:
        read(server)

    verbs = {command.partition(b" ")[0] for command in server.heard}
    assert verbs <= {b"CAPABILITY", b"AUTHENTICATE", b"EXAMINE", b"UID", b"LOGOUT"}
    assert all(
        b"FETCH" in command and b"BODY[" not in command
        for command in server.heard
        if command.startswith(b"UID")
    )


def test_mails_are_asked_for_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "BATCH_MAILS", 4)
    with Fake(TEN) as server:
        assert uids(read(server)) == list(TEN)
    asked = [c.split(b" ")[2] for c in server.heard if b"PEEK" in c]
    assert asked == [b"1:4", b"5:8", b"9:10"]

    monkeypatch.setattr(reading, "BATCH_BYTES", len(TEN[1]) * 2)
    with Fake({1: TEN[1], 3: TEN[1], 5: TEN[1] * 9, 6: TEN[1]}) as server:
        assert uids(read(server)) == [1, 3, 5, 6]
    asked = [c.split(b" ")[2] for c in server.heard if b"PEEK" in c]
    assert asked == [b"1,3", b"5", b"6"]


def test_after_a_cut_only_the_rest_is_asked_for() -> None:
    def cut_off(talk: Talk) -> None:
        if talk.number == 0:
            talk.say(
                server.fetched(1, 1) + server.fetched(2, 2) + b"* 3 FETCH (UID 3 BO"
            )
            talk.say(CLOSE)
        server._obey_as_usual(talk, server.heard[-1])

    with Fake(TEN, {b"UID FETCH 1:10 ": cut_off}) as server:
        assert uids(read(server)) == list(TEN)
    assert [c.split(b" ")[2] for c in server.heard if b"PEEK" in c] == [
        b"1:10",
        b"3:10",
    ]


def test_another_order_and_doubled_mails_do_no_harm() -> None:
    def shuffled(talk: Talk) -> None:
        for uid in (3, 1, 3, 2, 2, 10, 9, 8, 4, 5, 6, 7, 1):
            talk.say(server.fetched(uid, uid))
        talk.say(b"* 4 FETCH (FLAGS (\\Seen))\r\n* 12 EXISTS\r\n%TAG% OK done\r\n")

    listing = b"".join(
        b"* 1 FETCH (UID %d RFC822.SIZE 70)\r\n" % uid
        for uid in (2, 1, 2, *range(3, 11))
    )
    script: dict[bytes, Script] = {
        LIST: listing + b"%TAG% OK done\r\n",
        b"UID FETCH 1:10 ": shuffled,
    }
    with Fake(TEN, script) as server:
        found = read(server)

    assert sorted(uids(found)) == list(TEN)
    assert {each.data for each in found if isinstance(each, RawMail)} == set(
        TEN.values()
    )


def test_mails_that_nobody_asked_for_are_not_taken() -> None:
    def more(talk: Talk) -> None:
        talk.say(b"* 1 FETCH (UID 99 BODY[] {4}\r\nevil)\r\n" + server.fetched(1, 1))
        talk.say(b"%TAG% OK done\r\n")

    with Fake({1: TEN[1]}, {b"UID FETCH 1 ": more}) as server:
        assert uids(read(server)) == [1]


def test_what_is_deleted_meanwhile_has_a_line() -> None:
    def without_two(talk: Talk) -> None:
        talk.say(server.fetched(1, 1) + b"* 2 FETCH (UID 2 BODY[] NIL)\r\n")
        talk.say(b"* 3 EXPUNGE\r\n" + server.fetched(3, 4) + b"%TAG% OK done\r\n")

    four = {uid: TEN[uid] for uid in range(1, 5)}
    with Fake(four, {b"UID FETCH 1:4 ": without_two}) as server:
        found = read(server)

    assert uids(found) == [1, 4]
    assert [each.trouble for each in refusals(found)] == [Trouble.MISSING] * 2
    assert [each.source[-1] for each in refusals(found)] == ["2", "3"]


def test_a_mail_that_the_server_refuses_costs_no_other() -> None:
    no = b"%TAG% NO [SERVERBUG2] cannot render\r\n"
    script = {b"UID FETCH %b " % which: no for which in (b"1:3", b"2:3", b"2")}
    with Fake({uid: TEN[uid] for uid in (1, 2, 3)}, script) as server:
        found = read(server)

    assert uids(found) == [1, 3]
    (refused,) = refusals(found)
    assert refused.trouble is Trouble.NO_ACCESS
    assert "cannot render" in refused.detail


def test_a_mail_at_which_the_line_breaks_costs_no_other() -> None:
    def breaks(talk: Talk) -> None:
        talk.say(b"* 2 FETCH (UID 2 BODY[] {100}\r\nhello" + CLOSE)

    def breaks_at_two(talk: Talk) -> None:
        talk.say(server.fetched(1, 1))
        breaks(talk)

    script = {
        b"UID FETCH 1:3 ": breaks_at_two,
        b"UID FETCH 2 ": breaks,
        b"UID FETCH 2:3 ": breaks,
    }
    with Fake({uid: TEN[uid] for uid in (1, 2, 3)}, script) as server:
        found = read(server)

    assert uids(found) == [1, 3]
    (refused,) = refusals(found)
    assert refused.trouble is Trouble.UNREACHABLE
    assert refused.source.endswith("UID=2")


def test_when_the_line_breaks_at_every_mail_it_ends() -> None:
    breaks = b"* 2 FETCH (UID 2 BODY[] {100}\r\nhello" + CLOSE
    always: dict[bytes, Script] = {LIST: [None] * 99, b"UID FETCH": breaks}
    with Fake(TEN, always) as server:
        found = read(server)

    *passed_over, end = refusals(found)
    assert uids(found) == []
    assert [each.source[-5:] for each in passed_over] == ["UID=1", "UID=2", "UID=3"]
    assert "7 mails of this folder were not read" in end.detail


def test_a_mail_over_a_line_that_breaks_in_its_midst_comes_in_pieces() -> None:
    long = mail("long", "".join(f"{n:05}\n" for n in range(50_000)))

    def breaks_after_60_kb(talk: Talk) -> None:
        sent = 0
        command = server.heard[-1]
        while b"UID FETCH" in command and b"SIZE" not in command:
            found = re.search(rb"<(\d+)\.(\d+)>", command)
            answer = (
                server.piece(1, 1, *map(int, found.groups()))
                if found
                else server.fetched(1, 1)
            )
            sent += len(answer)
            talk.say(
                answer[:60_000] + CLOSE if sent > 60_000 else answer + b"%TAG% OK\r\n"
            )
            talk.tag, _, command = talk.hear().partition(b" ")

    with Fake({1: long}, {LIST: [None], b"UID FETCH": breaks_after_60_kb}) as server:
        (found,) = read(server)

    assert isinstance(found, RawMail)
    assert found.data == long


def test_a_server_without_pieces_gives_the_whole() -> None:
    def whole(talk: Talk) -> None:
        talk.say(server.fetched(1, 1) + b"%TAG% OK\r\n")

    script: dict[bytes, Script] = {
        LIST: [None],
        b"UID FETCH": [CLOSE],
        b"UID FETCH 1 ": whole,
    }
    with Fake({1: TEN[1]}, script) as server:
        assert uids(read(server)) == [1]


@pytest.mark.parametrize(
    "answer",
    [
        b"* 1 FETCH (UID 1 BODY[] {10737418240}\r\nhello",
        b"* 1 FETCH (UID 1 BODY[] {9999999999999999999}\r\nhello",
    ],
)
def test_a_giant_is_refused_by_name(answer: bytes) -> None:
    with Fake(
        {1: TEN[1], 2: TEN[2]}, {b"UID FETCH 1:2 ": answer, b"UID FETCH 1 ": answer}
    ) as server:
        found = read(server)

    assert uids(found) == [2]
    assert [each.trouble for each in refusals(found)] == [Trouble.TOO_LARGE]


def test_a_giant_that_is_announced_is_not_asked_for() -> None:
    listing = b"* 1 FETCH (UID 1 RFC822.SIZE 600000000)\r\n* 2 FETCH (UID 2 RFC822.SIZE 9)\r\n"
    with Fake({1: TEN[1], 2: TEN[2]}, {LIST: listing + b"%TAG% OK\r\n"}) as server:
        found = read(server)

    assert uids(found) == [2]
    assert refusals(found)[0].trouble is Trouble.TOO_LARGE
    assert [c.split(b" ")[2] for c in server.heard if b"PEEK" in c] == [b"2"]


HOSTILE = {
    "an endless line": b"* 1 FETCH (UID 1 " + b"x" * 200_000,
    "a literal that is shorter than said": b"* 1 FETCH (UID 1 BODY[] {500}\r\nhello)\r\n%TAG% OK\r\n",
    "a literal that is longer than said": b"* 1 FETCH (UID 1 BODY[] {5}\r\nhello, world)\r\n%TAG% OK\r\n",
    "no IMAP": b"HTTP/1.1 400 Bad Request\r\n\r\n",
    "another tag": b"zz9 OK done\r\n",
    "good-bye": b"* BYE maintenance\r\n",
    "silence": b"",
    "the end": CLOSE,
    "unasked news without end": b"* 5 EXISTS\r\n" * 12_000,
    "parentheses": b"* 1 FETCH " + b"(" * 30_000 + b"\r\n",
    "continuation": b"+ more?\r\n" * 12_000,
}


@pytest.mark.parametrize("answer", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_answer_to_a_fetch_ends_in_a_line(answer: bytes) -> None:
    with Fake({1: TEN[1]}, {b"UID FETCH 1 ": answer}) as server:
        found = read(server, pace=IMPATIENT)

    (refused,) = refusals(found)
    assert uids(found) == []
    assert refused.trouble is Trouble.UNREACHABLE
    assert "\n" not in refused.detail


@pytest.mark.parametrize("answer", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("command", [b"CAPABILITY", b"AUTHENTICATE", b"EXAMINE", LIST])
def test_a_hostile_answer_at_any_step_ends_in_a_line(
    command: bytes, answer: bytes
) -> None:
    with Fake(TEN, {command: answer}) as server:
        (refused,) = read(server, pace=IMPATIENT)

    assert isinstance(refused, Unreadable)
    assert refused.trouble is Trouble.UNREACHABLE
    assert "\n" not in refused.detail


@pytest.mark.parametrize("word", [b"NO", b"BAD"])
@pytest.mark.parametrize(
    "command", [b"CAPABILITY", b"AUTHENTICATE", b"EXAMINE", LIST, b"UID FETCH 1 "]
)
def test_a_no_at_any_step_ends_in_a_line(command: bytes, word: bytes) -> None:
    with Fake({1: TEN[1]}, {command: b"%%TAG%% %b no such luck\r\n" % word}) as server:
        (refused,) = read(server)

    assert isinstance(refused, Unreadable)
    assert "no such luck" in refused.detail


@pytest.mark.parametrize("code", [b"UNAVAILABLE", b"INUSE", b"LIMIT"])
def test_not_now_is_asked_again(code: bytes) -> None:
    later: list[bytes | None] = [b"%%TAG%% NO [%b] later\r\n" % code] * 2
    with Fake(
        TEN, {b"UID FETCH 1:10 ": [*later], LIST: [*later], b"EXAMINE": [*later]}
    ) as server:
        assert uids(read(server)) == list(TEN)


def test_a_slow_server_that_goes_on_is_not_cut_off() -> None:
    with Fake({1: mail("long", "x" * 70 + "\n") * 1000}) as server:
        assert uids(read(server, pace=Pace(patience=30))) == [1]


def test_a_folder_made_anew_ends_the_reading() -> None:
    script: dict[bytes, Script] = {b"UID FETCH 1:10 ": [b"* 1 FETCH (UID" + CLOSE]}
    with Fake(TEN, script, uidvalidity=lambda n: 7 + n) as server:
        (refused,) = read(server)
    assert isinstance(refused, Unreadable)
    assert refused.trouble is Trouble.CHANGED
    assert "UIDVALIDITY 7, now 8" in refused.detail
    assert "10 mails of this folder were not read" in refused.detail


def test_one_mail_by_its_name() -> None:
    with Fake(TEN) as server:
        assert uids(read(server, "INBOX;UIDVALIDITY=7/;UID=4")) == [4]
        (gone,) = read(server, "INBOX;UIDVALIDITY=7/;UID=40")
        (anew,) = read(server, "INBOX;UIDVALIDITY=6/;UID=4")

    assert isinstance(gone, Unreadable)
    assert isinstance(anew, Unreadable)
    assert (gone.trouble, anew.trouble) == (Trouble.MISSING, Trouble.CHANGED)
    assert "UIDVALIDITY 6, now 7" in anew.detail


def test_reading_goes_on_behind_a_mark() -> None:
    with Fake(TEN) as server, Mailbox(understood(server.url()), server.access) as box:
        later = Reading(box, Named("INBOX", b"INBOX"), Mark(7, 8))
        later.look()
        found = list(later.read())
        assert uids(found) == [9, 10]
        assert later.mark == Mark(7, 10)

        later.look()  # a server names the last mail for 11:* as well
        assert later.mails == 0


def test_a_server_that_names_the_last_mail_for_what_is_behind_it() -> None:
    listing = b"* 10 FETCH (UID 10 RFC822.SIZE 70)\r\n%TAG% OK\r\n"
    with (
        Fake(TEN, {b"UID FETCH 11:*": listing}) as server,
        Mailbox(understood(server.url()), server.access) as box,
    ):
        later = Reading(box, Named("INBOX", b"INBOX"), Mark(7, 10))
        later.look()
        assert later.mails == 0


def test_the_bytes_that_come_are_told_beforehand() -> None:
    told: list[int] = []
    with Fake(TEN) as server:
        access = replace(server.access, expect=told.append)
        found = list(find(server.url(), access))

    assert sum(told) == sum(
        len(each.data) for each in found if isinstance(each, RawMail)
    )


def test_an_empty_folder_says_so() -> None:
    with Fake({}) as server:
        (refused,) = read(server)

    assert isinstance(refused, Unreadable)
    assert refused.trouble is Trouble.EMPTY


def test_a_mail_of_no_bytes_is_named() -> None:
    with Fake({1: b"", 2: TEN[2]}) as server:
        found = read(server)

    assert uids(found) == [2]
    assert refusals(found)[0].trouble is Trouble.EMPTY
