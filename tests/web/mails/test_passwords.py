"""Locked files: opened by what somebody knows, which nobody keeps."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Callable
from datetime import timedelta

import pytest
import pyzipper
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from honmono.web.cases.models import Case, LogEntry
from honmono.web.jobs.models import Job
from honmono.web.mails import again, passwords, services
from honmono.web.mails.errors import MailsError
from honmono.web.mails.models import Mail, Upload
from honmono.web.mails.services import Coming
from honmono.web.rights import Role
from tests.web.conftest import NOW
from tests.web.made import somebody
from tests.web.mails.conftest import FORGED, UNRELATED

pytestmark = pytest.mark.django_db

Done = Callable[[], list[Job]]
SECRET = "Hoshimine-2026!"


def locked(password: str, *mails: bytes, beside: bytes = b"") -> bytes:
    """A ZIP of mails with a password, and perhaps one mail without."""
    target = io.BytesIO()
    if beside:
        with zipfile.ZipFile(target, "w") as plain:
            plain.writestr("beside.eml", beside)
    with pyzipper.AESZipFile(target, "a", encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(password.encode())
        for number, mail in enumerate(mails):
            archive.writestr(f"{number}.eml", mail)
    return target.getvalue()


def unlock(case: Case, *uploads: Upload, password: str = SECRET) -> int:
    ids = [each.pk for each in uploads]
    return again.unlock(
        case, ids, password, by=somebody(), language="en", now=timezone.now()
    )


def test_a_password_given_with_the_file_opens_it_and_is_forgotten(
    signed_in: Callable[..., Client],
    case: Case,
    home: object,
    do_jobs: Done,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(logging.getLogger("honmono"), "propagate", True)
    file = io.BytesIO(locked(SECRET, FORGED))
    file.name = "a.zip"
    form = {"files": file, "password": f" {SECRET} ", "is_report": "0"}

    signed_in(Role.HANDLER, "en").post(f"/cases/{case.name}/mails/upload/", form)
    waiting = Upload.objects.get().sealed
    [job] = do_jobs()

    upload = Upload.objects.get()
    assert waiting
    assert SECRET not in waiting
    assert Mail.objects.get().answer == "forged"
    assert (upload.sealed, upload.by_password, upload.locked) == ("", True, 0)
    assert SECRET not in f"{job.payload}{job.result}{job.failure}{caplog.text}"
    lines = "".join(LogEntry.objects.values_list("line", flat=True))
    assert "mail-file-opened" in lines
    assert SECRET not in lines


def test_a_locked_file_is_tried_again_and_what_was_read_stays_what_it_was(
    case: Case, hand_in: Callable[..., Upload], do_jobs: Done
) -> None:
    upload = hand_in(locked(SECRET, FORGED, beside=UNRELATED), "a.zip")
    do_jobs()
    upload.refresh_from_db()
    assert upload.locked == 1
    beside = Mail.objects.get(answer="unrelated")
    Mail.objects.filter(pk=beside.pk).update(aside=True, counts=False)

    unlock(case, upload)
    do_jobs()

    upload.refresh_from_db()
    assert upload.locked == 0
    assert sorted(Mail.objects.values_list("answer", flat=True)) == [
        "forged",
        "unrelated",
    ]
    again = Mail.objects.get(answer="unrelated")
    assert (again.pk, again.aside, again.subject) == (beside.pk, True, "hello")


def test_a_wrong_password_is_told_and_of_many_files_which_stayed_locked(
    case: Case,
    hand_in: Callable[..., Upload],
    do_jobs: Done,
    signed_in: Callable[..., Client],
) -> None:
    one = hand_in(locked(SECRET, FORGED), "one.zip")
    two = hand_in(locked("another", UNRELATED), "two.zip")
    do_jobs()
    client = signed_in(Role.HANDLER, "en")
    form = {"upload": [one.pk, two.pk], "password": SECRET}

    client.post(f"/cases/{case.name}/mails/unlock/", form)
    do_jobs()
    shown = client.get(f"/cases/{case.name}/mails/upload/").content.decode()

    form_shown = shown[shown.index('id="locked"') : shown.index('id="unlock-password"')]
    assert "does not open it" in form_shown
    assert "two.zip" in form_shown
    assert "one.zip" not in form_shown
    assert Upload.objects.exclude(sealed="").count() == 0


def test_judged_anew_without_its_password_its_answers_stay(
    case: Case, home: object, hand_in: Callable[..., Upload], do_jobs: Done
) -> None:
    upload = hand_in(locked(SECRET, FORGED, UNRELATED), "a.zip")
    do_jobs()
    unlock(case, upload)
    do_jobs()
    ids = set(Mail.objects.values_list("pk", flat=True))

    Upload.objects.update(locked=1)  # as if something else in it were still locked
    Mail.objects.filter(answer="error").delete()
    unlock(case, upload, password="not this one")
    Upload.objects.update(locked=0)
    [job] = do_jobs()

    assert job.state == "failed"
    assert "earlier answers stay" in job.failure
    assert set(Mail.objects.values_list("pk", flat=True)) == ids
    assert Upload.objects.get().sealed == ""


def test_the_same_locked_file_handed_in_again_with_its_password_is_opened(
    case: Case, hand_in: Callable[..., Upload], do_jobs: Done
) -> None:
    data = locked(SECRET, FORGED)
    upload = hand_in(data, "a.zip")
    do_jobs()

    coming = Coming("again.zip", len(data), is_report=False, password=SECRET)
    services.take(case, coming, [data], by=somebody(), language="en", now=NOW)
    do_jobs()

    assert Mail.objects.get(upload=upload).answer == "forged"
    assert not Upload.objects.exclude(sealed="").exists()


def test_a_locked_zip_that_hangs_on_a_judged_mail_stays_shut(
    case: Case, hand_in: Callable[..., Upload], do_jobs: Done
) -> None:
    from email.message import EmailMessage

    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@example.net", "see attached"
    mail.set_content(f"The password is {SECRET}")
    inside = locked(SECRET, FORGED)
    mail.add_attachment(inside, maintype="application", subtype="zip", filename="a.zip")
    data = mail.as_bytes()
    coming = Coming("a.eml", len(data), is_report=True, password=SECRET)

    services.take(case, coming, [data], by=somebody(), language="en", now=NOW)
    do_jobs()

    assert not Mail.objects.filter(answer="forged").exists()
    assert (Upload.objects.get().locked, Upload.objects.get().by_password) == (0, False)


@pytest.mark.parametrize("password", ["", "   "])
def test_no_password_is_refused(
    password: str, case: Case, hand_in: Callable[..., Upload], do_jobs: Done
) -> None:
    upload = hand_in(locked(SECRET, FORGED), "a.zip")
    do_jobs()

    with pytest.raises(MailsError) as error:
        unlock(case, upload, password=password)

    assert error.value.key == "no-password"


def test_a_file_of_another_incident_is_not_tried(
    case: Case, home: object, hand_in: Callable[..., Upload], do_jobs: Done
) -> None:
    upload = hand_in(locked(SECRET, FORGED), "a.zip")
    do_jobs()
    other = Case(pk=case.pk + 1, name="other")

    with pytest.raises(MailsError):
        unlock(other, upload)

    assert Upload.objects.get().sealed == ""


def test_a_password_may_have_been_typed_in_wide_letters() -> None:
    assert passwords.readings(" ｆａｘ２０２６ ")[-1] == "fax2026"


def test_what_no_job_came_to_use_is_forgotten_after_a_day(
    case: Case, hand_in: Callable[..., Upload]
) -> None:
    hand_in(UNRELATED)
    Upload.objects.update(sealed=passwords.sealed(SECRET))

    passwords.forget_old(timezone.now() + timedelta(hours=23))
    kept = Upload.objects.get().sealed
    passwords.forget_old(timezone.now() + timedelta(hours=25))

    assert passwords.opened(kept) == SECRET
    assert Upload.objects.get().sealed == ""


def test_another_desks_seal_opens_nothing() -> None:
    assert passwords.opened("gAAAAABnot-a-seal-of-ours") == ""


def test_two_archives_of_one_name_in_an_archive_are_both_opened(
    signed_in: Callable[..., Client], case: Case, home: object, do_jobs: Done
) -> None:
    """Long names are cut when they are shown, and then they are the same."""
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as archive:
        for number, mail in enumerate((FORGED, UNRELATED)):
            name = f"{'報告' * 80}{number}.zip"
            archive.writestr(name, locked(SECRET, mail))
    sent = io.BytesIO(outer.getvalue())
    sent.name = "a.zip"

    where = reverse("mails:upload", args=[case.name])
    signed_in().post(where, {"files": sent, "is_report": "", "password": SECRET})
    do_jobs()

    upload = Upload.objects.get()
    assert upload.locked == 0
    assert upload.by_password
    assert Mail.objects.filter(upload=upload, part=0).count() == 2
