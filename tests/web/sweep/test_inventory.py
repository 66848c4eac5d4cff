"""A list of PCs is handed in, looked at, compared, chosen from and applied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from honmono.sweep.pc import Pc as PcValue
from honmono.web.cases.models import Case
from honmono.web.jobs import services as jobs
from honmono.web.jobs.worker import do
from honmono.web.sweep import services_inventory
from honmono.web.sweep.models import InventoryFile, InventoryMapping, Pc
from honmono.web.sweep.services import pc_of, put_pc
from tests.web.conftest import NOW

pytestmark = pytest.mark.django_db

HEAD = "資産番号,コンピューター名,拠点,シリアル番号,使用者\n"


@pytest.fixture
def client(signed_in: Callable[..., Client]) -> Client:
    """The browser of a handler."""
    return signed_in()


def hand_in(
    client: Client, case: Case, text: str, encoding: str = "cp932"
) -> InventoryFile:
    file = BytesIO((HEAD + text).encode(encoding))
    file.name = "台帳.csv"
    answer = client.post(reverse("sweep:inventory", args=[case.name]), {"file": file})
    assert answer.status_code == 302
    return InventoryFile.objects.latest("id")


def typed(client: Client, case: Case, file: InventoryFile) -> dict[str, Any]:
    """The form of columns as the page shows it."""
    page = client.get(reverse("sweep:inventory-columns", args=[case.name, file.pk]))
    form = page.context["form"]
    given = {name: form[name].value() for name in form.fields}
    return {name: "on" if v is True else v for name, v in given.items() if v}


def compare(client: Client, case: Case, file: InventoryFile, **more: str) -> Any:
    address = reverse("sweep:inventory-columns", args=[case.name, file.pk])
    return client.post(address, {**typed(client, case, file), **more})


def difference(client: Client, case: Case, file: InventoryFile, **query: str) -> Any:
    address = reverse("sweep:inventory-difference", args=[case.name, file.pk])
    return client.get(address, query)


def apply(
    client: Client, case: Case, file: InventoryFile, **more: str
) -> InventoryFile:
    client.post(reverse("sweep:inventory-apply", args=[case.name, file.pk]), more)
    file.refresh_from_db()
    return file


def all_of(client: Client, case: Case, text: str, **more: str) -> InventoryFile:
    file = hand_in(client, case, text)
    compare(client, case, file)
    return apply(client, case, file, **more)


FIRST = "0001,TKY-PC001,東京オフィス,S1,山田\n0002,TKY-PC002,東京オフィス,S2,鈴木\n"


@pytest.mark.parametrize("encoding", ["cp932", "utf-8-sig", "utf-16"])
def test_a_list_becomes_pcs_in_two_steps(
    encoding: str, client: Client, case: Case
) -> None:
    file = hand_in(client, case, FIRST, encoding)

    assert compare(client, case, file).status_code == 302
    assert not Pc.objects.exists()
    assert difference(client, case, file).context["kinds"] == [("new", 2)]
    assert apply(client, case, file).state == "applied"
    assert sorted(Pc.objects.values_list("host", "office")) == [
        ("TKY-PC001", "tokyo"),
        ("TKY-PC002", "tokyo"),
    ]


def test_the_same_list_again_changes_nothing(client: Client, case: Case) -> None:
    all_of(client, case, FIRST)
    before = list(Pc.objects.values_list("value", "version"))

    file = all_of(client, case, FIRST)

    assert file.counts["unchanged"] == 2
    assert list(Pc.objects.values_list("value", "version")) == before


def test_the_file_is_kept_as_it_came(client: Client, case: Case) -> None:
    import zlib

    file = hand_in(client, case, FIRST)

    assert zlib.decompress(file.content) == (HEAD + FIRST).encode("cp932")
    assert file.name == "台帳.csv"


def test_new_renamed_missing_and_unsure_are_told_apart(
    client: Client, case: Case
) -> None:
    all_of(client, case, FIRST + "0003,TKY-PC003,東京オフィス,S3,\n")
    file = hand_in(
        client,
        case,
        "0001,TKY-PC091,東京オフィス,S1,\n0002,TKY-PC002,東京オフィス,S9,\n,NEW,,S7,\n",
    )
    compare(client, case, file)

    kinds = dict(difference(client, case, file).context["kinds"])

    assert kinds == {"renamed": 1, "unsure": 1, "new": 1, "missing": 1}
    for kind in kinds:
        assert difference(client, case, file, what=kind).status_code == 200
    apply(client, case, file)
    one = pc_of(Pc.objects.get(host="TKY-PC091"))
    assert one.names == ("TKY-PC001",)
    assert Pc.objects.count() == 4


def test_words_that_nobody_knows_are_asked_about(client: Client, case: Case) -> None:
    file = hand_in(client, case, ",PC1,本社,S1,\n,PC2,横浜,S2,\n")
    page = client.get(reverse("sweep:inventory-columns", args=[case.name, file.pk]))
    words = {page.context["form"].words[f.name][1]: f for f in page.context["words"]}

    assert words["横浜"].value() == "yokohama"  # shown, and not taken in secret
    compare(
        client, case, file, **{words["本社"].name: "tokyo", "save_as": "総務の台帳"}
    )
    apply(client, case, file)

    assert dict(Pc.objects.values_list("host", "office")) == {
        "PC1": "tokyo",
        "PC2": "yokohama",
    }
    saved = InventoryMapping.objects.get(name="総務の台帳")
    assert saved.value["meanings"]["office"] == {"本社": "tokyo", "横浜": "yokohama"}


def test_what_is_not_understood_is_told_and_still_counted(
    client: Client, case: Case
) -> None:
    file = hand_in(client, case, ",PC1,本社,S1,\n")
    given = {
        k: v for k, v in typed(client, case, file).items() if not k.startswith("word")
    }
    client.post(reverse("sweep:inventory-columns", args=[case.name, file.pk]), given)

    assert "本社" in difference(client, case, file).content.decode()
    apply(client, case, file)
    assert Pc.objects.get().office == ""


def test_saved_columns_fit_the_next_list(client: Client, case: Case) -> None:
    value = {"columns": {"host": "資産番号"}, "meanings": {}}
    InventoryMapping.objects.create(name="odd", value=value, at=NOW)
    file = hand_in(client, case, FIRST)
    address = reverse("sweep:inventory-columns", args=[case.name, file.pk])

    form = client.get(address, {"saved": "odd"}).context["form"]

    assert form["column-host"].value() == "資産番号"
    assert not form["column-serial"].value()


@pytest.mark.parametrize(
    "more",
    [
        {"column-host": "", "column-asset": "", "column-serial": ""},
        {"column-host": "資産番号"},
        {"column-host": "nonsense"},
    ],
)
def test_columns_that_make_no_sense_are_refused(
    more: dict[str, str], client: Client, case: Case
) -> None:
    file = hand_in(client, case, FIRST)

    assert compare(client, case, file, **more).status_code == 422
    file.refresh_from_db()
    assert file.state == "columns"


@pytest.mark.parametrize(
    "content", [b"", b"\0", b"PK\x03\x04xx", b"\n\n", b"," * 400], ids=repr
)
def test_what_is_no_list_is_refused(content: bytes, client: Client, case: Case) -> None:
    file = BytesIO(content)
    file.name = "a.csv"

    answer = client.post(reverse("sweep:inventory", args=[case.name]), {"file": file})

    if content == b"\0":  # a table with one odd header: refused by its columns
        assert answer.status_code in (302, 422)
    else:
        assert answer.status_code == 422
        assert not InventoryFile.objects.exists()


def test_a_choice_on_the_page_is_kept_when_it_is_applied_at_once(
    client: Client, case: Case
) -> None:
    file = hand_in(client, case, FIRST)
    compare(client, case, file)

    apply(client, case, file, **{"row": "1", "choice-1": "leave"})

    assert [pc.host for pc in Pc.objects.all()] == ["TKY-PC002"]


def test_all_of_a_kind_are_chosen_at_once(client: Client, case: Case) -> None:
    file = hand_in(client, case, FIRST)
    compare(client, case, file)
    address = reverse("sweep:inventory-difference", args=[case.name, file.pk])

    client.post(address, {"what": "new", "all": "leave"})

    apply(client, case, file)
    assert not Pc.objects.exists()


def test_what_somebody_must_say_waits_until_he_has(client: Client, case: Case) -> None:
    file = hand_in(client, case, ",PC1,,S1,\n,PC2,,S1,\n")
    compare(client, case, file)
    page = difference(client, case, file)
    (one,) = page.context["rows"]
    former = next(
        value for value, _, _ in one["choices"] if value.startswith("former:")
    )
    address = reverse("sweep:inventory-difference", args=[case.name, file.pk])

    client.post(address, {"what": "unsure", "row": "2", "choice-2": former})
    apply(client, case, file)

    (pc,) = Pc.objects.all()
    assert (pc.host, pc_of(pc).names) == ("PC1", ("PC2",))


@pytest.mark.parametrize(
    "choice", ["same:other", "former", "take", "nonsense", "same:"]
)
def test_a_choice_that_was_not_offered_is_not_kept(
    choice: str, client: Client, case: Case
) -> None:
    file = hand_in(client, case, ",PC1,,S1,\n,PC2,,S1,\n")
    compare(client, case, file)
    address = reverse("sweep:inventory-difference", args=[case.name, file.pk])

    client.post(address, {"what": "unsure", "row": "2", "choice-2": choice})

    assert file.rows.get(number=2).choice == "leave"


def test_a_pc_that_somebody_changed_meanwhile_is_left_and_told(
    client: Client, case: Case
) -> None:
    all_of(client, case, FIRST)
    file = hand_in(client, case, FIRST.replace("山田", "佐藤"))
    compare(client, case, file)
    row = Pc.objects.get(host="TKY-PC001")
    put_pc(replace(pc_of(row), user="高橋"), "changed", by="x", now=NOW)

    apply(client, case, file)

    assert pc_of(Pc.objects.get(host="TKY-PC001")).user == "高橋"
    assert (file.counts["taken"], file.counts["stale"]) == (0, 1)


def test_a_pc_that_somebody_added_meanwhile_is_not_overwritten(
    client: Client, case: Case
) -> None:
    file = hand_in(client, case, FIRST)
    compare(client, case, file)
    put_pc(PcValue("asset-0001", "OTHER"), "added", by="x", now=NOW)

    apply(client, case, file)

    assert Pc.objects.get(key="asset-0001").host == "OTHER"
    assert file.counts["stale"] == 1


def test_a_list_is_applied_once(client: Client, case: Case) -> None:
    file = all_of(client, case, FIRST)
    versions = list(Pc.objects.values_list("version", flat=True))

    apply(client, case, file)
    compare(client, case, file)

    file.refresh_from_db()
    assert file.state == "applied"
    assert list(Pc.objects.values_list("version", flat=True)) == versions


def work() -> None:
    while job := jobs.claim(timezone.now()):
        do(job, lambda: False)


def test_a_long_list_is_done_by_jobs(
    client: Client, case: Case, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services_inventory, "IN_A_PAGE", 10)
    monkeypatch.setattr(services_inventory, "AT_ONCE", 20)
    text = "".join(f",PC{n:03},東京オフィス,S{n},\n" for n in range(70))
    file = hand_in(client, case, text)

    compare(client, case, file)
    file.refresh_from_db()
    assert file.state == "comparing"
    assert difference(client, case, file).status_code == 200
    work()
    apply(client, case, file)
    assert file.state == "applying"
    assert not Pc.objects.exists()
    assert difference(client, case, file).status_code == 200
    work()

    file.refresh_from_db()
    assert (file.state, file.counts["taken"]) == ("applied", 70)
    assert Pc.objects.count() == 70
    assert difference(client, case, file, what="new", page="2").status_code == 200


def test_a_list_of_another_incident_is_not_there(client: Client, case: Case) -> None:
    file = hand_in(client, case, FIRST)
    for address in ("inventory-columns", "inventory-difference"):
        answer = client.get(reverse(f"sweep:{address}", args=["other-1", file.pk]))
        assert answer.status_code == 404
