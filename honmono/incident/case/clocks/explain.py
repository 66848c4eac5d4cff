"""A clock explains itself: article, what started it, what decided, what is missing.

    Preliminary report to the authority (APPI Art. 26(1); Rules Art. 8(1)).  It counts
    from 2022-05-18, when the organization became aware (record aware).  The guide is
    from 2022-05-20 to 2022-05-22 …  This is not legal advice.

It tells what is not certain before it says that it is no legal advice, and it never says
that nothing is due.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from honmono.incident.case.clocks.days import Due, Window, amount_of
from honmono.incident.case.clocks.duties import Duty, Holds
from honmono.incident.case.clocks.filed import Standing, State
from honmono.incident.case.clocks.law import Law, Receiver, Rule, Words
from honmono.incident.case.clocks.starts import Start
from honmono.incident.case.clocks.tables import Tables
from honmono.incident.case.dates import moment_in_words
from honmono.incident.case.moment import Moment
from honmono.text import say_at_length

_LONGEST: Final = 1_200
"""Characters of one value; names of tables are ours, names of clients are not long."""

_QUESTIONS: Final = 3
"""Open questions that a clock tells; more would hide the rest of it."""

_RECORDS: Final = 12
"""Deciding records that a sentence names; all of them stand in `decided_by`."""


@dataclass(frozen=True, slots=True)
class Story:
    """All that a clock tells about itself."""

    rule: Rule
    duty: Duty
    holds: Holds
    start: Start | None
    end: Window | None
    standing: Standing
    to: Receiver | None
    missing: tuple[str, ...]
    pending: tuple[Rule, ...]

    @property
    def checks(self) -> tuple[Words, ...]:
        """What nobody has confirmed of the rows that it rests on."""
        rows = [self.rule, *self.pending, *([self.to] if self.to else [])]
        unsure = (*(row.unconfirmed for row in rows), *self.duty.checks)
        return tuple(dict.fromkeys(check for check in unsure if check))

    @property
    def is_exact(self) -> bool:
        """Is the start known as exactly as it is counted from?"""
        if self.start is None:
            return False
        hours = self.rule.unit == "hours"
        return self.start.exact_time if hours else self.start.exact_day

    @property
    def is_unsure(self) -> bool:
        """Is the table, the start, or whether it is owed at all not confirmed?"""
        start_is_sure = self.is_exact and self.start is not None and self.start.is_sure
        return bool(self.checks) or self.holds is Holds.POSSIBLE or not start_is_sure


def why(story: Story, language: str, tables: Tables) -> str:
    """Everything a reader must know, in sentences, in one language."""
    between = "" if language == "ja" else " "
    sentences = (
        *_what(story, language),
        *_counting(story, language),
        *_standing(story, language),
        *_reasons(story, language, tables),
        *_doubts(story, language),
    )
    return between.join((*sentences, _say("not-legal-advice", language)))


def decision(duty: Duty, law: Law, language: str, tables: Tables) -> str:
    """Whether there is a duty under a law, in sentences: what decided, what is missing."""
    name = law.name.in_language(language) if law.name else law.code
    sentences = [_say(f"duty-{duty.holds.value}", language, law=name)]
    if duty.client is not None:
        sentences.append(_say("client", language, client=duty.client))
    if not duty.in_force:
        sentences.append(_say("not-in-force", language))
    if duty.exempt is not None:
        exempt = duty.exempt.in_language(language)
        sentences.append(_say("exempt", language, name=exempt))
    if duty.voluntary:
        sentences.append(_say("voluntary", language))
    sentences += _grounds(duty, language)
    sentences += _missing(duty.missing, language, tables)
    sentences.append(_say("not-legal-advice", language))
    return ("" if language == "ja" else " ").join(sentences)


def _what(story: Story, language: str) -> Iterator[str]:
    rule = story.rule
    yield _say(
        "what",
        language,
        name=rule.name.in_language(language),
        article=rule.article.in_language(language),
    )
    if story.duty.client is not None:
        yield _say("client", language, client=story.duty.client)
    if story.to is not None:
        yield _say("receiver", language, name=story.to.name.in_language(language))


def _counting(story: Story, language: str) -> Iterator[str]:
    if story.start is None:
        yield _say("no-start", language)
        return
    yield _since(story.rule, story.start, language)
    yield from corrected(story.start, language)
    yield from unsure_start(story, language)
    yield from limits(story, language)


def _since(rule: Rule, start: Start, language: str) -> str:
    key = "starts-after" if rule.after else "starts"
    moment = moment_in_words(Moment(start.said), language, zone=start.at.tzinfo or UTC)
    return _say(key, language, moment=moment, record=start.record)


def corrected(start: Start, language: str) -> Iterator[str]:
    """What the start said before somebody corrected it."""
    if start.before:
        yield _say("corrected", language, before=_listed(start.before, language))


def unsure_start(story: Story, language: str) -> Iterator[str]:
    """What is not certain about the moment from which it counts."""
    start = story.start
    if start is None:
        return
    if not start.is_sure:
        yield _say("not-sure", language)
    if not story.is_exact:
        day = _moment(counted(story.rule, start), language)
        yield _say("earliest", language, day=day)


def limits(story: Story, language: str) -> Iterator[str]:
    """By when, and how that was counted."""
    end, rule = story.end, story.rule
    if end is None:
        yield _say("no-number", language)
        return
    if end.due != end.latest:
        first, last = _moment(end.due, language), _moment(end.latest, language)
        yield _say("window", language, due=first, latest=last)
    else:
        yield _say("limit", language, latest=_moment(end.latest, language))
    amount = amount_of(rule, frozenset(story.duty.items))
    yield _say(f"counted-{rule.unit}", language, amount=amount)
    yield from instead(story, language)
    if rule.day_one:
        yield _say("day-one", language)
    if rule.roll != "none":
        yield _say(rule.roll, language)


def instead(story: Story, language: str) -> Iterator[str]:
    """Another number of days, if an item that is open is found to be met."""
    for other in story.rule.instead:
        if not set(other.items).isdisjoint(story.duty.open_items):
            items = _listed(other.items, language)
            yield _say("instead", language, items=items, amount=other.amount)


def _standing(story: Story, language: str) -> Iterator[str]:
    stands = story.standing
    if stands.state in (State.MET, State.RELEASED):
        key = stands.state.value + ("-late" if stands.late else "")
        when = stands.when or _say("unknown-day", language)
        yield _say(key, language, when=when, record=stands.record)
    if stands.state in (State.OVERDUE, State.DUE):
        yield _say(stands.state.value, language)
    if stands.not_enough:
        records = _listed(stands.not_enough, language)
        yield _say("not-enough", language, records=records)


def _reasons(story: Story, language: str, tables: Tables) -> Iterator[str]:
    yield from _grounds(story.duty, language)
    if story.holds is Holds.POSSIBLE:
        yield _say("possible", language)
    yield from _missing(story.missing, language, tables)
    if story.rule.also is not None:
        yield also(story.rule.also, language)


def _grounds(duty: Duty, language: str) -> Iterator[str]:
    """Items that are met, and the records that decided."""
    if duty.met:
        named = (f"{i.code} {i.name.in_language(language)}" for i in duty.met)
        yield _say("items", language, items=_listed(named, language))
    if duty.decided_by:
        shown = [_record(name, language) for name in duty.decided_by[:_RECORDS]]
        more = len(duty.decided_by) - len(shown)
        shown += [_say("more", language, count=more)] if more else []
        yield _say("decided", language, records=_listed(shown, language))


def _missing(codes: tuple[str, ...], language: str, tables: Tables) -> Iterator[str]:
    """The first few open questions; all of them are in the interview."""
    for code in codes[:_QUESTIONS]:
        asked = tables.questions[code]
        text = asked.ja if language == "ja" else asked.en
        yield _say("missing", language, question=text)


def _doubts(story: Story, language: str) -> Iterator[str]:
    yield from passed(story, language)
    if story.checks:
        texts = (check.in_language(language) for check in story.checks)
        yield _say(
            "unconfirmed",
            language,
            what=("；" if language == "ja" else "; ").join(texts),
        )


def also(words: Words, language: str) -> str:
    """What a reader should know besides, as a sentence."""
    return _say("also", language, text=words.in_language(language))


def passed(story: Story, language: str) -> Iterator[str]:
    """Changes of the law that were passed, and hold from a day that nobody knows."""
    for row in story.pending:
        name = row.name.in_language(language)
        yield _say("pending", language, name=name, day=row.promulgated)


def counted(rule: Rule, start: Start) -> Due:
    """The start as it is counted from: an instant for hours, else a day."""
    return start.at if rule.unit == "hours" else start.day


def _moment(due: Due, language: str) -> str:
    """`2022-07-19 (Tue)`, in Japanese `2022年7月19日（火）`; an instant with its time."""
    key = "instant" if isinstance(due, datetime) else "day"
    weekday = _say("weekdays", language).split()[due.weekday()]
    clock = f"{due:%H:%M %Z}" if isinstance(due, datetime) else ""
    return _say(
        key,
        language,
        year=due.year,
        month=f"{due.month:02}" if language == "en" else due.month,
        day=f"{due.day:02}" if language == "en" else due.day,
        weekday=weekday,
        clock=clock,
    )


def _record(name: str, language: str) -> str:
    """The id of a record; fields of the incident in words."""
    return _say(name, language) if name in ("style", "organization") else name


def _listed(words: Iterable[str], language: str) -> str:
    return ("、" if language == "ja" else ", ").join(words)


def _say(key: str, language: str, **values: object) -> str:
    return say_at_length("clocks", key, language, _LONGEST, values)
