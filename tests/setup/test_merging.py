"""A draft put behind the last line of a file that is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from honmono.check.org import Person
from honmono.config import parse_organization
from honmono.setup.archive.proposals import Proposal, Sort
from honmono.setup.draft import Draft
from honmono.setup.merging import NotMergedError, merged

HERE = Path("honmono.toml")
OLD = """\
# who we are; ask Hana before you change anything
[organization]
names = ["例示"]   # formal
domains = ["example.co.jp"]

[[people]]
name = "山田 太郎"
addresses = ["y@example.co.jp"]   # the old one

[[services]]
name = "Backlog"
domains = ["backlog.example"]
# end"""


def draft(**what: object) -> Draft:
    return Draft(names=("例示",), domains=("example.co.jp",), **what)  # type: ignore[arg-type]


def merge(old: str, new: Draft) -> tuple[str, list[str]]:
    result = merged(old, parse_organization(old, HERE), new)
    return result.text, [each.reason for each in result.by_hand]


def test_every_line_of_the_operator_stays_and_the_new_stands_behind() -> None:
    text, _ = merge(
        OLD, draft(people=(Person("佐藤 花子", addresses=("s@example.co.jp",)),))
    )

    assert text.startswith(OLD + "\n")
    org = parse_organization(text, HERE)
    assert [p.name for p in org.people] == ["山田 太郎", "佐藤 花子"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_stay(end: str) -> None:
    old = OLD.replace("\n", end)
    text, _ = merge(old, draft(people=(Person("佐藤 花子"),)))

    assert text.startswith(old)
    assert text.count("\n") == text.count(end)


def test_nothing_new_changes_nothing() -> None:
    known = (
        Person("山田太郎"),
        Person("Taro", addresses=("Y@example.co.jp",)),
    )

    assert merge(OLD, draft(people=known))[0] == OLD


def test_what_stands_inside_a_line_of_the_operator_is_only_told() -> None:
    new = Draft(
        names=("例示",),
        domains=("example.co.jp", "example.jp"),
        authserv_ids=("mx.example.co.jp",),
        people=(Person("山田 太郎", addresses=("y@example.co.jp", "t@example.co.jp")),),
    )

    text, told = merge(OLD, new)

    assert text == OLD
    assert told == ["by-hand-domain", "by-hand-authserv-id", "by-hand-address"]


def test_a_proposed_person_who_is_there_is_not_added_again() -> None:
    taken = (
        Proposal(Sort.PERSON, "山田 太郎", ("t@example.co.jp",), {"count": 3}, True),
    )

    assert merge(OLD, draft(taken=taken))[0] == OLD


def test_a_file_in_one_line_is_refused_and_not_spoiled() -> None:
    old = (
        'people = [{ name = "山田 太郎" }]\n'
        '[organization]\nnames = ["例示"]\ndomains = ["example.co.jp"]\n'
    )

    with pytest.raises(NotMergedError):
        merge(old, draft(people=(Person("佐藤 花子"),)))


@pytest.mark.parametrize(
    ("known", "told"),
    [("", ["by-hand-reading"]), ('kana = "ヤマダ タロウ"\n', [])],
    ids=["no reading", "a reading"],
)
def test_a_reading_of_somebody_who_has_none_is_told(
    known: str, told: list[str]
) -> None:
    old = OLD.replace("[[services]]", f"{known}\n[[services]]")
    person = Person("山田 太郎", kana="ヤマダ タロウ", addresses=("y@example.co.jp",))

    assert merge(old, draft(people=(person,))) == (old, told)
