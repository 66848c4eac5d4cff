"""What `honmono sweep status` prints: offices with their bars, then what is missing.

東京事務所   ━━━━━━━━━━━━━━━━━━━━  14/14
大阪事務所   ━━━━━━━━━━━━━━━━━━──   9/10

OSK-PC003    未検査   利用者が不在です。→ 戻りしだい検査します。
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

import typer

from honmono.cli.output.lines import columns
from honmono.cli.paragraphs import padded, page_width, tell
from honmono.cli.sweep._core import Desk, Whose, print_json
from honmono.sweep.coverage import OfficeTotal, Standing, State
from honmono.sweep.coverage.totals import is_ours
from honmono.text import harmless, say

if TYPE_CHECKING:
    from honmono.web.sweep.looking import Looked

_BAR: Final = 20
_HEAD: Final = 18
_MOST: Final = 200
_MOST_HOSTS: Final = 20
_NARROW: Final = 76
"""Columns below which reasons stand under the PC, not beside it."""

_INDENT: Final = 4


def show(desk: Desk, as_of: str, case: str, *, as_json: bool, every: bool) -> None:
    """Print how all PCs stood at a moment."""
    from honmono.web.sweep.looking import look

    whose = desk.whose(case)
    moment = desk.moment("--as-of", as_of, whose.zone) if as_of else desk.now
    if moment > desk.now:
        desk.stop("in-future", text=as_of)
    looked = look(whose.rule, whose.offices, moment)
    if whose.rule.since is None:
        desk.tell("no-first-fake" if whose.case else "no-rule")
    if as_json:
        print_json(looked.as_json())
    else:
        _print(desk, whose, looked, moment, every=every)


def _print(
    desk: Desk, whose: Whose, looked: Looked, moment: datetime, *, every: bool
) -> None:
    counts = looked.totals
    when = desk.when(moment, whose.zone)
    values = {"covered": f"{counts.covered:,}", "total": f"{counts.total:,}"}
    key = "all-covered" if counts.is_all else "not-all-covered"
    tell(desk.say(key, when=when, **values), bold=True)
    if whose.rule.since is not None:
        since = desk.when(whose.rule.since, whose.zone)
        name = desk.style(whose.rule.style)
        tell(desk.say("held-against", since=since, name=name))
    typer.echo()
    for office in counts.offices:
        _print_office(desk, whose, office)
    _print_gaps(desk, looked, every=every)
    _print_missing(desk, looked, every=every)


def _print_office(desk: Desk, whose: Whose, office: OfficeTotal) -> None:
    name = harmless(whose.names.get(office.id, office.id) or desk.say("no-office"), 40)
    share = office.covered / office.total if office.total else 0.0
    full = int(share * _BAR)  # never rounded up to a whole
    bar = "━" * full + "─" * (_BAR - full)
    excepted = office.states[State.EXCEPTION]
    more = f"  {desk.say('excepted', count=excepted)}" if excepted else ""
    tell(f"{padded(name, _HEAD)}  {bar}  {office.covered:,}/{office.total:,}{more}")


def _print_gaps(desk: Desk, looked: Looked, *, every: bool) -> None:
    if not looked.totals.gaps:
        return
    typer.echo()
    for why in looked.totals.gaps:
        tell(why.told(desk.language), head="- ", indent=2)
    hosts = looked.totals.unlisted
    for one in hosts if every else hosts[:_MOST_HOSTS]:
        name = harmless(one.host, 60) or "?"
        key = "host-ambiguous" if one.ambiguous else "host-unlisted"
        tell(desk.say(key, host=name, scans=one.scans), head="  ", indent=4)
    if len(hosts) > _MOST_HOSTS and not every:
        more = desk.say("more-pcs", count=f"{len(hosts) - _MOST_HOSTS:,}")
        tell(more, head="  ", indent=4)


def _print_missing(desk: Desk, looked: Looked, *, every: bool) -> None:
    missing = [one for one in looked.standings if _is_missing(one, looked)]
    if not missing:
        return
    typer.echo()
    for one in missing if every else missing[:_MOST]:
        _print_pc(desk, one)
    if len(missing) > _MOST and not every:
        tell(desk.say("more-pcs", count=f"{len(missing) - _MOST:,}"))


def _is_missing(one: Standing, looked: Looked) -> bool:
    """What is not ours is missing nowhere, unless something was found on it."""
    if one.state is State.DETECTED:
        return True
    return one.state is not State.COVERED and is_ours(one.pc, looked.totals.as_of)


def _print_pc(desk: Desk, one: Standing) -> None:
    language = desk.language
    state = say("sweep", f"state-{one.state}", language)
    name = padded(harmless(one.pc.host or one.pc.id, 40), _HEAD)
    head = f"{name}  {padded(state, 12)}  "
    told = " ".join(why.told(language) for why in one.why)
    indent = columns(head)
    if 0 < page_width() < _NARROW:
        tell(head.rstrip())
        head, indent = " " * _INDENT, _INDENT
    tell(told, head=head, indent=indent)
    for fix in one.fix:
        tell(fix.told(language), head=" " * indent + "→ ", indent=indent + 2)
