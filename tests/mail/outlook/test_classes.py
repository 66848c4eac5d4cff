"""What an item is, by its class."""

from __future__ import annotations

import pytest

from honmono.mail.outlook.classes import not_mail


@pytest.mark.parametrize(
    ("message_class", "what"),
    [
        ("IPM.Note", ""),
        ("ipm.note.smime.multipartsigned", ""),
        ("REPORT.IPM.Note.NDR", ""),
        ("IPM.Schedule.Meeting.Canceled", ""),
        ("IPM.TaskRequest.Accept", ""),
        ("IPM.Post", ""),
        ("IPM.Microsoft Mail.Note", ""),
        ("IPM.OurProgram.Ticket", ""),
        ("", ""),
        ("IPM.Contact", "contact"),
        ("IPM.Contact.OurFirm", "contact"),
        ("IPM.Appointment", "appointment"),
        ("IPM.OLE.CLASS.{00061055-0000-0000-C000-000000000046}", "appointment"),
        ("IPM.Microsoft.ScheduleData.FreeBusy", "setting of Outlook"),
    ],
)
def test_what_is_no_mail_has_a_name(message_class: str, what: str) -> None:
    assert not_mail(message_class) == what
