"""What the forged mail looked like, and what its recipients are asked to do."""

from __future__ import annotations

from honmono.incident.case._core import Answer, Code, Line, Record, Text


class Trait(Record):
    """One thing seen on the fakes: a sender, a subject, a file, a lure.

    Everything here was written by a criminal.  Documents mask the local part of
    strangers' addresses, and print no link that works.
    """

    kind: Code
    """A row of `trait_kinds`: sender, subject, attachment, link, lure, body, quote."""

    shown: Line | None = None
    """The name that a reader sees."""

    is_person: bool | None = None
    """Is that a person's name?  Unless it is said that it is none, no notice prints it."""

    address: Line | None = None
    """What stands behind it, as far as told; not always an address."""

    text: Text | None = None
    """The subject, the kind of file, the lure."""

    ours: bool | None = None
    """Is the address one of our own?"""

    lookalike: bool | None = None
    """Is its domain made to look like one of ours?"""

    authenticated: Answer = Answer.NOT_LOOKED
    """Did the mail pass as the domain that it shows (aligned DKIM, SPF or DMARC)?"""


class Advice(Record):
    """One thing that recipients are asked to do, or to leave."""

    kind: Code
    """A row of `advice_kinds`: do_not_open_attachment, delete_mail …; or `other`."""

    named: Line | None = None
    text: Text | None = None
