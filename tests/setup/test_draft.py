"""What will stand in the file: whose domain, who is ours, who is one person."""

from __future__ import annotations

from honmono.check.org.model import Office
from honmono.setup.draft import Draft, domains_of, drafted
from honmono.setup.exports import Account, Export, Listed


def listed(name: str, *addresses: str, **more: str) -> Listed:
    return Listed(1, Account.PERSON, name, addresses=addresses, **more)  # type: ignore[arg-type]


def export(*people: Listed) -> Export:
    return Export("list", "csv", "utf-8", accounts=people)


def draft(*exports: Export, domains: tuple[str, ...] = ("example.co.jp",)) -> Draft:
    return drafted(("例示",), domains, exports)


def test_the_domain_of_most_people_is_ours_and_what_two_have_beside_it() -> None:
    people = (
        listed("A", "a@example.co.jp", "a@example.jp"),
        listed("B", "b@example.co.jp", "b@example.jp"),
        listed("C", "c@example.co.jp", "c@typo.example"),
        listed("D", "d@kita.example"),
    )

    ours, others = domains_of([export(*people)])

    assert ours == ("example.co.jp", "example.jp")
    assert others == {"typo.example": 1, "kita.example": 1}


def test_contacts_of_many_firms_show_no_domain_of_ours() -> None:
    people = [listed(str(n), f"a@firm{n}.example") for n in range(4)]

    assert domains_of([export(*people)])[0] == ()


def test_free_mail_is_never_ours() -> None:
    people = [listed(str(n), f"a{n}@gmail.com") for n in range(4)]

    assert domains_of([export(*people)])[0] == ()


def test_who_has_only_foreign_addresses_is_an_outsider() -> None:
    made = draft(
        export(
            listed("山田 太郎", "y@example.co.jp", "taro@gmail.com"),
            listed("北 次郎", "k@kita.example"),
            listed("佐藤 花子"),
        )
    )

    assert [(p.name, p.addresses) for p in made.people] == [
        ("山田 太郎", ("y@example.co.jp",)),
        ("佐藤 花子", ()),
    ]
    assert made.outsiders == 1
    assert made.outsiders_at == ("kita.example",)


def test_two_lists_of_one_person_complete_each_other() -> None:
    system = export(listed("山田太郎", "y@example.co.jp", office="東京"))
    office = export(listed("山田 太郎", kana="ヤマダ タロウ", title="部長"))

    (person,) = draft(system, office).people

    assert (person.name, person.kana, person.title) == (
        "山田 太郎",
        "ヤマダ タロウ",
        "部長",
    )
    assert person.addresses == ("y@example.co.jp",)


def test_two_bearers_of_one_name_stay_two() -> None:
    one, two = (
        listed("佐藤 恵", "a@example.co.jp"),
        listed("佐藤 恵", "b@example.co.jp"),
    )

    assert len(draft(export(one, two)).people) == 2


def test_offices_are_those_named_and_those_of_our_people() -> None:
    made = drafted(
        ("例示",),
        ("example.co.jp",),
        [
            export(
                listed("A", office="東京本社"),
                listed("B", office="大阪"),
                listed("C", office="Nagoya Branch"),
                listed("D", "d@kita.example", office="北"),
            )
        ],
        offices=[Office("tokyo", "東京本社")],
    )

    assert [(o.id, o.name) for o in made.offices] == [
        ("tokyo", "東京本社"),
        ("office-2", "大阪"),
        ("nagoya-branch", "Nagoya Branch"),
    ]
    assert [p.office for p in made.people] == ["tokyo", "office-2", "nagoya-branch"]
