"""Names of people as lists and mail write them."""

from __future__ import annotations

import pytest

from honmono.setup.person_names import Written, joined, shown, tidy, words_of


@pytest.mark.parametrize(
    ("display", "expected"),
    [
        ("Yamada, Taro", Written("Taro Yamada")),
        ("YAMADA Taro", Written("Taro Yamada")),
        ("Taro YAMADA", Written("Taro Yamada")),
        ("Taro Yamada", Written("Taro Yamada")),
        ("Walls, Jr.", Written("Walls, Jr.")),
        ("部長 山田 太郎", Written("山田 太郎")),
        ("山田 太郎 代表取締役社長", Written("山田 太郎")),
        ("山田 太郎 様", Written("山田 太郎")),
        ("[営業部] 山田 太郎", Written("山田 太郎")),
        ("John Smith【営業部】", Written("John Smith")),
        ("阿部 (Ken Abe)", Written("阿部", "", "Ken Abe")),
        ("CN=Taro Yamada/OU=Tokyo/O=Reiji", Written("Taro Yamada")),
        ("社長", Written("社長")),
        ("山田　太郎", Written("山田 太郎")),
        ("山田, 太郎", Written("山田 太郎")),
        ("山田太郎", Written("山田太郎")),
        ("山田 太郎（営業部）", Written("山田 太郎")),
        ("山田 太郎 (Taro Yamada)", Written("山田 太郎", "", "Taro Yamada")),
        ("山田 太郎 / YAMADA Taro", Written("山田 太郎", "", "Taro Yamada")),
        ("山田 太郎 Taro Yamada", Written("山田 太郎", "", "Taro Yamada")),
        ("山田 太郎（ヤマダ タロウ）", Written("山田 太郎", "ヤマダ タロウ")),
        ("ｶｰﾀｰ ｴﾐﾘｰ", Written("カーター エミリー")),
        ("'Taro Yamada'", Written("Taro Yamada")),
        ("山\u200b田\x00太郎\ufeff", Written("山田 太郎")),
        ("", Written("")),
    ],
)
def test_a_display_name_is_taken_apart(display: str, expected: Written) -> None:
    assert shown(display) == expected


@pytest.mark.parametrize(
    ("family", "given", "name"),
    [
        ("山田", "太郎", "山田 太郎"),
        ("Yamada", "Taro", "Taro Yamada"),
        ("カーター", "エミリー", "カーター エミリー"),
        ("山田", "", "山田"),
    ],
)
def test_parts_stand_in_the_order_of_their_script(
    family: str, given: str, name: str
) -> None:
    assert joined(family, given) == name


def test_kanji_are_never_exchanged() -> None:
    assert tidy("髙橋　﨑") == "髙橋 﨑"


@pytest.mark.parametrize(
    "other", ["Allen, Phillip K.", "PHILLIP ALLEN", "Phillip Allen Jr."]
)
def test_spellings_of_one_name_share_their_words(other: str) -> None:
    assert words_of(other) == words_of("Phillip K Allen")


def test_another_name_has_other_words() -> None:
    assert words_of("Phillip Love") != words_of("Phillip Allen")
