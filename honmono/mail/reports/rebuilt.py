"""A mail made again from what an inline forward still shows of it.

    From: 山田 太郎 <xk3@mail.example.net>      authors
    Sent: Monday, June 8, 2026 10:15 AM          date
    Subject: Invoice                             subject
                                                 and the words below as its body

It has no Received and no results, so nothing of it can be proved: `headers-gone` is among
its defects, and `address-gone` where the forward shows a name alone.  Values are put
together, no bytes: what somebody typed into a forward can never become a header field.

Attachments are those of the report: programs take them along.
"""

from __future__ import annotations

from typing import Final

from honmono.mail.message import Address, Body, Defect, Header, Message
from honmono.mail.message.quoted import addresses_in
from honmono.mail.message.thread import subject as read_subject
from honmono.mail.reports import shown_date, shown_sender
from honmono.mail.reports.block import Block
from honmono.mail.reports.html_rest import html_below
from honmono.mail.reports.unquoted import html_unquoted, is_marked, unquoted

_ORDER: Final = {defect: place for place, defect in enumerate(Defect)}


def rebuilt(report: Message, body: Body, block: Block) -> Message:
    """Make the forwarded mail whose head was found in a body of the report."""
    author = sender_in(body, block)
    date = shown_date.read(block.says("date"), report.date)
    subject = block.says("subject")
    to, cc = (tuple(addresses_in(block.says(kind))) for kind in ("to", "cc"))
    answers = shown_sender.read(block.says("reply-to"))
    defects = [Defect.HEADERS_GONE]
    if not author.address:
        defects.append(Defect.ADDRESS_GONE)
    if date is None:
        defects.append(Defect.DATE_UNREADABLE)
    return Message(
        source=report.source,
        sha256=report.sha256,
        size=report.size,
        headers=tuple(
            Header(name, value.encode("utf-8", "replace"))
            for name, value in (
                ("To", _listed(to)),
                ("Cc", _listed(cc)),
                ("Subject", " ".join(subject.split())),
            )
            if value
        ),
        authors=(author,),
        other_authors=(),
        from_fields=1,
        senders=(),
        reply_to=(answers,) if answers.address else (),
        message_id="",
        date=date,
        subject=read_subject(subject),
        hops=(),
        parts=report.parts,
        bodies=(_words(body, block), *texts_below(report, body)),
        attachments=report.attachments,
        defects=tuple(sorted(defects, key=_ORDER.__getitem__)),
    )


def sender_in(body: Body, block: Block) -> Address:
    """Who wrote it; an address that only the link on his name has counts, too."""
    author = shown_sender.read(block.says("sender"))
    if author.address or not body.html or not author.name:
        return author
    for shown, target in body.links:
        if target.lower().startswith("mailto:") and shown.strip() == author.name:
            linked = shown_sender.read(target[7:].partition("?")[0])
            return Address(author.name, linked.address, linked.domain)
    return author


def texts_below(report: Message, body: Body) -> tuple[Body, ...]:
    """Texts that go on with this one.

    Apple Mail makes several of one letter with pictures in it.
    """
    return tuple(
        other
        for other in report.bodies
        if other.part > body.part and other.html == body.html
    )


def _listed(people: tuple[Address, ...]) -> str:
    return ", ".join(f"<{who.address}>" for who in people)


def _words(body: Body, block: Block) -> Body:
    """The forwarded words; of HTML the source, so that links keep their targets."""
    lines = body.text.split("\n")
    if body.html:
        above = "\n".join(lines[: block.end])
        if page := html_below(body.source, above):
            words = Body(body.part, True, page)
            if is_marked(words.text.split("\n")):
                return Body(body.part, True, html_unquoted(page))
            return words
    rest = lines[block.end :]
    text = unquoted(rest) if is_marked(rest) else "\n".join(rest)
    return Body(body.part, False, text)
