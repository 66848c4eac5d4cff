"""What the pages of documents show, gathered with a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator

from honmono.incident.case import Incident
from honmono.incident.case.clocks import Clock, Holds
from honmono.incident.case.dates import day_in_words
from honmono.incident.documents import kinds
from honmono.text import LANGUAGES, say
from honmono.web.accounts.models import User
from honmono.web.base.context import language
from honmono.web.cases.labels import Label, Labels
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import clocks_of, incident_of, zone_of
from honmono.web.documents.comparing import Difference, difference
from honmono.web.documents.errors import DraftError
from honmono.web.documents.filing import forms_here
from honmono.web.documents.letters import Letter, Source, letter_of
from honmono.web.documents.making import Made, OwnWords, brief_of
from honmono.web.documents.missing import Ways
from honmono.web.documents.models import OPEN, Draft, State, Step
from honmono.web.documents.selectors import (
    NOT_MADE,
    Age,
    age_of,
    approved_files,
    base_of,
    drafts_of,
    has_hand_in,
    is_alone,
    made_from,
    made_of,
    steps_of,
    wish_of,
)
from honmono.web.documents.serving import needs
from honmono.web.rights import Right

PER_PAGE: Final = 20
SHOWS: Final = ("both", *LANGUAGES)


def kind_in_words(kind: str, stage: str = "") -> str:
    """ホームページに掲載するお知らせ（続報）."""
    words = say("document", f"kind-{kind}", language())
    if not stage:
        return words
    of = say("web/documents", f"stage-{stage}", language())
    return f"{words}：{of}" if language() == "ja" else f"{words}: {of}"


@dataclass(frozen=True, slots=True)
class Line:
    """A document in the list."""

    draft: Draft
    name: str
    age: Age


@dataclass(frozen=True, slots=True)
class Reason:
    """A clock that asks for a document."""

    name: str
    is_open: bool
    """Is it not settled whether it is owed?"""

    state: str
    until: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document that clocks ask for, and the one that is being written."""

    name: str
    what: str
    """As the form of a new one names it: `my-number-report/final`."""

    client: str
    reasons: tuple[Reason, ...]
    draft: Draft | None


def list_page(
    case: Case, now: datetime, state: str, number: str | None
) -> dict[str, Any]:
    """The documents of an incident, and what it needs."""
    state = state if state in State.values else ""
    page = Paginator(drafts_of(case, state), PER_PAGE).get_page(number)
    return {
        "page": page,
        "lines": _lines(case, page),
        "state": state,
        "states": State.values,
        "needs": _wanted(case, now),
        "kinds": [(_first(name), kind_in_words(name)) for name in kinds.NAMES],
    }


def _first(kind: str) -> str:
    """A kind at its first stage, as the form of a new one names it."""
    return "/".join((kind, *kinds.kind(kind).stages[:1]))


def _lines(case: Case, page: Page[Draft]) -> list[Line]:
    return [
        Line(draft, kind_in_words(draft.kind, draft.stage), age_of(case, draft))
        for draft in page
    ]


def _wanted(case: Case, now: datetime) -> list[Wanted]:
    rows = drafts_of(case).filter(state__in=OPEN).order_by("changed")
    being = {(draft.kind, draft.stage, draft.client): draft for draft in rows}
    asked: dict[tuple[str, str, str], list[Reason]] = {}
    for need in needs(clocks_of(case, now)):
        reasons = asked.setdefault((need.kind, need.stage, need.client), [])
        reasons.append(_reason(need.clock, zone_of(case)))
    return [
        Wanted(
            name=kind_in_words(kind, stage),
            what="/".join(filter(None, (kind, stage))),
            client=client,
            reasons=tuple(reasons),
            draft=being.get((kind, stage, client)),
        )
        for (kind, stage, client), reasons in asked.items()
    ]


def _reason(clock: Clock, zone: ZoneInfo) -> Reason:
    return Reason(
        clock.name.in_language(language()),
        clock.holds is not Holds.YES,
        clock.state.value,
        _until(clock, zone),
    )


def _until(clock: Clock, zone: ZoneInfo) -> str:
    """The last day, with its hour where the law counts hours; empty for `promptly`."""
    latest = clock.latest
    if isinstance(latest, datetime):
        return latest.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    return day_in_words(latest, language()) if latest else ""


@dataclass(frozen=True, slots=True)
class Told:
    """Something that must not be said, and why."""

    language: str
    text: str
    key: str
    reasons: tuple[str, ...]


def draft_page(
    case: Case, draft: Draft, user: User, show: str, at: str
) -> dict[str, Any]:
    """A document beside its facts.

    Where its text cannot be made any more, its history and its files are still shown.
    """
    steps = steps_of(draft)
    try:
        shown = _text(case, draft, steps, show, at)
    except DraftError as error:
        shown = {"no_text": error.key, "age": Age.GONE, "digest_now": NOT_MADE}
    return {
        "draft": draft,
        "name": kind_in_words(draft.kind, draft.stage),
        "moved": case.version - draft.base,
        "steps": steps,
        "files": approved_files(steps) if _is_kept(draft) else [],
        "forms": forms_here(draft.kind),
        **shown,
        **_may(case, draft, user),
    }


def _text(
    case: Case, draft: Draft, steps: Iterable[Step], show: str, at: str
) -> dict[str, Any]:
    show = show if show in SHOWS else "both"
    text = made_of(case, draft)
    facts = _facts_now(case, steps)
    now = made_from(facts, draft)
    letters = _letters(case, draft, text)
    letter = letters[language() if show == "both" else show]
    ways = Ways(case.name, facts, Labels(facts, language()), language(), draft.client)
    every = {name: said for one in letters.values() for name, said in one.said.items()}
    return {
        "letters": list(letters.values()) if show == "both" else [letters[show]],
        "show": show,
        "at": every.get(at),
        "at_lacks": ways.of([every[at]]) if at in every else (),
        "sources": _sources(letters.values()),
        "open": letter.open,
        "missing": ways.of(letter.open),
        "violations": _violations(text),
        "untranslated": _untranslated(text, ways.labels),
        "age": _age(draft, text, now),
        "difference": _difference(case, draft, text, now, facts),
        "digest_now": now.digest if now else NOT_MADE,
        "is_other_release": draft.is_open and text.digest != draft.digest,
    }


def _facts_now(case: Case, steps: Iterable[Step]) -> Incident:
    """The facts as they are, but for those which say that this document went out."""
    facts = incident_of(case)
    own = {name for step in steps for name in step.words.get("records", ())}
    for name in own & {record.id for _, record in facts.records()}:
        facts = facts.without(name)
    return facts


def _is_kept(draft: Draft) -> bool:
    return draft.state in (State.APPROVED, State.ISSUED)


def _letters(case: Case, draft: Draft, text: Made) -> dict[str, Letter]:
    incident, wish = base_of(case, draft), wish_of(draft)
    words = OwnWords.of(draft.overrides)
    briefs = {name: brief_of(incident, wish, words, name) for name in LANGUAGES}
    return {
        name: letter_of(
            text.documents[name],
            briefs[name],
            briefs[language()],
            text.violations[name],
        )
        for name in LANGUAGES
    }


def _sources(letters: Iterable[Letter]) -> list[Source]:
    every = (source for letter in letters for source in letter.sources)
    return list({source.id: source for source in every}.values())


def _violations(text: Made) -> list[Told]:
    found: dict[tuple[str, str, str], list[str]] = {}
    for name in LANGUAGES:
        for one in text.violations[name]:
            reasons = found.setdefault((name, one.text, one.key), [])
            reasons.append(one.reason(language()))
    return [Told(*where, tuple(reasons)) for where, reasons in found.items()]


def _untranslated(text: Made, labels: Labels) -> list[tuple[str, tuple[Label, ...]]]:
    return [
        (name, labels.of(ids)) for name in LANGUAGES if (ids := text.untranslated[name])
    ]


def _age(draft: Draft, text: Made, now: Made | None) -> Age:
    if draft.state == State.WITHDRAWN:
        return Age.NOT_ASKED
    if now is None:
        return Age.GONE
    return Age.CURRENT if now.digest == text.digest else Age.STALE


def _difference(
    case: Case, draft: Draft, text: Made, now: Made | None, after: Incident
) -> Difference | None:
    if now is None or now.digest == text.digest or draft.state == State.WITHDRAWN:
        return None
    brief = brief_of(after, wish_of(draft), OwnWords(), language())
    return difference(base_of(case, draft), after, text, now, brief)


def _may(case: Case, draft: Draft, user: User) -> dict[str, bool]:
    """Which buttons are shown; the services decide again."""
    is_own = has_hand_in(draft, user)
    approves = user.may(Right.APPROVE)
    handles = user.may(Right.HANDLE)
    is_unapproved = draft.state in (State.DRAFT, State.REVIEWED)
    alone = approves and is_own and is_unapproved and is_alone(case, draft, user)
    return {
        "is_own": is_own,
        "may_handle": handles,
        "may_review": handles and not is_own and draft.state == State.DRAFT,
        "may_approve": approves and is_unapproved and (not is_own or alone),
        "is_alone": alone,
        "may_state": approves and is_unapproved,
        "may_return": user.may(Right.RETURN) and draft.is_open,
    }
