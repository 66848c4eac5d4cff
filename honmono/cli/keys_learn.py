"""One run of `honmono keys learn`: signatures are read, and each key is asked for once.

s1._domainkey.example.co.jp: new
s0._domainkey.example.co.jp: gone from the DNS, and never seen
118 mails, 2 keys: 1 new, 0 known, 1 gone, 0 without an answer
"""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Final

import typer

from honmono.check.org import Organization
from honmono.cli._core import SOME_UNREAD, stop
from honmono.cli.verifying import MAX_NAME, set_up
from honmono.config import Settings
from honmono.mail.auth.own.dkim import signatures_of
from honmono.mail.auth.own.key_file import KeyFile, KeyFileError
from honmono.mail.auth.own.network import NameServers
from honmono.mail.auth.own.questions import Answer, Kind, Question, Resolver, State
from honmono.mail.auth.own.set_up import Mode
from honmono.mail.auth.own.wire import on_the_wire
from honmono.mail.source import RawMail, Unreadable, find, load
from honmono.text import harmless, say

AT_ONCE: Final = 20
"""Keys that are asked for at the same time."""

_COUNTED: Final = ("mails", "keys", "new", "known", "gone", "unanswered")


def run(
    sources: Sequence[str],
    us: Organization | None,
    settings: Settings,
    home: Path,
    language: str,
) -> int:
    """Learn all keys; return the exit status."""
    made = set_up(settings, home, Mode.dns)
    try:
        resolver = NameServers(made.nameservers, made.wait)
        counts = asyncio.run(
            _learn(_key_names(sources, us), resolver, KeyFile(made.keys), language)
        )
    except (KeyFileError, ValueError) as error:
        stop(str(error))
    counts["gone"] += counts["gone-kept"]
    shown = {name: f"{counts[name]:,}" for name in _COUNTED}
    typer.echo(say("keys", "learned", language, **shown))
    return SOME_UNREAD if counts["unread"] or counts["unanswered"] else 0


async def _learn(
    names: Iterable[str], resolver: Resolver, file: KeyFile, language: str
) -> Counter[str]:
    """Ask for each name once; every key is stored before its line is printed.

    An empty name stands for a mail that was read, `?` for one that could not be.
    """
    counts: Counter[str] = Counter()
    asked: set[str] = set()
    stream = iter(names)
    while some := list(islice(stream, 10 * AT_ONCE)):
        counts["mails"] += some.count("")
        counts["unread"] += some.count("?")
        if sys.stderr.isatty():
            line = say("keys", "progress", language, mails=f"{counts['mails']:,}")
            sys.stderr.write(f"{line}\n")
        fresh = [name for name in dict.fromkeys(some) if name not in asked | {"", "?"}]
        asked.update(fresh)
        for start in range(0, len(fresh), AT_ONCE):
            part = fresh[start : start + AT_ONCE]
            answers = await asyncio.gather(
                *(resolver.answer(Question(name, Kind.TXT)) for name in part)
            )
            for name, answer in zip(part, answers, strict=True):
                told = _store(file, name, answer)
                counts[told] += 1
                said = say("keys", told, language)
                typer.echo(f"{harmless(name, MAX_NAME)}: {said}")
    counts["keys"] = len(asked)
    return counts


def _store(file: KeyFile, name: str, answer: Answer) -> str:
    if answer.state is State.FAILED:
        return "unanswered"
    new = file.learn(name, answer, datetime.now(UTC))
    if new:
        return "new"
    if not file.known(name):
        return "gone"
    return "known" if answer.records else "gone-kept"


def _key_names(sources: Sequence[str], us: Organization | None) -> Iterator[str]:
    """Names of keys in all mails; after each mail an empty one, `?` when unread."""
    for source in sources:
        for found in find(source):
            item = load(found)
            if isinstance(item, Unreadable):
                sys.stderr.write(f"honmono: {harmless(str(item.source))}: {item}\n")
                yield "?"
                continue
            yield from _of_mail(item, us)
            yield ""


def _of_mail(mail: RawMail, us: Organization | None) -> Iterator[str]:
    for _, signature in signatures_of(on_the_wire(mail.data)):
        if not signature.trouble and (us is None or us.holds(signature.domain)):
            yield signature.key_name
