"""One incident: a theft (or none), the reports that reach the desk, and the truth.

    Plan(case="2", k=5, habit=owner)  ──▶  a scenario (for solvers), a truth (for scorers)

The truth of a set says case, whose mailbox, which letters and addresses are exposed, and
who gets the next fakes.  Ours says besides which habit the thief had.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import cycle, islice
from random import Random
from typing import Final

from benchmarks.trace_worlds import damage
from benchmarks.trace_worlds.archive import Archive, Row
from benchmarks.trace_worlds.fakes import (
    Desk,
    Draft,
    Made,
    Pen,
    Thief,
    bait,
    content_free,
    envelope,
)
from benchmarks.trace_worlds.habits import Habit, Part
from benchmarks.trace_worlds.loot import Loot, steal
from benchmarks.trace_worlds.strays import Strays, unknown
from benchmarks.trace_worlds.traffic import DAY, START, World

NOTHING: Final = ("public", "", "unknown", "leaked", "scatter")
"""Kinds of strays of an incident in which nothing was stolen; "" is all of them."""

SIDES: Final = {"1": (True,), "2": (False,), "1+2": (True, False)}
"""Which mailboxes are stolen: is it ours?"""

PATIENCE: Final = 3000
"""Drafts tried until the desk has heard of enough; then it hears of any."""

NEXT: Final = 40
"""Next recipients listed at most."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What kind of incident."""

    id: str
    case: str
    k: int
    habit: Habit
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class Incident:
    """Rows of the two files of a set."""

    scenario: Row
    truth: Row


def stage(archive: Archive, plan: Plan, seed: int) -> Incident:
    """Let it happen."""
    rng = Random(f"{plan.id} {seed}")
    match plan.case:
        case "0":
            return _nothing(archive, plan, rng)
        case "3":
            return _server(archive, plan, rng)
        case _:
            return _theft(archive, plan, rng)


def possible(archive: Archive, plan: Plan) -> bool:
    """Has this world anybody who can be robbed so?"""
    return all(robbable(archive, ours) for ours in SIDES.get(plan.case, ()))


def robbable(archive: Archive, ours: bool) -> list[int]:
    """Our mailboxes, or those of others, that we know and that hold anything."""
    world = archive.world
    return [
        p.number
        for p in world.cast.people
        if p.ours == ours and p.number in archive.known and p.number in world.copies
    ]


def worth(archive: Archive, loot: Loot) -> bool:
    """Is there enough to make fakes from, and anything that we could see?"""
    seen = sum(place in archive.numbers for place in loot.letters)
    ours = archive.world.cast.people[loot.victim].ours
    return seen >= (4 if ours else 2) and len(loot.book) >= 3


def loot_prior(world: World, able: list[int], ours: bool) -> list[float]:
    """Each of ours is as likely to be robbed; a partner a little more who writes more."""
    return [1.0 if ours else len(world.copies[n]) ** 0.5 for n in able]


def _theft(archive: Archive, plan: Plan, rng: Random) -> Incident:
    loots = [_loot(archive, plan.habit, ours, rng) for ours in SIDES[plan.case]]
    thieves = [Thief(loot, plan.habit, rng) for loot in loots]
    strays = sum(rng.random() < plan.habit.stray for _ in range(plan.k))
    drafts = _reported(thieves, archive, plan, plan.k - strays, rng)
    dates = _dates(plan.k, max(loot.at for loot in loots), plan.habit, rng)
    pen = Pen(archive, plan.habit, rng)
    noise = Strays(archive, plan.habit.headers, rng)
    order: list[Draft | None] = [*drafts, *[None] * (plan.k - len(drafts))]
    rng.shuffle(order)
    made = [
        pen.write(draft, at) if draft else noise.make(at)
        for draft, at in zip(order, dates, strict=True)
    ]
    people = archive.world.cast.people
    reported = {draft.to for draft in drafts}
    return _bundle(
        archive,
        plan,
        made,
        stolen=[_stolen(archive, loot) for loot in loots],
        exposed_addresses=sorted(
            people[p].address
            for p in {p for loot in loots for p in loot.book} & archive.known
        ),
        exposed_messages=sorted(
            {
                archive.numbers[place]
                for loot in loots
                for place in loot.letters
                if place in archive.numbers
            }
        ),
        next_recipients=_next(thieves, archive, reported),
    )


def _loot(archive: Archive, habit: Habit, ours: bool, rng: Random) -> Loot:
    """A mailbox with something to steal."""
    world = archive.world
    span = world.end - START
    late = 0.55 if habit.part is Part.OLD else 0.95
    able = robbable(archive, ours)
    weights = loot_prior(world, able, ours)
    for _ in range(200):
        victim = rng.choices(able, weights)[0]
        at = START + int(span * rng.uniform(0.35, late))
        loot = steal(world, victim, habit, at, rng)
        if worth(archive, loot):
            return loot
    return steal(world, victim, replace(habit, part=Part.ALL), world.end, rng)


def _reported(
    thieves: list[Thief], archive: Archive, plan: Plan, wanted: int, rng: Random
) -> list[Draft]:
    """Of each thief at least one, in all as many as wanted."""
    wanted = max(wanted, len(thieves))
    desk = Desk(archive, plan.habit, rng)
    heard: list[Draft] = []
    shares = [1] * len(thieves)
    for _ in range(wanted - len(thieves)):
        shares[rng.randrange(len(thieves))] += 1
    for thief, share in zip(thieves, shares, strict=True):
        unheard: list[Draft] = []
        told: list[Draft] = []
        for draft in islice(thief.drafts(), PATIENCE):
            (told if desk.hears(draft) else unheard).append(draft)
            if len(told) == share:
                break
        heard += told + unheard[: share - len(told)]
    return heard


def _dates(k: int, at: int, habit: Habit, rng: Random) -> list[int]:
    """When the fakes were sent: in waves, the first some days after the theft."""
    first = at + 3600 + int(rng.expovariate(1 / habit.lag) * DAY)
    gaps = [rng.expovariate(1 / 40) * DAY for _ in range(habit.waves)]
    starts = [first + int(sum(gaps[:wave])) for wave in range(habit.waves)]
    return sorted(
        rng.choice(starts) + int(rng.expovariate(1 / 4) * DAY) for _ in range(k)
    )


def _next(thieves: list[Thief], archive: Archive, reported: set[int]) -> list[str]:
    """Who gets the fakes after these, as far as we know them, soonest first."""
    streams = [islice(thief.drafts(), 400) for thief in thieves]
    seen: dict[int, None] = {}
    for draft in _taking_turns(streams):
        if draft.to in archive.known and draft.to not in reported:
            seen[draft.to] = None
        if len(seen) == NEXT:
            break
    return [archive.world.cast.people[n].address for n in seen]


def _taking_turns(streams: list[islice[Draft]]) -> islice[Draft]:
    whole = (next(stream, None) for stream in cycle(streams))
    return islice((draft for draft in whole if draft), 400)


def _server(archive: Archive, plan: Plan, rng: Random) -> Incident:
    """Somebody sends through our own server; nothing of ours stands in his mail."""
    people = archive.world.cast.people
    account = rng.choice([p for p in people if p.ours])
    dates = _dates(plan.k, _some_time(archive, rng), plan.habit, rng)
    strays = Strays(archive, plan.habit.headers, rng)
    made = []
    for number, at in enumerate(dates):
        if number and rng.random() < plan.habit.stray:
            made.append(strays.make(at))
            continue
        shown = unknown(rng)
        to = rng.choice(strays.known) if rng.random() < 0.35 else unknown(rng)
        row = envelope(rng, plan.habit.headers, at, None)
        row["from_addr"] = account.address
        if row["auth"]:
            row["auth"] |= {"domain": archive.world.cast.domain, "dmarc": "pass"}
            name, spot = archive.mail_hosts
            row["received"] = [f"from {name} ([{spot}])"]
        row |= {"from_display": damage.shown(shown, shown.name, rng)}
        row |= {"to": [to.address], **content_free(bait(to.tongue, to.name, rng))}
        truth = {"source": account.address, "mode": "server", "message": None}
        made.append(Made(row, truth))
    rng.shuffle(made)
    for one, at in zip(made, dates, strict=True):
        one.report["date"] = at
    return _bundle(archive, plan, made, abused_account=account.address)


def _nothing(archive: Archive, plan: Plan, rng: Random) -> Incident:
    dates = _dates(plan.k, _some_time(archive, rng), plan.habit, rng)
    strays = Strays(archive, plan.habit.headers, rng)
    return _bundle(archive, plan, [strays.make(at, kind=plan.nothing) for at in dates])


def _some_time(archive: Archive, rng: Random) -> int:
    return START + int((archive.world.end - START) * rng.uniform(0.4, 1))


def _stolen(archive: Archive, loot: Loot) -> Row:
    person = archive.world.cast.people[loot.victim]
    return {
        "addr": person.address,
        "kind": "own" if person.ours else "partner",
        "at": loot.at,
        "messages": len(loot.letters),
        "messages_in_archive": sum(p in archive.numbers for p in loot.letters),
    }


def _bundle(
    archive: Archive, plan: Plan, made: list[Made], **truth: object
) -> Incident:
    """The two rows.  What the truth does not say is empty."""
    reports = [
        {"rid": f"{plan.id}-r{number}", **one.report}
        for number, one in enumerate(made, 1)
    ]
    scenario = {
        "id": plan.id,
        "version": 1,
        "archive": archive.world.shape.name,
        "as_of": max(report["date"] for report in reports),
        "reports": reports,
    }
    return Incident(
        scenario,
        {
            "id": plan.id,
            "case": plan.case,
            "k": plan.k,
            "content": _content(plan, made),
            "habit": _whose(plan),
            "stolen": [],
            "abused_account": None,
            "exposed_addresses": [],
            "exposed_messages": [],
            "next_recipients": [],
            **truth,
            "reports": [one.truth for one in made],
        },
    )


def _whose(plan: Plan) -> str:
    """The thief's habit, or what it was without a thief."""
    if plan.case == "0":
        return f"nothing: {plan.nothing or 'any'}"
    return "server" if plan.case == "3" else plan.habit.name


def _content(plan: Plan, made: list[Made]) -> str:
    """What of the loot stands in the reports."""
    quoted = any(one.report["quoted"] for one in made)
    used = any(one.truth["mode"] == "content" for one in made)
    if not used or plan.case in ("0", "3"):
        return "none"
    both = quoted and any(
        one.truth["mode"] == "content" and not one.report["quoted"] for one in made
    )
    return "mix" if both else "quote" if quoted else "subject"
