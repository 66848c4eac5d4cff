"""The page of one PC: why it stands so, and every scan with what it is worth."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from honmono.sweep.scan import Answer, Extent, Signature
from honmono.web.accounts.models import PersonalRead
from honmono.web.cases.models import Case
from honmono.web.rights import Role
from tests.web.sweep import make

SignedIn = Callable[..., Client]


def page(case: Case, client: Client, key: str = "tky-pc001") -> str:
    answer = client.get(reverse("sweep:pc", args=[case.name, key]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_tells_each_scan_with_its_reason(case: Case, signed_in: SignedIn) -> None:
    make.covered("TKY-PC001")
    make.result(make.scan("TKY-PC001", at=make.LOOKED - timedelta(days=30)))
    make.result(make.scan("TKY-PC001", extent=Extent.QUICK, rights=Answer.NO))

    told = page(case, signed_in())

    assert "最初の偽メールより前" in told
    assert "フルスキャンではありません" in told
    assert "管理者権限がなく" in told
    assert "独立した 2 種類の検査が済んでいます" in told


def test_it_is_judged_although_nobody_opened_the_sweep(
    case: Case, signed_in: SignedIn
) -> None:
    make.pc()

    assert "検査結果が届いていません" in page(case, signed_in(Role.READER))


def test_a_statement_is_told_as_one(case: Case, signed_in: SignedIn) -> None:
    make.pc()
    make.result(make.scan("TKY-PC001", signature=Signature.STATED))

    assert "手入力の申告" in page(case, signed_in())


@pytest.mark.parametrize(
    ("signature", "told"),
    [(Signature.GOOD, "キットの署名あり"), (Signature.NONE, "署名なし")],
)
def test_a_mark_says_whether_a_kit_signed_it(
    signature: Signature, told: str, case: Case, signed_in: SignedIn
) -> None:
    make.pc()
    make.result(make.scan("TKY-PC001", signature=signature))
    make.judged(case)

    assert told in page(case, signed_in())


def test_who_looked_is_written_down(case: Case, signed_in: SignedIn) -> None:
    make.pc()
    page(case, signed_in())

    read = PersonalRead.objects.get()
    assert (read.what, read.detail) == ("pc", "tky-pc001")


def test_a_pc_that_is_not_there_is_not_found(case: Case, signed_in: SignedIn) -> None:
    address = reverse("sweep:pc", args=[case.name, "nobody"])

    assert signed_in().get(address).status_code == 404
