"""Addresses of mail on a server: read, written, refused without telling secrets."""

from __future__ import annotations

import pytest

from honmono.mail.source import Trouble, Unreadable, find, is_mailbox
from honmono.mail.source.imap import AddressError, Place, shown, understood

GOOD = {
    "imap://tanaka@mail.example": Place("imap", "tanaka", "mail.example", 993),
    "IMAP://tanaka@Mail.Example/": Place("imap", "tanaka", "mail.example", 993),
    "imap://t%40x.example@mail.example/Sent": Place(
        "imap", "t@x.example", "mail.example", 993, "Sent"
    ),
    "imap://t@x.example@mail.example/Sent": Place(
        "imap", "t@x.example", "mail.example", 993, "Sent"
    ),
    "imaps://t@[2001:db8::1]:8993/a/b": Place("imaps", "t", "2001:db8::1", 8993, "a/b"),
    "imap://t@h/受信%20トレイ": Place("imap", "t", "h", 993, "受信 トレイ"),
    "imap://t@h/%E5%8F%97%E4%BF%A1": Place("imap", "t", "h", 993, "受信"),
    "imap://t@h/INBOX/%": Place("imap", "t", "h", 993, "INBOX/%"),
    "imap://t@h/a;UIDVALIDITY=5/;UID=20": Place("imap", "t", "h", 993, "a", 5, 20),
    "imap://t@h/a/;uid=20": Place("imap", "t", "h", 993, "a", 0, 20),
    "imap://t@h/a;UIDVALIDITY=5": Place("imap", "t", "h", 993, "a", 5),
    "imap://t@h/;UID=3": Place("imap", "t", "h", 993, "INBOX", 0, 3),
}
REFUSED = {
    "imap://": "no server",
    "imap://mail.example/INBOX": "whose mail",
    "imap://@mail.example/INBOX": "whose mail",
    "imap://t@/INBOX": "no server",
    "imap://t@h:0/INBOX": "no server",
    "imap://t@h:99999/INBOX": "no server",
    "imap://t%0d%0a@h/INBOX": "whose mail",
    "imap://t@h/a%0d%0ab": "no text",
    "imap://t@h/%ff": "no text",
    "imap://t@h/a/;UID=x": "is called",
    "imap://t@h/a/;UID=1/;SECTION=1": "parts of mails",
    "imap://t@h/a?SUBJECT%20x": "parts of mails",
}
WITH_PASSWORD = [
    "imap://t:hunter2@h/INBOX",
    "imap://t:hun/ter2@h/INBOX",
    "imap://t:hunter2@x.example@h/INBOX",
    "imap://t:hunt@er2@h",
    "imap://t:/hunter2@h",
    "imap://t;AUTH=PLAIN:hunter2@h/",
]


@pytest.mark.parametrize(("address", "place"), GOOD.items())
def test_addresses_are_understood(address: str, place: Place) -> None:
    assert is_mailbox(address)
    assert understood(address) == place


@pytest.mark.parametrize("address", GOOD)
def test_what_is_written_is_understood_again(address: str) -> None:
    place = understood(address)

    assert understood(place.url(place.folder, place.uidvalidity, place.uid)) == place


def test_a_mail_is_called_as_rfc_5092_says() -> None:
    place = understood("imap://t@x.example@mail.example/受信*")

    assert place.url("受信 *", 1, 20) == (
        "imap://t%40x.example@mail.example/%E5%8F%97%E4%BF%A1%20%2A;UIDVALIDITY=1/;UID=20"
    )
    assert not understood(place.url("受信 *", 1, 20)).is_pattern


@pytest.mark.parametrize(
    ("address", "starttls"),
    [
        ("imap://t@h", False),
        ("imap://t@h:993", False),
        ("imap://t@h:143", True),
        ("imaps://t@h:143", False),
        ("imap://t@h:1143", True),
    ],
)
def test_where_encryption_begins(address: str, starttls: bool) -> None:
    assert understood(address).starttls is starttls


@pytest.mark.parametrize(
    ("folder", "pattern"),
    [("INBOX*", True), ("a/%", True), ("INBOX", False), ("a*/;UID=1", False)],
)
def test_what_is_a_pattern(folder: str, pattern: bool) -> None:
    assert understood(f"imap://t@h/{folder}").is_pattern is pattern


@pytest.mark.parametrize(("address", "words"), REFUSED.items())
def test_what_is_no_address_is_refused(address: str, words: str) -> None:
    with pytest.raises(AddressError, match=words) as caught:
        understood(address)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("address", WITH_PASSWORD)
def test_a_password_in_it_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(AddressError, match="HONMONO_IMAP_PASSWORD") as caught:
        understood(address)

    (found,) = find(address)
    assert isinstance(found, Unreadable)
    assert found.trouble is Trouble.MISSING
    for text in (str(caught.value), shown(address), str(found), found.source):
        assert "hun" not in text
        assert "er2" not in text


def test_other_things_are_no_mailboxes() -> None:
    assert not any(map(is_mailbox, ["-", "mail", "imap", "./imap:/x", "http://h/"]))
