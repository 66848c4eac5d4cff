"""Pages of the settings: forms, text, history, lists of people."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from honmono.text import say
from honmono.web.accounts.models import PersonalRead
from honmono.web.office.models import FileVersion, PeopleList

CSV = (
    "氏名,フリガナ,メールアドレス,役職\r\n"
    "佐藤 恵,サトウ メグミ,m.sato@hoshimine-sr.example,\r\n"
    "新人 一,シンジン ハジメ,h.shinjin@hoshimine-sr.example,主任\r\n"
    "社外 人,シャガイ ジン,someone@elsewhere.example,\r\n"
)


def _words(key: str, **values: object) -> str:
    return say("web/office", key, "ja", **values)


def _hidden(page: str) -> str:
    return str(re.findall(r'name="shown" value="([^"]+)"', page)[0])


def _text(answer: object) -> str:
    return str(getattr(answer, "content").decode())  # noqa: B009


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    "page",
    [
        *("", "organization/", "text/", "history/", "upload/"),
        *("people/", "services/", "partners/", "lists/", "offices/"),
        *("people/add/", "people/1/", "lists/0/", "offices/0/", "services/1/"),
    ],
)
def test_pages_answer(org: Path, client: Client, page: str, language: str) -> None:
    client.cookies["honmono_language"] = language

    answer = client.get(f"/settings/{page}")

    assert answer.status_code == 200
    assert f'<html lang="{language}">' in _text(answer)


@pytest.mark.parametrize("page", ["x/", "people/99/", "history/99/", "upload/99/"])
def test_what_is_not_there_is_404(org: Path, client: Client, page: str) -> None:
    assert client.get(f"/settings/{page}").status_code == 404


def test_without_a_file_the_settings_say_so(home: Path, client: Client) -> None:
    assert _words("no-file") in _text(client.get("/settings/"))
    assert client.get("/settings/people/").status_code == 302


def test_who_are_we_makes_the_file(home: Path, client: Client) -> None:
    form = {
        "names": "例示株式会社\n例示",
        "domains": "example.co.jp",
        "system": "other",
    }

    answer = client.post("/settings/begin/", form)

    assert answer["Location"] == "/settings/"
    assert "例示株式会社" in (home / "honmono.toml").read_text("utf-8")
    assert client.get("/settings/begin/").status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [
        {"domains": "gmail.com"},
        {"domains": "no domain"},
        {"domains": "someone@example.co.jp"},
        {"names": " "},
        {"system": "mine"},
    ],
)
def test_a_bad_beginning_is_told_and_nothing_typed_is_lost(
    home: Path, client: Client, wrong: dict[str, str]
) -> None:
    form = {"names": "例示", "domains": "example.co.jp", "system": "other", **wrong}

    answer = client.post("/settings/begin/", form)

    assert answer.status_code == 422
    assert 'class="mistake"' in _text(answer)
    assert form["domains"] in _text(answer)
    assert not (home / "honmono.toml").exists()


def test_a_person_is_added_changed_and_removed(org: Path, client: Client) -> None:
    client.post("/settings/people/add/", {"name": "新人 一", "nicknames": "はじめ\n"})
    page = _text(client.get("/settings/people/8/"))
    assert 'value="新人 一"' in page

    form = {"shown": _hidden(page), "name": "新人 初", "addresses": "h@example.co.jp"}
    client.post("/settings/people/8/", form)
    page = _text(client.get("/settings/people/8/"))
    assert 'value="新人 初"' in page
    assert "はじめ" not in page

    client.post("/settings/people/8/remove/", {"shown": _hidden(page)})
    assert client.get("/settings/people/8/").status_code == 404
    assert FileVersion.objects.count() == 4


def test_a_bad_value_is_told_at_its_field(org: Path, client: Client) -> None:
    form = {"name": "新人 一", "addresses": "no address"}

    answer = client.post("/settings/people/add/", form)

    text = _text(answer)
    assert answer.status_code == 422
    field = text[text.index('id="id_addresses_error"') :]
    assert "no address" in field[: field.index("</p>")]
    assert 'value="新人 一"' in text


def test_somebody_else_was_faster_is_told_and_what_was_typed_stays(
    org: Path, client: Client
) -> None:
    shown = _hidden(_text(client.get("/settings/people/0/")))
    client.post("/settings/people/0/", {"shown": shown, "name": "髙橋 一"})

    answer = client.post("/settings/people/0/", {"shown": shown, "name": "髙橋 二"})
    remove = client.post("/settings/people/0/remove/", {"shown": shown})

    assert answer.status_code == 422
    assert _words("entry-changed") in _text(answer)
    assert 'value="髙橋 二"' in _text(answer)
    assert remove.status_code == 422
    assert "髙橋 一" in org.read_text("utf-8")


def test_people_are_found_by_any_of_their_words(org: Path, client: Client) -> None:
    found = _text(client.get("/settings/people/?q=YAMAZAKI"))
    nobody = _text(client.get("/settings/people/?q=nobody"))

    assert "山﨑 大輔" in found
    assert "佐藤 恵" not in found
    assert _words("nothing-found") in nobody
    assert PersonalRead.objects.filter(what="colleagues").count() == 2


def test_a_text_that_is_wrong_is_told_with_its_line(org: Path, client: Client) -> None:
    shown = _hidden(_text(client.get("/settings/text/")))
    text = org.read_text("utf-8").replace("authserv_ids", "authserv_id")

    answer = client.post("/settings/text/", {"text": text, "shown": shown})

    assert answer.status_code == 422
    assert _words("line", line=13) in _text(answer)
    assert "authserv_ids" in _text(answer)  # the nearest known key
    assert not FileVersion.objects.exists()


def test_a_text_over_another_shows_the_difference(org: Path, client: Client) -> None:
    shown = _hidden(_text(client.get("/settings/text/")))
    old = org.read_text("utf-8")
    org.write_text(old + "# theirs\n", "utf-8")

    answer = client.post("/settings/text/", {"text": old + "# ours\n", "shown": shown})

    page = _text(answer)
    assert answer.status_code == 422
    assert _words("changed-meanwhile") in page
    assert "+ # ours" in page
    assert "- # theirs" in page
    again = {"text": old + "# ours\n", "shown": _hidden(page)}
    assert client.post("/settings/text/", again).status_code == 302
    assert org.read_text("utf-8").endswith("# ours\n")


def test_a_broken_file_is_told_and_can_be_mended(org: Path, client: Client) -> None:
    whole = org.read_text("utf-8")
    org.write_text(whole + "[[people]\n", "utf-8")

    overview = client.get("/settings/")
    assert _words("broken") in _text(overview)
    assert client.get("/settings/people/").status_code == 302
    page = _text(client.get("/settings/text/"))
    client.post("/settings/text/", {"text": whole, "shown": _hidden(page)})

    assert _words("broken") not in _text(client.get("/settings/"))
    assert org.read_text("utf-8") == whole


def test_an_old_version_is_put_back(org: Path, client: Client) -> None:
    before = org.read_text("utf-8")
    client.post("/settings/people/add/", {"name": "新人 一"})
    first = FileVersion.objects.last()
    assert first
    page = _text(client.get(f"/settings/history/{first.pk}/"))
    assert "新人 一" in page

    client.post(f"/settings/history/{first.pk}/back/", {"shown": _hidden(page)})

    assert org.read_text("utf-8") == before
    assert FileVersion.objects.count() == 3


def test_putting_back_over_a_newer_change_is_told(org: Path, client: Client) -> None:
    client.post("/settings/people/add/", {"name": "新人 一"})
    first = FileVersion.objects.last()
    assert first

    answer = client.post(f"/settings/history/{first.pk}/back/", {"shown": "old"})

    assert answer.status_code == 422
    assert "新人 一" in org.read_text("utf-8")


def _upload(client: Client, data: bytes, name: str = "名簿.csv") -> str:
    answer = client.post("/settings/upload/", {"file": SimpleUploadedFile(name, data)})
    return str(answer.get("Location", ""))


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "utf-16"])
def test_a_list_is_looked_at_before_it_is_written(
    org: Path, client: Client, encoding: str
) -> None:
    before = org.read_text("utf-8")
    address = _upload(client, CSV.encode(encoding))

    page = _text(client.get(address))
    assert "新人 一" in page
    assert org.read_text("utf-8") == before

    client.post(f"{address}take/")
    after = org.read_text("utf-8")
    assert after.startswith(before)
    assert after.count("新人 一") == 1
    assert after.count("佐藤 恵") == before.count("佐藤 恵")
    assert "社外 人" not in after
    assert not PeopleList.objects.exists()


def test_a_list_of_which_nobody_is_ours_says_whose_they_are(
    org: Path, client: Client
) -> None:
    rows = (
        "氏名,メールアドレス\n新人 一,a@mistyped.example\n新人 二,b@mistyped.example\n"
    )

    page = _text(client.get(_upload(client, rows.encode())))

    assert "（アドレスのドメイン: mistyped.example）" in page
    assert "/settings/organization/" in page
    assert "/take/" not in page
    assert "取り込む」を押してください" not in page


def test_a_list_is_taken_once(org: Path, client: Client) -> None:
    first, second = (_upload(client, CSV.encode()) for _ in range(2))

    client.post(f"{first}take/")
    client.post(f"{second}take/")

    assert org.read_text("utf-8").count("新人 一") == 1


def test_a_list_is_thrown_away(org: Path, client: Client) -> None:
    before = org.read_bytes()
    address = _upload(client, CSV.encode())

    client.post(f"{address}discard/")

    assert client.get(address).status_code == 404
    assert org.read_bytes() == before


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 no text",
        b"\x00\xff\x00",
        b"<html><script>alert(1)</script>",
        b'a"b',
    ],
)
def test_a_file_that_is_no_list_adds_nobody(
    org: Path, client: Client, data: bytes
) -> None:
    before = org.read_bytes()
    address = _upload(client, data, "<script>alert(1)</script>.csv")

    page = client.get(address)
    client.post(f"{address}take/")

    assert page.status_code == 200
    assert "<script>alert(1)" not in _text(page)
    assert org.read_bytes() == before


def test_names_with_tricks_stay_names(org: Path, client: Client) -> None:
    evil = 'Evil"\n[organization]\nnames=["x"]'
    rows = f'氏名,メールアドレス\n"{evil.replace(chr(34), chr(34) * 2)}",e@hoshimine-sr.example\n'

    address = _upload(client, rows.encode())
    client.post(f"{address}take/")

    assert client.get("/settings/").status_code == 200
    assert "社会保険労務士法人 ほしみね事務所" in _text(client.get("/settings/"))


@pytest.mark.parametrize("more", [0, 60])
def test_a_list_of_people_asks_the_database_as_often_however_long_it_is(
    org: Path,
    client: Client,
    more: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    people = "".join(f'\n[[people]]\nname = "人 {n}"\n' for n in range(more))
    org.write_text(org.read_text("utf-8") + people, "utf-8")

    with django_assert_num_queries(3):  # session, user, the note of who read
        assert client.get("/settings/people/").status_code == 200


def test_no_secret_of_the_settings_is_shown(org: Path, client: Client) -> None:
    (org.parent / "settings.toml").write_text(
        '[imap]\ntoken_command = ["get-token", "--secret=hush"]\n', "utf-8"
    )

    assert "hush" not in _text(client.get("/settings/"))
