"""What lists look through is what mails, entries and incidents say, whatever happens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from django.forms.models import model_to_dict

from honmono.incident.evidence.chain import read_entry
from honmono.web.accounts.models import User
from honmono.web.cases import heads, log
from honmono.web.cases.models import Case, Head, LogEntry, LogMention
from honmono.web.evidence.services import erase
from honmono.web.jobs.models import Job
from honmono.web.mails import again
from honmono.web.mails.actions import set_aside, take_over
from honmono.web.mails.models import Basis, Content, Earlier, Mail, Sought, Upload
from honmono.web.mails.rows import sought
from honmono.web.rights import Role
from tests.web.conftest import NOW
from tests.web.mails.conftest import FORGED, REPORTS, UNRELATED

pytestmark = pytest.mark.django_db

FILES = (
    (FORGED, False),
    (UNRELATED, False),
    ((REPORTS / "report-03.eml").read_bytes(), True),
    ((REPORTS / "report-11.eml").read_bytes(), False),
)


def copies_agree() -> None:
    """Each narrow row says what the row says that it was made of."""
    mails = list(Mail.objects.order_by("pk"))
    rows = Sought.objects.order_by("pk")
    assert [model_to_dict(one) for one in rows] == [
        model_to_dict(sought(mail)) for mail in mails
    ]
    assert all(mail.counts is (mail.asked and not mail.aside) for mail in mails)
    assert set(Content.objects.values_list("pk", flat=True)) == {m.pk for m in mails}
    for case in Case.objects.all():
        named = {
            (name, entry.number)
            for entry in LogEntry.objects.filter(case=case)
            for name in log.names_in(read_entry(entry.line.encode()).about)
        }
        told = LogMention.objects.filter(case=case)
        assert set(told.values_list("record", "number")) == named
        head = model_to_dict(Head.objects.get(case=case))
        heads.keep(case)
        assert model_to_dict(Head.objects.get(case=case)) == head


@pytest.mark.parametrize("seed", range(3))
def test_rows_that_lists_go_by_agree_on_every_way(
    seed: int,
    home: Path,
    case: Case,
    hand_in: Callable[..., Upload],
    do_jobs: Callable[[], list[Job]],
    person: Callable[..., User],
) -> None:
    chance, who = Random(seed), person(Role.HANDLER)  # noqa: S311 - no secret

    def aside() -> None:
        mail = chance.choice(Mail.objects.all())
        set_aside(case, mail, not mail.aside, by=who, now=NOW)

    def take() -> None:
        mail = chance.choice(Mail.objects.filter(content__view__isnull=False))
        take_over(case, mail, mail.content.view or {}, ["event"], by=who, now=NOW)

    def anew() -> None:
        if chance.random() < 0.5:
            file = home / "honmono.toml"
            names = file.read_text("utf-8").replace("羽沢", "羽澤")
            file.write_text(f"{names}# {chance.random()}\n", "utf-8")
        else:
            for basis in Basis.objects.all():
                basis.fingerprint, basis.parts = f"old {basis.pk}", {"rules": "old"}
                basis.save()
        again.judge_anew(case, home, by=who, language="ja", now=NOW)

    def report() -> None:
        upload = Upload.objects.filter(is_report=False, job__state="done").first()
        if upload is not None:
            again.judge_as_report(upload, by=who, language="ja", now=NOW)

    def forget() -> None:
        upload = chance.choice(Upload.objects.all())
        gone = [upload.sha256]
        erase(
            case.pk, originals=gone, values=(), by=person(Role.ADMINISTRATOR), now=NOW
        )

    for number, (data, is_report) in enumerate(FILES):
        hand_in(data, f"{number}.eml", is_report=is_report)
    do_jobs()
    copies_agree()
    ways = [aside, aside, aside, take, anew, report, anew, forget]
    chance.shuffle(ways)
    before = Earlier.objects.count()
    for way in ways:
        way()
        copies_agree()
        do_jobs()
        copies_agree()
        if way is not forget:
            assert Earlier.objects.count() >= before
        before = Earlier.objects.count()
