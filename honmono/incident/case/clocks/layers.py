"""Why a clock is there, in layers: one sentence first, and below it all that it rests on.

    sentence      Final report … is due by 11 December 2026, because we became aware …
    facts         when we became aware: 13 October 2026   →  that record
    rule          the article, how its days were counted, where the table has it from
    unconfirmed   nobody has held the wording of … against the official text
    changes       it ends when it is on record that the report went out …

The same layers stand on the page of the desk, in `honmono case clocks` and in its JSON.
Facts have titles and days; their ids are for links alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Final

from honmono.incident.case._core import Answer
from honmono.incident.case.clocks import explain
from honmono.incident.case.clocks.clock import Clock
from honmono.incident.case.clocks.duties import Holds
from honmono.incident.case.clocks.facts import Facts
from honmono.incident.case.clocks.filed import State
from honmono.incident.case.clocks.groups import Unsettled
from honmono.incident.case.clocks.shortly import (
    due_in_words,
    in_short,
    short_name,
    what_is_due,
)
from honmono.incident.case.clocks.tables import Tables, standard
from honmono.incident.case.dates import day_in_words, moment_in_words
from honmono.incident.case.incident import Incident
from honmono.incident.case.moment import Moment
from honmono.incident.case.titles import Titles, question_of_law
from honmono.text import LANGUAGES, say, say_at_length

CATALOGUE: Final = "clocks_layers"

_LONGEST: Final = 1_200
"""Characters of one value: sentences of our own tables are long."""

_ITEMS: Final = 2
"""Items that the sentence names; all of them stand with the rule."""

_BRACKETS: Final = re.compile(r"（[^（）]*）|\s*\([^()]*\)")

_ENDED: Final = (State.MET, State.RELEASED)


@dataclass(frozen=True, slots=True)
class Ground:
    """One fact that a clock rests on."""

    role: str
    """For what: `started`, `followed`, `decided`, `ended`, `not-enough`."""

    title: str
    """What it is, and its day."""

    record: str | None
    """Id for a link; None for a field of the incident itself."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One question that would settle something about it."""

    code: str
    client: str | None
    text: str
    could_not_tell: bool
    """Was it answered with that nobody can tell?"""

    releases: bool
    """Can its answer only take the clock away?"""

    @property
    def key(self) -> str:
        """Of the words in which `clocks_layers` tells it."""
        if self.releases:
            return "question-releases"
        return "question-could-not-tell" if self.could_not_tell else "question"


@dataclass(frozen=True, slots=True)
class Layers:
    """A clock in one language, from the sentence that everybody reads downwards."""

    sentence: str
    facts: tuple[Ground, ...]
    article: str
    rule: tuple[str, ...]
    source: str
    unconfirmed: tuple[str, ...]
    questions: tuple[OpenQuestion, ...]
    changes: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return asdict(self)

    def blocks(self, language: str) -> Iterator[tuple[str, list[str]]]:
        """A head and its lines, for a reader without links: ids stand in brackets."""
        told = [_with_id(fact, language) for fact in self.facts]
        yield _head("facts", language), told or [_head("no-facts", language)]
        yield _head("rule", language), [self.article, *self.rule, self.source]
        open_ = [
            say_at_length(
                CATALOGUE, one.key, language, _LONGEST, {"question": one.text}
            )
            for one in self.questions
        ]
        if unsure := [*self.unconfirmed, *open_]:
            yield _head("unconfirmed", language), unsure
        yield _head("changes", language), list(self.changes)


class Explainer:
    """Tells the clocks of one incident, as they stand at one moment."""

    def __init__(
        self,
        incident: Incident,
        now: datetime,
        language: str,
        tables: Tables | None = None,
    ) -> None:
        self.incident, self.now, self.language = incident, now, language
        self.tables = standard() if tables is None else tables
        self._titles = Titles(incident, language)
        self._facts = Facts(incident, self.tables)

    def layers(self, clock: Clock) -> Layers:
        """Everything about one clock of this incident."""
        return Layers(
            sentence=self._sentence(clock),
            facts=tuple(self._grounds(clock)),
            article=clock.article.in_language(self.language),
            rule=tuple(self._rule(clock)),
            source=self._source(clock),
            unconfirmed=tuple(self._unconfirmed(clock)),
            questions=tuple(self._questions(clock)),
            changes=tuple(self._changes(clock)),
        )

    # -- the sentence --

    def _sentence(self, clock: Clock) -> str:
        if clock.state in _ENDED:
            return in_short(clock, self.now, self.language, self.tables)
        what = what_is_due(clock, self.language)
        clause = self._clause(clock)
        if clock.holds is Holds.YES:
            return self._say("sure", what=what, clause=clause)
        question = deciding_question(clock, self.tables)
        if question is None:
            return self._say("maybe", what=what, clause=clause)
        return self._say(
            "maybe-question",
            what=what,
            clause=clause,
            question=self._asked(question),
        )

    def _clause(self, clock: Clock) -> str:
        start = clock.story.start
        if start is None:
            return self._say("clause-no-start")
        items = [short_name(i.name, self.language) for i in clock.story.duty.met]
        key = ("after" if clock.story.rule.after else "aware") + (
            "-items" if items else ""
        )
        zone = start.at.tzinfo or UTC
        moment = moment_in_words(Moment(start.said), self.language, zone=zone)
        because = self._say(key, moment=moment, items=self._listed(items[:_ITEMS]))
        if clock.due is None or clock.latest is None:
            return self._say("clause-promptly", because=because)
        latest = due_in_words(clock.latest, self.language)
        if clock.state is State.OVERDUE:
            return self._say("clause-overdue", because=because, latest=latest)
        if clock.due == clock.latest:
            return self._say("clause-limit", because=because, latest=latest)
        due = due_in_words(clock.due, self.language)
        return self._say("clause-window", because=because, due=due, latest=latest)

    # -- the facts --

    def _grounds(self, clock: Clock) -> Iterator[Ground]:
        story = clock.story
        if story.start is not None:
            role = "followed" if story.rule.after else "started"
            yield self._ground(role, story.start.record)
        for name in clock.decided_by:
            yield self._ground("decided", name)
        if story.standing.record is not None:
            yield self._ground("ended", story.standing.record)
        for name in story.standing.not_enough:
            yield self._ground("not-enough", name)

    def _ground(self, role: str, name: str) -> Ground:
        if name == "style":
            return Ground(role, self._say(name, value=self._style()), None)
        if name == "organization":
            us = self.incident.organization
            return Ground(role, self._say(name, value=us.timezone), None)
        title, record = self._titles.one(name), self._titles.record(name)
        has_day = any(
            getattr(record, day, None) for day in ("when", "as_of", "received", "asked")
        )
        if record is not None and record.recorded is not None and not has_day:
            day = record.recorded.astimezone(self._titles.zone).date()
            told = day_in_words(day, self.language)
            title = self._say("recorded", title=title, day=told)
        return Ground(role, title, name)

    def _style(self) -> str:
        style = self.incident.style
        try:
            return say("kinds/styles", style, self.language)
        except KeyError:  # a file may have one that no table knows
            return style

    # -- the rule --

    def _rule(self, clock: Clock) -> Iterator[str]:
        story = clock.story
        if story.start is not None:
            yield from explain.limits(story, self.language)
        if story.duty.met:
            items = [
                f"{i.code} {i.name.in_language(self.language)}" for i in story.duty.met
            ]
            yield self._say("items", items=self._listed(items))
        if story.rule.also is not None:
            yield explain.also(story.rule.also, self.language)

    def _source(self, clock: Clock) -> str:
        story = clock.story
        rows = [story.rule, *story.duty.met, *([story.to] if story.to else [])]
        sources = dict.fromkeys(row.source for row in rows)
        return self._say("source", sources="; ".join(sources))

    # -- what is not certain --

    def _unconfirmed(self, clock: Clock) -> Iterator[str]:
        story = clock.story
        if clock.holds is Holds.POSSIBLE and clock.state not in _ENDED:
            yield self._say("not-settled")
        yield from explain.unsure_start(story, self.language)
        if story.start is not None:
            yield from explain.corrected(story.start, self.language)
        yield from explain.passed(story, self.language)
        for check in story.checks:
            yield self._say("check", what=check.in_language(self.language))

    def _questions(self, clock: Clock) -> Iterator[OpenQuestion]:
        if clock.state in _ENDED:
            return
        release = clock.story.duty.may_release
        for code in dict.fromkeys((*clock.missing, *release)):
            question = self.tables.questions.get(code)
            if question is None:
                continue
            client = clock.client if question.per_client else None
            replies = self._facts.replies(code, client)
            yield OpenQuestion(
                code,
                client,
                question.ja if self.language == "ja" else question.en,
                any(r.answer is Answer.COULD_NOT_TELL for r in replies),
                code not in clock.missing,
            )

    # -- what would end or change it --

    def _changes(self, clock: Clock) -> Iterator[str]:
        if clock.state in _ENDED:
            yield self._say("runs-again")
            return
        rule, name = clock.story.rule, clock.name.in_language(self.language)
        yield self._say("ends", name=name)
        for code in rule.stopped_by:
            yield self._say("ends-also", name=self._name(code))
        if rule.substitute:
            yield self._say("ends-instead")
        if clock.client is not None and rule.released_by is not None:
            yield self._say("released", name=self._name(rule.released_by))
        if clock.missing:
            yield self._say("answers")
        yield from explain.instead(clock.story, self.language)
        yield self._say(_of_the_start(clock))

    def _name(self, duty: str) -> str:
        rule = self.tables.rules.get(duty)
        return rule.name.in_language(self.language) if rule else duty

    def _asked(self, code: str) -> str:
        return bare_question(question_of_law(code, self.language))

    def _listed(self, words: Iterable[str]) -> str:
        return ("、" if self.language == "ja" else ", ").join(words)

    def _say(self, key: str, **values: object) -> str:
        return say_at_length(CATALOGUE, key, self.language, _LONGEST, values)


def _with_id(fact: Ground, language: str) -> str:
    colon = "：" if language == "ja" else ": "
    name = f" [{fact.record}]" if fact.record else ""
    return f"{_head(f'role-{fact.role}', language)}{colon}{fact.title}{name}"


def _head(key: str, language: str) -> str:
    return say(CATALOGUE, key, language)


def depends_in_words(group: Unsettled, language: str) -> str:
    """One line above clocks that one answer settles; how many are late, if owed."""
    values: dict[str, object] = {"count": len(group.clocks), "overdue": group.overdue}
    if group.question is None:
        return say(CATALOGUE, "depends-unasked", language, **values)
    question = group.question.ja if language == "ja" else group.question.en
    values |= {"question": bare_question(question)}
    return say_at_length(CATALOGUE, "depends", language, _LONGEST, values)


def bare_question(text: str) -> str:
    """A question without its brackets and its second thoughts."""
    first = re.split("。|(?<=[?])", _BRACKETS.sub("", text))[0].strip()
    return first or text


def deciding_question(clock: Clock, tables: Tables) -> str | None:
    """The question on which it depends whether a clock is owed; the law's own first."""
    applies = next((law.applies for law in tables.laws if law.code == clock.law), None)
    if applies in clock.missing:
        return applies
    return next((code for code in clock.missing if code in tables.questions), None)


def layers_as_json(
    clock: Clock, incident: Incident, now: datetime
) -> dict[str, dict[str, Any]]:
    """The layers of a clock for programs, in each language."""
    return {
        language: Explainer(incident, now, language).layers(clock).as_json()
        for language in LANGUAGES
    }


def _of_the_start(clock: Clock) -> str:
    if clock.story.start is None:
        return "start-missing"
    return "start-after" if clock.story.rule.after else "start-corrected"
