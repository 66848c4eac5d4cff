"""Ranking: who is likely to get the next fake."""

from __future__ import annotations

from honmono.trace.exposure.ranking import MOST, next_recipients
from honmono.trace.traced import Case
from tests.trace.exposure.office import (
    ABE,
    ITO,
    KATO,
    SATO,
    Office,
    forgery,
    note,
    traced,
)

FAKE = [forgery(to=("somebody@far.example",))]
OFTEN = "often@firm-a.example"
RARELY = "rarely@firm-b.example"
LONG_AGO = "longago@firm-c.example"

LETTERS = Office(
    (
        *(note(f"o{n}", 950 + n, SATO, OFTEN) for n in range(9)),
        note("r", 950, SATO, RARELY),
        note("l", 300, SATO, LONG_AGO),
        note("k", 990, KATO, ABE),
    )
)


def test_often_and_lately_comes_first() -> None:
    found = next_recipients(traced((SATO, 1.0)), LETTERS, FAKE)

    assert [each for each in found if each != SATO] == [OFTEN, RARELY, LONG_AGO]


def test_the_victim_himself_may_get_one() -> None:
    assert SATO in next_recipients(traced((SATO, 1.0)), LETTERS, FAKE)


def test_who_got_one_is_left_out_by_any_of_his_addresses() -> None:
    office = Office(LETTERS.notes, aliases={OFTEN: (OFTEN, "o@home.example")})
    found = next_recipients(
        traced((SATO, 1.0)), office, [forgery(to=("o@home.example", RARELY))]
    )

    assert set(found) == {SATO, LONG_AGO}


def test_the_less_suspected_have_their_say_after_the_others() -> None:
    found = next_recipients(traced((SATO, 0.9), (KATO, 0.1)), LETTERS, FAKE)

    assert found.index(OFTEN) < found.index(ABE)


def test_colleagues_of_a_partner_may_be_known_to_him() -> None:
    other, far = "other@partner.example", "far@elsewhere.example"
    office = Office((note("a", 950, SATO, ITO), note("b", 960, SATO, other, far)))

    found = next_recipients(traced((ITO, 1.0)), office, FAKE)
    assert other in found
    assert far not in found


def test_two_who_use_one_provider_are_no_colleagues() -> None:
    one, two = "one@gmail.com", "two@gmail.com"
    office = Office((note("a", 950, SATO, one), note("b", 960, SATO, two)))

    assert two not in next_recipients(traced((one, 1.0)), office, FAKE)


def test_an_account_that_sends_writes_to_those_whom_its_owner_knows() -> None:
    answer = traced(cases={Case.SERVER: 1.0}, abused=SATO)

    found = next_recipients(answer, LETTERS, FAKE)
    assert set(found) == {SATO, OFTEN, RARELY, LONG_AGO}
    assert found[0] == OFTEN


def test_not_more_than_twenty_and_nobody_without_a_suspect() -> None:
    many = tuple(note(str(n), 950, SATO, f"p{n}@far.example") for n in range(40))

    assert len(next_recipients(traced((SATO, 1.0)), Office(many), FAKE)) == MOST
    assert next_recipients(traced(), Office(many), FAKE) == ()
