"""Lists of events, of figures and of what leaked, an item a record."""

from __future__ import annotations

from collections.abc import Iterable

from honmono.incident.case import Certainty
from honmono.incident.case.affected import Affected, Amount
from honmono.incident.case.events import Event, Figure
from honmono.incident.documents._core import Sentence
from honmono.incident.documents.brief import Brief
from honmono.incident.documents.sections.words import (
    day_in_words,
    doubt,
    event_in_words,
    has,
    in_brackets,
    kind_in_words,
    kind_or_text,
    say,
    scope_in_words,
    told,
)


def dated_items(brief: Brief, events: Iterable[Event]) -> tuple[Sentence, ...]:
    """Events with their days."""
    return tuple(_dated(brief, event) for event in events)


def figure_item(brief: Brief, figure: Figure) -> Sentence:
    """`感染したパソコン：1台`."""
    what = kind_in_words(brief, "figures", figure.kind, figure.named)
    number = number_in_words(brief, figure)
    more = in_brackets(
        brief,
        scope_in_words(brief, figure.scope),
        told(brief, figure.note),
        say(brief, "as-of", when=brief.when(figure.when)).text if figure.when else "",
        doubt(brief, figure),
    )
    return say(brief, "item", figure, what=what, value=number + more)


def number_in_words(brief: Brief, figure: Figure) -> str:
    """`1台`, `120名`; a bare number where no unit is known."""
    unit = f"unit-{figure.kind}"
    key = unit if has(unit) else "unit-other"
    return say(brief, key, number=f"{figure.value:,}").text


def affected_item(brief: Brief, group: Affected) -> Sentence:
    """Which data, of whom, how many; and a word where it is not sure."""
    data = kind_or_text(brief, "data", group.data, group.said)
    people = kind_or_text(
        brief, "groups", () if group.group == "other" else (group.group,), group.who
    )
    counts = [
        amount_in_words(brief, amount, unit)
        for amount, unit in ((group.persons, "persons"), (group.records, "records"))
        if amount is not None
    ]
    doubt = ""
    if group.said is None and group.certainty in (
        Certainty.LIKELY,
        Certainty.POSSIBLE,
    ):
        doubt = say(brief, f"certainty-{group.certainty.value}").text
    more = in_brackets(brief, people, *counts, told(brief, group.note), doubt)
    if data:
        return Sentence(data + more, (group.id,))
    unknown = say(brief, "data-unknown", group)
    return Sentence(unknown.text + more, unknown.facts, lacks=unknown.lacks)


def amount_in_words(brief: Brief, amount: Amount, unit: str) -> str:
    """`120名`, `100名から150名`, `最大150名`; empty where nothing is known."""
    low, likely, high = amount.at_least, amount.likely, amount.at_most

    def number(value: int) -> str:
        return say(brief, f"unit-{unit}", number=f"{value:,}").text

    if low is not None and low == high:
        return number(low)
    if likely is not None:
        return say(brief, "amount-about", number=number(likely)).text
    if low is not None and high is not None:
        return say(brief, "amount-between", low=number(low), high=number(high)).text
    if low is not None:
        return say(brief, "amount-at-least", number=number(low)).text
    return (
        "" if high is None else say(brief, "amount-at-most", number=number(high)).text
    )


def _dated(brief: Brief, event: Event) -> Sentence:
    words = event_in_words(brief, event)
    when = day_in_words(brief, event)
    if not when:
        return Sentence(words, (event.id,))
    return say(brief, "dated", event, when=when, what=words)
