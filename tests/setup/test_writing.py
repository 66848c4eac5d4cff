"""A draft as the text of honmono.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

from honmono.check.org import Person
from honmono.check.org.model import Office
from honmono.config import parse_organization
from honmono.setup.archive.proposals import Proposal, Sort
from honmono.setup.draft import Draft
from honmono.setup.writing import written
from honmono.text import keys

HERE = Path("honmono.toml")
PARTNER = {"sent": 9, "came": 15, "who": 6}
DRAFT = Draft(
    names=("例示株式会社", 'Reiji "R" Corporation'),
    domains=("example.co.jp",),
    authserv_ids=("mx.example.co.jp",),
    people=(
        Person("山田 太郎", "ヤマダ タロウ", "Taro Yamada", ("タロ",), ("y@example.co.jp",)),
        Person("佐藤 花子"),
    ),
    offices=(Office("tokyo", "東京"),),
    taken=(
        Proposal(Sort.PERSON, "高橋 健", ("k@example.co.jp",), {"count": 3}, True),
        Proposal(Sort.PARTNER, "kita.example", ("kita.example",), PARTNER, True),
        Proposal(Sort.LIST, "lists.example", ("lists.example",), PARTNER, True),
    ),
    open=(
        Proposal(
            Sort.PARTNER, "few.example", ("few.example",), PARTNER, False, "caution-few"
        ),
        Proposal(
            Sort.SERVICE, "x.example", ("x.example",), {"count": 9, "who": 2}, False,
            "caution-service",
        ),
    ),
    mails=100,
)  # fmt: skip


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_file_says_what_the_draft_says(language: str) -> None:
    from dataclasses import replace

    org = parse_organization(written(replace(DRAFT, language=language)), HERE)

    assert org.names == DRAFT.names
    assert org.authserv_ids == DRAFT.authserv_ids
    assert org.people[:2] == DRAFT.people
    assert [p.name for p in org.people[2:]] == ["高橋 健"]
    assert [p.domains for p in org.partners] == [("kita.example",)]
    assert [each.domains for each in org.lists] == [("lists.example",)]
    assert org.services == ()
    assert org.offices == DRAFT.offices
    assert org.language == language


def test_every_proposal_has_its_counts_beside_it() -> None:
    text = written(DRAFT)

    assert "# こちらから 9 通、先方から 15 通" in text
    assert "# この名前とアドレスで送ったメールが 3 通あります。" in text


def test_what_was_not_taken_is_a_comment_that_can_be_used() -> None:
    lines = written(DRAFT).splitlines()

    at = next(i for i, line in enumerate(lines) if 'name = "few.example"' in line)
    assert lines[at - 1 : at + 2] == [
        "# [[partners]]",
        '# name = "few.example"',
        '# domains = ["few.example"]',
    ]


def test_what_a_forger_looks_like_cannot_be_taken_by_one_letter() -> None:
    assert "[[services]]" not in written(DRAFT)
    assert "# x.example: " in written(DRAFT)


def test_a_name_with_a_line_break_stays_in_its_comment() -> None:
    evil = 'x\n[[partners]]\nname = "evil"\ndomains = ["evil.example"]\n#'
    draft = Draft(
        ("例示",), ("example.co.jp",),
        open=(Proposal(Sort.PRIVATE, evil, ("a@b.example",), {"count": 1, "who": 1}, False),),
        taken=(Proposal(Sort.PERSON, evil, ("y@example.co.jp",), {"count": 3}, True),),
    )  # fmt: skip

    org = parse_organization(written(draft), HERE)

    assert org.partners == ()
    assert len(org.people) == 1


def test_every_sort_has_its_words() -> None:
    words = set(keys("setup"))

    for sort in Sort:
        for head in ("proposal", "taken", "shown"):
            assert f"{head}-{sort.value}" in words
        assert f"file-open-{sort.value}" in words
