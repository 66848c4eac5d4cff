"""Signal: a name of ours beside the name of the verified site that sends."""

from __future__ import annotations

import pytest

from honmono.check.signals.name_through_service import check
from tests.make import exhibit

PASS = "dkim=pass header.d=dropsign.example; dmarc=pass header.from=dropsign.example"


@pytest.mark.parametrize(
    "name",
    [
        "Taro Yamada via Dropsign",
        "山田 太郎（Dropsign経由）",
        "Taro Yamada (Dropsign)",
        "山田太郎 via Drop Sign",
        "Taro Yamada via Drops",
        "Taro Yamada (via Dropsign Forms)",
    ],
)
def test_the_site_that_names_itself_is_found(name: str) -> None:
    finding = check(exhibit(f'"{name}" <no-reply@mail.dropsign.example>', results=PASS))

    assert finding is not None
    assert finding.actual == "dropsign.example"


@pytest.mark.parametrize("name", ["Taro Yamada", "Taro Yamada via dev"])
def test_answers_to_the_person_himself_are_found(name: str) -> None:
    reply_to = "Reply-To: Taro Yamada <yamada@example.co.jp>"
    from_ = f'"{name}" <dev@dropsign.example>'

    assert check(exhibit(from_, reply_to, results=PASS)) is not None


@pytest.mark.parametrize(
    "reply_to",
    [
        "Reply-To: Taro Yamada <taro@free.example>",
        "Reply-To: 田中 花子 <tanaka@example.co.jp>",
        "Reply-To: info@example.co.jp",
        "Reply-To: yamada@example.co.jp, x@evil.example",
        "Reply-To: <>",
    ],
)
def test_answers_to_anybody_else_are_not(reply_to: str) -> None:
    from_ = '"Taro Yamada" <dev@dropsign.example>'

    assert check(exhibit(from_, reply_to, results=PASS)) is None


@pytest.mark.parametrize(
    "reply_to",
    [
        "Reply-To: 田中 花子 <x@free.example>",
        "Reply-To: 例示株式会社 <x@free.example>",
        "Reply-To: <x@reiji-corporation.example>, <x@example.co.jp.evil.example>",
    ],
    ids=["another of us", "our firm", "a lookalike"],
)
def test_a_false_reply_to_clears_nothing(reply_to: str) -> None:
    from_ = '"Taro Yamada via Dropsign" <x@dropsign.example>'

    assert check(exhibit(from_, reply_to, results=PASS)) is None


@pytest.mark.parametrize(
    ("from_", "results"),
    [
        ('"Taro Yamada via Dropsign" <x@dropsign.example>', ""),
        ('"Taro Yamada via Dropsign" <x@evil.example>', "dkim=pass header.d=evil.example"),
        ('"Taro Yamada" <x@dropsign.example>', PASS),
        ('"例示株式会社 via Dropsign" <x@dropsign.example>', PASS),
        ('"Taro Yamada (Reiji Corporation) via Dropsign" <x@dropsign.example>', PASS),
        ('"鈴木 via Dropsign" <x@dropsign.example>', PASS),
        ('"Taro Yamada via Gmail" <x@gmail.com>', "dkim=pass header.d=gmail.com"),
        ('"Taro Yamada via Dro" <x@dropsign.example>', PASS),
    ],
    ids=[
        "not verified", "another site", "no site named", "organization", "both",
        "nobody of us", "free mail", "too short a piece",
    ],
)  # fmt: skip
def test_everything_else_is_silent(from_: str, results: str) -> None:
    assert check(exhibit(from_, results=results)) is None


LIST = "users@lists.example.org"
LIST_PASS = (
    "dkim=pass header.d=lists.example.org; dmarc=pass header.from=lists.example.org"
)
POST = f"List-Post: <mailto:{LIST}>"


@pytest.mark.parametrize("name", ["Taro Yamada via users", "'山田 太郎' via Users"])
def test_a_list_that_writes_itself_into_from_is_found(name: str) -> None:
    found = check(exhibit(f'"{name}" <{LIST}>', POST, f"To: {LIST}", results=LIST_PASS))

    assert found is not None
    assert found.actual == "example.org"


@pytest.mark.parametrize(
    ("from_", "fields", "results"),
    [
        (f'"Taro Yamada via users" <{LIST}>', (POST, f"To: {LIST}"), ""),
        (f'"Taro Yamada via users" <{LIST}>', (f"To: {LIST}",), LIST_PASS),
        (f'"Taro Yamada via users" <{LIST}>', (POST, "To: a@kita.example"), LIST_PASS),
        (f'"Taro Yamada" <{LIST}>', (POST, f"To: {LIST}"), LIST_PASS),
        (f'"例示株式会社 via users" <{LIST}>', (POST, f"To: {LIST}"), LIST_PASS),
    ],
    ids=["not verified", "no list", "not to the list", "not via", "organization"],
)
def test_who_only_looks_like_a_list_is_silent(
    from_: str, fields: tuple[str, ...], results: str
) -> None:
    assert check(exhibit(from_, *fields, results=results)) is None


@pytest.mark.xfail(reason="nothing ties a brand in kanji to a domain", strict=True)
def test_known_miss_a_brand_in_kanji() -> None:
    assert check(exhibit('"山田 太郎 (名刺箱)" <x@dropsign.example>', results=PASS))
