"""What `honmono sweep rule` does: shows the rule, or keeps one without an incident."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import typer

from honmono.cli.paragraphs import tell
from honmono.cli.sweep._core import Desk, Whose, print_json
from honmono.incident.case import Moment
from honmono.incident.case.mistakes import MeaningError
from honmono.incident.case.playbooks import UnknownStyleError, playbook_of
from honmono.sweep.rule import Rule
from honmono.sweep.status import rule_as_json
from honmono.web.sweep.proposing import earliest, latest
from honmono.web.sweep.ruling import set_standing_rule


def run(desk: Desk, given: Mapping[str, str], case: str, *, as_json: bool) -> None:
    """Show the rule that holds; keep what was given first."""
    whose = desk.whose(case)
    if any(given.values()):
        if whose.case is not None:
            desk.stop("rule-of-incident", name=whose.case.name)
        rule = _changed(desk, whose, given)
        set_standing_rule(rule, desk.now)
        whose = replace(whose, rule=rule)
    if as_json:
        print_json(rule_as_json(whose.rule))
        return
    _print(desk, whose)


def _changed(desk: Desk, whose: Whose, given: Mapping[str, str]) -> Rule:
    rule = whose.rule
    if given["style"]:
        try:
            playbook_of(given["style"])
        except UnknownStyleError:
            desk.stop("no-style", style=given["style"])
        rule = replace(rule, style=given["style"])
    if given["since"]:
        moment = _moment(desk, "--since", given["since"])
        rule = replace(
            rule,
            since=_sure(desk, "--since", moment, latest(moment, whose.zone)),
            earliest=earliest(moment, whose.zone),
        )
    if given["first_report"]:
        moment = _moment(desk, "--first-report", given["first_report"])
        at = _sure(desk, "--first-report", moment, latest(moment, whose.zone))
        rule = replace(rule, first_report=at)
    return rule


def _moment(desk: Desk, option: str, text: str) -> Moment:
    try:
        return Moment(text)
    except (MeaningError, ValueError):
        desk.stop("no-moment", option=option, text=text)


def _sure(desk: Desk, option: str, moment: Moment, found: datetime | None) -> datetime:
    if found is None:
        desk.stop("no-moment", option=option, text=moment.root)
    return found


def _print(desk: Desk, whose: Whose) -> None:
    rule = whose.rule
    if whose.case is not None:
        tell(desk.say("rule-from-case", name=whose.case.name))
    else:
        tell(desk.say("rule-standing"))
    for key, moment in (("since", rule.since), ("first-report", rule.first_report)):
        shown = desk.when(moment, whose.zone) if moment else desk.say("not-known")
        typer.echo(f"  {desk.say(f'rule-{key}', when=shown)}")
    if rule.begin is not None and rule.since is not None and rule.begin < rule.since:
        typer.echo(f"  {desk.say('rule-rough')}")
    typer.echo(
        f"  {desk.say('rule-style', name=desk.style(rule.style), style=rule.style)}"
    )
