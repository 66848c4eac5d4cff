"""What pages read of mails; nothing here writes, and nothing parses a mail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Max, Min, Q, QuerySet, Sum

from honmono.web.base.searched import holding
from honmono.web.cases.models import Case, Original
from honmono.web.cases.selectors import Recent
from honmono.web.jobs.models import OPEN, Job
from honmono.web.jobs.models import State as JobState
from honmono.web.mails.models import (
    Answer,
    Basis,
    Earlier,
    Mail,
    Role,
    Sought,
    State,
    Upload,
)

PER_PAGE: Final = 50
FEW: Final = 500
"""Hits of a search that are remembered one by one."""

DAYS: Final = 120
"""Days of a chart; what lies before stands in the list."""

KINDS: Final = (
    *("display-name", "address-in-name", "lookalike-domain", "exact-domain"),
    *("reply-to", "reply-chain", "signature"),
)
"""How a mail shows itself as us."""

MOST_LOCKED: Final = 100
"""Files that a form shows at once; when these are open, others follow."""

JUDGING: Final = ("mail", "mails-anew")
"""Jobs that write answers."""

OF_MAIL: Final = ("mail", "evidence")
"""Kinds of originals in which a mail may lie; documents and lists are our own."""

SHOWN: Final = ("mails", "reports", "aside")
"""What a list is of: mails that somebody asks about, reports, what was set aside."""

_ROW: Final = (
    *("id", "at", "date", "from_name", "from_address", "subject", "answer", "person"),
    *("kinds", "hazards", "reporter", "role", "files", "aside", "report_id"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to; empty is everything."""

    show: str = "mails"
    answer: str = ""
    kind: str = ""
    hazard: str = ""
    reporter: str = ""
    text: str = ""
    upload: int | None = None


if TYPE_CHECKING:
    Pages = Paginator[Mail]
else:
    Pages = Paginator


class Counted(Pages):
    """The pages of a list whose length the counts by answer have told.

    First the ids of a page are looked up, which stand in the index, then its rows: so the
    last page is found as soon as the first, however many lie between.
    """

    def __init__(
        self, rows: QuerySet[Any], count: int, few: Sequence[int] | None = None
    ) -> None:
        super().__init__(rows, PER_PAGE)
        self._rows, self._few = rows, few
        self.__dict__["count"] = count  # a cached property of Django's

    def page(self, number: int | str) -> Page[Mail]:
        """One page."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        all_ids = self._rows.values_list("pk", flat=True)
        ids = list((all_ids if self._few is None else self._few)[first:][:PER_PAGE])
        rows = Mail.objects.select_related("upload").only(*_ROW, "upload__name")
        found = rows.in_bulk(ids)
        return Page([found[pk] for pk in ids if pk in found], number, self)


def narrowed(case: Case, wanted: Wanted) -> QuerySet[Any]:
    """The mails of an incident, whatever their answer: rows of `Mail`, or of `Sought`."""
    if _is_search(wanted):
        rows = holding(Sought.objects.filter(case=case), "words", wanted.text)
        rows = holding(rows, "reporter", wanted.reporter)
        return _narrowed(rows, wanted, "mail__")
    return _narrowed(Mail.objects.filter(case=case), wanted, "")


def _narrowed(rows: QuerySet[Any], wanted: Wanted, mail: str) -> QuerySet[Any]:
    """As wanted; a condition that only names a column, SQLite finds in no index."""
    if wanted.show == "reports":
        rows = rows.filter(**{f"{mail}role": Role.REPORT})
    elif wanted.show == "aside":
        rows = rows.filter(counts__in=(False,), **{f"{mail}aside": True})
    else:
        rows = rows.filter(counts__in=(True,))
    if wanted.upload is not None:
        rows = rows.filter(**{f"{mail}upload": wanted.upload})
    if wanted.kind:
        rows = rows.filter(**{f"{mail}kinds__contains": f" {wanted.kind} "})
    if wanted.hazard:
        rows = rows.filter(**{f"{mail}hazards__contains": f" {wanted.hazard} "})
    return rows


def _is_search(wanted: Wanted) -> bool:
    return bool(wanted.text.strip() or wanted.reporter.strip())


@dataclass(frozen=True, slots=True)
class Found:
    """What was counted of a list."""

    counts: Mapping[str, int]
    """By answer."""

    few: tuple[tuple[int, str], ...] | None = None
    """Every mail of it with its answer, the newest first, where that is few."""


_found: Final[Recent[tuple[object, ...], Found]] = Recent(256)


def found(case: Case, wanted: Wanted) -> Found:
    """How many mails have which answer, the filter of answers left out.

    A hundred thousand rows are counted anew only when one of them may have changed.
    """
    key = (*_stamp(case), replace(wanted, answer=""))
    known = _found.get(key)
    return _found.put(key, _looked(case, wanted)) if known is None else known


def counts(case: Case, wanted: Wanted) -> dict[str, int]:
    """How many mails have which answer."""
    return dict(found(case, wanted).counts)


def _stamp(case: Case) -> tuple[object, ...]:
    """Differs whenever a mail of the incident came, went, or was set aside.

    The step of a job that stores mails adds to what the job has done; whatever else
    touches one is logged, and the end of a log is never the same twice.
    """
    judging = Job.objects.filter(case=case.name, kind__in=JUDGING).order_by()
    ended = Count("pk", filter=Q(state=JobState.DONE))  # its last step may take away
    done = judging.aggregate(newest=Max("pk"), done=Sum("done"), ended=ended)
    return case.pk, case.log_hash, *done.values()


def _looked(case: Case, wanted: Wanted) -> Found:
    """Of a search the first hits: where these are all, nothing is read a second time."""
    rows = narrowed(case, wanted)
    if _is_search(wanted):
        first = rows.order_by("-at", "-pk").values_list("pk", "answer")[: FEW + 1]
        few = tuple(first)
        if len(few) <= FEW:
            return Found(_all_answers(Counter(answer for _, answer in few)), few)
    numbers = rows.order_by().values_list("answer").annotate(n=Count("*"))
    return Found(_all_answers(dict(numbers)))


def _all_answers(numbers: Mapping[str, int]) -> dict[str, int]:
    return {answer: numbers.get(answer, 0) for answer in Answer.values}


def pages(case: Case, wanted: Wanted, hits: Found) -> Counted:
    """The pages of a list, the newest mail first."""
    rows = narrowed(case, wanted)
    if wanted.answer:
        rows = rows.filter(answer=wanted.answer)
    count = hits.counts[wanted.answer] if wanted.answer else sum(hits.counts.values())
    few = None
    if hits.few is not None:
        few = [pk for pk, answer in hits.few if wanted.answer in ("", answer)]
    return Counted(rows.order_by("-at", "-pk"), count, few)


_days: Final[Recent[tuple[object, ...], list[dict[str, Any]]]] = Recent(32)
_reached: Final[Recent[tuple[object, ...], list[tuple[date, int]]]] = Recent(32)


def per_day(case: Case) -> list[dict[str, Any]]:
    """Of the last days with mails: how many of each answer, the oldest day first."""
    key = _stamp(case)
    known = _days.get(key)
    return _days.put(key, _per_day(case)) if known is None else known


def _per_day(case: Case) -> list[dict[str, Any]]:
    rows = Mail.objects.filter(case=case, counts=True)
    last: date | None = rows.aggregate(last=Max("day"))["last"]
    if last is None:
        return []
    rows = rows.filter(day__gt=last - timedelta(days=DAYS))
    found = rows.order_by().values("day", "answer").annotate(n=Count("pk"))
    days: dict[date, dict[str, Any]] = {}
    for row in found:
        day = days.setdefault(
            row["day"], {"day": row["day"], **dict.fromkeys(Answer.values, 0)}
        )
        day[row["answer"]] = row["n"]
    return [days[day] for day in sorted(days)]


def reached(case: Case) -> list[tuple[date, int]]:
    """How many had told us of a forged mail by each day: so many it reached, at least."""
    key = _stamp(case)
    known = _reached.get(key)
    return _reached.put(key, _reached_by_day(case)) if known is None else known


def _reached_by_day(case: Case) -> list[tuple[date, int]]:
    rows = (
        Mail.objects.filter(case=case, counts=True, answer=Answer.FORGED)
        .exclude(reporter="")
        .order_by()
        .values("reporter")
        .annotate(first=Min("day"))
        .values_list("first", flat=True)
    )
    return list({day: total for total, day in enumerate(sorted(rows), start=1)}.items())


def mail_of(case: Case, mail_id: int) -> QuerySet[Mail]:
    """One mail of an incident with all that its page shows."""
    return Mail.objects.filter(case=case, pk=mail_id).select_related(
        "content", "upload", "upload__by", "report", "basis"
    )


def same_elsewhere(mail: Mail, most: int = 10) -> list[Mail]:
    """The same bytes, where they were handed in again or in another report."""
    if not mail.sha256:
        return []
    rows = Mail.objects.filter(case=mail.case_id, sha256=mail.sha256)
    rows = rows.exclude(pk=mail.pk).exclude(upload=mail.upload_id, item=mail.item)
    return list(rows.order_by("-at", "-id").only(*_ROW)[:most])


def uploads(case: Case) -> QuerySet[Upload]:
    """What was handed in, the newest first."""
    return (
        Upload.objects.filter(case=case)
        .exclude(state=State.COMING)
        .select_related("by", "job", "basis")
        .order_by("-id")
    )


def found_in(uploads: Iterable[Upload]) -> dict[int, int]:
    """How many mails were found in each of these files, reports and what they hold."""
    rows = Mail.objects.filter(upload__in=[each.pk for each in uploads]).order_by()
    return dict(rows.values_list("upload").annotate(n=Count("pk")))


def coming(case: Case, by: int) -> QuerySet[Upload]:
    """What this person began to hand in and did not finish."""
    return Upload.objects.filter(case=case, by=by, state=State.COMING)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the judging of all files is."""

    open: int
    done: int
    failed: int
    mails: int
    """Done so far in the files that are being judged."""

    of: int
    """Mails in these, as far as they are counted; 0: nobody knows yet."""

    held: str = ""
    """Why files wait that could be judged, in the language of the page: a full disk …"""

    @property
    def files(self) -> int:
        """All of them."""
        return self.open + self.done + self.failed

    @property
    def percent(self) -> int:
        """How far all of it is; a file in which three thousand mails lie counts by them."""
        part = min(self.mails / self.of, 1) if self.of else 0
        return int(100 * (self.done + self.failed + part) / self.files)


def knew_nobody(case: Case) -> bool:
    """Was the newest file judged without a single name of our people?"""
    files = Upload.objects.filter(case=case, state=State.STORED, job__isnull=False)
    newest = files.select_related("job", "basis").first()
    if newest is None or newest.job is None:
        return False
    known = newest.basis.people if newest.basis else newest.job.result.get("people")
    return known == 0


def last_anew(case: Case) -> Job | None:
    """The job that judged the incident's mails anew last, or is at it."""
    jobs = Job.objects.filter(case=case.name, kind="mails-anew")
    return jobs.order_by("-pk").first()


def last_of_originals(case: Case) -> Job | None:
    """The job that looked for mails among the evidence last, or is at it."""
    jobs = Job.objects.filter(case=case.name, kind="mails-of-originals")
    return jobs.order_by("-pk").first()


def not_judged(case: Case) -> QuerySet[Original]:
    """Originals that may be mails, and that nobody has judged."""
    known = Upload.objects.filter(case=case, state=State.STORED).values("sha256")
    rows = Original.objects.filter(case=case, kind__in=OF_MAIL)
    return rows.exclude(sha256__in=known).order_by("pk")


def upload_of(case: Case, sha256: str) -> Upload | None:
    """The file with these bytes whose mails were judged."""
    rows = Upload.objects.filter(case=case, sha256=sha256, state=State.STORED)
    return rows.first()


def locked_files(case: Case) -> QuerySet[Upload]:
    """Files of which something stayed locked, and at which no job is."""
    rows = Upload.objects.filter(case=case, state=State.STORED, locked__gt=0)
    return rows.exclude(job__state__in=OPEN).select_related("job").order_by("-id")


def became_others(case: Case, job_id: int | None = None) -> QuerySet[Earlier]:
    """Answers that others took the place of, the newest first."""
    rows = Earlier.objects.filter(case=case).exclude(answer=F("became"))
    if job_id is not None:
        rows = rows.filter(job=job_id)
    shown = ("case_id", "answer", "became", "at", "basis__parts", "mail__basis__parts")
    mail = ("subject", "from_name", "from_address", "at", "reporter")
    return (
        rows.select_related("mail", "mail__basis", "basis", "job")
        .only(*shown, "job__result", *(f"mail__{each}" for each in mail))
        .order_by("-id")
    )


def parts_after(rows: Iterable[Earlier]) -> dict[int, Mapping[str, str]]:
    """By number: what the answer rests on that took the place of an earlier one.

    Its mail may have been judged once more since then; the job knows by what it judged.
    """
    rows = list(rows)
    by_job = {row.pk: (row.job.result if row.job else {}).get("basis") for row in rows}
    bases = Basis.objects.in_bulk(set(filter(None, by_job.values())))
    found = {pk: bases.get(basis) for pk, basis in by_job.items()}
    after = {row.pk: found[row.pk] or row.mail.basis for row in rows}
    return {pk: basis.parts if basis else {} for pk, basis in after.items()}


def progress(case: Case) -> Progress:
    """How far the judging of all files is, by the last job of each; one question."""
    files = Upload.objects.filter(case=case, state=State.STORED).order_by()
    rows = files.values("job__state").annotate(
        n=Count("pk"),
        done=Sum("job__done"),
        total=Sum("job__total"),
        held=Max("job__failure"),
    )
    found: dict[str | None, Any] = {row["job__state"]: row for row in rows}

    def count(*states: str | None) -> int:
        return sum(found[state]["n"] for state in states if state in found)

    running, queued = found.get(JobState.RUNNING), found.get(JobState.QUEUED)
    return Progress(
        open=count(*OPEN),
        done=count(JobState.DONE),
        failed=count(JobState.FAILED, JobState.STOPPED, None),
        mails=running["done"] or 0 if running else 0,
        of=running["total"] or 0 if running else 0,
        held=Job(failure=queued["held"] or "").why if queued else "",
    )
