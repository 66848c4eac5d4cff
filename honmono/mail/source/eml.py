r"""A message file: one mail as it travelled, from the first header field to the end.

    Received: from mail.example.net (mail.example.net [192.0.2.7])
    From: "Tanaka Hanako" <tanaka@example.co.jp>
    Subject: =?iso-2022-jp?B?…

What people save has things before the header: a byte order mark, blank lines, the
From_ line of the mbox it was cut out of (`From tanaka@example.co.jp Mon Apr  6 …`),
sometimes quoted as `>From `.  Such a file is still one message, and its bytes are
taken as they are: its sha256 is that of the file.

Told by its first line, which must be a header field (RFC 5322 §2.2), and by a field
that only mail has below it.  Whether the rest makes sense is not asked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from honmono.mail.source._core import (
    MAX_MAIL,
    Format,
    Opened,
    Span,
    Unreadable,
    too_large,
)

_BEFORE_HEADER: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?[\r\n\t ]*(?:>?From (?![ \t]*:)[^\r\n]*[\r\n]+){0,4}"
)
"""Not the field `From : a@example.net`, which reads almost like a From_ line."""

_FIELD_LINE: Final = re.compile(rb"[!-9;-~]+[ \t]*:")
"""A field name as RFC 5322 §3.6.8 spells it; the space before the colon is §4.5.8."""

_BLANK_LINE: Final = re.compile(rb"\n\r?\n|\r\r")

_MAIL_FIELD: Final = re.compile(
    rb"(?:^|[\r\n])(?:From|Sender|Reply-To|To|Cc|Bcc|Subject|Date|Message-ID|"
    rb"In-Reply-To|References|Return-Path|Received|Delivered-To|X-Original-To|"
    rb"Envelope-To|MIME-Version|Content-Type|DKIM-Signature|Authentication-Results|"
    rb"Received-SPF|ARC-Seal|Resent-From|Newsgroups|X-Mailer)[ \t]*:",
    re.IGNORECASE,
)


def fits(head: bytes) -> bool:
    """Does a mail's header block begin here?"""
    before = _BEFORE_HEADER.match(head)
    start = before.end() if before else 0
    if not _FIELD_LINE.match(head, start):
        return False
    head = head[start:]
    field = _MAIL_FIELD.search(head)  # mostly in the first lines; a blank line is not
    return bool(field and not _BLANK_LINE.search(head, 0, field.start() + 1))


def find(opened: Opened) -> Iterator[Span | Unreadable]:
    """Yield the whole file as one message."""
    if opened.size > MAX_MAIL:
        yield too_large(opened.source, opened.size)
    else:
        yield Span(opened.source, 0, opened.size)


FORMAT: Final = Format("eml", fits, find)
