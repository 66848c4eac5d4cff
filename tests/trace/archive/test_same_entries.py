"""What the index reads in a hurry is what reading the whole mail gives."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from honmono.trace.archive._core import Level
from honmono.trace.archive.digest import digest, digest_headers
from honmono.trace.archive.entry import Entry
from honmono.trace.archive.store import Store
from tests.trace.archive.made import ABE, ITO, OFFER, ORDER, SATO, archive, forgery, raw
from tests.trace.archive.plain import entry_of, ordered

MAILS = (
    raw(),
    raw(to=f'"Ito, Ken" <{ITO}>, {SATO}, {ABE}', subject="Re: [sales] =?utf-8?q?=41?="),
    raw(to=f"{ITO},\n\t{ABE}, p.q+r@x.example", fields="X-To: Ken Ito, Abe, P Q\n"),
    raw(fields=f"To: {ABE}\nFrom: b@x.example\nReferences: <1@a> <2@a>\n"),
    raw(body=ORDER).replace(b"\n", b"\r\n"),
    b"\n\n" + raw(),
    raw(kind="multipart/mixed; boundary=b", body=f"--b\n\n{OFFER}\n--b--"),
    raw(sender="nobody", to="undisclosed-recipients:;", date="yesterday"),
)
PIECES = (
    *(b"\r", b"\n", b"\0", b":", b" ", b"\xff", b"@", b",", b"<", b'"', b"\n "),
    *(
        b"\nTo: x@y.example",
        b"\nFrom: z@z.example",
        b"\n\n",
        b"=?utf-8?q?a?=",
        b"\n--b\n",
    ),
)


FIELDS = (
    *("From: Sato <sato@example.co.jp>", "from: b@x.example", "FROM : c@x.example"),
    *("To: a@x.example, b@x.example", "to:", "To: =?utf-8?q?a=2C?= <A@x.example>"),
    *("Cc: a@x.example (A), b@x.example", f"Cc: {'p@x.example, ' * 300}q@x.example"),
    *("X-From: A, B </O=X/CN=A>", "X-To: B </O=X>, 'a@x.example'", "X-cc: \xff, B/X@X"),
    *("Date: Fri, 15 Apr 2022 12:00:00 +0900", "Date: 1 Jan 1800 0:00", "date: never"),
    *(
        "Subject: Re: [sales] a",
        "SUBJECT:\n\tb =?utf-8?b?5Lu2?=",
        f"Subject: {'c' * 2000}",
    ),
    *("Message-ID: <1@x.example>", "Message-Id: 2@x.example", "Message-ID:"),
    *("References: <3@x>\n <4@x>", "In-Reply-To: <3@x>", f"References: {'<5@x>' * 99}"),
    *("Received: from x", "Content-Type: text/plain", f"X-{'y' * 1100}: z", "no colon"),
)
"""Of header blocks that are made by chance."""


def told(entry: Entry) -> tuple[object, ...]:
    return (
        *(entry.date, ordered(entry.people), entry.message_id, entry.references),
        *(entry.subject, entry.digest, entry.prints.tolist()),
    )


def damaged(mail: bytes, random_: random.Random) -> bytes:
    for _ in range(random_.randrange(12)):
        at = random_.randrange(len(mail))
        end = at + random_.randrange(3)
        mail = mail[:at] + random_.choice(PIECES) + mail[end:]
    return mail


@pytest.mark.parametrize("number", range(len(MAILS)))
def test_an_entry_is_what_the_whole_mail_says(number: int) -> None:
    random_ = random.Random(number)  # noqa: S311
    mails = [MAILS[number], *(damaged(MAILS[number], random_) for _ in range(60))]

    for mail, full, head in zip(
        mails, digest(mails), digest_headers(mails), strict=True
    ):
        assert told(full) == told(entry_of(mail))
        assert told(head) == told(entry_of(mail, headers_only=True))


@pytest.mark.parametrize("number", range(8))
def test_what_is_remembered_of_one_mail_changes_no_other(number: int) -> None:
    random_ = random.Random(number)  # noqa: S311
    blocks = [random_.choices(FIELDS, k=random_.randrange(9)) for _ in range(40)]
    mails = [
        "\n".join([*random_.sample(block, len(block)), "", OFFER]).encode(
            "latin-1", "replace"
        )
        for block in random_.choices(blocks, k=120)
    ]

    for mail, head in zip(mails, digest_headers(mails), strict=True):
        assert told(head) == told(entry_of(mail, headers_only=True))


def test_archives_of_both_answer_alike(tmp_path: Path) -> None:
    boxes = [SATO, ABE] * len(MAILS)
    fast = archive(tmp_path / "fast", zip(boxes, digest(MAILS * 2), strict=True))
    plain = [entry_of(mail) for mail in MAILS * 2]
    slow = archive(tmp_path / "slow", zip(boxes, plain, strict=True))

    assert _answers(fast) == _answers(slow)


def _answers(folder: Path) -> list[object]:
    until = 2**32
    with Store(folder) as store:
        return [
            store.mailboxes(),
            store.named("Ken Ito"),
            store.matches([forgery(quoted=ORDER, subject="見積書の件")], Level.FULL),
            store.profiles([SATO, ABE, ITO], until),
            store.acquaintances([ITO], until),
            list(store.messages_of(SATO, until)),
        ]
