"""What the worst mail costs: each of `tests/hostile.py` through the whole of `judge`.

    python -m benchmarks.hostile [WORDS]

Then everything is asked for that is read only when a signal asks.  Each mail is judged in
a process of its own, forked from one that has judged a harmless
mail, so that neither imports nor tables count.  CPU time, so that a busy machine changes
nothing; memory is the process's peak (VmHWM) above what it held when the mail's bytes
were there.  With WORDS only the mails in whose name they stand.  Linux only.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.bars import Result
from honmono.check.org import Organization
from honmono.check.pipeline import judge
from honmono.check.record import record
from honmono.mail.message import Message
from honmono.mail.source import RawMail
from tests.check.invariants import EXAMPLE, ORG, US
from tests.hostile import Shown, cases, impostors

CPU_SECONDS: Final = 1.0
MEMORY: Final = 150 * 10**6
"""Bytes beside the mail's own."""

_PATIENCE: Final = 60
"""Seconds of CPU after which the kernel ends a process, for a mail that never ends."""

_WORST: Final = 5


class Cost(NamedTuple):
    """What one mail took."""

    name: str
    seconds: float
    memory: int
    """Bytes."""

    answer: str
    """Empty when the process died or raised."""

    def __str__(self) -> str:
        """One line."""
        answer = self.answer or "NO ANSWER"
        return (
            f"{self.seconds:5.2f} s {self.memory / 1e6:5.0f} MB  {answer}  {self.name}"
        )


def costs(words: str = "") -> Iterator[Cost]:
    """Judge every hostile mail whose name holds `words`."""
    for sample in sorted((EXAMPLE / "mail" / "inbox").iterdir()):
        record(judge(RawMail(sample.read_bytes(), "warm.eml"), US))
    for name, build in (*cases(), *writers(), *impostors(_known(ORG))):
        if words in name:
            yield _cost(name, build)


def _known(org: Organization) -> Shown:
    """What everybody can know of us."""
    person = org.people[0]
    card = (org.names[0], person.name, org.addresses[0], org.phones[0], *org.urls)
    return Shown(org.domains[0], person.name, person.addresses[0], card)


def writers() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Mails of many writers, whose names are all but ours: no reader is slow at them."""
    latin = "Paypa1 Arnazon Seiich1 Takahash1 vvatanabe rn I l 1"
    near = "髙橋 誠 山﨑 大 カーター Emily Seiichi T. Watanabe 先生"
    for names, name in {
        "digits for letters": latin,
        "names all but ours": near,
        "Cyrillic letters": "Sеiiсhi Таkаhаshi Yоkо",
        "kanji without end": "山﨑" * 100,
        "dots": "a.-" * 330,
        "letters before an @": "a" * 990,
        "domains": "a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p " * 30,
    }.items():
        yield f"2,000 writers: {names}", partial(_written_by, name, ("From",))
        fields = ("From", "Sender", "Reply-To", "From", "From")
        yield f"10,000 writers: {names}", partial(_written_by, name, fields)


def _written_by(name: str, fields: tuple[str, ...]) -> bytes:
    boxes = ", ".join(f'"{name}" <a{n}@x.example>' for n in range(2_000))
    lines = (f"{field}: {boxes}\nSubject: x\n" for field in fields)
    return "".join(lines).encode() + b"\nbody\n"


def _cost(name: str, build: Callable[[], bytes]) -> Cost:
    fork = multiprocessing.get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)
    child = fork.Process(target=_child, args=(build, theirs))
    child.start()
    theirs.close()
    try:
        seconds, memory, answer = ours.recv()
    except EOFError:  # it raised, or the kernel ended it
        seconds, memory, answer = float(_PATIENCE), 0, ""
    child.join()
    return Cost(name, seconds, memory, answer)


def _child(build: Callable[[], bytes], result: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_PATIENCE, _PATIENCE))
    raw = RawMail(build(), "hostile.eml")
    Path("/proc/self/clear_refs").write_text("5", "ascii")  # VmHWM begins anew
    base = _status("VmRSS")
    start = time.process_time()
    judgement = judge(raw, US)
    row = record(judgement)
    ask_for_all(judgement.message)
    seconds = time.process_time() - start
    result.send((seconds, _status("VmHWM") - base, row["answer"]))


def ask_for_all(message: Message) -> None:
    """Have everything read that is read when somebody asks.

    Which mail is asked for what depends on the organization and its signals, and a mail
    that is cheap for us can be dear for another.
    """
    _ = message.to, message.cc, message.return_path, message.references, message.links
    _ = [hop.at for hop in message.hops], [hop.trace for hop in message.hops]
    for body in message.bodies:
        _ = body.rough, body.rough_links, body.segments, body.hidden
        body.may_show("example.co.jp")


def _status(name: str) -> int:
    """A figure of this process in bytes (proc(5))."""
    status = Path("/proc/self/status").read_text("ascii")
    _, _, rest = status.partition(f"\n{name}:")
    return int(rest.split()[0]) * 1024


def measure(work: Path) -> Iterator[Result]:
    """The bars of the exam; `work` is not used."""
    del work
    found = list(costs())
    slowest = max(found, key=lambda cost: cost.seconds)
    largest = max(found, key=lambda cost: cost.memory)
    dead = sum(not cost.answer for cost in found)
    proved = sum(cost.answer == "ours" for cost in found)
    yield Result(
        f"slowest hostile mail: {slowest.name}",
        f"≤ {CPU_SECONDS:.0f} s of CPU",
        f"{slowest.seconds:.2f} s",
        slowest.seconds <= CPU_SECONDS,
    )
    yield Result(
        f"largest hostile mail: {largest.name}",
        f"≤ {MEMORY / 1e6:.0f} MB",
        f"{largest.memory / 1e6:.0f} MB",
        largest.memory <= MEMORY,
    )
    yield Result(
        f"hostile mails of {len(found)} without an answer, called ours",
        "0, 0",
        f"{dead}, {proved}",
        not dead and not proved,
    )


def main(words: str) -> int:
    """Print what the worst took."""
    found = list(costs(words))
    for title, key in (("slowest", 1), ("largest", 2)):
        print(title)
        for cost in sorted(found, key=lambda cost: cost[key], reverse=True)[:_WORST]:
            print(f"  {cost}")
    bad = [
        cost
        for cost in found
        if cost.seconds > CPU_SECONDS or cost.memory > MEMORY or not cost.answer
    ]
    print(f"{len(bad)} of {len(found)} mails cross a bar")
    for cost in bad:
        print(f"  {cost}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:])))
