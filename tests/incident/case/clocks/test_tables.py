"""Tables: another country is a file, and a wrong row is named."""

from __future__ import annotations

from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from honmono.incident.case.clocks import (
    Holds,
    LawTableError,
    State,
    clocks,
    next_questions,
    standard,
)
from honmono.incident.case.clocks.tables import LAWS, Tables, law_from_toml, tables_of
from honmono.incident.case.hypotheses import CaseCode
from honmono.incident.case.kinds import known
from honmono.text import LANGUAGES
from tests.incident.case.clocks.make import NOW, TOKYO, case, clock, sure_clock, theft

TEXT = Path(__file__).with_name("atlantis.toml").read_text("utf-8")
ATLANTIS = tables_of((*standard().laws, law_from_toml(TEXT, "atlantis")))


def of_atlantis(aware: str = "2026-05-21", **parts: Any) -> Any:
    rows = [{"data": ["tides"], "persons": {"likely": 3}}]
    replies = {"in-atlantis": "yes", **parts.pop("replies", {})}
    return case(aware=aware, affected=parts.pop("rows", rows), replies=replies, **parts)


# -- a third country ---------------------------------------------------------------


def test_a_country_that_nobody_programmed_has_its_clocks() -> None:
    found = sure_clock(of_atlantis(), "atlantis-oracle", tables=ATLANTIS)

    assert found.holds is Holds.YES
    assert found.items == ("s-1",)
    # 05-21 is a Thursday; Friday, Saturday and Sunday the 24th are closed.
    assert (found.due, found.latest) == (date(2026, 5, 25), date(2026, 5, 27))
    assert found.to is not None
    assert found.to.en == "the oracle"
    assert "神託所への届出（アトランティス法1条）" in found.why["ja"]
    assert "Counted as within 3 working days." in found.why["en"]
    assert not found.unconfirmed


def test_its_items_shorten_its_limit() -> None:
    rows = [{"data": ["tides"], "persons": {"likely": 10}}]
    found = sure_clock(of_atlantis(rows=rows), "atlantis-oracle", tables=ATLANTIS)

    assert found.items == ("s-1", "s-2")
    assert found.latest == date(2026, 5, 25)


def test_its_own_question_is_asked() -> None:
    codes = [ask.question.code for ask in next_questions(case(), NOW, ATLANTIS)]

    assert "in-atlantis" in codes
    assert "tidal" not in codes


def test_its_hours_are_hours() -> None:
    incident = of_atlantis("2026-05-21T20:00")
    found = sure_clock(incident, "atlantis-horn", tables=ATLANTIS)

    assert found.latest == datetime(2026, 5, 22, 8, tzinfo=TOKYO)


def test_it_stops_like_any_other() -> None:
    out = {"id": "o", "kind": "letter", "duty": "atlantis-oracle", "when": "2026-05-22"}
    incident = of_atlantis(issued=[out])
    now = datetime(2026, 6, 20, tzinfo=TOKYO)
    found = sure_clock(incident, "atlantis-oracle", tables=ATLANTIS, now=now)

    assert (found.state, found.late) == (State.MET, False)


@pytest.mark.parametrize(
    ("aware", "article", "latest"),
    [
        ("2026-06-30", "Atlantis Data Act s. 1", date(2026, 7, 5)),
        ("2026-07-01", "Atlantis Data Act s. 1 as amended", date(2026, 7, 2)),
    ],
)
def test_a_law_changes_on_its_first_day(aware: str, article: str, latest: date) -> None:
    found = sure_clock(of_atlantis(aware), "atlantis-oracle", tables=ATLANTIS)

    assert found.article.en == article
    assert found.latest == latest


def test_a_reviewer_takes_the_doubt_away() -> None:
    found = sure_clock(of_atlantis("2026-07-01"), "atlantis-oracle", tables=ATLANTIS)

    assert "Not confirmed" not in found.why["en"]
    assert not found.unconfirmed


def test_a_day_that_may_lie_before_or_after_a_change_shows_both() -> None:
    incident = of_atlantis("2026-06-30/2026-07-01")
    found = [c for c in clocks(incident, NOW, ATLANTIS) if c.duty == "atlantis-oracle"]

    assert len(found) == 2


# -- what is passed and not in force -----------------------------------------------


@pytest.mark.parametrize(
    ("aware", "told"), [("2026-07-16", False), ("2026-07-17", True)]
)
def test_an_act_that_is_promulgated_is_told_and_not_applied(
    aware: str, told: bool
) -> None:
    incident = theft(aware=aware, replies={"small-risk": "yes"})
    found = sure_clock(incident, "persons-notice")

    assert found.article.en == "APPI Art. 26(2); Rules Art. 10"
    assert ("promulgated on 2026-07-17" in found.why["en"]) is told


def test_once_its_day_is_known_it_is_applied() -> None:
    text = files("honmono.tables").joinpath("laws/japan.toml").read_text("utf-8")
    old, new = text.split('valid_from = "unknown"')
    old = old.replace(
        'substitute_if = "notice-difficult"\nalso = { ja = "日数の',
        'substitute_if = "notice-difficult"\nvalid_to = 2027-12-31\nalso = { ja = "日数の',
    )
    changed = law_from_toml(f"{old}valid_from = 2028-01-01{new}", "japan")
    tables = tables_of((changed, *standard().laws[1:]))
    small = {"replies": {"small-risk": "yes"}}

    assert clock(theft(aware="2027-12-31", **small), "persons-notice", tables=tables)
    assert clock(theft(aware="2028-01-01"), "persons-notice", tables=tables)
    assert not clock(
        theft(aware="2028-01-01", **small), "persons-notice", tables=tables
    )


# -- the tables that come with it --------------------------------------------------


def test_every_row_tells_its_source() -> None:
    for name in LAWS:
        text = files("honmono.tables").joinpath(f"laws/{name}.toml").read_text("utf-8")
        head = text.partition("\n\n")[0]
        assert "# source: " in text, name
        assert "licence: " in head or "licence: " in text, name


def test_no_table_is_forgotten() -> None:
    there = {
        entry.name.removesuffix(".toml")
        for entry in files("honmono.tables").joinpath("laws").iterdir()
    }

    assert there == set(LAWS)


def test_nobody_has_signed_for_the_law_of_japan_yet() -> None:
    """When somebody has, this test is the place where it is noticed."""
    rows = [row for law in standard().laws for row in (*law.item, *law.clock)]

    assert [row.reviewer for row in rows if row.reviewer] == []


def test_every_kind_that_a_sign_names_is_a_word_of_its_vocabulary() -> None:
    vocabularies = {
        "data": known("data"),
        "events": known("events"),
        "style": known("styles"),
        "decisions": known("decisions"),
        "findings": known("findings"),
        "hypotheses": tuple(code.value for code in CaseCode),
    }
    unknown = [
        (sign.fact, kind)
        for signs in standard().signs.values()
        for sign in signs
        for kind in sign.kinds
        if sign.part in vocabularies and kind not in ("*", *vocabularies[sign.part])
    ]

    assert unknown == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_ends_like_a_question(language: str) -> None:
    for question in standard().questions.values():
        text = getattr(question, language)
        assert "？" not in text
        if language == "en":
            assert "?" in text, question.code
        else:
            assert "か。" in text or "か（" in text, question.code


# -- wrong tables ------------------------------------------------------------------

HEAD = 'code = "x"\n'
ITEM = '[[item]]\ncode = "i"\nname = { ja = "あ", en = "a" }\nsource = "s"\n'
CLOCK = (
    '[[clock]]\ncode = "c"\nof = ["own"]\nname = { ja = "あ", en = "a" }\n'
    'article = { ja = "あ", en = "a" }\nsource = "s"\n'
)
ASK = '[[question]]\ncode = "q"\nja = "あ"\nen = "a"\n'


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("code = ", "x: "),
        (HEAD + 'colour = "red"', "colour"),
        (HEAD + ITEM, "requires"),
        (HEAD + ITEM + 'requires = ["q"]', "nothing answers `q`"),
        (HEAD + ITEM + 'requires = ["q"]\nat_least = 3\n' + ASK, "belong together"),
        (HEAD + ITEM + 'count = "q"\nat_least = 3\n' + ASK, "no count `q`"),
        (HEAD + CLOCK + 'unit = "days"', "amount"),
        (HEAD + CLOCK + 'unit = "weeks"\namount = 1', "unit"),
        (HEAD + CLOCK + 'unit = "days"\namount = 3\nfirst = 5', "`first`"),
        (HEAD + CLOCK + 'unit = "hours"\namount = 3\nday_one = true', "hours"),
        (HEAD + CLOCK + 'unit = "days"\namount = 0', "greater"),
        (HEAD + CLOCK + 'unit = "none"\nafter = "d"', "no clock `d`"),
        (HEAD + CLOCK + 'unit = "none"\nunless = ["q"]', "nothing answers `q`"),
        (HEAD + CLOCK + 'unit = "none"\nreleased_by = "c"', "belong together"),
        (HEAD + CLOCK + 'unit = "none"\nvalid_from = 2026-02-30', "x: "),
        (
            HEAD
            + CLOCK
            + 'unit = "none"\nvalid_from = 2026-02-02\nvalid_to = 2026-01-01',
            "before",
        ),
        (HEAD + ASK + ASK, "two rows of `question` are named `q`"),
        (HEAD + '[[fact]]\ncode = "f"\nany = ["f"]', "follows from itself"),
        (HEAD + '[[fact]]\ncode = "f"', "either `any` or `all`"),
        (HEAD + '[[fact]]\ncode = "f"\nany = ["g"]', "nothing answers `g`"),
        (
            HEAD + '[[sign]]\nfact = "g"\npart = "data"\nkinds = ["*"]',
            "nothing asks `g`",
        ),
        (HEAD + "[calendar]\nweekend = [0, 1, 2, 3, 4, 5, 6]", "no day open"),
        (HEAD + 'calendar = { yearly = ["02-30"] }', "no such day"),
    ],
)
def test_a_wrong_row_is_named(text: str, named: str) -> None:
    with pytest.raises(LawTableError) as caught:
        tables_of([law_from_toml(text, "x")])

    assert named in str(caught.value)
    assert "\n" not in str(caught.value) or text == "code = "


def test_two_laws_of_one_name_are_named() -> None:
    law = law_from_toml(HEAD, "x")

    with pytest.raises(LawTableError, match="`law`"):
        tables_of([law, law])


def test_no_law_at_all_is_no_clock() -> None:
    assert clocks(theft(), NOW, Tables(())) == ()
