"""The DNS itself: a small name server of our own on loopback, over UDP."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import cast

import dns.flags
import dns.message
import dns.rcode
import dns.rrset

from honmono.mail.auth.own.network import FAILURES, NameServers
from honmono.mail.auth.own.questions import (
    FAILED,
    NO_DATA,
    NO_NAME,
    Answer,
    Kind,
    Question,
    State,
)

ZONE = {
    ("example.jp.", "TXT"): ['"v=spf1 " "-all"'],
    ("mail.example.jp.", "A"): ["192.0.2.9"],
    ("mail.example.jp.", "AAAA"): ["2001:db8::9"],
    ("example.jp.", "MX"): ["20 Backup.example.jp.", "10 mail.example.jp."],
    ("9.2.0.192.in-addr.arpa.", "PTR"): ["Mail.example.jp."],
    ("odd:name/1.example.jp.", "A"): ["192.0.2.7"],
    ("raw.example.jp.", "TXT"): ['"caf\\233"'],
    ("many.example.jp.", "A"): [f"192.0.2.{n}" for n in range(1, 25)],
}
NAMES = {name for name, _ in ZONE}


class Server(asyncio.DatagramProtocol):
    """Answers out of `ZONE`; `silent.example.jp` never, `broken.example.jp` badly."""

    def __init__(self) -> None:
        self.asked = 0
        self.transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self.asked += 1
        question = dns.message.from_wire(data)
        (asked,) = question.question
        name = str(asked.name)
        if name == "silent.example.jp." or self.transport is None:
            return
        reply = dns.message.make_response(question, recursion_available=True)
        kind = asked.rdtype.name
        if name.startswith("broken"):
            reply.set_rcode(dns.rcode.SERVFAIL)
        elif (name, kind) in ZONE:
            reply.answer.append(
                dns.rrset.from_text_list(asked.name, 300, "IN", kind, ZONE[name, kind])
            )
        elif name not in NAMES:
            reply.set_rcode(dns.rcode.NXDOMAIN)
        self.transport.sendto(reply.to_wire(), addr)


def ask(*questions: tuple[str, Kind], wait: float = 30.0) -> tuple[list[Answer], int]:
    """Ask one after the other; also how many packets the server got."""

    async def of(servers: NameServers) -> list[Answer]:
        return [await servers.answer(Question(*one)) for one in questions]

    return serve(of, wait)


def serve(
    of: Callable[[NameServers], Awaitable[list[Answer]]], wait: float = 30.0
) -> tuple[list[Answer], int]:
    async def main() -> tuple[list[Answer], int]:
        loop = asyncio.get_running_loop()
        transport, server = await loop.create_datagram_endpoint(
            Server, local_addr=("127.0.0.1", 0)
        )
        port = transport.get_extra_info("sockname")[1]
        servers = NameServers(("127.0.0.1",), timedelta(seconds=wait), port=port)
        try:
            return await of(servers), server.asked
        finally:
            transport.close()

    return asyncio.run(main())


def test_every_kind_of_record() -> None:
    found, _ = ask(
        ("example.jp", Kind.TXT),
        ("mail.example.jp", Kind.A),
        ("mail.example.jp", Kind.AAAA),
        ("example.jp", Kind.MX),
        ("9.2.0.192.in-addr.arpa", Kind.PTR),
        ("odd:name/1.example.jp", Kind.A),
        ("raw.example.jp", Kind.TXT),
    )

    assert [answer.records for answer in found] == [
        ("v=spf1 -all",),
        ("192.0.2.9",),
        ("2001:db8::9",),
        ("mail.example.jp", "backup.example.jp"),
        ("mail.example.jp",),
        ("192.0.2.7",),
        ("caf\xe9",),
    ]


def test_nothing_no_name_and_nobody_are_three_things() -> None:
    found, _ = ask(
        ("example.jp", Kind.A),
        ("nowhere.example.jp", Kind.A),
        ("broken.example.jp", Kind.A),
    )

    assert found == [NO_DATA, NO_NAME, FAILED]


def test_silence_ends_and_is_remembered() -> None:
    found, asked = ask(*[("silent.example.jp", Kind.A)] * 3, wait=0.2)

    assert found == [FAILED] * 3
    assert asked <= 2  # of the first question alone


def test_an_answer_is_remembered_and_asked_for_once_at_a_time() -> None:
    question = Question("example.jp", Kind.TXT)

    async def of(servers: NameServers) -> list[Answer]:
        at_once = await asyncio.gather(*[servers.answer(question) for _ in range(9)])
        return [*at_once, await servers.answer(question)]

    found, asked = serve(of)

    assert {answer.state for answer in found} == {State.FOUND}
    assert asked == 1


def test_ten_dead_domains_shorten_patience_and_blind_nobody() -> None:
    async def of(servers: NameServers) -> list[Answer]:
        for number in range(FAILURES):
            await servers.answer(Question(f"broken{number}.example.jp", Kind.A))
        silent = await servers.answer(Question("silent.example.jp", Kind.A))
        return [silent, await servers.answer(Question("example.jp", Kind.TXT))]

    found, asked = serve(of)

    assert asked <= FAILURES + 3  # else the silent one is asked every two seconds
    assert found == [FAILED, Answer(State.FOUND, ("v=spf1 -all",))]
