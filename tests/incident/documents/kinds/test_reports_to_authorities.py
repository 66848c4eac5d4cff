"""The reports themselves: order, supplement, deadlines, letters to clients, requests."""

from __future__ import annotations

from datetime import date

import pytest

from honmono.incident.documents._core import Document, Items, Rows
from honmono.incident.documents.exhibits import exhibits
from honmono.incident.documents.kinds.delegate_notice import clients
from tests.incident.documents.reports import (
    EMPTY,
    FULL,
    KINDS,
    A,
    B,
    changed,
    fields,
    made,
    text,
    value,
)

_NINE = [f"item-{n}" for n in range(1, 10)]


def _sections(document: Document) -> list[str]:
    return [section.name for section in document.sections]


def _rows(document: Document, name: str) -> dict[str, str]:
    return {k: v[0] for k, v in fields(document, name).items()}


@pytest.mark.parametrize("name", ["ppc-preliminary", "ppc-final", "my-number-report"])
def test_a_report_has_the_nine_items_then_what_stays_in_the_house(name: str) -> None:
    house = ["known", "deadlines", "check-list"]

    assert _sections(made(name)) == ["report", "reporter", *_NINE, *house]


@pytest.mark.parametrize("name", ["delegate-notice", "police-ipa-sheet"])
def test_what_is_handed_over_has_nothing_of_the_house(name: str) -> None:
    assert not {"deadlines", "check-list"} & set(_sections(made(name, client=A)))
    assert "check-list" in _sections(made(name, client=A, stage="check-list"))


def test_the_reporter_is_the_business() -> None:
    reporter = _rows(made("ppc-final"), "reporter")

    assert reporter["Name of the business"] == "Akatsuki Sample Labour Consultants"
    assert reporter["Contact: name"] == "見本 花子"


@pytest.mark.parametrize(
    ("name", "latest"),
    [
        ("ppc-preliminary", "6 March 2026 to 8 March 2026"),
        ("ppc-final", "by 7 May 2026"),
    ],
)
def test_the_house_is_told_until_when(name: str, latest: str) -> None:
    assert _rows(made(name), "deadlines")["Time limit (duty)"].startswith(latest)


def test_a_client_that_nobody_knows_is_no_missing_duty() -> None:
    limit = _rows(made("ppc-final", client="nobody"), "deadlines")["Time limit"]

    assert limit.startswith("Not confirmed")


def test_a_final_report_supplements_what_was_looked_for_in_vain() -> None:
    known = _rows(made("ppc-final"), "known")

    assert known["4 Cause"] == "As stated above."
    assert known["5 Secondary damage, or its risk"] == (
        "After reasonable effort these are not known: Secondary damage. "
        "They will be supplemented as soon as they are."
    )
    assert known["2 Kinds of personal data"].startswith("Not yet established: Dates of")


def test_a_preliminary_report_promises_no_supplement() -> None:
    assert "reasonable effort" not in text(made("ppc-preliminary"))


def test_each_client_has_its_own_letter() -> None:
    assert clients(FULL) == (A, B)
    for mine, other, number, others in ((A, B, "71", "2,312"), (B, A, "2,312", "71 ")):
        letter = made("delegate-notice", client=mine)
        told = text(letter)
        assert [s.text for s in letter.head.addressee] == [mine]
        assert value(letter, "Number of persons").startswith(number)
        assert other not in told
        assert others not in told


def test_data_of_our_own_is_not_in_a_letter_to_a_client() -> None:
    told = text(made("delegate-notice", client=A))

    assert "532" not in told
    assert "our employees" not in told


def test_a_letter_tells_no_client_what_no_notice_may_tell() -> None:
    assert "JPCERT/CC was told" not in text(made("delegate-notice", client=A))
    assert "JPCERT/CC was told" in text(made("ppc-final"))


def test_a_client_whose_data_only_may_have_leaked_is_told_so() -> None:
    sure, unsure = (made("delegate-notice", client=client) for client in (A, B))

    assert value(sure, "Leak, or its risk") == "data has leaked"
    assert value(unsure, "Leak, or its risk") == "data may have leaked"
    assert "has leaked" not in text(unsure)


def test_without_a_client_the_letter_goes_to_nobody_and_counts_nobody() -> None:
    letter = made("delegate-notice")

    assert letter.head.addressee[0].text == "(say which client it goes to)"
    assert value(letter, "Number of persons").startswith("Under investigation")
    assert A not in text(letter)


def test_not_even_the_only_client_is_guessed() -> None:
    letter = made("delegate-notice", FULL.without("af-client-b"))

    assert letter.head.addressee[0].text == "(say which client it goes to)"


def test_a_request_names_questions_scope_evidence_and_day() -> None:
    request = made("investigator-request")
    told = text(request)
    questions = next(s for s in request.sections if s.name == "questions").blocks[0]

    assert isinstance(questions, Items)
    assert questions.items[0].text == "Did malware run on any computer of ours?"
    assert questions.items[3].text == "Was the shared folder of the Osaka office read?"
    assert "Please report by 10 April 2026." in told
    scope = _rows(request, "scope")
    assert scope["business cloud services"] == "in scope"
    assert scope["file server"].startswith("not settled")


def test_every_original_is_listed_once_with_what_it_is() -> None:
    request = made("investigator-request")
    table = next(s for s in request.sections if s.name == "evidence").blocks[0]
    assert isinstance(table, Rows)
    rows = [tuple(cell.text for cell in row) for row in table.rows]

    assert [(what, state) for what, _, state in rows] == [
        (
            "A computer was infected (Osaka office) 27 February 2026, 14:20",
            "handed over",
        ),
        ("nobody has recorded what it is", "handed over"),
        (
            (
                "An outsider told us of forged mail 4 March 2026, 09:30, "
                "sample of the forged mail (Sender)"
            ),
            "kept (at your disposal)",
        ),
        ("report of outside experts", "kept (at your disposal)"),
    ]
    assert [hash_[-1] for _, hash_, _ in rows] == ["1", "3", "2", "4"]


def test_every_record_that_can_carry_evidence_is_looked_at() -> None:
    proof = "5" * 64
    incident = changed(
        EMPTY,
        measures=[{"id": "m", "kind": "mfa", "proof": [proof]}],
        tasks=[
            {
                "id": "t",
                "kind": "other",
                "done": {"when": "2026-03-05", "by": "x", "proof": ["6" * 64]},
            }
        ],
    )

    assert [one.sha256[0] for one in exhibits(incident)] == ["6", "5"]


def test_the_police_get_addresses_whole_and_no_link() -> None:
    told = text(made("police-ipa-sheet"))

    assert "kumar@mail.example" in told
    assert "bad[.]example" in told


@pytest.mark.parametrize("name", KINDS)
def test_a_later_day_is_the_day_of_the_document(name: str) -> None:
    document = made(name, day=date(2026, 4, 1), client=A)

    assert document.head.date is not None
    assert document.head.date.text == "1 April 2026"
