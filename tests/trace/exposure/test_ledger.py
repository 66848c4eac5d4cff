"""Ledger: nothing is written over, and what changed is told with its reason."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from honmono.text import LANGUAGES, keys, say
from honmono.trace.archive._core import Level
from honmono.trace.exposure._core import (
    Bound,
    Certainty,
    Exposure,
    Finding,
    Kind,
    Reason,
)
from honmono.trace.exposure.counting import work_out
from honmono.trace.exposure.difference import (
    Because,
    Cause,
    Difference,
    Move,
    difference,
)
from honmono.trace.exposure.ledger import Ledger, entry_of
from honmono.trace.exposure.ledger_file import LedgerError, read, save
from honmono.trace.exposure.wording import MOST_NAMED, changes, counted
from honmono.trace.traced import Case
from tests.trace.exposure.office import (
    ABE,
    DAY,
    FIRST,
    ITO,
    KATO,
    MORI,
    NEWEST,
    SATO,
    Office,
    evidence,
    forgery,
    made_from,
    traced,
)

FAKES = (forgery("r1", FIRST, (ITO,)), forgery("r2", NEWEST, (ABE,)))
MONDAY = datetime(2022, 5, 16, 9, 30, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)


def first() -> Exposure:
    """Two suspects, one report."""
    reports = [evidence("r1", to=[ITO])]
    return work_out(
        traced((SATO, 0.6), (KATO, 0.4), evidence=reports), Office(), FAKES[:1]
    )


def second(**options: Any) -> Exposure:
    """One suspect, two reports."""
    reports = [evidence("r1", to=[ITO]), evidence("r2", match=made_from("b"))]
    return work_out(traced((KATO, 1.0), evidence=reports), Office(), FAKES, **options)


def between(old: Exposure, new: Exposure) -> Difference:
    return difference(entry_of(old, MONDAY), entry_of(new, TUESDAY))


def test_a_correction_keeps_what_was_said_before() -> None:
    ledger = Ledger().with_entry(entry_of(first(), MONDAY))
    ledger = ledger.with_entry(entry_of(second(), TUESDAY))

    assert [each.date for each in ledger.entries] == [MONDAY, TUESDAY]
    assert ledger.entries[0] == entry_of(first(), MONDAY)
    assert ledger.newest == entry_of(second(), TUESDAY)


def test_nothing_new_makes_no_entry() -> None:
    ledger = Ledger().with_entry(entry_of(first(), MONDAY))

    assert ledger.with_entry(entry_of(first(), TUESDAY)) is ledger


def test_the_file_gives_back_what_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "exposure.json"
    ledger = Ledger().with_entry(entry_of(first(), MONDAY))
    no_messages = second(level=Level.ADDRESS_BOOK, contained=1020 * DAY)
    ledger = ledger.with_entry(entry_of(no_messages, TUESDAY))
    save(path, ledger)

    assert read(path) == ledger
    assert read(tmp_path / "not-yet.json") == Ledger()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is no ledger"),
        ("[" * 100_000, "is no ledger"),
        ("[]", "is no ledger"),
        ('{"schema": true, "entries": []}', "is no ledger"),
        ('{"schema": 99, "entries": []}', "update Honmono"),
        ('{"schema": 1}', "is no ledger"),
        ('{"schema": 1, "entries": [{"date": "2022-05-16"}]}', "entry 1 is damaged"),
    ],
)
def test_a_damaged_file_is_named_and_left(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "exposure.json"
    path.write_text(text, "utf-8")

    with pytest.raises(LedgerError, match=told) as error:
        read(path)
    assert str(path) in str(error.value)
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("counts", {kind.value: [5, 3, 9] for kind in Kind}),
        ("date", "2022-05-16T09:30:00"),
        ("items", [{"kind": "persons"}]),
        ("basis", None),
    ],
)
def test_an_entry_that_cannot_be_is_damaged(
    tmp_path: Path, place: str, value: object
) -> None:
    path = tmp_path / "exposure.json"
    save(path, Ledger().with_entry(entry_of(first(), MONDAY)))
    values = json.loads(path.read_text("utf-8"))
    values["entries"][0][place] = value
    path.write_text(json.dumps(values), "utf-8")

    with pytest.raises(LedgerError, match="entry 1 is damaged"):
        read(path)


def test_the_difference_says_what_came_and_went_and_why() -> None:
    found = between(first(), second())
    moves = {(each.kind, each.item): each for each in found.changed}

    assert found.because == (
        Because(Cause.REPORTS_IN, 1),
        Because(Cause.SUSPECTS_OUT, 1),
        Because(Cause.LATER),
    )
    assert moves[Kind.PERSONS, MORI].move is Move.OUT
    assert moves[Kind.PERSONS, KATO].move is Move.SURER
    assert moves[Kind.PERSONS, KATO].new is Certainty.SEEN
    assert moves[Kind.MESSAGES, "b"].reasons == (Reason.QUOTED,)
    assert (Kind.PERSONS, ITO) not in moves
    assert found.number(Kind.MESSAGES, Move.IN) == 1


def test_the_same_twice_is_no_difference() -> None:
    assert between(first(), first()) == Difference((), (), ())


def test_each_cause_is_told() -> None:
    none = work_out(traced((SATO, 0.1), cases={Case.NOTHING: 1.0}), Office(), FAKES)
    partner = work_out(traced((ITO, 1.0)), Office(), FAKES)
    more_mail = work_out(
        traced((KATO, 1.0)), Office(book={KATO: ("new@far.example",)}), FAKES
    )
    less_mail = work_out(traced((KATO, 1.0)), Office(), FAKES)
    causes = {
        because.cause
        for old, new in (
            (first(), second()),
            (second(), first()),
            (second(), second(contained=1020 * DAY)),
            (second(), second(level=Level.ADDRESS_BOOK)),
            (second(), none),
            (second(), partner),
            (less_mail, more_mail),
        )
        for because in between(old, new).because
    }

    assert causes == set(Cause)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_name_numbers_reasons_and_things(language: str) -> None:
    lines = list(changes(between(first(), second()), language))

    assert any(MORI in line for line in lines)
    assert len(lines) > 5
    (same,) = changes(between(first(), first()), language)
    assert same


def test_words_in_japanese() -> None:
    lines = list(changes(between(first(), second()), "ja"))

    assert lines[0].startswith("メールアドレス：少なくとも 1・見込み ")
    assert "理由：窃取に関係すると見られる報告が 1 件増えました。" in lines
    gone = "対象の期間に、これを持つ疑いのあるメールボックスがなくなった"
    assert f"除外 人：{MORI}（{gone}）" in lines


def test_many_things_are_counted_and_not_all_named() -> None:
    people = tuple(f"p{n:03}@far.example" for n in range(40))
    old = work_out(traced((KATO, 1.0)), Office(), FAKES)
    new = work_out(traced((KATO, 1.0)), Office(book={KATO: people}), FAKES)

    lines = list(changes(between(old, new), "en"))
    assert f"In, persons: {40 - MOST_NAMED} more" in lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_could_not_tell_reads_otherwise_than_nothing(language: str) -> None:
    unknown = work_out(traced(), Office(), FAKES)
    nothing = work_out(
        traced((KATO, 1.0)), Office(notes=(), book={KATO: (ITO,)}), FAKES
    )

    unknown_lines = [text for kind, text in counted(unknown, language) if kind]
    nothing_lines = [text for kind, text in counted(nothing, language) if kind]
    assert set(unknown_lines).isdisjoint(nothing_lines)


def test_of_a_partner_at_most_is_said_to_be_no_bound() -> None:
    ours = [*counted(work_out(traced((KATO, 1.0)), Office(), FAKES), "en")]
    partner = [*counted(work_out(traced((ITO, 1.0)), Office(), FAKES), "en")]

    assert partner[-1] == ("", say("exposure", "our-copies", "en"))
    assert ours[-1] != partner[-1]


def test_every_value_has_its_sentence() -> None:
    needed = {
        *(kind.value for kind in Kind),
        *(
            f"finding-{finding.value}"
            for finding in Finding
            if finding is not Finding.THEFT
        ),
        *(f"because-{cause.value}" for cause in Cause),
        *(move.value for move in Move),
        *(f"more-{move.value}" for move in Move),
        *(f"why-{reason.value}" for reason in Reason),
        *(Bound.OUR_COPIES.value, "could-not-tell", "changed"),
        *("numbers", "unknown", "no-change", "gone-seen", "gone-held"),
        *("ledger-unreadable", "ledger-newer", "ledger-other", "ledger-damaged"),
    }

    assert set(keys("exposure")) == needed
