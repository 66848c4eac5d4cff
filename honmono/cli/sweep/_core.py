"""What the commands of `honmono sweep` share: the home's database, and which incident."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, NoReturn
from zoneinfo import ZoneInfo

import typer

from honmono.cli._core import complain, stop
from honmono.cli.options import Language

if TYPE_CHECKING:  # heavy: only when a command works
    from honmono.cli.configuration import Configuration
    from honmono.sweep.rule import Rule
    from honmono.web.cases.models import Case


_REASONS: Final = {
    errno.ENOENT: "why-not-there",
    errno.EACCES: "why-not-allowed",
    errno.EPERM: "why-not-allowed",
    errno.EISDIR: "why-folder",
    errno.ENOTDIR: "why-no-folder",
    errno.EEXIST: "why-exists",
    errno.ENOSPC: "why-full",
    errno.EROFS: "why-read-only",
}
"""Keys of `sweep_command` by the number of the system's error."""


class Form(StrEnum):
    """How an answer is printed."""

    text = "text"
    json = "json"


How = Annotated[
    Form, typer.Option("--format", help="`text` for people, `json` for programs.")
]
CaseName = Annotated[
    str,
    typer.Option(
        "--case",
        metavar="ID",
        help="The incident whose rule counts. Default: the one that is open.",
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True)
class Whose:
    """What scans are held against, and where the rule comes from."""

    rule: Rule
    offices: Sequence[str]
    names: dict[str, str]
    """Of offices, by id."""

    case: Case | None

    @property
    def zone(self) -> ZoneInfo:
        """Of times that name none."""
        return ZoneInfo(self.rule.zone)


class Desk:
    """One call of a command: the home's database, in which language, when."""

    def __init__(
        self,
        org: Path | None,
        home: Path | None,
        lang: Language | None,
        *,
        make: bool = False,
    ) -> None:
        """Load Django for the home; `make` its database where there is none yet."""
        from honmono.cli.configuration import Configuration

        self.configuration: Configuration = Configuration(org, home, lang)
        self.language = self.configuration.language
        self.home = self.configuration.home.absolute()
        self.now = datetime.now(UTC)
        _boot(self, make=make)

    def say(self, key: str, **values: object) -> str:
        """A sentence of `sweep_command`."""
        from honmono.text import say_at_length

        return say_at_length("sweep_command", key, self.language, 300, values)

    def tell(self, key: str, **values: object) -> None:
        """A sentence on standard error."""
        complain(self.say(key, **values))

    def stop(self, key: str, **values: object) -> NoReturn:
        """A sentence on standard error, and the status of a usage error."""
        stop(self.say(key, **values))

    def whose(self, name: str = "") -> Whose:
        """The incident that is meant; without one the standing rule."""
        from honmono.web.cases.models import Case
        from honmono.web.cases.selectors import incident_of
        from honmono.web.sweep.proposing import rule_from

        case = self._case(name, list(Case.objects.filter(closed=None)[:20]))
        if case is None:
            return self._without_case()
        incident = incident_of(case)
        names = {
            office.id: office.name.in_language(self.language)
            for office in incident.organization.offices
        }
        return Whose(rule_from(incident), list(names), names, case)

    def _case(self, name: str, open_: list[Case]) -> Case | None:
        from honmono.web.cases.models import Case

        if name:
            case = Case.objects.filter(name=name).first()
            if case is None:
                known = ", ".join(one.name for one in open_) or self.say("none")
                self.stop("no-such-case", name=name, known=known)
            return case
        if len(open_) > 1:
            self.stop("which-case", names=", ".join(case.name for case in open_))
        return open_[0] if open_ else None

    def _without_case(self) -> Whose:
        from honmono.sweep.rule import Rule
        from honmono.web.sweep.ruling import standing_rule

        us = self.configuration.organization_if_any
        zone = us.timezone if us else "Asia/Tokyo"
        names = {o.id: o.name or o.id for o in us.offices} if us else {}
        return Whose(standing_rule() or Rule(zone=zone), list(names), names, None)

    def moment(self, option: str, text: str, zone: ZoneInfo) -> datetime:
        """What somebody typed, in the organization's zone where it names none."""
        try:
            moment = datetime.fromisoformat(text)
            return (
                moment if moment.tzinfo else moment.replace(tzinfo=zone)
            ).astimezone(UTC)
        except (ValueError, OverflowError):
            self.stop("no-moment", option=option, text=text)

    def reason(self, error: OSError) -> str:
        """Why the system refused, in words where we have some."""
        key = _REASONS.get(error.errno or 0)
        return self.say(key) if key else error.strerror or ""

    def style(self, code: str) -> str:
        """What a style of incident is called."""
        from honmono.text import keys, say

        known = code in keys("kinds/styles")
        return say("kinds/styles", code, self.language) if known else code

    def when(self, moment: datetime, zone: ZoneInfo) -> str:
        """A time as people read it."""
        return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def print_json(value: Any) -> None:
    """One JSON value."""
    import json

    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def login_name() -> str:
    """Who sits there."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container without users
        return "unknown"


def _boot(desk: Desk, *, make: bool) -> None:
    """As `honmono serve` prepares a home; not under the hands of one that runs."""
    there = os.environ.get("DATABASE_URL") or (desk.home / "desk.sqlite3").exists()
    if not there and not make:
        desk.stop("no-desk", home=desk.home)
    os.environ["HONMONO_HOME"] = str(desk.home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "honmono.web.project.settings")
    os.umask(0o077)
    from honmono.web.serving.errors import ServingError
    from honmono.web.serving.preparing import is_current, is_served, prepare

    try:
        desk.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        if is_current():
            return
        if is_served(desk.home):
            desk.stop("served-by-another", home=desk.home)
        prepare()
    except ServingError as error:
        stop(error.told(desk.language))
    except OSError as error:
        desk.stop("no-home", home=desk.home, why=desk.reason(error))
