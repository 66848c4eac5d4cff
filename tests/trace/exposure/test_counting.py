"""Counting: at least, likely, at most."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honmono.trace.archive._core import Level, Way
from honmono.trace.exposure._core import (
    Bound,
    Certainty,
    Count,
    Data,
    Exposure,
    Finding,
    Kind,
    Reason,
)
from honmono.trace.exposure.counting import work_out
from honmono.trace.traced import Case
from tests.trace.exposure.office import (
    ABE,
    DAY,
    DESK,
    FIRST,
    ITO,
    KATO,
    MORI,
    NEWEST,
    REPORTS,
    SATO,
    Office,
    evidence,
    forgery,
    made_from,
    note,
    traced,
)


def count(exposure: Exposure, kind: Kind) -> Count:
    found = exposure.counts[kind]
    assert found is not None
    return found


def of(exposure: Exposure, person: str) -> dict[Data, Certainty]:
    (found,) = [each for each in exposure.people if each.person == person]
    return {data: risk.certainty for data, risk in found.data.items()}


def test_at_most_is_the_suspects_mailbox_up_to_the_newest_report() -> None:
    found = work_out(traced((SATO, 1.0)), Office(), REPORTS)

    assert count(found, Kind.MESSAGES).at_most == 5  # not `later`, not Kato's `d`
    assert set(found.addresses) == {SATO, KATO, DESK, ITO, ABE, MORI}
    assert count(found, Kind.PERSONS).at_most == 5  # the desk is no person
    assert found.basis.bound is Bound.COMPLETE


def test_containment_ends_it_earlier_or_later_than_the_newest_report() -> None:
    early, late = (
        work_out(traced((SATO, 1.0)), Office(), REPORTS, contained=day * DAY)
        for day in (FIRST, 1030)
    )

    assert count(early, Kind.MESSAGES).at_most == 4
    assert count(late, Kind.MESSAGES).at_most == 6


def test_likely_is_weighed_by_suspicion_and_two_copies_are_one_message() -> None:
    found = work_out(traced((SATO, 0.5), (KATO, 0.4)), Office(), REPORTS)

    messages = count(found, Kind.MESSAGES)
    assert messages.at_most == 6  # `b` is in both mailboxes
    assert 0.5 * 3 + 0.4 * 2 < messages.likely < 0.5 * 5 + 0.4 * 2 + 0.01
    assert found.addresses[MORI].chance == pytest.approx(0.5)
    assert found.addresses[ITO].chance == pytest.approx(0.9)


def test_old_and_late_mail_counts_less_until_a_fake_was_made_from_it() -> None:
    office, reports = Office(), REPORTS
    plain = work_out(traced((SATO, 1.0)), office, reports)
    used = [
        evidence("r1", match=made_from("old")),
        evidence("r2", match=made_from("late")),
    ]
    known = work_out(traced((SATO, 1.0), evidence=used), office, reports)

    assert count(plain, Kind.MESSAGES).likely < 4
    assert count(known, Kind.MESSAGES) == Count(2, 5.0, 5)


def test_what_a_fake_shows_is_seen() -> None:
    reports = [
        evidence("r1", shown=[ITO], to=[ABE]),
        evidence("r2", to=[ITO], match=made_from("b")),
    ]
    found = work_out(traced((SATO, 1.0), evidence=reports), Office(), REPORTS)

    assert count(found, Kind.MESSAGES).at_least == 1
    assert count(found, Kind.PERSONS).at_least == 4  # Ito, Abe, and Kato of the thread
    assert of(found, KATO) == {
        Data.ADDRESS: Certainty.SEEN,
        Data.CORRESPONDENCE: Certainty.SEEN,
    }
    assert of(found, ABE)[Data.ADDRESS] is Certainty.SEEN
    assert of(found, ABE)[Data.CORRESPONDENCE] is not Certainty.SEEN
    assert found.addresses[ITO].reasons == (Reason.THREAD, Reason.RECIPIENT) or (
        set(found.addresses[ITO].reasons) == {Reason.THREAD, Reason.RECIPIENT}
    )


@pytest.mark.parametrize(
    "report",
    [
        evidence(shown=[ITO], to=[ITO], stray=0.5),
        evidence(shown=[ITO, KATO]),
        evidence(to=["stranger@far.example"]),
        evidence(to=[DESK], shown=[DESK]),
        evidence(match=made_from("a", Way.QUOTE, share=0.3)),
        evidence(match=made_from("a", Way.QUOTE, prints=2)),
        evidence(match=made_from("a", Way.SUBJECT)),
        evidence(match=replace(made_from("a"), alike=2)),
    ],
    ids=[
        *("stray", "two of one name", "known to nobody", "our desk", "weak quote"),
        *("short quote", "subject alone", "two messages fit"),
    ],
)
def test_what_proves_nothing_is_not_seen(report: object) -> None:
    assert isinstance(report, type(evidence()))
    found = work_out(traced((SATO, 1.0), evidence=[report]), Office(), REPORTS)

    assert [
        count(found, kind).at_least
        for kind in (Kind.ADDRESSES, Kind.PERSONS, Kind.MESSAGES)
    ] == [0, 0, 0]


def test_a_subject_of_ours_is_seen_and_one_of_the_thief_is_not() -> None:
    ours, common = (
        evidence(
            subject="RE: Matter A",
            match=replace(made_from("a", Way.SUBJECT), alike=alike),
        )
        for alike in (1, 40)
    )

    found = work_out(traced((SATO, 1.0), evidence=[ours]), Office(), REPORTS)
    assert list(found.subjects) == ["matter a"]
    assert count(found, Kind.SUBJECTS).at_least == 1
    found = work_out(traced((SATO, 1.0), evidence=[common]), Office(), REPORTS)
    assert count(found, Kind.SUBJECTS).at_least == 0


def test_without_messages_nobody_can_count_messages() -> None:
    office = Office(book={SATO: ("nagai@office2.example",)})
    found = work_out(traced((SATO, 1.0)), office, REPORTS, level=Level.ADDRESS_BOOK)

    assert found.counts[Kind.MESSAGES] is None
    assert found.counts[Kind.SUBJECTS] is None
    assert "nagai@office2.example" in found.addresses
    assert all(Data.CORRESPONDENCE not in each.data for each in found.people)


def test_without_suspects_nobody_could_tell() -> None:
    found = work_out(traced(cases={Case.NOTHING: 1.0}), Office(), REPORTS)

    assert set(found.counts.values()) == {None}
    assert found.basis.finding is Finding.NONE_SEEN


@pytest.mark.parametrize(
    ("cases", "finding"),
    [
        ({Case.OWN: 0.5, Case.BOTH: 0.45}, Finding.THEFT),
        ({Case.OWN: 0.6, Case.NOTHING: 0.4}, Finding.UNDECIDED),
        ({Case.SERVER: 0.95, Case.OWN: 0.05}, Finding.NONE_SEEN),
    ],
)
def test_without_an_established_theft_nothing_is_at_least(
    cases: dict[Case, float], finding: Finding
) -> None:
    reports = [evidence(to=[ITO], match=made_from("a"))]
    found = work_out(
        traced((SATO, 0.9), evidence=reports, cases=cases), Office(), REPORTS
    )

    assert found.basis.finding is finding
    assert (count(found, Kind.PERSONS).at_least > 0) is (finding is Finding.THEFT)
    assert count(found, Kind.MESSAGES).at_most == 5


@pytest.mark.parametrize("suspect", [ITO, "new@office.example"])
def test_of_a_partner_and_of_a_mailbox_never_indexed_at_most_is_no_bound(
    suspect: str,
) -> None:
    found = work_out(traced((suspect, 1.0)), Office(), REPORTS)

    assert found.basis.bound is Bound.OUR_COPIES


def test_an_empty_mailbox_of_ours_is_no_bound_either() -> None:
    office = Office(notes=tuple(n for n in Office().notes if KATO not in n.holders))

    assert (
        work_out(traced((KATO, 1.0)), office, REPORTS).basis.bound is Bound.OUR_COPIES
    )


def test_whoever_s_account_sends_may_have_been_read() -> None:
    answer = traced(cases={Case.SERVER: 1.0}, abused=KATO)
    found = work_out(answer, Office(), REPORTS)

    assert found.basis.suspects == (KATO,)
    assert count(found, Kind.MESSAGES) == Count(0, 0.0, 2)


def test_those_who_cannot_be_told_apart_count_together() -> None:
    answer = traced((SATO, 0.95), (KATO, 0.0))
    first, second = answer.suspects
    answer = replace(
        answer, suspects=(replace(first, group=(KATO,)), second), credible=(SATO,)
    )

    assert work_out(answer, Office(), REPORTS).basis.suspects == (SATO, KATO)


def test_with_two_thefts_one_mailbox_is_not_enough() -> None:
    answer = traced((SATO, 1.0), (ITO, 0.9), cases={Case.BOTH: 1.0})

    found = work_out(replace(answer, credible=(SATO,)), Office(), REPORTS)
    assert found.basis.suspects == (SATO, ITO)


def test_other_addresses_of_somebody_known_are_possible() -> None:
    office = Office(aliases={ITO: (ITO, "ito@home.example")})
    found = work_out(traced((SATO, 1.0)), office, REPORTS)

    assert found.addresses["ito@home.example"].reasons == (Reason.ALIAS,)
    assert count(found, Kind.PERSONS).at_most == 5


def test_reports_without_dates_leave_nothing_out() -> None:
    fake = replace(forgery(to=(ITO,)), date=None)

    found = work_out(traced((SATO, 1.0)), Office(), [fake])
    assert count(found, Kind.MESSAGES).at_most == 6


def test_a_message_that_no_suspect_holds_any_more_still_leaked() -> None:
    reports = [evidence(match=made_from("d"))]
    found = work_out(traced((SATO, 1.0), evidence=reports), Office(), REPORTS)

    assert count(found, Kind.MESSAGES).at_least == 1
    assert count(found, Kind.MESSAGES).at_most == 6


@given(
    st.lists(st.floats(0, 1), min_size=3, max_size=3),
    st.sets(st.sampled_from(["old", "a", "b", "c", "d", "late"])),
    st.sampled_from(list(Case)),
    st.sampled_from([None, 940, FIRST, 1030]),
    st.sampled_from(list(Level)),
)
def test_the_three_numbers_are_always_in_order(
    weights: list[float],
    used: set[str],
    case: Case,
    contained: int | None,
    level: Level,
) -> None:
    people = zip((SATO, KATO, ITO), weights, strict=True)
    reports = [evidence(key, to=[ITO], match=made_from(key)) for key in sorted(used)]
    fakes = [forgery(key, NEWEST, (ITO,)) for key in sorted(used)]
    found = work_out(
        traced(*people, evidence=reports, cases={case: 1.0}),
        Office(),
        fakes,
        level=level,
        contained=contained and contained * DAY,
    )

    for each in found.counts.values():
        assert each is None or each.at_least <= each.likely <= each.at_most


def test_many_messages_stay_few_numbers() -> None:
    notes = (note(str(n), 900 + n % 100, SATO, ITO, subject="x") for n in range(2000))
    found = work_out(traced((SATO, 1.0)), Office(tuple(notes)), REPORTS)

    assert count(found, Kind.MESSAGES) == Count(0, 2000.0, 2000)
    assert len(found.subject_chances) == 1
