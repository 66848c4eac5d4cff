"""From forged mails to an answer: worlds whose answer is known."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from honmono.trace.archive._core import Level
from honmono.trace.forgery import Forgery, Path
from honmono.trace.model.ledger import ledger_of
from honmono.trace.pipeline import trace, traced
from honmono.trace.traced import Case, Check, Traced
from tests.trace.world import DAY, NOW, message, office
from tests.trace.world import forgery as fake

SATO, ITO, NORTH, SOUTH = (
    *("sato@ours.example", "ito@ours.example"),
    *("north@north.example", "south@south.example"),
)
TALK = (
    "The crane arrives on Tuesday at gate 17, bring the yellow papers with you please."
)


def answer(*forgeries: Forgery, level: Level = Level.FULL, **more: object) -> Traced:
    return trace(forgeries, office(TALKED), level, NOW)


TALKED = message(1, SATO, NORTH, subject="Crane at gate 17, order 4711", body=TALK)
FROM_SATO = (
    fake("Sato Hanako", NORTH, source="r1", subject="Re: Crane at gate 17, order 4711"),
    fake("Nora North", "kondo@ours.example", source="r2", quoted="> " + TALK),
    fake("Kondo Aya", NORTH, source="r3"),
    fake("Sato Hanako", "kondo@ours.example", source="r4"),
    fake("Info Desk", NORTH, source="r5"),
)


def chance(found: Traced, person: str) -> float:
    return next((s.probability for s in found.suspects if s.person == person), 0.0)


def test_what_one_mailbox_alone_holds_and_knows_names_it() -> None:
    found = answer(*FROM_SATO)

    assert found.suspects[0].person == SATO
    assert found.suspects[0].ours
    assert found.decided
    assert found.cases[Case.OWN] > 0.8


def test_probabilities_sum_to_one() -> None:
    found = answer(*FROM_SATO)

    assert sum(found.cases.values()) == pytest.approx(1)
    assert all(0 <= s.probability <= 1 for s in found.suspects)


def test_the_order_of_reports_does_not_matter() -> None:
    answers = [answer(*order) for order in list(permutations(FROM_SATO[:4]))[::5]]

    for other in answers[1:]:
        assert other.cases == pytest.approx(answers[0].cases)


def test_a_ledger_that_grows_answers_like_one_that_was_made_at_once() -> None:
    archive = office(TALKED)
    grown = ledger_of(FROM_SATO[:1], archive, Level.FULL, NOW)
    for report in FROM_SATO[1:]:
        grown = grown.extended([report])

    assert traced(grown) == trace(FROM_SATO, archive, Level.FULL, NOW)


def test_what_fits_nobody_is_undecided_and_accuses_nobody() -> None:
    found = answer(fake("Somebody Else", "stranger@far.example"))

    assert not found.decided
    assert found.suspects[0].probability < 0.5


def test_one_report_that_fits_several_is_undecided_and_says_what_would_help() -> None:
    found = answer(fake("Kondo Aya", "kondo@ours.example"))

    assert not found.decided
    assert found.checks
    assert all(check.bits > 0 for check in found.checks)


def test_a_partner_who_was_shown_with_mail_of_his_own_is_suspected() -> None:
    north, other = NORTH, "colleague@north.example"
    seen = message(
        2, north, other, "kondo@ours.example", subject="Crates 99-A to harbour"
    )
    found = trace(
        [
            fake("Nora North", "kondo@ours.example", source="a"),
            fake("Nora North", other, source="b", subject="RE: Crates 99-A to harbour"),
            fake("Nora North", "boss@north.example", source="c"),
        ],
        office(seen),
        Level.FULL,
        NOW,
    )

    assert found.suspects[0].person == north
    assert found.cases[Case.PARTNER] > found.cases[Case.OWN]


def test_mail_through_our_own_server_is_the_third_case() -> None:
    through = {"address": ITO, "path": Path.OURS}
    found = answer(
        fake("Grace Walker", "a@far.example", source="a", **through),  # type: ignore[arg-type]
        fake("Ivan Keller", "b@far.example", source="b", **through),  # type: ignore[arg-type]
    )

    assert max(found.cases, key=lambda case: found.cases[case]) is Case.SERVER
    assert found.abused_account == ITO


def test_a_namesake_splits_the_probability() -> None:
    twin = "h.sato@west.example"
    letters = [
        message(50 + n, twin, "info@ours.example", names={twin: "Sato Hanako"})
        for n in range(20)
    ]
    report = fake("Sato Hanako", "info@ours.example")
    alone = trace([report], office(), Level.FULL, NOW)
    both = trace([report], office(*letters), Level.FULL, NOW)

    assert chance(both, SATO) < chance(alone, SATO)
    assert chance(both, twin) > 0


def test_mail_that_is_newer_than_the_report_was_not_stolen_for_it() -> None:
    newer = message(1, SATO, NORTH, subject="Crane at gate 17, order 4711", days=2)
    report = fake("Nora North", NORTH, subject="Re: Crane at gate 17, order 4711")

    before = trace([report], office(TALKED), Level.FULL, NOW)
    after = trace([report], office(newer), Level.FULL, NOW)

    assert chance(after, SATO) < chance(before, SATO)


def test_a_quote_counts_only_where_texts_may_be_read() -> None:
    reports = [fake("Nora North", "ito@ours.example", quoted=TALK)]
    full = trace(reports, office(TALKED), Level.FULL, NOW)
    meta = trace(reports, office(TALKED), Level.META, NOW)

    assert full.evidence[0].clues[0].match
    assert not any(clue.match for clue in meta.evidence[0].clues)


@pytest.mark.parametrize("level", Level)
def test_reports_that_lost_everything_are_answered(level: Level) -> None:
    empty = Forgery("r", None, "", "", (), None, (), "", Path.UNKNOWN)
    found = trace([empty], office(), level, NOW)

    assert sum(found.cases.values()) == pytest.approx(1)
    assert not found.decided


def test_an_archive_without_mailboxes_accuses_nobody() -> None:
    found = trace(
        FROM_SATO, office(boxes={"new@ours.example": "New One"}), Level.FULL, NOW
    )

    assert sum(found.cases.values()) == pytest.approx(1)


def test_who_got_one_is_not_next_and_who_is_known_to_the_suspect_is() -> None:
    found = answer(*FROM_SATO)

    assert NORTH not in found.next
    assert ITO in found.next
    assert len(found.next) == len(set(found.next)) <= 20


def test_evidence_says_who_held_the_message_and_whom_he_knows() -> None:
    found = answer(*FROM_SATO)
    clue = found.evidence[0].clues[0]

    assert clue.suspect == SATO
    assert clue.match
    assert clue.match.note.key == "1"
    assert clue.held is True
    assert clue.knows_recipient
    assert clue.decibans > 10


def test_the_report_that_does_not_fit_is_the_likeliest_stray() -> None:
    found = answer(
        *FROM_SATO, fake("Somebody Else", "stranger@far.example", source="r9")
    )

    strays = {evidence.source: evidence.stray for evidence in found.evidence}
    assert max(strays, key=lambda source: strays[source]) == "r9"
    assert strays["r2"] < 0.2


def test_more_reports_of_one_kind_make_surer() -> None:
    few, many = answer(*FROM_SATO[:1]), answer(*FROM_SATO)

    assert chance(many, SATO) > chance(few, SATO)


def test_two_thefts_are_told_from_one() -> None:
    order = message(3, ITO, SOUTH, subject="Pipes for Osaka, 12 inch, order 882")
    others = (
        fake("Simon South", "deputy@south.example", source="s1"),
        fake("Simon South", ITO, source="s2", subject="Re: Pipes for Osaka, 12 inch, order 882"),
        fake("Simon South", ITO, source="s3"),
        fake("Simon South", "chief@south.example", source="s4"),
    )  # fmt: skip
    one = trace(FROM_SATO, office(TALKED, order), Level.FULL, NOW)
    two = trace(FROM_SATO + others, office(TALKED, order), Level.FULL, NOW)

    assert two.cases[Case.BOTH] > one.cases[Case.BOTH]
    assert chance(two, SOUTH) > chance(one, SOUTH)


def test_the_credible_set_holds_ninety_percent_and_no_more_than_needed() -> None:
    found = answer(fake("Kondo Aya", NORTH))
    chances = {s.person: s.probability for s in found.suspects}

    assert len(found.credible) >= 1
    assert found.credible[0] == found.suspects[0].person
    ordered = [chances[p] for p in found.credible if p in chances]
    assert ordered == sorted(ordered, reverse=True)


def test_mailboxes_with_the_same_mail_are_one_group() -> None:
    twins = {"anna@ours.example": "Anna First", "bert@ours.example": "Bert Second"}
    shared = [
        message(
            10 + n, NORTH, *twins, subject=f"Shipment {n} of crates to harbour {n * 7}"
        )
        for n in range(12)
    ]
    for text in shared:
        assert text.note.participants == (NORTH, *twins)
    held = [
        message(10 + n, NORTH, *twins, subject=text.note.subject)
        for n, text in enumerate(shared)
    ]
    both = {**twins, **{f"p{n}@ours.example": f"Person Number{n}" for n in range(4)}}
    reports = [
        fake("Nora North", "clerk@north.example", source=f"r{n}",
             subject=f"Re: {shared[n].note.subject}")
        for n in range(4)
    ]  # fmt: skip
    found = trace(reports, office(*held, boxes=both), Level.FULL, NOW)

    anna = next(s for s in found.suspects if s.person in twins)
    assert chance(found, "anna@ours.example") == pytest.approx(
        chance(found, "bert@ours.example")
    )
    assert set(anna.group) <= set(twins)


def test_checks_look_at_suspects_and_ask_people_nobody_asked() -> None:
    found = answer(fake("Kondo Aya", NORTH))
    asked = [c for c in found.checks if c.check is Check.MORE_REPORTS]

    for check in asked:
        assert NORTH not in check.persons
    assert [c.bits for c in found.checks] == sorted(
        (c.bits for c in found.checks), reverse=True
    )


def test_a_report_without_date_counts_like_the_others() -> None:
    dated = answer(fake("Kondo Aya", NORTH, date=NOW - DAY))
    undated = answer(fake("Kondo Aya", NORTH, date=None))

    assert undated.cases == pytest.approx(dated.cases)


def test_the_same_mail_handed_in_twice_counts_once() -> None:
    again = replace(FROM_SATO[0], source="again")

    assert answer(*FROM_SATO, again).cases == answer(*FROM_SATO).cases
