"""Knowledge of our own scanner: the table, own files, and what is wrong with one."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from honmono.sweep.knowledge import KnowledgeError, OwnFile, knowledge
from tests.sweep.machines import WORDS

DAY = date(2030, 1, 2)
HASH = "ab" * 32


def own(text: str) -> OwnFile:
    return OwnFile("own.csv", text, DAY)


def test_the_table_knows_the_test_file_of_all_scanners() -> None:
    parts = (
        "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR",
        "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*",
    )
    value = hashlib.sha256("".join(parts).encode()).hexdigest()

    assert [
        one["called"] for one in knowledge().indicators if one["value"] == value
    ] == ["EICAR test file"]


def test_every_row_of_the_table_is_a_hash_with_its_source() -> None:
    for one in knowledge().indicators:
        assert one["kind"] == "sha256"
        assert len(bytes.fromhex(one["value"])) == 32
        assert one["source"]
        assert not one["from"] or date.fromisoformat(one["from"])


def test_the_date_is_that_of_the_newest_part() -> None:
    assert knowledge([own(f"kind,value\nsha256,{HASH}\n")]).made == "2030-01-02"
    assert knowledge().made < "2030"


@pytest.mark.parametrize(
    "text",
    [
        f"kind,value,called,from,to,source\nsha256,{HASH.upper()},Evil,2026-01-01,,ours\n",
        f"\ufeffkind\tvalue\tcalled\nsha256\t{HASH}\tEvil\n",
        f'value,kind,called\n"{HASH}",sha256,Evil\n\n# a remark\n',
    ],
    ids=["CSV", "TSV with a BOM", "other order"],
)
def test_an_own_file_adds_to_the_table(text: str) -> None:
    known = knowledge([own(text)])

    assert known.indicators[-1]["value"] == HASH
    assert known.indicators[-1]["called"] == "Evil"
    assert known.indicators[-1]["source"]
    assert len(known.indicators) == len(knowledge().indicators) + 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "own.csv, line 1: the columns are kind, value"),
        ("hash\nx\n", "line 1: the columns"),
        ("kind,value,value\n", "line 1: the columns"),
        (f"kind,value\nsha256,{HASH}\nsha256,{HASH[:-1]}\n", "line 3: .* is no sha256"),
        ("kind,value\nmd5,abc\n", "line 2: kind is sha256 or name"),
        ("kind,value\nname,C:\\\\a.exe\n", "line 2: .* is no name"),
        ("kind,value\nname,a\n", "line 2: .* is no name"),
        ("kind,value\nsha256\n", "line 2: 1 columns instead of 2"),
        (
            f"kind,value,from\nsha256,{HASH},yesterday\n",
            "line 2: 'yesterday' is no day",
        ),
        ('kind,value\n"sha256,x\n', "line 2"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_taken(text: str, sentence: str) -> None:
    with pytest.raises(KnowledgeError, match=sentence):
        knowledge([own(text)])


def test_the_word_list_is_64_words_or_it_is_refused() -> None:
    assert len(knowledge(words=",".join(WORDS) + "\n").words) == 64
    assert knowledge().words == ()
    with pytest.raises(KnowledgeError, match="has 2 words"):
        knowledge(words="a,b")
