"""The founding firm's two days, as files that came in one after another.

Three offices, 33 PCs: at desks, at home, lent, spare, shared, a server that reads mail.
Who is there is scanned on the first day, who is away when he is back.  And what goes wrong
in such days: a quick scan, an old EmoCheck, a PC under a new name, a host that nobody
knows, a false alarm, a PC that was left out at first, a statement instead of a report.

Each step carries its truth in plain words; `Oracle` counts by these alone, and knows nothing
of scans, rules and strengths.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from honmono.incident.case import Incident, Moment, Text
from honmono.incident.case.duties import Awareness
from honmono.incident.case.events import Event
from honmono.incident.case.organization import Desk, Office, Organization
from honmono.sweep.pc import (
    Handled,
    Kind,
    Pc,
    Presence,
    Release,
    Released,
    Verdict,
)
from honmono.sweep.scan import (
    Answer,
    Detection,
    Extent,
    Handling,
    Outcome,
    Scan,
    Signature,
)

TOKYO: Final = ZoneInfo("Asia/Tokyo")
SIZES: Final = {"tokyo": 14, "osaka": 10, "nagoya": 9}
_SHORT: Final = {"tokyo": "TKY", "osaka": "OSK", "nagoya": "NGO"}


def at(day: int, clock: str) -> datetime:
    """A time of May 2022, in Tokyo."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2022, 5, day, hour, minute, tzinfo=TOKYO)


def incident(first_fake: str | None = "2022-05-18T08:40+09:00") -> Incident:
    """What was on record that morning."""
    seen = Moment(first_fake) if first_fake else None
    return Incident(
        id="founding-2022-05",
        style="emotet",
        organization=Organization(
            name=Text(ja="例示事務所", en="Reiji Office"),
            desk=Desk(name=Text(ja="窓口", en="Desk"), phone="03-5555-0100"),
            offices=tuple(
                Office(id=o, name=Text(ja=f"{o}事務所", en=o)) for o in SIZES
            ),
        ),
        events=(Event(id="seen", kind="spoof_mail_observed", when=seen),),
        awareness=(Awareness(id="aware", when=Moment("2022-05-18T09:12+09:00")),),
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that came, and what it truly means."""

    when: datetime
    what: str
    scan: Scan | None = None
    pc: Pc | None = None
    """The PC as the list has it from now on."""

    good: tuple[str, str] | None = None
    """A PC and who has looked at it properly: `antivirus` or `second`."""

    too: tuple[str, str] | None = None
    """Another of these."""

    listed: str = ""
    """A PC is ours, and in the list, from now on."""

    excepted: str = ""
    found: str = ""
    """Something was found on it."""

    not_found: str = ""
    """What was found on it was none."""

    stranger: str = ""
    known: str = ""
    """A stranger that is now known to be one of ours."""


@dataclass(slots=True)
class Oracle:
    """What may be said, by what the steps say of themselves."""

    ours: set[str] = field(default_factory=set)
    looked: set[tuple[str, str]] = field(default_factory=set)
    found: set[str] = field(default_factory=set)
    strangers: set[str] = field(default_factory=set)
    excepted: set[str] = field(default_factory=set)

    def take(self, step: Step) -> None:
        """Count a step."""
        self.ours |= {step.listed} - {""}
        self.looked |= {one for one in (step.good, step.too) if one}
        self.found |= {step.found} - {""}
        self.found -= {step.not_found}
        self.strangers |= {step.stranger} - {""}
        self.strangers -= {step.known}
        self.excepted |= {step.excepted} - {""}

    @property
    def covered(self) -> int:
        """PCs at which both have looked, and on which nothing is open."""
        return sum(
            {(pc, "antivirus"), (pc, "second")} <= self.looked and pc not in self.found
            for pc in self.ours
        )

    @property
    def may_say_all(self) -> bool:
        """Both looked at every PC that is ours, and nothing was ever found."""
        done = self.covered == len(self.ours) > 0
        return done and not self.found and not self.strangers


def names(office: str) -> list[str]:
    """Its PCs."""
    return [f"{_SHORT[office]}-PC{n:03}" for n in range(1, SIZES[office] + 1)]


KINDS: Final = {
    "TKY-PC010": Kind.HOME,
    "TKY-PC011": Kind.HOME,
    "TKY-PC012": Kind.SPARE,
    "TKY-PC013": Kind.SHARED,
    "TKY-PC014": Kind.SERVER,
    "OSK-PC009": Kind.LENT,
    "OSK-PC010": Kind.SPARE,
}
ABSENT: Final = ("TKY-PC004", "OSK-PC003", "NGO-PC005", "NGO-PC009")
"""Their users come back on the 19th, 20th; they are not left out."""

QUICK, OLD, RENAMED = "TKY-PC003", "OSK-PC004", "NGO-PC002"
ALARM, EXCEPTED, STATED = "OSK-PC007", "TKY-PC014", "NGO-PC005"
STRANGER: Final = "DESKTOP-7QK2"


def listed(name: str) -> Pc:
    """A PC as the list has it at first."""
    office = next(o for o, short in _SHORT.items() if name.startswith(short))
    away = name in ABSENT
    return Pc(
        id=name.lower(),
        host=name,
        office=office,
        kind=KINDS.get(name, Kind.FIXED),
        presence=Presence.ABSENT if away else Presence.PRESENT,
        absent_until=date(2022, 5, 20) if away else None,
    )


def antivirus(host: str, when: datetime, **more: object) -> Scan:
    """A full scan of the resident antivirus, with definitions of the day."""
    scan = Scan(
        host=host,
        product="defender",
        outcome=Outcome.CLEAN,
        extent=Extent.FULL,
        started=when,
        ended=when + timedelta(minutes=50),
        engine_version="1.1.19200.6",
        definitions="1.365.1234.0",
        definitions_at=when - timedelta(hours=1),
        rights=Answer.YES,
    )
    return replace(scan, **more)  # type: ignore[arg-type]


def emocheck(host: str, when: datetime, version: str = "2.2") -> Scan:
    """EmoCheck, run as administrator."""
    return Scan(
        host=host,
        product="emocheck",
        outcome=Outcome.CLEAN,
        extent=Extent.CHECKS,
        started=when,
        product_version=version,
        user="yamada",
        rights=Answer.YES,
    )


def own_scanner(host: str, when: datetime) -> Scan:
    """Our own scanner, of which no newer version makes an older one weak."""
    return replace(antivirus(host, when), product="honmono", extent=Extent.CHECKS)


def steps() -> Iterator[Step]:
    """Everything that came, in the order in which it came."""
    for office in SIZES:
        for name in names(office):
            yield Step(at(18, "10:00"), "list", pc=listed(name), listed=name)
    yield from _first_day()
    yield from _second_day()
    yield from _third_day()


def _first_day() -> Iterator[Step]:
    early = at(18, "07:30")
    yield Step(at(18, "10:20"), "before the fake", scan=antivirus("TKY-PC001", early))
    present = [n for o in SIZES for n in names(o) if n not in ABSENT]
    for n, name in enumerate(present):
        when = at(18, "10:30") + timedelta(minutes=3 * n)
        came = when + timedelta(minutes=55)
        if name == QUICK:
            scan = antivirus(name, when, extent=Extent.QUICK)
            yield Step(came, "quick", scan=scan)
        elif name == ALARM:
            thing = Detection(
                "PUA:Win32/InstallCore",
                "C:\\tools\\setup.exe",
                when,
                handling=Handling.LEFT,
            )
            scan = antivirus(name, when, outcome=Outcome.FOUND, detections=(thing,))
            yield Step(came, "alarm", scan=scan, found=name)
        elif name == RENAMED:
            new = "NGO-NEW02"
            yield Step(came, "renamed", scan=antivirus(new, when), stranger=new)
        elif name != EXCEPTED:
            good = (name, "antivirus")
            yield Step(came, "antivirus", scan=antivirus(name, when), good=good)
    reason = Released(
        Release.EXCEPTION, "業務停止不可", "佐藤 次郎", at(18, "14:00"), at(25, "00:00")
    )
    pc = replace(listed(EXCEPTED), released=(reason,))
    yield Step(at(18, "14:00"), "excepted", pc=pc, excepted=EXCEPTED)
    for n, name in enumerate(present):
        when = at(18, "14:30") + timedelta(minutes=2 * n)
        came = when + timedelta(minutes=1)
        if name == OLD:
            yield Step(came, "old", scan=emocheck(name, when, "2.1.1"))
        elif name == RENAMED:
            new = "NGO-NEW02"
            yield Step(came, "renamed", scan=emocheck(new, when), stranger=new)
        elif name != EXCEPTED:
            good = (name, "second")
            yield Step(came, "emocheck", scan=emocheck(name, when), good=good)
    when = at(18, "16:40")
    yield Step(
        when, "stranger", scan=antivirus(STRANGER, at(18, "15:30")), stranger=STRANGER
    )


def _second_day() -> Iterator[Step]:
    good = at(19, "09:00")
    scan = antivirus(QUICK, good)
    yield Step(at(19, "10:00"), "mended", scan=scan, good=(QUICK, "antivirus"))
    scan = emocheck(OLD, good)
    yield Step(at(19, "10:01"), "mended", scan=scan, good=(OLD, "second"))
    decided = Handled(Verdict.FALSE_ALARM, "社内の道具", "佐藤 次郎", at(19, "10:30"))
    pc = replace(listed(ALARM), handled=(decided,))
    yield Step(
        at(19, "10:30"), "none", pc=pc, not_found=ALARM, good=(ALARM, "antivirus")
    )
    pc = replace(listed(RENAMED), host="NGO-NEW02", names=(RENAMED,))
    yield Step(
        at(19, "11:00"),
        "linked",
        pc=pc,
        known="NGO-NEW02",
        good=(RENAMED, "antivirus"),
        too=(RENAMED, "second"),
    )
    for n, name in enumerate(ABSENT[:2]):
        when = at(19, "11:30") + timedelta(minutes=n)
        av = (name, "antivirus")
        yield Step(at(19, "12:40"), "back", scan=antivirus(name, when), good=av)
        yield Step(
            at(19, "12:50"), "back", scan=emocheck(name, when), good=(name, "second")
        )
    pc = Pc(id="own-pc", host=STRANGER, office="osaka", kind=Kind.HOME)
    seen = (STRANGER, "antivirus")
    yield Step(
        at(19, "13:00"), "known", pc=pc, listed=STRANGER, known=STRANGER, good=seen
    )
    scan = emocheck(STRANGER, at(19, "13:20"))
    yield Step(at(19, "13:21"), "known", scan=scan, good=(STRANGER, "second"))


def _third_day() -> Iterator[Step]:
    when = at(20, "09:10")
    name = EXCEPTED
    yield Step(
        at(20, "10:10"), "server", scan=antivirus(name, when), good=(name, "antivirus")
    )
    scan = emocheck(name, when)
    yield Step(at(20, "10:11"), "server", scan=scan, good=(name, "second"))
    scan = antivirus(STATED, when, signature=Signature.STATED, operator="鈴木 花子")
    yield Step(at(20, "10:20"), "stated", scan=scan, good=(STATED, "antivirus"))
    scan = emocheck(STATED, when)
    yield Step(at(20, "10:21"), "back", scan=scan, good=(STATED, "second"))
    name = ABSENT[3]
    scan = antivirus(name, at(20, "10:30"))
    yield Step(at(20, "11:30"), "back", scan=scan, good=(name, "antivirus"))
    scan = emocheck(name, at(20, "11:31"))
    yield Step(at(20, "11:32"), "back", scan=scan, good=(name, "second"))
    yield Step(at(20, "12:00"), "again", scan=scan)
    late = emocheck("KIOSK-01", at(20, "12:30"))
    yield Step(at(20, "12:31"), "stranger", scan=late, stranger="KIOSK-01")
    away = Released(
        Release.NOT_OURS, "展示会の主催者のもの", "佐藤 次郎", at(20, "13:00")
    )
    pc = Pc(id="kiosk", host="KIOSK-01", office="tokyo", released=(away,))
    yield Step(at(20, "13:00"), "not ours", pc=pc, known="KIOSK-01")


def received(step: Step) -> datetime:
    """When it came, as the desk notes it."""
    return step.when.astimezone(UTC)
