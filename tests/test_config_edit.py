"""An addition changes its own lines of honmono.toml and no other."""

from __future__ import annotations

import tomllib
from difflib import ndiff
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honmono.check.org.additions.model import Addition, Kind, Place
from honmono.config_edit import LayoutError, by_hand, edited, line_of

EXAMPLE = Path(__file__).parents[1] / "examples" / "hoshimine" / "honmono.toml"
FILE = """\
# who we are
[organization]
names = [          # the first is the formal one
    "例示株式会社",  # formal
    "Reiji"        # short
]
domains = ["example.co.jp"]   # a subdomain is ours too

[[people]]          # everybody who writes
name = "山田 太郎"
addresses = ["yamada@example.co.jp"]
# part-time since spring

# --- the boss ---
[[people]]
name = "田中 花子"
private_addresses = [
    "hana@example.org",   # phone
]

[[services]]
name = 'Tickets'
domains = [ "tickets.example" ]
# asked twice

# --- lists: see the wiki ---
[[lists]]
domains = ["lists.example"]
"""
BACKLOG = Addition(Kind.SERVICE, ("backlog.example",), "Backlog")


def new_lines(old: str, new: str) -> tuple[list[str], list[str]]:
    """Lines that went and lines that came."""
    lines = list(ndiff(old.splitlines(), new.splitlines()))
    gone = [line[2:] for line in lines if line.startswith("- ")]
    came = [line[2:] for line in lines if line.startswith("+ ")]
    return gone, came


def test_a_new_table_stands_behind_its_kind_and_before_the_next_ones_comment() -> None:
    new = edited(FILE, BACKLOG)

    block = '# asked twice\n\n[[services]]\nname = "Backlog"\ndomains = ["backlog.example"]\n'
    assert f"{block}\n# --- lists: see the wiki ---\n[[lists]]" in new
    assert new_lines(FILE, new)[0] == []


def test_the_first_of_its_kind_stands_at_the_end() -> None:
    new = edited(FILE, Addition(Kind.PARTNER, ("kita.example",), "北電機"))

    assert new == FILE + '\n[[partners]]\nname = "北電機"\ndomains = ["kita.example"]\n'


def test_the_last_table_needs_no_line_behind_it() -> None:
    new = edited(FILE, Addition(Kind.LIST, ("forum.example",)))

    assert new == FILE + '\n[[lists]]\ndomains = ["forum.example"]\n'


@pytest.mark.parametrize(
    ("addition", "gone", "came"),
    [
        (
            Addition(Kind.DOMAIN, ("example.jp",), entry=0),
            ['domains = ["example.co.jp"]   # a subdomain is ours too'],
            ['domains = ["example.co.jp", "example.jp"]   # a subdomain is ours too'],
        ),
        (
            Addition(Kind.SERVICE, ("t.example",), "Tickets", 0),
            ['domains = [ "tickets.example" ]'],
            ['domains = [ "tickets.example", "t.example" ]'],
        ),
        (
            Addition(Kind.PRIVATE_ADDRESS, ("h@example.net",), "田中 花子", 1),
            [],
            ['    "h@example.net",'],
        ),
        (
            Addition(Kind.PRIVATE_ADDRESS, ("t@example.org",), "山田 太郎", 0),
            [],
            ['private_addresses = ["t@example.org"]'],
        ),
        (
            Addition(Kind.PHONE, ("03-5555-0100",), entry=0),
            [],
            ['phones = ["03-5555-0100"]'],
        ),
    ],
    ids=[
        "list in a line",
        "spaces inside",
        "a line each",
        "new key",
        "new key of ours",
    ],
)
def test_a_value_joins_the_others_as_they_are_written(
    addition: Addition, gone: list[str], came: list[str]
) -> None:
    assert new_lines(FILE, edited(FILE, addition)) == (gone, came)


def test_a_new_key_stands_among_the_keys_not_below_the_comment_of_the_next() -> None:
    addition = Addition(Kind.PRIVATE_ADDRESS, ("t@example.org",), "山田 太郎", 0)

    lines = edited(FILE, addition).splitlines()

    at = lines.index('private_addresses = ["t@example.org"]')
    assert lines[at - 1] == 'addresses = ["yamada@example.co.jp"]'
    assert lines[at + 1] == "# part-time since spring"


def test_a_new_person_has_the_keys_in_the_order_of_the_page() -> None:
    addition = Addition(
        Kind.PERSON,
        ("s@example.co.jp",),
        "鈴木 一郎",
        None,
        "スズキ イチロウ",
        "Ichiro Suzuki",
    )

    assert by_hand(addition).splitlines() == [
        "[[people]]",
        'name = "鈴木 一郎"',
        'kana = "スズキ イチロウ"',
        'romaji = "Ichiro Suzuki"',
        'addresses = ["s@example.co.jp"]',
    ]


@pytest.mark.parametrize("addition", [BACKLOG, Addition(Kind.LIST, ("a.example",))])
def test_windows_line_ends_and_a_byte_order_mark_stay(addition: Addition) -> None:
    windows = "\ufeff" + FILE.replace("\n", "\r\n")

    new = edited(windows, addition)

    assert new == "\ufeff" + edited(FILE, addition).replace("\n", "\r\n")


def test_a_file_without_a_last_line_end_gets_one() -> None:
    assert edited(FILE.removesuffix("\n"), BACKLOG) == edited(FILE, BACKLOG)


def test_tables_that_stand_apart_stay_apart() -> None:
    apart = FILE + '\n[[services]]\nname = "B"\ndomains = ["b.example"]\n'

    new = edited(apart, BACKLOG)

    assert new.startswith(apart)
    addition = Addition(Kind.SERVICE, ("b2.example",), "B", 1)
    assert new_lines(apart, edited(apart, addition))[1] == [
        'domains = ["b.example", "b2.example"]'
    ]


def test_tables_without_blank_lines_between_them_are_edited_too() -> None:
    dense = "\n".join(line for line in FILE.splitlines() if line) + "\n"

    gone, came = new_lines(dense, edited(dense, BACKLOG))

    assert gone == []
    assert came == [
        "",
        "[[services]]",
        'name = "Backlog"',
        'domains = ["backlog.example"]',
        "",
    ]


INLINE = """\
services = [{ name = "A", domains = ["a.example"] }]   # short
people = [
    { name = "山田 太郎" },
]

[organization]
names = ["R"]
domains = ["example.co.jp"]
"""


@pytest.mark.parametrize(
    "addition",
    [
        BACKLOG,
        Addition(Kind.SERVICE, ("a2.example",), "A", 0),
        Addition(Kind.PRIVATE_ADDRESS, ("t@example.org",), "山田 太郎", 0),
        Addition(Kind.LIST, ("lists.example",)),
    ],
)
def test_tables_in_one_line_are_edited_too(addition: Addition) -> None:
    new = edited(INLINE, addition)

    assert "# short" in new
    assert all(value in new for value in addition.values)


def test_a_table_inside_of_a_text_is_no_table() -> None:
    text = 'names = """\n[[services]]\n"""\n'
    file = FILE.replace("names = [ ", "notes = [ ").replace(
        "[organization]\n", f"[organization]\n{text}"
    )

    new = edited(file, BACKLOG)

    assert new_lines(file, new)[0] == []
    assert new.count('"""\n[[services]]\n"""') == 1


@pytest.mark.parametrize(
    "text",
    ['organization.names = ["R"]\norganization.domains = ["example.co.jp"]\n'],
    ids=["dotted keys"],
)
def test_rare_layouts_are_edited_or_refused_never_broken(text: str) -> None:
    addition = Addition(Kind.DOMAIN, ("example.jp",), entry=0)
    try:
        new = edited(text, addition)
    except LayoutError as error:
        assert error.by_hand == 'domains = ["example.jp"]\n'  # noqa: PT017
    else:
        assert tomllib.loads(new)["organization"]["domains"][-1] == "example.jp"


def test_what_went_wrong_is_refused_not_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("honmono.config_edit._edited", lambda text, _: text)

    with pytest.raises(LayoutError) as caught:
        edited(FILE, BACKLOG)

    assert caught.value.by_hand == by_hand(BACKLOG)


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (Place("organization", 0, "domains"), 7),
        (Place("people", 1, "private_addresses"), 17),
        (Place("people", 0, "name"), 10),
        (Place("services", 0, "domains"), 23),
        (Place("lists", 0, "domains"), 28),
        (Place("people", 0, "kana"), 9),
        (Place("partners", 0, "domains"), 0),
    ],
)
def test_the_line_of_a_value_is_found(place: Place, line: int) -> None:
    assert line_of(FILE, place) == line
    assert line_of("\ufeff" + FILE.replace("\n", "\r\n"), place) == line


def test_a_list_of_five_thousand_people_is_edited_at_once() -> None:
    person = '[[people]]\nname = "山田 太郎"\naddresses = ["a@example.co.jp"]\n\n'
    file = FILE + "\n" + 5_000 * person

    new = edited(file, Addition(Kind.PERSON, (), "鈴木 一郎"))

    assert new.startswith(file.rstrip())


# Any layout that a person may choose: tables in any order, comments and blank lines.

_TRIVIA = st.sampled_from(["", "\n", "# note\n", "\n# note\n\n", "\n\n", "  # [[x]]\n"])
_VALUES = st.sampled_from(
    [
        '["{0}.example"]',
        '[ "{0}.example", ]  # why',
        '[\n    "{0}.example"\n]',
        '[\n  "{0}.example",  # why\n  # end\n]',
        "['{0}.example', \"{0}b.example\"]",
    ]
)
_TABLE = st.sampled_from(["services", "partners", "lists", "people"])


@st.composite
def files(draw: st.DrawFn) -> str:
    parts = [draw(_TRIVIA)]
    us = f'[organization]\nnames = ["R"]\ndomains = {draw(_VALUES)}\n'.replace(
        "{0}", "us"
    )
    tables = draw(st.lists(st.tuples(_TABLE, _VALUES, _TRIVIA), max_size=6))
    position = draw(st.integers(0, len(tables)))
    for number, (table, values, trivia) in enumerate(tables):
        if number == position:
            parts += [us, draw(_TRIVIA)]
        parts.append(f"[[{table}]]\n")
        if table != "lists":
            parts.append(f'name = "{table}{number}"\n')
        key = "private_addresses" if table == "people" else "domains"
        parts += [f"{key} = {values}\n".replace("{0}", f"t{number}"), trivia]
    if position == len(tables):
        parts.append(us)
    return "".join(parts)


@st.composite
def additions(draw: st.DrawFn, data: dict[str, Any]) -> Addition:
    kind = draw(st.sampled_from([Kind.SERVICE, Kind.PARTNER, Kind.LIST, Kind.DOMAIN,
                                 Kind.PRIVATE_ADDRESS, Kind.PERSON]))  # fmt: skip
    tables = {Kind.SERVICE: "services", Kind.PARTNER: "partners",
              Kind.PRIVATE_ADDRESS: "people"}  # fmt: skip
    count = len(data.get(tables.get(kind, ""), []))
    entry = draw(st.none() | st.integers(0, count - 1)) if count else None
    if kind is Kind.PRIVATE_ADDRESS and entry is None:
        kind = Kind.PERSON
    name = "" if kind in (Kind.LIST, Kind.DOMAIN) else '新 "人" \\'
    return Addition(kind, ("new.example",), name, 0 if kind is Kind.DOMAIN else entry)


@given(st.data())
def test_every_layout_keeps_its_other_lines(data: st.DataObject) -> None:
    file = data.draw(files())
    addition = data.draw(additions(tomllib.loads(file)))

    new = edited(file, addition)  # refuses what does not say the same and the addition

    gone, came = new_lines(file, new)
    assert len(gone) <= 1
    assert len(came) <= len(gone) + 5
    assert sum(line.count("#") for line in new.splitlines()) == file.count("#")


def test_the_sample_office_keeps_every_line() -> None:
    text = EXAMPLE.read_text("utf-8")

    assert new_lines(text, edited(text, BACKLOG))[0] == []
