"""A folder read on from where the last run was."""

from __future__ import annotations

from honmono.mail.source import RawMail
from honmono.mail.source.imap import Mark, find_behind
from tests.mail.source.build import mail
from tests.mail.source.imap.dovecot import Dovecot


def behind(dovecot: Dovecot, mark: Mark) -> tuple[list[int], Mark]:
    """The mails that come, by their UIDs, and how far the folder is then."""
    found = list(find_behind(dovecot.url("Index"), dovecot.access, lambda url: mark))
    mails = [each for _, _, each in found if isinstance(each, RawMail)]
    return [int(each.source.rpartition("=")[2]) for each in mails], found[-1][1]


def test_only_what_is_new_comes_until_the_server_makes_the_folder_anew(
    dovecot: Dovecot,
) -> None:
    for number in range(3):
        dovecot.deliver(mail(f"mail {number}"), "Index")
    first, mark = behind(dovecot, Mark())
    nothing, same = behind(dovecot, mark)
    dovecot.deliver(mail("mail 4"), "Index")
    new, later = behind(dovecot, mark)
    anew, again = behind(dovecot, Mark(mark.uidvalidity + 1, 99))

    assert (first, nothing, new, anew) == ([1, 2, 3], [], [4], [1, 2, 3, 4])
    assert (mark.uid, same, later.uid) == (3, mark, 4)
    assert again == later
