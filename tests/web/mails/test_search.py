"""A search of mails finds what a plain look at each mail finds, the newest first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Final

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from honmono.web.accounts.models import User
from honmono.web.base.searched import folded
from honmono.web.cases.models import Case
from honmono.web.cases.selectors import Recent
from honmono.web.mails import selectors
from honmono.web.mails.actions import set_aside
from honmono.web.mails.models import Mail, Sought, Upload
from honmono.web.mails.rows import sought
from honmono.web.mails.selectors import FEW, Wanted
from tests.web.conftest import NOW

pytestmark = pytest.mark.django_db

SUBJECTS: Final = (
    "請求書のご確認",
    "ｾｲｷｭｳ 100%",
    "Ｒｅ： INVOICE_7",
    "会議 re",
    "㍿ご案内",
)
REPORTERS: Final = ("tanaka@a.example", "ＳＡＴＯ@b.example", "")
ANSWERS: Final = ("forged", "unproven", "ours")
ASKED: Final = (
    *(
        "請求",
        "求書",
        "書",
        "セイキュウ",
        "ｾｲ",
        "%",
        "_",
        "0%",
        "_7",
        "invoice",
        "re 会",
    ),
    *("株式会社", "sato", "ＴＡＮＡ", "zzz", "請求 tanaka", "\\", "'", "re\0", "100％"),
)


@pytest.fixture
def mails(case: Case, person: Callable[..., User]) -> list[Mail]:
    """Of each subject and reporter one, in no order of time."""
    upload = Upload.objects.create(
        case=case, token="t", name="a", size=1, by=person(), at=NOW, state="stored"
    )
    made = [
        Mail(
            case=case,
            upload=upload,
            item=number,
            role="report" if number % 7 == 6 else "alone",
            asked=number % 7 != 6,
            counts=number % 7 != 6,
            at=NOW + timedelta(minutes=number * 37 % 11),
            day=NOW.date(),
            subject=subject,
            reporter=reporter,
            answer=ANSWERS[number % 3],
        )
        for number, (subject, reporter) in enumerate(product(SUBJECTS, REPORTERS))
    ]
    Mail.objects.bulk_create(made)
    Sought.objects.bulk_create(map(sought, made))
    return made


def plainly(mails: list[Mail], wanted: Wanted) -> list[int]:
    """What a look at each mail finds."""
    words = folded(wanted.text.replace("\0", " ")).split()
    found = [
        mail
        for mail in mails
        if (mail.role == "report") is (wanted.show == "reports")
        and wanted.answer in ("", mail.answer)
        and folded(wanted.reporter) in folded(mail.reporter)
        and all(word in folded(mail.subject, mail.reporter) for word in words)
    ]
    return [m.pk for m in sorted(found, key=lambda m: (m.at, m.pk), reverse=True)]


def listed(case: Case, wanted: Wanted) -> list[int]:
    hits = selectors.found(case, wanted)
    pages = selectors.pages(case, wanted, hits)
    assert pages.count == len(pages.page(1).object_list)
    return [mail.pk for mail in pages.page(1)]


@pytest.mark.parametrize("few", [FEW, 1])
def test_words_find_what_a_plain_look_finds(
    case: Case, mails: list[Mail], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selectors, "FEW", few)
    monkeypatch.setattr(selectors, "_found", Recent(1))
    for text, show, reporter in product(ASKED, ("mails", "reports"), ("", "SATO")):
        for answer in ("", "forged"):
            wanted = Wanted(show=show, answer=answer, text=text, reporter=reporter)
            assert listed(case, wanted) == plainly(mails, wanted), wanted


def test_a_mail_that_is_set_aside_is_found_among_those(
    case: Case, mails: list[Mail], person: Callable[..., User]
) -> None:
    wanted = Wanted(text="請求書 tanaka")
    (number,) = listed(case, wanted)
    set_aside(case, Mail.objects.get(pk=number), True, by=person(), now=NOW)
    case.refresh_from_db()

    assert listed(case, wanted) == []
    assert listed(case, Wanted(show="aside", text="請求書 tanaka")) == [number]


def test_few_hits_are_read_once(case: Case, mails: list[Mail]) -> None:
    with CaptureQueriesContext(connection) as asked:
        listed(case, Wanted(text="請求"))

    searches = [q for q in asked.captured_queries if "mails_sought" in q["sql"]]
    assert len(searches) == 1


def test_a_long_subject_hides_nobody_who_reported_it() -> None:
    mail = Mail(case_id=1, reporter="tanaka@a.example", subject="\ufdfa" * 300)

    assert "tanaka@a.example" in sought(mail).words
