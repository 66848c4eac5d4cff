"""Who we are, said to the server; and never to anybody else."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import Any

import pytest

from honmono.mail.source import Access, AccessError, RawMail, Trouble, Unreadable, find
from honmono.mail.source.imap import find as find_with
from honmono.mail.source.imap._core import Pace
from tests.mail.source.build import mail
from tests.mail.source.imap.dovecot import Dovecot
from tests.mail.source.imap.fake import CLOSE, Fake

SECRET = "hunter2 & 秘密"
MAILS = {1: mail()}


def read(server: Fake, **access: Any) -> RawMail | Unreadable:
    (found,) = find_with(server.url(), replace(server.access, **access))
    return found


def refused(server: Fake, **access: Any) -> Unreadable:
    found = read(server, **access)
    assert isinstance(found, Unreadable)
    assert "\n" not in found.detail
    return found


def plain(secret: str) -> bytes:
    return base64.b64encode(f"\0tanaka\0{secret}".encode())


def test_a_password_in_one_message() -> None:
    with Fake(MAILS) as server:
        read(server, mailbox_password=lambda _: SECRET)

    assert b"AUTHENTICATE PLAIN " + plain(SECRET) in server.heard


def test_a_password_when_the_server_asks_for_it() -> None:
    with Fake(MAILS, capabilities=b"IMAP4rev1 AUTH=PLAIN") as server:
        assert isinstance(read(server, mailbox_password=lambda _: SECRET), RawMail)

    assert plain(SECRET) in server.heard


def test_the_old_login() -> None:
    with Fake(MAILS, capabilities=b"IMAP4rev1") as server:
        read(server, mailbox_password=lambda _: r'a"b\c')
        foreign = refused(server, mailbox_password=lambda _: SECRET)

    assert rb'LOGIN "tanaka" "a\"b\\c"' in server.heard
    assert foreign.trouble is Trouble.NOT_SUPPORTED


@pytest.mark.parametrize(
    ("offered", "words"),
    [
        (b"AUTH=XOAUTH2", b"user=tanaka\1auth=Bearer t0ken\1\1"),
        (
            b"AUTH=OAUTHBEARER",
            b"n,a=tanaka,\1host=127.0.0.1\1port=%d\1auth=Bearer t0ken\1\1",
        ),
        (b"AUTH=OAUTHBEARER AUTH=XOAUTH2", b"user=tanaka\1auth=Bearer t0ken\1\1"),
    ],
)
def test_a_token(offered: bytes, words: bytes) -> None:
    with Fake(MAILS, capabilities=b"IMAP4rev1 SASL-IR " + offered) as server:
        found = read(server, mailbox_token=lambda user, host: "t0ken")
        expected = words.replace(b"%d", b"%d" % server.port)

    assert isinstance(found, RawMail)
    (said,) = [c for c in server.heard if c.startswith(b"AUTHENTICATE")]
    assert base64.b64decode(said.split(b" ")[2]) == expected


def test_a_token_that_is_refused_with_a_challenge() -> None:
    challenge = b"+ eyJzdGF0dXMiOiI0MDAifQ==\r\n"

    def answer(talk: object) -> None:
        talk.say(challenge)  # type: ignore[attr-defined]
        server.heard.append(talk.hear())  # type: ignore[attr-defined]
        talk.say(b"%TAG% NO AUTHENTICATE failed.\r\n")  # type: ignore[attr-defined]

    with Fake(
        MAILS,
        {b"AUTHENTICATE": answer},
        capabilities=b"IMAP4rev1 SASL-IR AUTH=XOAUTH2",
    ) as server:
        found = refused(server, mailbox_token=lambda user, host: "t0ken")

    assert server.heard[2] == b""
    assert "the token" in found.detail


def test_a_token_is_asked_for_at_each_connection() -> None:
    tokens = iter(["first", "second"])
    with Fake(
        MAILS,
        {b"UID FETCH 1 ": [CLOSE]},
        capabilities=b"IMAP4rev1 SASL-IR AUTH=XOAUTH2",
    ) as server:
        access = replace(server.access, mailbox_token=lambda user, host: next(tokens))
        (found,) = find_with(server.url(), access, Pace(waits=(0,)))

    assert isinstance(found, RawMail)
    said = [base64.b64decode(c.split()[2]) for c in server.heard if b"XOAUTH2" in c]
    assert [b"first" in said[0], b"second" in said[1]] == [True, True]


def test_a_server_without_tokens_or_without_passwords() -> None:
    with Fake(MAILS) as server:
        assert "no tokens" in refused(server, mailbox_token=lambda u, h: "t0ken").detail
    with Fake(MAILS, capabilities=b"IMAP4rev1 LOGINDISABLED AUTH=XOAUTH2") as server:
        assert "token_command" in refused(server).detail


def test_nobody_knows_the_password() -> None:
    with Fake(MAILS) as server:
        found = refused(server, mailbox_password=lambda _: None)

    assert found.trouble is Trouble.NO_ACCESS
    for way in (
        "HONMONO_IMAP_PASSWORD",
        "keyring set honmono tanaka@127.0.0.1",
        "terminal",
    ):
        assert way in found.detail
    assert not any(c.startswith(b"AUTH") for c in server.heard)


def test_a_token_that_cannot_be_had() -> None:
    def fails(user: str, host: str) -> str:
        raise AccessError("the program ended with status 3")

    with Fake(MAILS) as server:
        assert "status 3" in refused(server, mailbox_token=fails).detail


@pytest.mark.parametrize("secret", ["a\r\nb", "a\0b"])
def test_a_password_cannot_hold_a_command(secret: str) -> None:
    with Fake(MAILS) as server:
        refused(server, mailbox_password=lambda _: secret)

    assert not any(c.startswith(b"AUTH") for c in server.heard)


def test_a_wrong_password(dovecot: Dovecot) -> None:
    access = Access(mailbox_password=lambda _: "wrong", ca_file=dovecot.ca_file)
    (found,) = find(dovecot.url(), access)

    assert isinstance(found, Unreadable)
    assert found.trouble is Trouble.NO_ACCESS
    assert "refused the login of tanaka" in found.detail
    assert "wrong" not in found.detail


ECHOES = [
    b"%%TAG%% NO [AUTHENTICATIONFAILED] wrong password %b\r\n",
    b"* BYE you said %b\r\n",
    b"%%TAG%% BAD cannot parse %b\r\n",
    b"%%TAG%% NO [ALERT] \x1b[31m %b \x07\r\n",
]


@pytest.mark.parametrize("echo", ECHOES)
@pytest.mark.parametrize("secret", ["hunter2", "two  words", SECRET])
@pytest.mark.parametrize("step", [b"AUTHENTICATE", b"EXAMINE", b"UID FETCH"])
def test_a_server_that_repeats_our_secret_is_not_quoted(
    step: bytes, secret: str, echo: bytes
) -> None:
    for repeated in (secret.encode(), plain(secret)):
        with Fake(MAILS, {step: echo % repeated}) as server:
            access = replace(server.access, mailbox_password=lambda _: secret)
            (found,) = find_with(server.url(), access, Pace(waits=()))

        assert isinstance(found, Unreadable)
        assert secret not in found.detail
        assert " ".join(secret.split()) not in found.detail
        assert plain(secret).decode() not in found.detail
        assert "\x1b" not in found.detail


def test_once_let_in_a_refusal_without_reason_is_asked_again() -> None:
    again: list[bytes | None] = [None, b"%TAG% NO too many connections\r\n", None]
    with Fake(MAILS, {b"AUTHENTICATE": again, b"UID FETCH 1 ": [CLOSE]}) as server:
        (found,) = find_with(server.url(), server.access, Pace(waits=(0,) * 3))
    assert isinstance(found, RawMail)


def test_once_let_in_a_wrong_password_is_not_asked_again() -> None:
    no = b"%TAG% NO [AUTHENTICATIONFAILED] changed\r\n"
    again: list[bytes | None] = [None, no, None]
    with Fake(MAILS, {b"AUTHENTICATE": again, b"UID FETCH 1 ": [CLOSE]}) as server:
        (found,) = find_with(server.url(), server.access, Pace(waits=(0,) * 3))
    assert isinstance(found, Unreadable)
    assert found.trouble is Trouble.NO_ACCESS
    assert sum(c.startswith(b"AUTH") for c in server.heard) == 2
