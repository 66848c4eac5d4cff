"""What may be added to who we are, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from honmono.check.org import Person
from honmono.check.org.additions.model import Addition, Kind, Place, RefusedError
from honmono.check.org.additions.understand import understand
from tests.make import ORG

SERVICE, LIST, PARTNER = Kind.SERVICE, Kind.LIST, Kind.PARTNER
PRIVATE, PERSON, DOMAIN, PHONE = (
    Kind.PRIVATE_ADDRESS,
    Kind.PERSON,
    Kind.DOMAIN,
    Kind.PHONE,
)


def added(kind: Kind, *words: str, **readings: str) -> Addition:
    return understand(kind, list(words), ORG, **readings)


def refused(kind: Kind, *words: str, **readings: str) -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        added(kind, *words, **readings)
    return caught.value


@pytest.mark.parametrize(
    ("kind", "words", "addition"),
    [
        (SERVICE, ["Backlog", "backlog.example"],
         Addition(SERVICE, ("backlog.example",), "Backlog")),
        (SERVICE, ["サイン便", "a.example", "b.example"],
         Addition(SERVICE, ("a.example", "b.example"), "サイン便")),
        (SERVICE, ["tickets", "more-tickets.example"],
         Addition(SERVICE, ("more-tickets.example",), "tickets", 0)),
        (LIST, ["lists.example.org"], Addition(LIST, ("lists.example.org",))),
        (LIST, ["ml.example.co.jp"], Addition(LIST, ("ml.example.co.jp",))),
        (PARTNER, ["南電機", "minami.example"],
         Addition(PARTNER, ("minami.example",), "南電機")),
        (PRIVATE, ["山田太郎", "taro.home@example.org"],
         Addition(PRIVATE, ("taro.home@example.org",), "山田 太郎", 1)),
        (DOMAIN, ["example.jp"], Addition(DOMAIN, ("example.jp",), entry=0)),
        (PHONE, ["03-5555-0199"], Addition(PHONE, ("03-5555-0199",), entry=0)),
        (PERSON, ["鈴木", "一郎", "suzuki@example.co.jp"],
         Addition(PERSON, ("suzuki@example.co.jp",), "鈴木 一郎")),
        (PERSON, ["鈴木 一郎"], Addition(PERSON, (), "鈴木 一郎")),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)  # fmt: skip
def test_the_words_say_what_is_added(
    kind: Kind, words: list[str], addition: Addition
) -> None:
    assert added(kind, *words) == addition


@pytest.mark.parametrize(
    "typed",
    [
        "Backlog.Example.",
        "ｂａｃｋｌｏｇ．ｅｘａｍｐｌｅ",
        "backlog。example",
        " backlog.example ",
    ],
)
def test_a_domain_is_written_as_one_would(typed: str) -> None:
    assert added(LIST, typed).values == ("backlog.example",)


def test_a_japanese_domain_stays_readable() -> None:
    assert added(LIST, "メール.example").values == ("メール.example",)


@pytest.mark.parametrize(
    "who",
    ["山田 太郎", "山田太郎", "ヤマダタロウ", "やまだ たろう", "Taro Yamada", "TARO YAMADA",
     "yamada taro", "Tarou Yamada", "yamada@example.co.jp", "Yamada@Example.co.jp"],
)  # fmt: skip
def test_a_person_is_found_by_any_full_name_or_office_address(who: str) -> None:
    assert added(PRIVATE, who, "taro@example.org").entry == 1


def test_a_name_in_two_words_needs_no_quotes() -> None:
    assert added(PRIVATE, "山田", "太郎", "taro@example.org").entry == 1


@pytest.mark.parametrize(
    ("who", "near"),
    [
        ("山本太郎", "山田 太郎"),
        ("山田", "山田 太郎"),
        ("tanaka", "田中 花子"),
        ("誰でもない", "-"),
    ],
)
def test_nobody_is_found_by_guessing_and_the_nearest_are_named(
    who: str, near: str
) -> None:
    error = refused(PRIVATE, who, "taro@example.org")

    assert error.reason == "no-person"
    assert near in error.values["near"]


def test_of_two_people_with_one_name_the_address_tells_who() -> None:
    namesake = Person("山田太郎", addresses=("taro2@example.co.jp",))
    org = replace(ORG, people=(*ORG.people, namesake))

    with pytest.raises(RefusedError, match="two-people") as caught:
        understand(PRIVATE, ["山田太郎", "t@example.org"], org)
    assert caught.value.values["near"] == "yamada@example.co.jp, taro2@example.co.jp"
    words = ["taro2@example.co.jp", "t@example.org"]
    assert understand(PRIVATE, words, org).entry == 2


@pytest.mark.parametrize("who", ["ヤマダタロウ", "Taro Yamada", "Tarou Yamada"])
def test_of_two_people_with_one_reading_nobody_is_taken(who: str) -> None:
    namesake = Person("山田 多朗", "ヤマダ タロウ", "Taro Yamada")
    org = replace(ORG, people=(*ORG.people, namesake))

    with pytest.raises(RefusedError, match="two-people"):
        understand(PRIVATE, [who, "t@example.org"], org)
    assert understand(PRIVATE, ["山田多朗", "t@example.org"], org).entry == 2


@pytest.mark.parametrize(
    ("kind", "words", "place"),
    [
        (SERVICE, ["T", "tickets.example"], Place("services", 0, "domains")),
        (SERVICE, ["T", "eu.tickets.example"], Place("services", 0, "domains")),
        (SERVICE, ["T", "forum.example"], Place("lists", 0, "domains")),
        (LIST, ["forum.example"], Place("lists", 0, "domains")),
        (LIST, ["tickets.example"], Place("services", 0, "domains")),
        (PARTNER, ["K", "kita.example"], Place("partners", 0, "domains")),
        (PARTNER, ["K", "tickets.example"], Place("services", 0, "domains")),
        (DOMAIN, ["www.example.co.jp"], Place("organization", 0, "domains")),
        (DOMAIN, ["example-parked.jp"], Place("organization", 0, "parked_domains")),
        (PRIVATE, ["山田太郎", "Hanako.Home@example.org"],
         Place("people", 0, "private_addresses")),
        (PRIVATE, ["山田太郎", "tanaka@example.co.jp"], Place("people", 0, "addresses")),
        (PERSON, ["山田太郎"], Place("people", 1, "name")),
        (PERSON, ["鈴木 一郎", "tanaka@example.co.jp"], Place("people", 0, "addresses")),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)  # fmt: skip
def test_what_is_there_already_is_refused_with_its_place(
    kind: Kind, words: list[str], place: Place
) -> None:
    error = refused(kind, *words)

    assert (error.reason, error.place) == ("already", place)


def test_a_number_that_is_there_already_is_known_however_it_is_written() -> None:
    org = replace(ORG, phones=("03-5555-0199",))

    with pytest.raises(RefusedError, match="already"):
        understand(PHONE, ["（03）5555 0199"], org)


@pytest.mark.parametrize("kind", [SERVICE, LIST, PARTNER, DOMAIN])
@pytest.mark.parametrize(
    ("domain", "reason"),
    [
        ("gmail.com", "everybody-free-mail"),
        ("yahoo.co.jp", "everybody-free-mail"),
        ("mail.yahoo.co.jp", "everybody-free-mail"),
        ("co.jp", "everybody-suffix"),
        ("github.io", "everybody-suffix"),
        ("chiyoda.tokyo.jp", "everybody-suffix"),
    ],
)
def test_where_everybody_has_an_address_nobody_is_known(
    kind: Kind, domain: str, reason: str
) -> None:
    words = ["X", domain] if kind in (SERVICE, PARTNER) else [domain]

    assert refused(kind, *words).reason == reason


@pytest.mark.parametrize(
    ("kind", "words", "reason"),
    [
        (SERVICE, ["Mail", "example.co.jp"], "own-domain"),
        (SERVICE, ["Mail", "mail.example.co.jp"], "own-domain"),
        (PARTNER, ["Parked", "example-parked.jp"], "own-domain"),
        (LIST, ["lists.example-parked.jp"], "own-domain"),
        (LIST, ["example.co.jp"], "list-over-ours"),
        (DOMAIN, ["kita.example"], "contradicts"),
        (DOMAIN, ["mail.tickets.example"], "contradicts"),
        (PRIVATE, ["山田太郎", "taro@example.co.jp"], "private-at-ours"),
        (PRIVATE, ["山田太郎", "taro@lists.example.co.jp"], "private-at-channel"),
        (PRIVATE, ["山田太郎", "noreply@tickets.example"], "private-at-channel"),
        (PERSON, ["鈴木 一郎", "ichiro@example.org"], "no-office-address"),
        (PERSON, ["鈴木 一郎", "ichiro@lists.example.co.jp"], "no-office-address"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)  # fmt: skip
def test_what_would_contradict_the_file_is_refused(
    kind: Kind, words: list[str], reason: str
) -> None:
    assert refused(kind, *words).reason == reason


@pytest.mark.parametrize(
    ("kind", "words", "reason"),
    [
        (SERVICE, ["Backlog"], "usage-service"),
        (PARTNER, ["北浜電機"], "usage-partner"),
        (PRIVATE, ["山田太郎"], "usage-private-address"),
        (PRIVATE, ["taro@example.org"], "usage-private-address"),
        (SERVICE, ["Blue", "Harbor", "blue.example"], "no-domain"),
        (LIST, ["lists"], "no-domain"),
        (LIST, ["192.0.2.1"], "no-domain"),
        (LIST, ["a..example"], "no-domain"),
        (LIST, ["-a.example"], "no-domain"),
        (LIST, ["a b.example"], "no-domain"),
        (PERSON, ["taro@example.co.jp"], "no-name"),
        (SERVICE, ["Back\u200blog", "backlog.example"], "no-name"),
        (SERVICE, ["\u202egolkcab", "backlog.example"], "no-name"),
        (PRIVATE, ["山田太郎", "taro@home@example.org"], "no-address"),
        (PRIVATE, ["山田太郎", "@example.org"], "no-address"),
        (PRIVATE, ["山田太郎", "taro@localhost"], "no-address"),
        (PHONE, ["none"], "no-phone"),
        (PHONE, ["１２"], "no-phone"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)  # fmt: skip
def test_what_is_not_understood_is_refused(
    kind: Kind, words: list[str], reason: str
) -> None:
    assert refused(kind, *words).reason == reason


@pytest.mark.parametrize(
    "typed",
    ["https://backlog.example/login?a=b", "info@backlog.example", "*.backlog.example",
     "backlog.example/", "backlog.example:443"],
)  # fmt: skip
def test_what_a_browser_shows_leads_to_the_domain(typed: str) -> None:
    error = refused(LIST, typed)

    assert (error.reason, error.values["near"]) == ("no-domain-but", "backlog.example")


def test_readings_belong_to_a_person() -> None:
    addition = added(
        PERSON, "鈴木 一郎", kana="スズキ イチロウ", romaji="Ichiro Suzuki"
    )

    assert (addition.kana, addition.romaji) == ("スズキ イチロウ", "Ichiro Suzuki")
    assert refused(LIST, "a.example", kana="エー").reason == "readings-of-a-person"


def test_nothing_is_added_twice() -> None:
    assert added(LIST, "a.example", "A.example").values == ("a.example",)
