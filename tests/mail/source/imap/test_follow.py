"""Mail as it comes."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from typing import TypeAlias

import pytest

from honmono.mail.source import Access, RawMail, Trouble, Unreadable
from honmono.mail.source import follow as follow_source
from honmono.mail.source.imap import follow
from honmono.mail.source.imap._core import Pace
from tests.mail.source.build import mail
from tests.mail.source.imap.dovecot import Dovecot
from tests.mail.source.imap.fake import CLOSE, Fake, Script, Talk
from tests.mail.source.imap.proxy import Cutting

AT_ONCE = Pace(waits=(0,) * 6, waits_following=(), poll=0)
Found: TypeAlias = Generator[RawMail | Unreadable, None, None]


def following(address: str, access: Access, pace: Pace = AT_ONCE) -> closing[Found]:
    return closing(follow(address, access, pace))


def subject(found: RawMail | Unreadable) -> str:
    assert isinstance(found, RawMail), found
    return found.data.partition(b"Subject: ")[2].splitlines()[0].decode()


def test_what_is_there_and_then_what_comes(dovecot: Dovecot) -> None:
    dovecot.deliver(mail("one"), "Follow")
    with closing(follow_source(dovecot.url("Follow"), dovecot.access)) as found:
        assert subject(next(found)) == "one"
        dovecot.deliver(mail("two"), "Follow")
        dovecot.deliver(mail("three"), "Follow")
        assert [subject(next(found)), subject(next(found))] == ["two", "three"]
        dovecot.deliver(mail("four"), "Follow")
        assert subject(next(found)) == "four"


def test_an_empty_folder_is_waited_at(dovecot: Dovecot) -> None:
    dovecot.folder("Follow2")
    dovecot.deliver(mail("one"), "Follow2").unlink()
    with following(dovecot.url("Follow2"), dovecot.access) as found:
        dovecot.deliver(mail("two"), "Follow2")
        assert subject(next(found)) == "two"


def test_cut_off_while_waiting_nothing_is_lost(dovecot: Dovecot) -> None:
    dovecot.deliver(mail("one"), "Follow3")
    with (
        Cutting(dovecot.tls, [9_000, 9_000, 9_000]) as line,
        following(dovecot.url("Follow3", line.port), dovecot.access) as found,
    ):
        assert subject(next(found)) == "one"
        for number in range(60):
            dovecot.deliver(mail(f"mail {number}"), "Follow3")
            assert subject(next(found)) == f"mail {number}"
        assert line.connections == 4


def grow(server: Fake) -> None:
    server.mails[max(server.mails, default=0) + 1] = mail("new")


def test_idle_is_renewed_and_a_silent_server_is_no_news() -> None:
    rounds: list[bytes] = []

    def idle(talk: Talk) -> None:
        talk.say(b"+ idling\r\n")
        if len(rounds) == 3:
            grow(server)
            talk.say(b"* OK still here\r\n* 2 EXISTS\r\n* 1 RECENT\r\n")
        rounds.append(talk.hear())
        talk.say(b"%TAG% OK done\r\n")

    with (
        Fake({1: mail("one")}, {b"IDLE": idle}) as server,
        following(server.url(), server.access, AT_ONCE._replace(idle=0.01)) as found,
    ):
        assert [subject(next(found)), subject(next(found))] == ["one", "new"]
    assert rounds == [b"DONE"] * 4


@pytest.mark.parametrize("refuses", [False, True])
def test_a_server_without_idle_is_asked(refuses: bool) -> None:
    asked = []

    def noop(talk: Talk) -> None:
        asked.append(1)
        if len(asked) == 3:
            grow(server)
            talk.say(b"* 2 EXISTS\r\n")
        talk.say(b"%TAG% OK\r\n")

    capabilities = b"IMAP4rev1 AUTH=PLAIN SASL-IR" + b" IDLE" * refuses
    script: dict[bytes, Script] = {b"IDLE": b"%TAG% BAD unknown\r\n", b"NOOP": noop}
    with (
        Fake({1: mail("one")}, script, capabilities=capabilities) as server,
        following(server.url(), server.access) as found,
    ):
        assert [subject(next(found)), subject(next(found))] == ["one", "new"]
    assert len(asked) == 3


def test_mail_that_came_while_reading_is_found() -> None:
    def fetch(talk: Talk) -> None:
        talk.say(server.fetched(1, 1))
        grow(server)
        talk.say(b"* 2 EXISTS\r\n%TAG% OK\r\n")

    with (
        Fake({1: mail("one")}, {b"UID FETCH 1 ": fetch}) as server,
        following(server.url(), server.access) as found,
    ):
        assert [subject(next(found)), subject(next(found))] == ["one", "new"]
    assert b"IDLE" not in server.heard


@pytest.mark.parametrize(
    "answer",
    [
        CLOSE,
        b"* BYE bye\r\n",
        b"+ idling\r\n" + CLOSE,
        b"x" * 200_000,
        b"+ a\r\n* OK\r\n" * 20_000,
    ],
)
def test_a_server_that_does_not_let_us_wait_ends_in_a_line(answer: bytes) -> None:
    with (
        Fake({1: mail("one")}, {b"IDLE": answer}) as server,
        following(
            server.url(), server.access, Pace(waits=(0, 0), waits_following=(0,))
        ) as found,
    ):
        assert subject(next(found)) == "one"
        end = next(found)
        assert next(found, None) is None

    assert isinstance(end, Unreadable)
    assert end.trouble is Trouble.UNREACHABLE


def test_a_folder_made_anew_ends_it() -> None:
    with (
        Fake(
            {1: mail("one")}, {b"IDLE": [CLOSE]}, uidvalidity=lambda n: 7 + n
        ) as server,
        following(server.url(), server.access) as found,
    ):
        assert subject(next(found)) == "one"
        end = next(found)

    assert isinstance(end, Unreadable)
    assert end.trouble is Trouble.CHANGED
