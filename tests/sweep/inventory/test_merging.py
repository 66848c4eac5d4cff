"""A list against the PCs that are there: nothing twice, nothing lost, nothing guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from honmono.sweep.inventory import (
    Choice,
    Decided,
    Field,
    Listed,
    What,
    applied,
    merge,
)
from honmono.sweep.inventory.difference import difference_as_json, difference_from_json
from honmono.sweep.inventory.matching import lasting
from honmono.sweep.pc import Kind, Pc, Presence, Release, Released
from tests.sweep.inventory.rows import NOW, pc, row

LATER = NOW + timedelta(days=1)


def test_a_first_list_is_all_new_and_again_nothing() -> None:
    rows = [row(2, "TKY-PC014", "serial:5CG1", office="tokyo"), row(3, "TKY-PC015")]

    after = applied(merge(rows, [], NOW), [], NOW)
    again = merge(rows, after.values(), LATER)

    assert sorted(after) == ["5cg1", "tky-pc015"]
    assert [one.what for one in again.differences] == [What.UNCHANGED] * 2


def test_what_changes_is_told_field_by_field() -> None:
    there = pc("a", "PC1", office="tokyo", user="山田", note="窓際")
    rows = [row(2, "pc1", office="osaka", user="山田", kind=Kind.LENT, note="貸出")]

    (one,) = merge(rows, [there], NOW).differences

    assert one.what is What.CHANGED
    assert [(f.name, f.before, f.after) for f in one.fields] == [
        ("office", "tokyo", "osaka"),
        ("kind", "fixed", "lent"),
        ("note", "窓際", "窓際 / 貸出"),
    ]


def test_what_a_list_does_not_say_stays() -> None:
    there = pc(
        "a",
        "PC1",
        office="tokyo",
        presence=Presence.ABSENT,
        ids=("serial:S1",),
        note="x",
    )

    (one,) = merge([row(2, "PC1")], [there], NOW).differences

    assert one.what is What.UNCHANGED


def test_the_same_machine_under_another_name_is_that_pc() -> None:
    there = pc("a", "TKY-PC014", ids=("serial:5CG1",))

    (one,) = merge([row(2, "TKY-PC020", "serial:5CG1")], [there], NOW).differences

    assert one.what is What.RENAMED
    assert one.after == replace(there, host="TKY-PC020", names=("TKY-PC014",))


def test_an_old_list_does_not_rename_back() -> None:
    there = pc("a", "TKY-PC020", names=("TKY-PC014",), ids=("serial:5CG1",))
    rows = [row(2, "TKY-PC014", "serial:5CG1")]

    assert merge(rows, [there], NOW).differences[0].what is What.UNCHANGED
    assert merge([row(2, "TKY-PC014")], [there], NOW).differences[0].before == there


def test_two_that_swapped_names_stay_two() -> None:
    there = [pc("a", "PC1", ids=("serial:S1",)), pc("b", "PC2", ids=("serial:S2",))]
    rows = [row(2, "PC2", "serial:S1"), row(3, "PC1", "serial:S2")]

    after = applied(merge(rows, there, NOW), there, NOW)

    assert {one.id: one.host for one in after.values()} == {"a": "PC2", "b": "PC1"}


def test_another_number_of_the_installation_says_it_was_set_up_anew() -> None:
    there = pc("a", "PC1", ids=("serial:S1", "computer:C1"))

    (one,) = merge([row(2, "PC1", "computer:C2")], [there], NOW).differences

    assert one.what is What.REIMAGED
    assert one.after is not None
    assert one.after.installed == NOW
    assert one.after.ids == ("serial:S1", "computer:C2")


def test_a_later_day_of_installation_counts_and_an_earlier_does_not() -> None:
    there = pc("a", "PC1", installed=NOW)
    later, earlier = (row(2, "PC1", installed=NOW + timedelta(days=d)) for d in (5, -5))

    assert merge([later], [there], NOW).differences[0].what is What.REIMAGED
    assert merge([earlier], [there], NOW).differences[0].what is What.UNCHANGED


def test_a_pc_that_the_list_lacks_is_proposed_to_be_noted_and_never_taken_away() -> (
    None
):
    there = [pc("a", "PC1", office="tokyo"), pc("b", "PC2", office="tokyo")]
    rows = [row(2, "PC1", office="tokyo")]

    found = merge(rows, there, NOW, missing_note="not in a.csv")
    left = applied(found, there, NOW)
    noted = applied(found, there, NOW, {1: Decided(Choice.TAKE)})

    assert [one.what for one in found.differences] == [What.UNCHANGED, What.MISSING]
    assert left["b"] == there[1]
    assert noted["b"].note == "not in a.csv"
    again = merge(rows, noted.values(), NOW, missing_note="not in a.csv")
    assert [one.what for one in again.differences] == [What.UNCHANGED]


def test_a_list_of_one_office_says_nothing_about_another() -> None:
    there = [pc("b", "OSK1", office="osaka")]
    rows = [row(2, "PC1", office="tokyo")]

    found = merge(rows, there, NOW, missing_note="not in a.csv")

    assert [one.what for one in found.differences] == [What.NEW]


def test_what_is_not_ours_is_not_missing_but_told_where_the_list_has_it() -> None:
    out = Released(Release.NOT_OURS, "sold", "山田", NOW - timedelta(days=1))
    there = [pc("a", "PC1", released=(out,))]

    gone = merge([row(2, "PC2")], there, NOW, missing_note="x").differences
    has = merge([row(2, "PC1")], there, NOW, missing_note="x").differences

    assert [one.what for one in gone] == [What.NEW]
    assert [t.code for t in has[0].why] == ["listed-not-ours"]


def test_the_same_row_again_counts_once() -> None:
    rows = [
        row(2, "PC1", "serial:S1", office="tokyo"),
        row(3, "pc1.example.co.jp", "serial:S1", user="山田"),
        row(4, "PC1"),
    ]

    found = merge(rows, [], NOW)

    assert len(found.differences) == 1
    assert found.differences[0].after is not None
    assert found.differences[0].after.user == "山田"
    assert [(t.line, t.code) for t in found.doubles] == [(3, "double"), (4, "double")]


def test_one_number_under_two_names_is_for_a_person() -> None:
    rows = [row(2, "PC1", "serial:S1"), row(3, "PC2", "serial:S1")]
    found = merge(rows, [], NOW)

    one = found.differences[1]
    left = applied(found, [], NOW)
    former = applied(found, [], NOW, {1: Decided(Choice.FORMER, one.candidates[0])})
    other = applied(found, [], NOW, {1: Decided(Choice.OTHER)})

    assert one.what is What.UNSURE
    assert [p.host for p in left.values()] == ["PC1"]
    assert [(p.host, p.names) for p in former.values()] == [("PC1", ("PC2",))]
    assert sorted(p.host for p in other.values()) == ["PC1", "PC2"]
    for after in (former, other):
        again = merge(rows, after.values(), NOW)
        assert {each.what for each in again.differences} == {What.UNCHANGED}


def test_a_number_of_many_rows_is_none() -> None:
    rows = [row(n, f"PC{n}", "asset:SPARE") for n in range(2, 6)]

    found = merge(rows, [], NOW)

    assert [one.what for one in found.differences] == [What.NEW] * 4
    assert [t.code for t in found.doubles] == ["number-of-many"]


def test_names_that_netbios_cuts_are_two_pcs_and_told() -> None:
    rows = [row(2, "TOKYO-SALES-PC-01"), row(3, "TOKYO-SALES-PC-02")]

    found = merge(rows, [], NOW)
    after = applied(found, [], NOW)

    assert [t.code for t in found.doubles] == ["netbios-twice"]
    assert len(after) == 2
    assert {d.what for d in merge(rows, after.values(), NOW).differences} == {
        What.UNCHANGED
    }


def test_one_name_with_two_numbers_is_two_pcs_and_told() -> None:
    rows = [row(2, "PC1", "serial:S1"), row(3, "PC1", "serial:S2")]

    found = merge(rows, [], NOW)

    assert [one.what for one in found.differences] == [What.NEW] * 2
    assert [t.code for t in found.doubles] == ["name-twice"]


def test_a_known_name_with_other_numbers_is_for_a_person() -> None:
    there = pc("a", "PC1", ids=("serial:S1",))
    found = merge([row(2, "PC1", "serial:S2")], [there], NOW, missing_note="x")

    (one,) = found.differences
    same = applied(found, [there], NOW, {0: Decided(Choice.SAME, "a")})
    other = applied(found, [there], NOW, {0: Decided(Choice.OTHER)})

    assert one.what is What.UNSURE
    assert applied(found, [there], NOW) == {"a": there}
    assert set(same["a"].ids) == {"serial:S1", "serial:S2"}
    assert len(other) == 2


def test_numbers_of_two_pcs_are_for_a_person_and_then_belong_to_one() -> None:
    there = [pc("a", "PC1", ids=("serial:S1",)), pc("b", "PC2", ids=("asset:A2",))]
    rows = [row(2, "PC1", "serial:S1", "asset:A2")]
    found = merge(rows, there, NOW)

    after = applied(found, there, NOW, {0: Decided(Choice.SAME, "a")})

    assert found.differences[0].choices == (Choice.LEAVE, Choice.SAME)
    assert (after["a"].ids, after["b"].ids) == (("serial:S1", "asset:A2"), ())
    assert merge(rows, after.values(), NOW).differences[0].what is What.UNCHANGED


@pytest.mark.parametrize("of", ["", "c", "nobody"])
def test_a_choice_of_what_was_not_offered_changes_nothing(of: str) -> None:
    there = [pc("a", "PC1", ids=("serial:S1",)), pc("c", "PC9")]
    found = merge([row(2, "PC1", "serial:S2")], there, NOW)

    for choice in (Choice.SAME, Choice.FORMER, Choice.TAKE):
        after = applied(found, there, NOW, {0: Decided(choice, of)})
        assert list(after.values()) == there


def test_a_telephone_is_left_out_until_somebody_takes_it() -> None:
    phone = replace(row(2, "Taro-iPhone"), no_pc=True)
    found = merge([phone], [], NOW)

    assert found.differences[0].what is What.NO_PC
    assert applied(found, [], NOW) == {}
    assert len(applied(found, [], NOW, {0: Decided(Choice.TAKE)})) == 1


def test_a_difference_is_stored_and_read_again() -> None:
    there = pc("a", "PC1", ids=("serial:S1",))
    rows = [
        row(2, "PC1", "serial:S2"), row(3, "PC3", "serial:S3", office="tokyo"),
        row(4, "PC4", "serial:S3", installed=datetime(2022, 5, 1, tzinfo=UTC)),
    ]  # fmt: skip

    for one in merge(rows, [there], NOW).differences:
        assert difference_from_json(difference_as_json(one)) == one


# What no list and no order of lists may do.

MACHINES = st.integers(0, 5)
HOSTS = st.sampled_from(
    ["PC1", "PC2", "pc1.example.jp", "TOKYO-SALES-PC-01", "TOKYO-SALES-PC-02"]
)


@st.composite
def lists(draw: st.DrawFn, *, numbered: bool) -> list[list[Listed]]:
    """Some lists of machines; with numbers that last, or also without."""
    found = []
    for _ in range(draw(st.integers(1, 3))):
        machines = draw(st.lists(MACHINES, max_size=6, unique=numbered))
        rows = []
        for line, machine in enumerate(machines, start=2):
            has_number = numbered or bool(draw(st.integers(0, 1)))
            ids = [f"serial:S{machine}"] if has_number else []
            tagged: bool = draw(st.booleans())
            if ids and tagged:
                ids.append(f"asset:A{machine if numbered else draw(MACHINES)}")
            if draw(st.booleans()):
                ids.append(f"computer:C{draw(MACHINES)}")
            fields = {"office": draw(st.sampled_from(["tokyo", "osaka"]))}
            rows.append(row(line, draw(HOSTS), *ids, **fields))
        found.append(rows)
    return found


@settings(max_examples=200, deadline=None)
@given(lists(numbered=False))
def test_what_was_applied_is_not_applied_again(files: list[list[Listed]]) -> None:
    pcs: dict[str, Pc] = {}
    for rows in files:
        once = applied(merge(rows, pcs.values(), NOW), pcs.values(), NOW)
        twice = applied(merge(rows, once.values(), LATER), once.values(), LATER)

        assert twice == once
        assert set(pcs) <= set(once)
        pcs = once


@settings(max_examples=100, deadline=None)
@given(lists(numbered=True))
def test_the_order_of_lists_does_not_make_other_pcs(files: list[list[Listed]]) -> None:
    found = set()
    for order in permutations(files):
        pcs: dict[str, Pc] = {}
        for rows in order:
            merged = merge(rows, pcs.values(), NOW)
            apart = {
                at: Decided(Choice.OTHER)
                for at, one in enumerate(merged.differences)
                if one.what is What.UNSURE
            }
            pcs = applied(merged, pcs.values(), NOW, apart)
        found.add(frozenset(frozenset(m for m in lasting(p.ids)) for p in pcs.values()))

    machines = {m for rows in files for r in rows for m in lasting(r.pc.ids)}
    assert len(found) == 1
    assert {m for marks in found.pop() for m in marks} == machines


@settings(max_examples=100, deadline=None)
@given(lists(numbered=True))
def test_no_number_is_ever_on_two_pcs(files: list[list[Listed]]) -> None:
    pcs: dict[str, Pc] = {}
    for rows in files:
        pcs = applied(merge(rows, pcs.values(), NOW), pcs.values(), NOW)
        marks = [mark for one in pcs.values() for mark in lasting(one.ids)]

        assert len(marks) == len(set(marks))


def test_sixty_thousand_rows_are_merged_in_seconds() -> None:
    rows = [row(n, f"PC{n:06}", f"serial:S{n}", office="tokyo") for n in range(60_000)]

    found = merge(rows, [], NOW)

    assert found.counts()[What.NEW] == 60_000


def test_a_field_of_a_row_is_one_of_the_list() -> None:
    assert {"host", "serial", "office"} <= {field.value for field in Field}
