"""The five open methods: their vectors, their quirks, their edges."""

from __future__ import annotations

import random

import pytest

from honmono.sweep.scanner._core import FOUND, NOTHING, Knowledge
from honmono.sweep.scanner.checks import back_dating, borrowed_name, registry_name
from honmono.sweep.scanner.checks.dictionary_name import check, name_of, pick
from honmono.sweep.scanner.serial import serial_of
from tests.sweep.infections import _name
from tests.sweep.machines import EXPLORER, KNOWLEDGE, NOON, WEEK, WORDS, Builder

LIST = "abc,de,fgh"


@pytest.mark.parametrize(
    ("place", "word"),
    [
        (0, "abc"),
        (1, "bc"),  # no comma to its left: the word begins here, as the malware did
        (2, "c"),
        (3, "de"),  # at a comma: the word that follows
        (4, "de"),
        (5, "de"),
        (6, "fgh"),
        (9, "fgh"),
    ],
)
def test_a_place_of_the_list_picks_a_word(place: int, word: str) -> None:
    assert pick(LIST, place) == word


def test_a_disks_number_makes_the_name_that_was_worked_out_by_hand() -> None:
    # 13 mod 10 = 3 → de; (4294967295 - 1) mod 10 = 4 → de
    assert name_of(13, LIST) == "dede.exe"
    # 21 mod 10 = 1 → bc; (4294967295 - 2) mod 10 = 3 → de
    assert name_of(21, LIST) == "bcde.exe"


def test_two_ways_to_work_it_out_agree() -> None:
    chance = random.Random(5)  # noqa: S311
    for _ in range(500):
        serial = chance.randrange(2**32)
        assert name_of(serial, ",".join(WORDS)) == _name(WORDS, serial)


def test_without_the_list_nobody_looked_even_on_an_infected_pc() -> None:
    assert check(Builder(1).artefacts(), Knowledge()).why == "no-word-list"


def test_the_published_vector_of_the_registry_name() -> None:
    assert registry_name.name_in("28444a773d504e693b5f", 0x1A2B3C4D) == "examplesvc.exe"


@pytest.mark.parametrize("data", ["", "zz", "4d3c2b1a", "4d", "28444a773d504e693b5"])
def test_bytes_that_hide_no_name_hide_none(data: str) -> None:
    assert registry_name.name_in(data, 0x1A2B3C4D) == ""


@pytest.mark.parametrize(
    ("key", "name", "outcome"),
    [
        (EXPLORER, "a2b3c4d", FOUND),
        (EXPLORER, "A2B3C4D", FOUND),
        (EXPLORER, "0a2b3c4d", NOTHING),  # leading zeros are not written
        (EXPLORER + "\\Advanced", "a2b3c4d", NOTHING),
        (EXPLORER, "a2b3c4e", NOTHING),
    ],
)
def test_only_the_value_of_this_disk_in_its_key_counts(
    key: str, name: str, outcome: str
) -> None:
    b = Builder(2, odd=False)
    b.serial = 0x0A2B3C4D
    hidden = bytes(
        c ^ k for c, k in zip(b"svc", b.serial.to_bytes(4, "little"), strict=False)
    )
    b.value(b.user().hive, key, name, hidden.hex(), "REG_BINARY")
    b.run("C:\\x\\svc.exe")

    assert registry_name.check(b.artefacts(), KNOWLEDGE).outcome == outcome


@pytest.mark.parametrize(
    ("written", "number"),
    [("1a2b3c4d", 0x1A2B3C4D), ("1A2B-3C4D", 0x1A2B3C4D), ("0x0a", 10), ("0", None), ("", None), ("1a2b3c4d5", None), ("x", None), (None, None)],
)  # fmt: skip
def test_a_disks_number_is_read_or_is_none(written: object, number: int | None) -> None:
    artefacts = Builder(1, odd=False).artefacts()
    artefacts.host["volume_serial"] = written

    assert serial_of(artefacts) == number


@pytest.mark.parametrize(
    ("folder", "name", "size", "outcome"),
    [
        ("certcli", "winver.exe", 10_000, FOUND),
        ("CERTCLI", "WINVER.EXE", 50_000, FOUND),
        ("winver", "winver.exe", 50_000, FOUND),
        ("certcli", "winver.exe", 9_999, NOTHING),
        ("certcli", "winver.dll", 50_000, NOTHING),
        ("certcli\\deep", "winver.exe", 50_000, NOTHING),
        ("curl", "curl.exe", 50_000, NOTHING),
        ("certcli", "mine.exe", 50_000, NOTHING),
        ("mine", "winver.exe", 50_000, NOTHING),
    ],
)
def test_both_names_are_borrowed_and_the_file_is_no_small_one(
    folder: str, name: str, size: int, outcome: str
) -> None:
    b = Builder(3, odd=False)
    b.run(b.file(f"{b.user().local}\\{folder}\\{name}", size))

    assert borrowed_name.check(b.artefacts(), KNOWLEDGE).outcome == outcome


def test_a_hidden_path_under_a_borrowed_name_is_not_nothing() -> None:
    b = Builder(3, odd=False)
    b.file(f"{b.user().local}\\certcli\\winver.exe", 50_000)
    b.run("", name="winver.exe", line="")

    assert borrowed_name.check(b.artefacts(), KNOWLEDGE).why == "no-image-paths"


@pytest.mark.parametrize(
    ("off", "outcome"),
    [(0.0, FOUND), (-0.29, FOUND), (0.19, FOUND), (-0.31, NOTHING), (0.21, NOTHING), (1.0, NOTHING), (-2 * WEEK, NOTHING)],
)  # fmt: skip
def test_a_week_is_a_week_within_its_tolerance(off: float, outcome: str) -> None:
    b = Builder(3, odd=False)
    folder = f"{b.user().local}\\Abcdef"
    at = b.folder(folder, NOON)
    b.run(b.file(f"{folder}\\a.exe", at=at - WEEK - off))

    assert back_dating.check(b.artefacts(), KNOWLEDGE).outcome == outcome


def test_a_back_dated_library_of_an_unseen_command_line_is_not_nothing() -> None:
    b = Builder(3, odd=False)
    folder = f"{b.user().local}\\Abcdef"
    b.file(f"{folder}\\a.dll", at=b.folder(folder, NOON) - WEEK)
    b.run(f"{b.system32}\\regsvr32.exe", line="")

    assert back_dating.check(b.artefacts(), KNOWLEDGE).why == "no-command-lines"
