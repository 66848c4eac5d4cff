"""Somebody says what the columns of a scanner's list mean, and lists are read by it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from honmono.web.cases.models import Case
from honmono.web.jobs import services as jobs
from honmono.web.jobs.worker import do
from honmono.web.sweep.models import ColumnMap, ReportFile, Scan
from tests.web.sweep import make

SignedIn = Callable[..., Client]

LIST = "端末,検査結果,検索完了日時\r\nTKY-PC001,検出なし,2026/10/14 11:02\r\n"


def work() -> None:
    while job := jobs.claim(timezone.now()):
        do(job, lambda: False)


@pytest.fixture
def handed_in(case: Case, signed_in: SignedIn) -> tuple[Client, str]:
    client = signed_in()
    file = SimpleUploadedFile("virus.csv", LIST.encode("cp932"))
    client.post(reverse("sweep:drop", args=[case.name]), {"files": [file], "host": ""})
    work()
    sha256 = ReportFile.objects.get().sha256
    return client, reverse("sweep:columns", args=[case.name, sha256])


def proposed(client: Client, address: str) -> dict[str, Any]:
    page = LexborHTMLParser(client.get(address).content.decode())
    chosen = {
        one.attributes["name"] or "": one.css_first("option[selected]")
        for one in page.css("form.card select")
    }
    given = {name: o.attributes["value"] for name, o in chosen.items() if o is not None}
    return {**given, "name": "console", "product": "=Microsoft Defender"}


def test_a_list_is_read_once_its_columns_are_known(
    case: Case, handed_in: tuple[Client, str]
) -> None:
    make.pc("TKY-PC001")
    client, address = handed_in
    page = client.get(address.removesuffix("columns/")).content.decode()
    assert address in page
    assert not Scan.objects.exists()

    answer = client.post(address, proposed(client, address))
    assert answer.status_code == 302
    assert ReportFile.objects.get().waiting
    work()

    scan = Scan.objects.get()
    assert scan.pc is not None
    assert scan.product == "defender"
    assert not ReportFile.objects.get().waiting
    assert ColumnMap.objects.get().value["host"] == "端末"
    page = client.get(address.removesuffix("columns/")).content.decode()
    assert address not in page


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"host": ""}, "PC 名"),
        ({"user": "+端末"}, "2 か所"),
        ({"user": "+なし"}, "利用者"),
        ({"name": ""}, "名前"),
    ],
)
def test_a_map_that_cannot_be_is_refused(
    changed: dict[str, str], told: str, handed_in: tuple[Client, str]
) -> None:
    client, address = handed_in

    answer = client.post(address, {**proposed(client, address), **changed})

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not ColumnMap.objects.exists()
    assert not ReportFile.objects.get().waiting


def test_of_a_file_that_is_no_list_nothing_is_asked(
    case: Case, signed_in: SignedIn
) -> None:
    row = make.result(make.scan("A"))
    address = reverse("sweep:columns", args=[case.name, row.sha256])

    assert signed_in().get(address).status_code == 302
