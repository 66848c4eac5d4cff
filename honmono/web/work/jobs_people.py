"""A list of people is taken over: read whole, stored in steps, named by the incident."""

from __future__ import annotations

import hashlib
from typing import Any

from django.utils import timezone

from honmono.incident.case import Certainty
from honmono.incident.case.affected import ListFile as NamedList
from honmono.incident.exchange.persons import LIST, Common, PersonsError, convert
from honmono.text import say
from honmono.web.accounts.models import User
from honmono.web.cases import handed_in, lists
from honmono.web.cases.models import Case
from honmono.web.cases.services import Doing
from honmono.web.jobs.running import FailedJobError, Run


def take_persons(run: Run) -> None:
    """Take over the file that somebody handed in: all of it, or none."""
    given, language = run.payload, run.payload["language"]
    path = handed_in.path_of(given["token"])
    if path is None and "rows" in run.job.result:
        return  # the worker that took it over died before it could say so
    if path is None:
        raise FailedJobError(say("web/persons", "file-gone", language))
    common = Common(given["group"], tuple(given["data"]), Certainty(given["certainty"]))
    try:
        found = convert(path.read_bytes(), given["mapping"], common)
    except PersonsError as error:
        _refuse(run, error.text(language))
        return
    if found.count:
        wrong = [[each.line, each.code, each.value] for each in found.wrong]
        run.result(wrong=wrong, count=found.count)
        _refuse(run, say("web/persons", "rows-wrong", language, count=found.count))
    _store(run, found.lines, found.twice)
    handed_in.drop(given["token"])


def _refuse(run: Run, why: str) -> None:
    handed_in.drop(run.payload["token"])
    raise FailedJobError(why) from None


def _store(run: Run, lines: list[bytes], twice: int) -> None:
    case = Case.objects.get(name=run.job.case)
    by = User.objects.get(pk=run.payload["user"])
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line)
    named = NamedList(name=LIST, sha256=digest.hexdigest(), rows=len(lines))
    run.total(len(lines))
    lists.put_rows(run, case, named, lines)
    about: dict[str, Any] = {"list": LIST, "rows": named.rows, "sha256": named.sha256}
    with run.step():
        lists.attach(case, named, Doing("attached", by, timezone.now(), about))
    run.result(rows=named.rows, twice=twice)
