"""Two change PCs and results at once, each with a connection of its own to a real database.

Called in a process of its own.  Whoever comes first, what is kept in the end is the same:
each race says what it left, and `stale` whether a PC stands as nobody would judge it now.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from django.core.management import call_command
from django.utils import timezone

from honmono.incident.case import parse_incident
from honmono.sweep.importers import ReportFile as File
from honmono.sweep.pc import Pc as PcValue
from honmono.sweep.rule import Rule
from honmono.web.accounts.services import found
from honmono.web.cases.models import Case
from honmono.web.cases.services import Doing, open_case
from honmono.web.sweep.basis import basis
from honmono.web.sweep.judging import judge
from honmono.web.sweep.models import Pc, PcState, ReportFile, Scan, Sweep, Way
from honmono.web.sweep.services import Brought, put_pcs, put_rule, take
from tests.web.conftest import NOW, SAMPLE
from tests.web.keeping.whole import do_jobs
from tests.web.serving.races import race

ZONE = ZoneInfo("Asia/Tokyo")
LOOKED = datetime(2022, 5, 18, 2, 0, tzinfo=UTC)
RULES = [
    Rule(since=LOOKED + timedelta(days=day), style="emotet_style") for day in (-1, 1)
]
ROUNDS = 3
MANY = 40


def prepare() -> None:
    """An incident with a rule."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    by = found(username="chief", shown="山田 花子", password="inert-4711", now=NOW)
    case = open_case(parse_incident(SAMPLE.read_bytes()), Doing("opened", by, NOW))
    put_rule(case, RULES[0], now=timezone.now())
    do_jobs()


def _files(names: list[str]) -> Iterator[File]:
    for name in names:
        data = (
            "[EmoCheck v2.2]\r\nScan time: 2022-05-18 11:02:33\r\n"
            f"{'_' * 52}\r\n\r\n[Result] \r\nEmotet was not detected.\r\n"
        ).encode()
        yield File(f"{name}_20220518110233_emocheck.txt", data, timezone.now(), ZONE)


def _take(names: list[str]) -> str:
    brought = Brought(Way.COMMAND, "山田", timezone.now())
    return str(sum(one.new for one in take(_files(names), brought)))


def _list(names: list[str]) -> str:
    values = [(PcValue(name.lower(), name, "tokyo"), "added") for name in names]
    return f"listed {put_pcs(values, by='山田', now=timezone.now())}"


def _names(round_: int) -> list[str]:
    return [f"R{round_}-PC{number}" for number in range(MANY)]


def listings() -> list[str]:
    """Results come while their PCs are being listed."""
    told = set[str]()
    for number in range(ROUNDS):
        names = _names(number)
        told |= set(race([partial(_take, names), partial(_list, names)]))
    return sorted(told)


def same_files() -> list[str]:
    """Two bring the same files."""
    told = []
    for number in range(ROUNDS, 2 * ROUNDS):
        names = _names(number)
        _list(names)
        told.append(sum(int(new) for new in race([partial(_take, names)] * 2)))
    return [str(count) for count in told]


def rules() -> list[str]:
    """The rule changes, and all are judged anew, while results come."""
    case = Case.objects.get()

    def change(rule: Rule) -> str:
        put_rule(case, rule, now=timezone.now())
        do_jobs()
        return "changed"

    for number in range(2 * ROUNDS, 3 * ROUNDS):
        names = _names(number)
        _list(names)
        rule = RULES[(number + 1) % 2]
        race([partial(change, rule), partial(_take, names)])
        do_jobs()
    return stale()


def stale() -> list[str]:
    """PCs that stand otherwise when they are judged again."""
    sweep = Sweep.objects.get()
    told = [] if sweep.judged_by == basis(sweep, timezone.now()) else ["not judged"]
    before = dict(PcState.objects.values_list("host", "row"))
    judge(sweep, Pc.objects.values_list("pk", flat=True), timezone.now())
    after = dict(PcState.objects.values_list("host", "row"))
    return told + [host for host in after if before.get(host) != after[host]]


def kept() -> list[str]:
    """Files, scans, those of nobody, PCs, standings."""
    return [
        str(rows.count())
        for rows in (
            ReportFile.objects.all(),
            Scan.objects.all(),
            Scan.objects.filter(pc=None),
            Pc.objects.all(),
            PcState.objects.all(),
        )
    ]


def every() -> dict[str, list[str]]:
    """All races, one after the other."""
    prepare()
    return {
        each.__name__: each() for each in (listings, same_files, stale, rules, kept)
    }
