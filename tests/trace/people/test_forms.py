"""Does a shown text find a name, and how surely?"""

from __future__ import annotations

import pytest

from honmono.trace.people.forms import (
    MAX_SHOWN,
    MAX_SPELLINGS,
    Likeness,
    forms_of,
    forms_of_sighting,
    forms_shown,
)

FULL, PARTIAL = Likeness.FULL, Likeness.PARTIAL


def likeness(name: str, shown: str, address: str = "") -> Likeness | None:
    """How surely `shown` is the one who was seen with `name` and `address`."""
    known = forms_of_sighting(address, name) if address else forms_of(name)
    fitting = [each for each in forms_shown(shown) if each.form in known]
    first = {each.likeness for each in fitting if each.rank == fitting[0].rank}
    return FULL if FULL in first else next(iter(first), None)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Nina Mori", "Nina Mori"),
        ("Nina Mori", "Mori, Nina"),
        ("Nina Mori", "Mori Nina"),
        ("Nina Mori", "NINA MORI"),
        ("Nina Mori", "NinaMori"),
        ("Nina Mori", "Nina K. Mori"),
        ("Mori, Nina K. </O=CORP/OU=NA/CN=RECIPIENTS/CN=NMORI>", "Nina Mori"),
        ("Nina K Mori/TYO/CORP@CORP", "Mori, Nina K"),
        ("Mori, Nina K.", "Nina K Mori"),
        ("Nina Karla Mori", "Nina K. Mori"),
        ("Van Loon, Nina", "Nina van Loon"),
        ("Nina Mori", "Nina Mori (Harbor Travel)"),
        ("Nina Mori", "Harbor Travel - Nina Mori via Dropsign"),
        ("Nina Mori", "Harbor Travel | Nina Mori"),
        ("Nina Mori", "Nina Mori nina.mori@x.example"),
        ("Nina Mori", "Мori, Nina"),
        ("N. Mori", "Mori, N"),
        ("大河原 悠一郎", "大河原悠一郎"),
        ("大河原悠一郎", "大河原 悠一郎"),
        ("大河原 悠一郎", "悠一郎 大河原"),
        ("大河原 悠一郎", "大河原悠一郎様"),
        ("大河原 悠一郎", "例示センター 大河原 悠一郎"),
        ("大河原 悠一郎", "例示銀行 大河原悠一郎"),
        ("高橋 悠一郎", "髙橋悠一郎"),
        ("オオカワラ ユウイチロウ", "おおかわら ゆういちろう"),
        ("オオカワラ ユウイチロウ", "Yuichiro Okawara"),
        ("オオカワラ ユウイチロウ", "OHKAWARA Yuuitirou"),
        ("Yuichiro Okawara", "Ohkawara Yuuitirou"),
        ("Shinji Tsuchida", "Tutida Sinzi"),
        ("Shinji Tsuchida", "ツチダ シンジ"),
        ("総務部", "総務部"),
        ("Ops/Night Shift Desk", "Ops/Night Shift Desk"),
    ],
)
def test_a_whole_name(name: str, shown: str) -> None:
    assert likeness(name, shown) is FULL


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Nina Mori", "Nina"),
        ("Nina Mori", "Mori"),
        ("Nina Mori", "N. Mori"),
        ("N. Mori", "Nina Mori"),
        ("Robert Mori", "Bob Mori"),
        ("Bob Mori", "Robert Mori"),
        ("Rob Mori", "Mori, Bob"),
        ("Nina Karla Mori", "Karla Mori"),
        ("Karla Mori", "Nina Karla Mori"),
        ("大河原 悠一郎", "大河原"),
        ("大河原悠一郎", "悠一郎"),
    ],
)
def test_a_part_of_a_name(name: str, shown: str) -> None:
    assert likeness(name, shown) is PARTIAL


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Nina K. Mori", "Nina L. Mori"),
        ("Nina Mori", "Nino Mori"),
        ("Alan Mori", "Albert Mori"),
        ("Nina Mori", "Nina Morita"),
        ("Nina Mori (Harbor Travel)", "Harbor Travel"),
        ("Nina Mori", "nina.mori@x.example"),
        ("大河原 悠一郎", "大河原 悠二郎"),
        ("大河原 悠一郎", "小河原 悠一郎"),
        ("オノ ジュン", "Jun Ohno"),
        ("", "Nina Mori"),
        ("Nina Mori", ""),
    ],
)
def test_somebody_else(name: str, shown: str) -> None:
    assert likeness(name, shown) is None


@pytest.mark.parametrize(
    ("name", "address", "shown", "expected"),
    [
        ("", "nina.mori@x.example", "Nina Mori", FULL),
        ("", "mori_nina@x.example", "Nina Mori", FULL),
        ("", "k..mori@x.example", "Mori, Nina K.", PARTIAL),
        ("", "nmori@x.example", "Nina Mori", PARTIAL),
        ("森 翔", "mori@x.example", "Sho Mori", PARTIAL),
        ("森 翔", "sho50@x.example", "Sho Mori", PARTIAL),
        ("Ken Mori", "mori@x.example", "Sho Mori", None),
        ("", "info@x.example", "Nina Mori", None),
    ],
)
def test_by_the_address(
    name: str, address: str, shown: str, expected: Likeness | None
) -> None:
    assert likeness(name, shown, address) is expected


def test_an_address_in_the_place_of_a_name() -> None:
    assert forms_of("nina.mori@x.example") == {"@ninamori"}


def test_what_says_most_is_first() -> None:
    ranks = [shown.rank for shown in forms_shown("Mori, Bob K. (Harbor Travel)")]

    assert ranks == sorted(ranks)
    assert ranks[0] == 0


def test_bounds() -> None:
    many = " ".join(["Bob"] * 5 + ["Mori"])
    kana = "オオオオオオオオ オオオオオオオオ"

    assert 0 < len(forms_shown(" / ".join([many] * 9))) <= MAX_SHOWN
    assert sum(form.startswith("=") for form in forms_of(kana)) <= MAX_SPELLINGS
    assert max(map(len, forms_of("Nina " + "m" * 900)), default=0) < 100
