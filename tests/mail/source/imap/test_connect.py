"""A connection that is encrypted, to the server that was meant, or none at all."""

from __future__ import annotations

import datetime
import socket
import ssl
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from honmono.mail.source import Access, AccessError, RawMail, Trouble, Unreadable
from honmono.mail.source.imap import context_for, find
from honmono.mail.source.imap._core import Pace
from tests.mail.source.build import mail
from tests.mail.source.imap.dovecot import Dovecot
from tests.mail.source.imap.fake import HOST, Fake, authority

SHORT = Pace(patience=0.25, waits=(0,))


def context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(made)
    return made


def expired() -> ssl.SSLContext:
    then = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    return context(authority().issue_cert(HOST, not_after=then))


CERTIFICATES: dict[str, tuple[Callable[[], ssl.SSLContext], str]] = {
    "expired": (expired, "expired"),
    "another host": (
        lambda: context(authority().issue_cert("other.example")),
        "name the server as its certificate does",
    ),
    "unknown authority": (lambda: context(trustme.CA().issue_cert(HOST)), "--ca-file"),
}


@pytest.mark.parametrize(
    ("make", "words"), CERTIFICATES.values(), ids=CERTIFICATES.keys()
)
@pytest.mark.parametrize("starttls", [False, True])
def test_a_certificate_that_does_not_hold(
    make: Callable[[], ssl.SSLContext], words: str, starttls: bool
) -> None:
    with Fake({1: mail()}, context=make(), starttls=starttls) as server:
        (refused,) = find(server.url(), server.access)

    assert isinstance(refused, Unreadable)
    assert refused.trouble is Trouble.NO_ACCESS
    assert "certificate" in refused.detail
    assert words in refused.detail
    assert not any(
        b"AUTH" in command or b"LOGIN" in command for command in server.heard
    )


def test_a_self_signed_certificate(tmp_path: Path) -> None:
    own = trustme.CA()
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    both = tmp_path / "both.pem"
    both.write_bytes(own.private_key_pem.bytes() + own.cert_pem.bytes())
    made.load_cert_chain(both)
    with Fake({1: mail()}, context=made) as server:
        (refused,) = find(server.url(), server.access)

    assert isinstance(refused, Unreadable)
    assert "self-signed" in refused.detail


@pytest.mark.parametrize("starttls", [False, True])
def test_the_right_certificate(dovecot: Dovecot, starttls: bool) -> None:
    dovecot.deliver(mail(), "Tls")
    port, scheme = (dovecot.starttls, "imap") if starttls else (dovecot.tls, "imaps")
    (found,) = find(dovecot.url("Tls;UID=1", port, scheme), dovecot.access)

    assert isinstance(found, RawMail)


@pytest.mark.parametrize(
    "answer",
    [
        b"%TAG% NO not here\r\n",
        b"%TAG% BAD what?\r\n",
        b"%TAG% OK go\r\n* CAPABILITY AUTH=PLAIN\r\n%TAG% OK\r\n",
        b"* BYE\r\n",
    ],
)
def test_without_encryption_nothing_is_said(answer: bytes) -> None:
    with Fake({1: mail()}, {b"STARTTLS": answer}, starttls=True) as server:
        (refused,) = find(server.url(), server.access)

    assert isinstance(refused, Unreadable)
    assert server.heard in ([b"STARTTLS"], [b"STARTTLS", b"LOGOUT"])


@pytest.mark.parametrize(
    "greeting",
    [
        b"* PREAUTH as root\r\n",
        b"* BYE full\r\n",
        b"220 smtp\r\n",
        b"* 3 EXISTS\r\n",
        b"",
    ],
)
@pytest.mark.parametrize("starttls", [False, True])
def test_a_strange_greeting_is_the_end(greeting: bytes, starttls: bool) -> None:
    with Fake({1: mail()}, greeting=greeting, starttls=starttls) as server:
        (refused,) = find(server.url(), server.access, SHORT)

    assert isinstance(refused, Unreadable)
    assert refused.trouble is Trouble.UNREACHABLE
    assert server.heard == []


def test_a_port_without_tls_says_how_to_name_it() -> None:
    with Fake({1: mail()}, starttls=True) as server:
        address = server.url().replace("imap://", "imaps://")
        (refused,) = find(address, server.access)

    assert isinstance(refused, Unreadable)
    assert refused.trouble is Trouble.UNREACHABLE
    assert "STARTTLS" in refused.detail


def test_nobody_listens() -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))  # and it does not listen
        port = taken.getsockname()[1]
        (refused,) = find(f"imaps://t@{HOST}:{port}/", Access())

    assert isinstance(refused, Unreadable)
    assert refused.trouble is Trouble.UNREACHABLE
    assert "is it the right server and port?" in refused.detail


@pytest.mark.parametrize("host", ["nobody.invalid", "a..b", "x" * 80 + ".example"])
def test_a_name_that_nobody_has(host: str) -> None:
    (refused,) = find(f"imap://t@{host}/", Access())

    assert isinstance(refused, Unreadable)
    assert refused.trouble is Trouble.UNREACHABLE
    assert host in refused.detail


def test_a_server_that_is_silent_while_tls_is_agreed_on() -> None:
    with socket.create_server((HOST, 0)) as silent:
        port = silent.getsockname()[1]
        (refused,) = find(f"imaps://t@{HOST}:{port}/", Access(), SHORT)

    assert isinstance(refused, Unreadable)
    assert "did not answer in time" in refused.detail


def test_files_of_authorities(tmp_path: Path) -> None:
    (tmp_path / "empty.pem").write_text("no certificate")

    with pytest.raises(AccessError, match="PEM"):
        context_for(str(tmp_path / "empty.pem"))
    with pytest.raises(AccessError, match="cannot be read"):
        context_for(str(tmp_path / "nowhere.pem"))
    made = context_for("")
    assert made.verify_mode is ssl.CERT_REQUIRED
    assert made.check_hostname
