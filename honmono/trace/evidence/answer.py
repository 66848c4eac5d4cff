"""The answer first: whose mailbox, how likely, and that this is no proof.

    盗まれた可能性が最も高いのは、佐藤 花子 のメールボックスです（確率 96 %）。
    まだ決められません。今のところ可能性が最も高いのは …

Which of the sentences is said follows from the numbers of the trace alone.  "Decided"
means that something has 0.9 or more; less is always called undecided.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from honmono.trace.evidence._core import Entry, Section, Teller, Tone
from honmono.trace.evidence.suspects import Cluster, clusters
from honmono.trace.traced import Case, Traced

SURE: Final = 0.9
"""The same bound as `Traced.decided`, for cases in which no mailbox was stolen."""

STRAY: Final = 0.5
"""From here on a report is taken for one that has nothing to do with the theft."""

POSSIBLE: Final = 0.1
"""Probability from which on an abuse of our server, or a mailbox, is spoken of first."""

_WORTH_SAYING: Final = 0.2
"""Probability from which on a second mailbox stands beside the first."""

_SHOWN: Final = 5
"""Suspects in a list; the rest are a number."""

_NAMED: Final = 4
"""Members of a group that are named."""

_CREDIBLE: Final = 8

_LEAST: Final = 0.01
"""Probability below which nobody is named, and no case: it would only raise suspicion."""


def speaking(traced: Traced) -> bool:
    """Does any report have to do with a theft from us?  Else nothing follows."""
    return any(evidence.stray < STRAY for evidence in traced.evidence)


def settled(traced: Traced) -> Case | None:
    """The case that has nine chances in ten; None while there is none."""
    if not speaking(traced):
        return None
    for case in (Case.NOTHING, Case.SERVER, Case.BOTH):
        if traced.cases.get(case, 0.0) >= SURE:
            return case
    found = clusters(traced)
    if not traced.decided or not found:
        return None
    if found[0].ours is None:  # some of ours and some outside: both must look
        return Case.BOTH
    return Case.OWN if found[0].ours else Case.PARTNER


def headline(traced: Traced, tell: Teller) -> str:
    """The answer in one or two sentences."""
    if not traced.evidence:
        return tell.say("no-reports")
    if not speaking(traced):
        return tell.say("all-stray")
    case, found = settled(traced), clusters(traced)
    if case in (Case.NOTHING, Case.SERVER):
        key = "nothing" if case is Case.NOTHING else "server"
        return tell.say(key, chance=tell.chance(traced.cases[case]))
    if traced.cases.get(Case.BOTH, 0.0) >= SURE and (pair := _pair(found)):
        own, partner = (who(cluster, tell, full=True) for cluster in pair)
        chance = tell.chance(traced.cases[Case.BOTH])
        return tell.say("decided-both", own=own, partner=partner, chance=chance)
    if not found:
        return tell.say("undecided-case")
    return _of_mailbox(traced, found[0], tell)


def _of_mailbox(traced: Traced, first: Cluster, tell: Teller) -> str:
    """What is said of the likeliest mailbox, and of what is likelier than that."""
    values = {
        "who": who(first, tell, full=True),
        "chance": tell.chance(first.probability),
    }
    group = "-group" if len(first.persons) > 1 else ""
    if traced.decided:
        return tell.joined(
            [tell.say(f"decided{group}", **values), *_also(traced, tell)]
        )
    without = (Case.NOTHING, Case.SERVER)
    other = max(without, key=lambda case: traced.cases.get(case, 0.0))
    likely = traced.cases.get(other, 0.0)
    if first.probability < POSSIBLE:  # to name somebody would only raise suspicion
        if likely < _WORTH_SAYING:
            return tell.say("undecided-case")
        return tell.say(f"open-{other.value}", other=tell.chance(likely))
    if likely > first.probability:
        other_chance = tell.chance(likely)
        return tell.say(f"undecided-{other.value}", other=other_chance, **values)
    return tell.say(f"undecided{group}", **values)


def _also(traced: Traced, tell: Teller) -> Iterator[str]:
    """A second mailbox that may be stolen besides the first."""
    for second in clusters(traced)[1:2]:
        if second.probability >= _WORTH_SAYING:
            chance = tell.chance(second.probability)
            yield tell.say("also", who=who(second, tell, full=True), chance=chance)


def account(traced: Traced, tell: Teller) -> str:
    """The account that was abused, said as surely as that is; empty where unlikely."""
    likely = traced.cases.get(Case.SERVER, 0.0)
    if not traced.abused_account or not likely >= POSSIBLE:
        return ""
    key = "abused-account" if likely >= 0.5 else "perhaps-abused-account"
    return tell.say(key, account=traced.abused_account)


def shown_most(traced: Traced, tell: Teller) -> str:
    """That the one whose name the fakes bear is not who was stolen from; else empty.

    Most people take the shown name for the answer, and pull the wrong plug.
    """
    case, found = settled(traced), clusters(traced)
    live = [each for each in traced.evidence if each.stray < STRAY]
    counts = Counter(each.shown[0] for each in live if each.shown)
    if case not in (Case.OWN, Case.PARTNER) or not counts:
        return ""
    person, number = min(counts.items(), key=lambda each: (-each[1], each[0]))
    chances = {each.person: each.probability for each in traced.suspects}
    if person in found[0].persons or chances.get(person, 0.0) >= POSSIBLE:
        return ""
    return tell.say(
        "shown-most",
        who=tell.people.short(person),
        count=tell.count("fakes", number),
        chance=tell.chance(chances.get(person, 0.0)),
    )


def to_do(traced: Traced, tell: Teller) -> tuple[str, ...]:
    """What to do first, step by step."""
    key = f"do-{case.value}" if (case := settled(traced)) else ""
    if not key and traced.evidence and not speaking(traced):
        key = "do-strays"
    key = key or ("do-undecided" if traced.checks else "do-collect")
    return tuple(tell.say(key).splitlines())


def cases(traced: Traced, tell: Teller) -> Section:
    """Each case with its probability, likeliest first; the unlikely ones as one."""
    chances = {case: traced.cases.get(case, 0.0) for case in Case}
    ranked = sorted(Case, key=lambda case: -chances[case])
    entries = [
        Entry(
            tell.say(f"case-{case.value}"),
            tell.chance(chances[case]),
            Tone.PLAIN if chances[case] >= 0.05 else Tone.FAINT,
        )
        for case in ranked
        if chances[case] >= _LEAST
    ]
    if rest := [chances[case] for case in ranked if not chances[case] >= _LEAST]:
        others = tell.chance(sum(rest))
        entries.append(Entry(tell.say("other-cases"), others, Tone.FAINT))
    return Section(tell.say("heading-cases"), tuple(entries), "cases")


def suspects(traced: Traced, tell: Teller) -> Section:
    """The leading suspects, what is left, and the set that holds the stolen one."""
    entries = tuple(_suspects(traced, tell))
    return Section(tell.say("heading-suspects"), entries, "suspects")


def _suspects(traced: Traced, tell: Teller) -> Iterator[Entry]:
    found = clusters(traced)
    told = [each for each in found[:_SHOWN] if each.probability >= _LEAST]
    for cluster in told:
        text = who(cluster, tell, full=True)
        if len(cluster.persons) > 1:
            text = tell.say("group", who=text)
        yield Entry(f"{text} · {side(cluster, tell)}", tell.chance(cluster.probability))
    if rest := found[len(told) :]:
        count = tell.count("persons", sum(len(cluster.persons) for cluster in rest))
        together = min(sum(cluster.probability for cluster in rest), 1.0)
        text = tell.say("more-suspects", count=count, chance=tell.chance(together))
        yield Entry(text, tone=Tone.FAINT)
    count = tell.count("persons", len(traced.credible))
    if len(traced.credible) > _CREDIBLE:
        yield Entry(tell.say("credible-many", count=count), tone=Tone.FAINT)
    elif not set(traced.credible) <= {*found[0].persons}:
        names = tell.people.several(traced.credible, _CREDIBLE)
        yield Entry(tell.say("credible", count=count, who=names), tone=Tone.FAINT)


def who(cluster: Cluster, tell: Teller, *, full: bool = False) -> str:
    """Everybody of a cluster, or some of them and how many more."""
    if full and len(cluster.persons) == 1:
        return tell.people.full(cluster.persons[0])
    return tell.people.several(cluster.persons, _NAMED)


def side(cluster: Cluster, tell: Teller) -> str:
    """Ours, outside, or some of each; and that nobody looked into it."""
    if cluster.ours is None:
        return tell.say("both-sides")
    if cluster.ours and not tell.not_indexed.isdisjoint(cluster.persons):
        return tell.say("ours-not-indexed")
    return tell.say("ours" if cluster.ours else "not-ours")


def _pair(found: tuple[Cluster, ...]) -> tuple[Cluster, Cluster] | None:
    """The likeliest of ours and the likeliest outside."""
    own = next((cluster for cluster in found if cluster.ours is True), None)
    partner = next((cluster for cluster in found if cluster.ours is False), None)
    return (own, partner) if own and partner else None
